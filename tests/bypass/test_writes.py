"""Nobody changes a dataset that is not his to change: every state, every person, every way."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.navl.dictization_functions import DataError

from ckanext.sdijember.review.domain import transitions as rules
from tests.bypass import ways
from tests.factories import PEOPLE, WAYS

#: Those who may change a dataset while it is with its producer.
WRITERS = {"editor", "office_admin", "sysadmin"}
#: What a refusal looks like; anything else, a crash too, is none.
REFUSED = (tk.NotAuthorized, tk.ValidationError, tk.ObjectNotFound, DataError)
#: States that everybody is tried in. In the others only those who get furthest.
TRIED_BY_ALL = {"draft", "published"}
GET_FURTHEST = {"sysadmin", "office_admin", "walidata", "pembina"}


def _attempt(prey, person, action, data):
    """What came of it: ``refused``, ``done``, or how it broke."""
    user = prey.portal.people[person]
    try:
        tk.get_action(action)({"user": user["name"] if user else ""}, data)
    except REFUSED:
        return "refused"
    except Exception as crash:
        return f"{type(crash).__name__}: {crash}"
    finally:
        model.Session.rollback()
        model.Session.remove()
    return "done"


def _changed_by(prey, target, person):
    """The attempts of one person that changed something, or broke; how it stands is asked where one was not refused."""
    before, wrong = target.fingerprint(), []
    for action, data in ways.of(target, prey.draft, prey.portal.other_office["id"], target.state == "published"):
        said = f"{person} {action} {data}"
        outcome = _attempt(prey, person, action, data)
        if outcome == "refused":
            continue
        if outcome != "done":
            wrong.append(f"{said}: {outcome}")
        if (now := target.fingerprint()) != before:
            wrong.append(f"{said}: changed")
            before = now
    if target.fingerprint() != before:
        wrong.append(f"{person}: something that was refused happened nevertheless")
    return wrong


@pytest.mark.parametrize("state", WAYS)
def test_nothing_changes_what_is_locked_or_not_ones_own(prey, state):
    editable = rules.STATES[state].editable
    people = [
        person
        for person in PEOPLE
        if (state in TRIED_BY_ALL or person in GET_FURTHEST) and not (editable and person in WRITERS)
    ]
    wrong = [line for person in people for line in _changed_by(prey, prey.targets[state], person)]
    assert not wrong, "\n".join(wrong)
