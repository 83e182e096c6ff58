"""Decisions for which duties were not separated: listed for those concerned, approved once, by a second person."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.log import model as log
from ckanext.sdijember.override import jobs as override_jobs
from tests.factories import PEOPLE, call
from tests.mails import told

REASON = "Pemeriksa lain sedang cuti sampai akhir bulan."
APPROVERS = {"walidata", "pembina", "sekretariat"}
SEES_ALL = APPROVERS
OFFICE = {"member", "editor", "office_admin"}


def _join(portal, person, group):
    """Make a person a member of a team, or of the office as its editor."""
    sysadmin, name = portal.people["sysadmin"], portal.people[person]["name"]
    if group == "office":
        call("organization_member_create", sysadmin, id=portal.office["id"], username=name, role="editor")
    else:
        call("group_member_create", sysadmin, id=group, username=name, role="member")


@pytest.fixture
def overridden(portal):
    """A dataset that "stranger" submitted and verified, being of the office and of the Walidata."""
    _join(portal, "stranger", "office")
    _join(portal, "stranger", "walidata")
    dataset = portal.dataset()
    portal.take(dataset["id"], "submit", "stranger")
    with pytest.raises(tk.ValidationError):
        portal.take(dataset["id"], "verify", "stranger")
    review = portal.take(dataset["id"], "verify", "stranger", override=REASON)
    return review["events"][-1]


def _list(portal, person, **data):
    return call("sdijember_override_list", portal.people[person], **data)


def _approve(portal, person, event, note="Sudah saya periksa ulang."):
    return call("sdijember_override_approve", portal.people[person], id=event["id"], note=note)


def test_who_sees_the_list(portal, overridden):
    for person in PEOPLE:
        if person == "anonymous":
            with pytest.raises(tk.NotAuthorized):
                _list(portal, person)
            continue
        found = _list(portal, person)
        sees = person in SEES_ALL | OFFICE | {"stranger"}
        assert (found["count"], found["open"], len(found["results"])) == ((1, 1, 1) if sees else (0, 0, 0)), person
        assert (REASON in str(found)) == sees, person


def test_who_approves(portal, overridden):
    for person in PEOPLE:
        if person in APPROVERS:
            continue
        expected = tk.ValidationError if person == "stranger" else tk.NotAuthorized
        with pytest.raises(expected):
            _approve(portal, person, overridden)
    assert _list(portal, "walidata")["open"] == 1


@pytest.mark.parametrize("person", sorted(APPROVERS))
def test_a_second_person_approves_once(portal, overridden, person):
    assert _list(portal, person)["results"][0]["may_approve"]
    found = _approve(portal, person, overridden)
    assert found["approved"]["actor_role"] == person and found["approved"]["note"] == "Sudah saya periksa ulang."
    for other in APPROVERS:
        with pytest.raises(tk.ValidationError):
            _approve(portal, other, overridden)
    assert _list(portal, person, open=True)["results"] == []
    assert (_list(portal, person)["count"], _list(portal, person)["open"]) == (1, 0)
    events = portal.take(overridden["package_id"], "show", "editor")["events"]
    assert [event["action"] for event in events] == ["submit", "verify", "approve_override"]
    assert events[-1]["data"]["event"] == overridden["id"] and events[-2]["data"]["override"]["reason"] == REASON
    assert log.verify_chain().ok


def test_who_submitted_is_no_second_person(portal):
    """A colleague who is in a team and in the office too is no help with the data that he submitted himself."""
    for person in ("stranger", "other_editor"):
        _join(portal, person, "pembina")
    _join(portal, "other_editor", "office")
    dataset = portal.dataset()
    portal.take(dataset["id"], "submit", "other_editor")
    portal.take(dataset["id"], "verify", "walidata")
    _join(portal, "stranger", "office")
    letter = {"number": "V-1", "date": "2026-05-17"}
    review = portal.take(dataset["id"], "recommend", "stranger", override=REASON, **letter)
    event = review["events"][-1]
    assert not _list(portal, "other_editor")["results"][0]["may_approve"]
    with pytest.raises(tk.ValidationError) as caught:
        _approve(portal, "other_editor", event)
    assert list(caught.value.error_dict) == ["duty"]
    assert _approve(portal, "walidata", event)["approved"]


def test_only_an_override_is_approved_and_only_with_a_note(portal, overridden):
    submitted = portal.take(overridden["package_id"], "show", "editor")["events"][0]
    for event in (submitted, {"id": 10_000}):
        with pytest.raises(tk.ObjectNotFound):
            _approve(portal, "walidata", event)
    with pytest.raises(tk.ValidationError):
        _approve(portal, "walidata", overridden, note="  ")


def test_the_database_itself_refuses_a_second_approval(portal, overridden):
    import sqlalchemy as sa
    from ckan import model

    _approve(portal, "walidata", overridden)
    event = log.of_package(overridden["package_id"])[-1]
    values = {
        key: value for key, value in event.as_written().items() if key not in ("id", "prev_hash", "hash", "created")
    }
    with pytest.raises(sa.exc.IntegrityError):
        log.append(**values)
    model.Session.rollback()


def test_open_ones_come_first(portal, overridden):
    _approve(portal, "walidata", overridden)
    other = portal.dataset()
    portal.take(other["id"], "submit", "stranger")
    portal.take(other["id"], "verify", "stranger", override=REASON)
    found = _list(portal, "sekretariat")["results"]
    assert [bool(one["approved"]) for one in found] == [False, True]
    assert _list(portal, "sekretariat", limit=1, offset=1)["results"] == found[1:]


def test_approvers_hear_of_it_by_mail(portal, overridden, app, monkeypatch):
    def mailed():
        return told(portal, app, monkeypatch, lambda: override_jobs.send(overridden["id"]))

    sent = mailed()
    assert set(sent) == APPROVERS
    assert all(REASON in body and "/dashboard/pengecualian" in body for _, body in sent.values())
    _approve(portal, "pembina", overridden)
    assert mailed() == {}


def test_the_administrator_sees_how_many_are_open(portal, overridden):
    assert call("sdijember_overview", portal.people["sysadmin"])["health"]["overrides"] == 1
    _approve(portal, "pembina", overridden)
    assert call("sdijember_overview", portal.people["sysadmin"])["health"]["overrides"] == 0
