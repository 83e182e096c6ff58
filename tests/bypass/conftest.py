"""One portal with a dataset in every state for all attempts: each has to leave it as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from ckan.lib import search

from tests import factories
from tests.bypass import targets
from tests.bypass.targets import Target
from tests.factories import WAYS, Portal, call


@dataclass
class Prey:
    """The portal, one target per state, and a draft of the same office from which one might reach over."""

    portal: Portal
    targets: dict[str, Target]
    draft: Target


@pytest.fixture(scope="module")
def prey(standing: Any, reset_db: Callable[[], None]) -> Prey:
    """Made once for a module. Whoever changes it makes the test fail: no worker may."""
    standing.load()
    reset_db()
    search.clear_all()
    portal = factories.portal()
    for name in ("urusan-1-02", "urusan-lain"):
        call("group_create", portal.people["sysadmin"], name=name)
    made = {state: targets.make(portal, state, "urusan-1-02") for state in WAYS}
    return Prey(portal, made, targets.make(portal, "draft", "urusan-1-02"))
