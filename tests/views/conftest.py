"""What the tests of pages start from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories
from tests.views.visitor import Visitor


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    """Offices, teams and one person for every role."""
    return factories.portal()


@pytest.fixture
def visit(app: Any, portal: factories.Portal) -> Callable[[str], Visitor]:
    """``visit("walidata")`` is that person at a browser."""
    return lambda person: Visitor(app, portal, person)
