"""Who works on what: for the team that has the dataset, known to all of it, and no lock."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.review.model.review import Review
from tests import factories
from tests.factories import PEOPLE, WAYS, call

#: State → people whose team has the dataset.
TEAM = {"submitted": "walidata", "recommended": "walidata", "verified": "pembina"}


@pytest.fixture
def colleague(portal):
    """A second member of a team: ``colleague("walidata")``."""

    def colleague(team: str) -> dict:
        user = model.User(name=f"uji-{team}-dua", fullname=f"{team.title()} Dua", email=f"{team}2@example.com")
        model.Session.add(user)
        model.Session.flush()
        group = model.Group.get(team)
        model.Session.add(model.Member(group=group, table_name="user", table_id=user.id, capacity="member"))
        model.Session.commit()
        portal.people[f"{team}2"] = {"id": user.id, "name": user.name}
        return portal.people[f"{team}2"]

    return colleague


def _may(portal, work, dataset, person, **data):
    try:
        portal.take(dataset["id"], work, person, **data)
    except tk.NotAuthorized:
        return False
    return True


@pytest.mark.parametrize("state", list(WAYS))
def test_who_may_work_in_the_queue(portal, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        for work in ("claim", "release", "assign"):
            may = _may(portal, work, dataset, person, assignee=(portal.people[person] or {"id": "x"})["id"])
            assert may == (person == TEAM.get(state)), (work, person)


def test_a_claim_is_shown_to_those_who_read_the_review(portal):
    dataset = portal.bring_to("submitted")
    shown = portal.take(dataset["id"], "claim", "walidata")
    assert shown["claimed_by"] == portal.people["walidata"]["id"]
    assert portal.take(dataset["id"], "claim", "walidata")["claimed_by"] == shown["claimed_by"]
    assert portal.take(dataset["id"], "release", "walidata")["claimed_by"] is None
    assert portal.take(dataset["id"], "release", "walidata")["claimed_by"] is None
    assert [event["action"] for event in shown["events"]] == ["submit"]


def test_a_colleague_is_not_pushed_aside_by_accident(portal, colleague):
    colleague("walidata")
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "claim", "walidata")
    for work in ("claim", "release"):
        with pytest.raises(tk.ValidationError) as refused:
            portal.take(dataset["id"], work, "walidata2")
        assert "Walidata" in refused.value.error_dict["claimed_by"][0]
    assert Review.get(dataset["id"]).claimed_by == portal.people["walidata"]["id"]


def test_taking_over_from_an_absent_colleague_stands_in_the_log(portal, colleague):
    colleague("walidata")
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "claim", "walidata")
    shown = portal.take(dataset["id"], "claim", "walidata2", take_over=True, note="Cuti sampai Senin.")
    assert shown["claimed_by"] == portal.people["walidata2"]["id"]
    event = shown["events"][-1]
    assert (event["action"], event["note"]) == ("take_over", "Cuti sampai Senin.")
    assert (event["from_state"], event["to_state"]) == ("submitted", "submitted")
    assert event["data"]["from"] == portal.people["walidata"]["id"]


def test_a_claim_is_no_lock(portal, colleague):
    colleague("walidata")
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "claim", "walidata")
    assert portal.take(dataset["id"], "verify", "walidata2")["state"] == "verified"
    assert Review.get(dataset["id"]).claimed_by is None


def test_a_claim_changes_no_version_so_that_no_open_form_is_refused(portal):
    dataset = portal.bring_to("submitted")
    seen = portal.take(dataset["id"], "show", "walidata")["version"]
    portal.take(dataset["id"], "claim", "walidata")
    assert portal.take(dataset["id"], "verify", "walidata", version=seen)["state"] == "verified"


def test_giving_to_a_colleague_stands_in_the_log(portal, colleague):
    other = colleague("walidata")
    dataset = portal.bring_to("submitted")
    shown = portal.take(dataset["id"], "assign", "walidata", assignee=other["name"], note="Bidangmu.")
    assert shown["claimed_by"] == other["id"]
    assert (shown["events"][-1]["action"], shown["events"][-1]["data"]["to"]) == ("assign", other["id"])


@pytest.mark.parametrize("person", [person for person in PEOPLE if person not in ("anonymous", "walidata")])
def test_nobody_outside_the_team_is_given_work(portal, person):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "assign", "walidata", assignee=portal.people[person]["id"])
    assert "assignee" in refused.value.error_dict
    assert Review.get(dataset["id"]).claimed_by is None


def test_nobody_is_given_what_duties_forbid_to_decide(portal, colleague):
    other = colleague("pembina")
    member = model.Member(
        group=model.Group.get(portal.office["id"]), table_name="user", table_id=other["id"], capacity="member"
    )
    model.Session.add(member)
    model.Session.commit()
    dataset = portal.bring_to("verified")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "assign", "pembina", assignee=other["id"])
    assert "Pembina Dua" in refused.value.error_dict["assignee"][0]


def test_a_producer_of_the_office_reads_who_works_on_it_and_a_stranger_does_not(portal):
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "claim", "walidata")
    assert call("sdijember_review_show", portal.people["editor"], id=dataset["id"])["claimed_by"]
    with pytest.raises(tk.NotAuthorized):
        call("sdijember_review_show", portal.people["stranger"], id=dataset["id"])


def test_the_factories_have_the_teams_of_this_test():
    assert set(TEAM.values()) <= set(factories.TEAMS)
