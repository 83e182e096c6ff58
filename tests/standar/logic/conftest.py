"""What the tests of the register start from."""

from __future__ import annotations

import pytest

from tests.factories import call


@pytest.fixture
def act(portal):
    """``act("approve", "pembina", id=…)`` is an action of the register by that person."""
    return lambda action, person, **data: call(f"sdijember_standar_{action}", portal.people[person], **data)
