"""Runs the commands as ``ckan`` does, in the application that stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def runner(standing: Any) -> Run:
    """``runner("seed")`` is ``ckan sdijember seed``."""

    def run(*words: str) -> Result:
        from ckanext.sdijember.cli import sdijember

        standing.load()
        with click.Context(click.Command("ckan")) as parent:
            parent.meta["flask_app"] = standing.app().flask_app
            return CliRunner().invoke(sdijember, words, parent=parent)

    return run


@pytest.fixture
def run(with_plugins: None, clean_db: None, clean_index: None, runner: Run) -> Run:
    """The commands, on an empty portal."""
    return runner
