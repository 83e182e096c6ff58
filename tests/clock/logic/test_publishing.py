"""An embargo holds for everybody, and ends by itself in the name of who chose the moment."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.clock import jobs as clock_jobs
from ckanext.sdijember.review.logic import saving
from ckanext.sdijember.review.model.review import Review
from tests.clockwork import in_an_hour, publish_since
from tests.factories import PEOPLE, call
from tests.smtp import mail_server


@pytest.fixture
def scheduled(portal):
    """A dataset that is to be published in an hour."""
    dataset = portal.bring_to("recommended")
    portal.take(dataset["id"], "schedule", "walidata", publish_at=in_an_hour())
    return dataset


def _state(portal, dataset):
    return portal.take(dataset["id"], "show", "sysadmin")["state"]


def test_nobody_publishes_before_the_moment(portal, scheduled):
    for person in PEOPLE:
        with pytest.raises((tk.NotAuthorized, tk.ValidationError)) as refused:
            portal.take(scheduled["id"], "publish", person)
        if person == "walidata":
            assert "publish_at" in refused.value.error_dict
    assert clock_jobs.publish_due() == []
    assert _state(portal, scheduled) == "recommended"


def test_nothing_of_it_reaches_whoever_may_not_read_it(portal, scheduled):
    for person in ("anonymous", "stranger", "other_editor", "sekretariat", "forum"):
        for action in ("package_show", "sdijember_review_show"):
            with pytest.raises(tk.NotAuthorized):
                call(action, portal.people[person], id=scheduled["id"])
        found = call("package_search", portal.people[person], q=f"name:{scheduled['name']}")
        assert found["count"] == 0
    assert "publish_at" not in call("package_show", portal.people["editor"], id=scheduled["id"])


def test_at_its_moment_it_is_published_in_the_name_of_who_chose_it(portal, scheduled):
    publish_since(scheduled["id"], minutes=1)
    moment = Review.get(scheduled["id"]).publish_at
    assert [(outcome.name, outcome.done) for outcome in clock_jobs.publish_due()] == [(scheduled["name"], True)]
    assert _state(portal, scheduled) == "published"
    assert call("package_show", None, id=scheduled["id"])["sdi_status"] == "published"
    event = portal.take(scheduled["id"], "show", "walidata")["events"][-1]
    assert (event["action"], event["actor_id"]) == ("publish", portal.people["walidata"]["id"])
    assert datetime.datetime.fromisoformat(event["data"]["publish_at"]) == moment
    assert event["data"]["publish_at"].endswith("+07:00")
    assert clock_jobs.publish_due() == []


def _leave_the_team(portal, _dataset):
    call("member_delete", portal.people["sysadmin"], id="walidata", object="uji-walidata", object_type="user")


def _lose_the_account(portal, _dataset):
    call("user_delete", portal.people["sysadmin"], id="uji-walidata")


def _change_the_file(_portal, dataset):
    package = model.Package.get(dataset["id"])
    package.title = "Diubah di basis data"
    model.Session.commit()


@pytest.mark.parametrize("happened", [_leave_the_team, _lose_the_account, _change_the_file])
def test_what_no_gate_would_let_through_is_not_published_and_the_walidata_is_told_once(
    portal, scheduled, app, ckan_config, monkeypatch, happened
):
    other = model.User(name="uji-walidata-dua", fullname="Walidata Dua", email="walidata2@example.com")
    model.Session.add(other)
    model.Session.flush()
    team = model.Group.get("walidata")
    model.Session.add(model.Member(group=team, table_name="user", table_id=other.id, capacity="member"))
    happened(portal, scheduled)
    publish_since(scheduled["id"], minutes=1)
    with mail_server() as box, app.flask_app.test_request_context():
        monkeypatch.setitem(ckan_config, "smtp.server", box.address)
        monkeypatch.setitem(ckan_config, "smtp.mail_from", "portal@example.com")
        monkeypatch.setitem(ckan_config, "ckanext.sdijember.mail", True)
        monkeypatch.setattr(clock_jobs.tk, "enqueue_job", lambda job, args, **_: job(*args))
        for _ in range(2):
            outcome = clock_jobs.publish_due()[0]
            assert not outcome.done
            assert outcome.reason
    assert _state(portal, scheduled) == "recommended"
    assert box.addresses() <= {"walidata@example.com", "walidata2@example.com"}
    assert len(box.to("walidata2@example.com")) == 1
    assert outcome.reason in box.to("walidata2@example.com")[0].get_content()
    events = portal.take(scheduled["id"], "show", "sysadmin")["events"]
    assert [event["action"] for event in events].count("publish_failed") == 1


def test_a_service_that_is_down_is_no_refusal_and_is_tried_again(portal, scheduled, monkeypatch):
    publish_since(scheduled["id"], minutes=1)
    with monkeypatch.context() as broken:

        def fail(*_args):
            raise OSError("down")

        broken.setattr(saving, "index", fail)
        assert [outcome.event for outcome in clock_jobs.publish_due()] == [None]
    assert _state(portal, scheduled) == "recommended"
    assert [outcome.done for outcome in clock_jobs.publish_due()] == [True]


def test_a_schedule_on_another_day_than_the_announced_one_needs_a_note(portal):
    live = portal.bring_to("published", jadwal_rilis="2031-05-17")
    dataset = portal.bring_to("recommended")
    Review.get(dataset["id"]).revision_of = live["id"]
    model.Session.commit()
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "schedule", "walidata", publish_at="2031-05-18T08:00")
    assert "17 Mei 2031" in refused.value.error_dict["note"][0] or "May 2031" in refused.value.error_dict["note"][0]
    shown = portal.take(dataset["id"], "schedule", "walidata", publish_at="2031-05-18T08:00", note="Tanggal merah.")
    assert shown["events"][-1]["data"]["announced"] == "2031-05-17"
    portal.take(dataset["id"], "unschedule", "walidata", note="Bisa tepat waktu.")
    assert portal.take(dataset["id"], "schedule", "walidata", publish_at="2031-05-17T00:30")["publish_at"]


def test_hours_are_those_of_jember(portal, scheduled):
    portal.take(scheduled["id"], "unschedule", "walidata", note="Diganti.")
    shown = portal.take(scheduled["id"], "schedule", "walidata", publish_at="2031-05-17T08:00")
    assert shown["publish_at"] == "2031-05-17T01:00:00+00:00"
