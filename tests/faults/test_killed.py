"""The process is killed at every step of a transition: it happened whole or not at all, and what is left is mended."""

from __future__ import annotations

import signal

import pytest

from tests.faults.conftest import TRANSITIONS
from tests.faults.steps import at, die, in_a_process, steps_of

#: Before this step nothing is committed, after it everything is.
COMMITTED = "after the commit"


@pytest.mark.parametrize("broken", list(TRANSITIONS), indirect=True)
def test_killed_at_every_step(broken):
    _, by, data, target = TRANSITIONS[broken.action]
    found = {}
    for step, place in steps_of(broken.action).items():
        before = broken.before()
        ended = in_a_process(
            lambda: broken.portal.take(broken.dataset["id"], broken.action, by, **data),
            lambda place=place: at(place, die),
        )
        if place[1] in ("digests", "dataset_now", "keep") and broken.action == "withdraw":
            assert ended == 0  # a withdrawal does not look at what the dataset contains
        else:
            assert ended == -signal.SIGKILL, step
            assert broken.before()[0] == (target if step == COMMITTED else before[0]), step
        found[step] = broken.check(before, f"{broken.action} {step}")
        broken.bring_back(before)
    # without this the check above would see nothing: here the index knew what the database then did not
    assert found["after the index"] == ["index"]
    assert found["before the lock"] == []
