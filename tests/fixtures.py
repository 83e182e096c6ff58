"""What the tests of every subject start from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result

if TYPE_CHECKING:
    from tests.factories import Portal
    from tests.visitor import Visitor

Run = Callable[..., Result]


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> Portal:
    """Offices, teams and one person for every role."""
    from tests import factories

    return factories.portal()


@pytest.fixture
def visit(app: Any, portal: Portal) -> Callable[[str], Visitor]:
    """``visit("walidata")`` is that person at a browser."""
    from tests.visitor import Visitor

    return lambda person: Visitor(app, portal, person)


@pytest.fixture(scope="session")
def runner(standing: Any) -> Run:
    """``runner("seed")`` is ``ckan sdijember seed``."""

    def run(*words: str) -> Result:
        from ckanext.sdijember.cli import get_commands

        standing.load()
        with click.Context(click.Command("ckan")) as parent:
            parent.meta["flask_app"] = standing.app().flask_app
            return CliRunner().invoke(get_commands()[0], words, parent=parent)

    return run


@pytest.fixture
def run(with_plugins: None, clean_db: None, clean_index: None, runner: Run) -> Run:
    """The commands, on an empty portal."""
    return runner
