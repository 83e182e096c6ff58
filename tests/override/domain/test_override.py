"""Who is a second person for a decision for which duties were not separated."""

from __future__ import annotations

import pytest

from ckanext.sdijember.override.domain import override as rules
from ckanext.sdijember.review.domain import transitions as states


@pytest.mark.parametrize("team", states.TEAMS)
def test_teams_that_approve(team):
    assert rules.role_of({team}) == (team if team in {"walidata", "pembina", "sekretariat"} else None)


def test_no_team_is_no_role():
    assert rules.role_of(()) is None
    assert rules.role_of({"forum", "sekretariat"}) == "sekretariat"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"user_id": "decider"}, rules.OWN_DECISION),
        ({"user_id": "submitter"}, rules.OWN_DATA),
        ({"approved": True}, rules.APPROVED),
        ({"submitted_by": None}, None),
    ],
)
def test_a_second_person(changes, refusal):
    values = {
        "decided_by": "decider",
        "submitted_by": "submitter",
        "approved": False,
        "user_id": "second",
        "teams": {"walidata"},
    }
    case = rules.Case(**(values | changes))
    assert rules.refusal(case) == refusal
    assert rules.may_approve(case) == (refusal is None)
    assert not rules.may_approve(rules.Case(**(values | changes | {"teams": {"forum"}})))
