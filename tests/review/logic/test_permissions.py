"""Every action × every person × every state on the real stack: the table names who may, all others are refused."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.review.domain import transitions as rules
from tests.factories import PEOPLE, WAYS
from tests.permissions import Matrix, answer

#: (action, state) → people that may.
MATRIX = Matrix(
    {
        ("submit", "draft"): {"editor", "office_admin"},
        ("submit", "returned"): {"editor", "office_admin"},
        ("submit", "withdrawn"): {"editor", "office_admin"},
        ("recall", "submitted"): {"editor", "office_admin"},
        ("recall", "verified"): {"editor", "office_admin"},
        ("recall", "recommended"): {"editor", "office_admin"},
        ("verify", "submitted"): {"walidata"},
        ("return", "submitted"): {"walidata"},
        ("return", "recommended"): {"walidata"},
        ("reopen", "returned"): {"walidata"},
        ("schedule", "recommended"): {"walidata"},
        ("recommend", "verified"): {"pembina"},
        ("return", "verified"): {"pembina"},
        ("publish", "recommended"): {"walidata"},
        ("withdraw", "published"): {"walidata"},
    },
    # only what has been scheduled can be unscheduled: that is asked in a state of its own
    elsewhere={"unschedule": {"walidata"}},
)
#: Who may read the review (history, notes) in each state; sysadmins read everything in CKAN.
OFFICE = {"member", "editor", "office_admin", "sysadmin"}
READ = {
    "draft": OFFICE,
    "submitted": OFFICE | {"walidata"},
    "verified": OFFICE | {"walidata", "pembina"},
    "recommended": OFFICE | {"walidata", "pembina"},
    "returned": OFFICE | {"walidata", "pembina"},
    "published": OFFICE | {"walidata", "pembina"},
    "withdrawn": OFFICE | {"walidata", "pembina"},
}
DATA = {"note": "Catatan.", "number": "V-26.3509.999", "date": "2026-05-17", "publish_at": "2999-01-04T08:00"}
#: Conditions of the table as the settings are unless changed.
TODAY = {"", "pembina", "!back_to_walidata", "!revision"}


@pytest.mark.parametrize("state", list(WAYS))
@pytest.mark.parametrize("kind", ["dataset", "kegiatan"])
def test_who_may_take_which_action(portal, kind, state):
    dataset = portal.bring_to(state) if kind == "dataset" else portal.bring_kegiatan_to(state)
    MATRIX.assert_all_others_are_refused(
        rules.ACTIONS,
        state,
        lambda action, person: answer(lambda: portal.take(dataset["id"], action, person, **DATA)),
    )
    assert portal.take(dataset["id"], "show", "sysadmin")["state"] == state


@pytest.mark.parametrize(("action", "state", "person"), MATRIX.allowed())
def test_those_who_may_get_it_done(portal, action, state, person):
    dataset = portal.bring_to(state)
    review = portal.take(dataset["id"], action, person, **DATA)
    target = next(
        line.target
        for line in rules.TRANSITIONS
        if line.action == action and state in line.sources and line.when in TODAY
    )
    assert review["state"] == target
    assert review["events"][-1]["actor_id"] == portal.people[person]["id"]


@pytest.mark.parametrize("state", list(WAYS))
@pytest.mark.parametrize("kind", ["dataset", "kegiatan"])
def test_who_reads_the_review_and_the_dataset(portal, kind, state):
    dataset = portal.bring_to(state) if kind == "dataset" else portal.bring_kegiatan_to(state)
    for person in PEOPLE:
        for action in ("sdijember_review_show", "package_show"):
            may = READ[state] if action == "sdijember_review_show" or state != "published" else set(PEOPLE)
            try:
                tk.get_action(action)({"user": (portal.people[person] or {}).get("name", "")}, {"id": dataset["id"]})
            except tk.NotAuthorized:
                assert person not in may, (action, person)
            else:
                assert person in may, (action, person)
