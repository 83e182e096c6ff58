"""Reminders: each once, by a real mail server, to those who may read what they are told."""

from __future__ import annotations

import pytest
from ckan import model

from ckanext.sdijember.clock import jobs as clock_jobs
from ckanext.sdijember.review.model.review import Review
from tests.clockwork import late
from tests.factories import call
from tests.smtp import mail_server

TITLE = "Tabel Rahasia Zq7"
OFFICE = {"editor", "office_admin"}
#: State → whose turn it is.
TURN = {"submitted": {"walidata"}, "verified": {"pembina"}, "recommended": {"walidata"}, "returned": OFFICE}


@pytest.fixture
def mails(portal, app, ckan_config, monkeypatch):
    """Run ``remind`` and everything it queues; what the mail server has got since."""
    with mail_server() as box:
        monkeypatch.setitem(ckan_config, "smtp.server", box.address)
        monkeypatch.setitem(ckan_config, "smtp.mail_from", "portal@example.com")
        monkeypatch.setitem(ckan_config, "ckanext.sdijember.mail", True)
        monkeypatch.setattr(clock_jobs.tk, "enqueue_job", lambda job, args, **_: job(*args))

        def mails():
            box.mails.clear()
            with app.flask_app.test_request_context():
                clock_jobs.remind()
            return {str(mail["To"].addresses[0].addr_spec).split("@")[0]: mail for mail in box.mails}

        yield mails


def _text(mail):
    return mail.get_content()


@pytest.mark.parametrize("state", list(TURN))
def test_the_reminder_goes_to_those_whose_turn_it_is(portal, mails, state):
    dataset = portal.bring_to(state, title=TITLE)
    assert mails() == {}
    late(dataset["id"])
    sent = mails()
    assert set(sent) == TURN[state]
    mail = next(iter(sent.values()))
    assert mail["Subject"] == "1 dataset terlambat"
    assert TITLE in _text(mail)
    assert f"/dataset/{dataset['name']}/pemeriksaan" in _text(mail)
    assert "Langkah SOP" in _text(mail)


def test_nothing_is_sent_twice_and_each_level_once(portal, mails):
    dataset = portal.bring_to("submitted")
    levels = []
    for days in (0, 1, 10):
        late(dataset["id"], days=days)
        assert "walidata" in mails(), days
        assert mails() == {}
        levels.append(Review.get(dataset["id"]).reminded)
    assert levels == [1, 2, 3]
    events = portal.take(dataset["id"], "show", "walidata")["events"]
    assert [event["data"]["level"] for event in events if event["action"] == "remind"] == [1, 2, 3]


def test_the_escalation_goes_to_the_secretariat_and_the_walidata_too(portal, mails):
    dataset = portal.bring_to("verified", title=TITLE)
    late(dataset["id"], days=10)
    sent = mails()
    assert set(sent) == {"pembina", "walidata", "sekretariat"}
    assert TITLE in _text(sent["pembina"])
    assert TITLE in _text(sent["walidata"])


def test_whoever_may_not_read_a_dataset_is_told_nothing_of_it(portal, mails):
    dataset = portal.bring_to("submitted", title=TITLE)
    late(dataset["id"], days=10)
    mail = mails()["sekretariat"]
    said = mail.as_string() + _text(mail)
    for secret in (TITLE, dataset["name"], dataset["id"], portal.office["title"], portal.office["name"]):
        assert secret not in said
    assert "1 dataset" in said
    assert "Walidata" in said


def test_one_mail_for_everything_that_is_late(portal, mails):
    for number in range(3):
        late(portal.bring_to("submitted", title=f"Data {number}")["id"])
    sent = mails()
    assert set(sent) == {"walidata"}
    assert sent["walidata"]["Subject"] == "3 dataset terlambat"
    assert all(f"Data {number}" in _text(sent["walidata"]) for number in range(3))


def test_whoever_may_not_decide_because_duties_are_separate_is_not_reminded(portal, mails):
    call(
        "organization_member_create",
        portal.people["sysadmin"],
        id=portal.office["id"],
        username="uji-pembina",
        role="member",
    )
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "verify", "walidata")
    late(dataset["id"])
    assert mails() == {}


def test_a_decision_meanwhile_makes_the_mail_superfluous(portal, mails, monkeypatch):
    dataset = portal.bring_to("submitted")
    late(dataset["id"])
    queued = []
    monkeypatch.setattr(clock_jobs.tk, "enqueue_job", lambda job, args, **_: queued.append((job, args)))
    assert mails() == {}
    portal.take(dataset["id"], "verify", "walidata")
    job, args = queued.pop(0)
    assert job is clock_jobs.send_reminders
    assert clock_jobs.reminding.letters(*args) == []


def test_a_queue_that_is_down_leaves_the_reminder_for_the_next_time(portal, mails, monkeypatch):
    dataset = portal.bring_to("submitted")
    late(dataset["id"])
    with monkeypatch.context() as broken:

        def refuse(*_args, **_kwargs):
            raise ConnectionError("down")

        broken.setattr(clock_jobs.tk, "enqueue_job", refuse)
        with pytest.raises(ConnectionError):
            mails()
    assert Review.get(dataset["id"]).reminded == 0
    assert set(mails()) == {"walidata"}


@pytest.mark.parametrize("state", ["draft", "published"])
def test_where_nobody_is_waited_for_nobody_is_reminded(portal, mails, state):
    portal.bring_to(state)
    assert mails() == {}


def test_a_dataset_in_the_trash_reminds_nobody(portal, mails):
    dataset = portal.bring_to("returned")
    late(dataset["id"], days=10)
    call("package_delete", portal.people["editor"], id=dataset["id"])
    assert mails() == {}
    assert model.Package.get(dataset["id"]).state == "deleted"


def test_without_mail_nothing_is_marked(portal, ckan_config):
    dataset = portal.bring_to("submitted")
    late(dataset["id"], days=10)
    assert clock_jobs.remind() == 0
    assert Review.get(dataset["id"]).reminded == 0
