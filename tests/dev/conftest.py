"""A checkout of its own for each test of the stack's tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from dev.paths import Layout
from dev.state import State


@pytest.fixture(params=["run", "test"])
def profile(request: pytest.FixtureRequest) -> str:
    """Either profile."""
    return request.param


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Folders of the ``run`` profile in an empty checkout."""
    made = Layout("run", tmp_path)
    made.make()
    return made


@pytest.fixture
def state(layout: Layout) -> State:
    """What a stack remembers that has chosen its ports."""
    made = State.of(layout)
    for number, name in enumerate(("web", "postgres", "solr", "redis")):
        made.put("ports", name, 40000 + number)
    return made
