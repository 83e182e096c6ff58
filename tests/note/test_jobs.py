"""Who hears by mail that a note names them, and that the mail does not hold the note."""

from __future__ import annotations

import pytest

from ckanext.sdijember.note import jobs as note_jobs
from tests.factories import call
from tests.mails import told

SECRET = "rahasia-dalam-catatan"


@pytest.fixture
def mails(portal, app, monkeypatch):
    """``mails(note)``: name of the person → subject and body of the mail about a note."""
    return lambda note: told(portal, app, monkeypatch, lambda: note_jobs.send(note["id"]))


def _write(portal, dataset, people, by="walidata", **data):
    names = " ".join(f"@{portal.people[person]['name']}" for person in people)
    values = {"id": dataset["id"], "text": f"{names} {SECRET}", "audience": "shared"} | data
    return call("sdijember_note_create", portal.people[by], **values)


def test_those_named_and_nobody_else(portal, mails):
    dataset = portal.bring_to("verified")
    sent = mails(_write(portal, dataset, ["editor", "pembina", "walidata"]))
    assert set(sent) == {"editor", "pembina"}
    subject, body = sent["editor"]
    assert dataset["title"] in subject
    assert f"/dataset/{dataset['name']}/pemeriksaan#catatan-" in body
    assert SECRET not in subject + body
    assert mails(_write(portal, dataset, [])) == {}


def test_whoever_may_no_longer_read_the_note_is_not_told(portal, mails):
    dataset = portal.bring_to("verified")
    note = _write(portal, dataset, ["editor", "pembina"])
    sysadmin = portal.people["sysadmin"]
    call("group_member_delete", sysadmin, id="pembina", username=portal.people["pembina"]["name"])
    assert set(mails(note)) == {"editor"}


def test_nobody_is_told_of_a_note_taken_back(portal, mails):
    dataset = portal.bring_to("verified")
    note = _write(portal, dataset, ["editor"])
    call("sdijember_note_withdraw", portal.people["walidata"], id=note["id"])
    assert mails(note) == {}


@pytest.mark.ckan_config("ckanext.sdijember.mail", True)
def test_the_mail_goes_by_a_job_if_mail_is_on(portal):
    from ckan.lib import jobs

    dataset = portal.bring_to("verified")
    before = len(jobs.get_queue().jobs)
    _write(portal, dataset, [])
    assert len(jobs.get_queue().jobs) == before
    _write(portal, dataset, ["editor"])
    assert [job.func for job in jobs.get_queue().jobs[before:]] == [note_jobs.send]
