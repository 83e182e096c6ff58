"""Decisions that were not simply taken here: duties not separated, made elsewhere, taken back, or for later."""

from __future__ import annotations

import datetime
import io

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.sdijember.files.logic import store
from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.review.model.review import Review
from tests.factories import call

REASON = "Petugas lain sedang cuti bersama."
PNG = b"\x89PNG\r\n\x1a\n" + b"pindaian"


def _scan(content=PNG, name="surat.png"):
    return FileStorage(io.BytesIO(content), name)


def _errors(portal, *args, **data):
    with pytest.raises(tk.ValidationError) as caught:
        portal.take(*args, **data)
    return caught.value.error_dict


def _join(portal, person, team):
    call("member_create", portal.people["sysadmin"], id=team, object=portal.people[person]["id"],
         object_type="user", capacity="member")  # fmt: skip


def test_duties_that_are_not_separated_stay_visible_for_ever(portal):
    dataset = portal.bring_to("verified")
    _join(portal, "walidata", "pembina")
    given = {"number": "V-1", "date": "2026-05-17"}
    assert "duty" in _errors(portal, dataset["id"], "recommend", "walidata", **given)
    assert "override" in _errors(portal, dataset["id"], "recommend", "walidata", **given, override="darurat")
    event = portal.take(dataset["id"], "recommend", "walidata", **given, override=REASON)["events"][-1]
    assert event["data"]["override"] == {"rule": rules.DUTY_VERIFIER, "reason": REASON}


def test_a_reason_without_need_is_no_override_and_gives_no_role(portal):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.NotAuthorized):
        portal.take(dataset["id"], "verify", "sysadmin", override=REASON)
    event = portal.take(dataset["id"], "verify", "walidata", override=REASON)["events"][-1]
    assert "override" not in event["data"]


def test_a_decision_on_paper_is_entered_with_its_scan_and_marked(portal):
    dataset = portal.bring_to("verified")
    _another_walidata(portal)
    given = {"number": "V-1", "date": "2026-05-17", "channel": "kertas"}
    assert set(_errors(portal, dataset["id"], "recommend", "second", **given)) == {"decided_by", "decided_on", "scan"}
    given |= {"decided_by": "Kepala BPS", "decided_on": "2026-05-17"}
    assert "scan" in _errors(portal, dataset["id"], "recommend", "second", **given, scan=_scan(b"teks", "surat.pdf"))
    assert "duty" in _errors(portal, dataset["id"], "recommend", "walidata", **given, scan=_scan())
    event = portal.take(dataset["id"], "recommend", "second", **given, scan=_scan())["events"][-1]
    assert (event["actor_role"], event["data"]["on_behalf_of"]) == ("walidata", "pembina")
    assert event["data"]["channel"] == "kertas"
    assert event["data"]["scan"]["type"] == "image/png"
    assert b"".join(store.chunks(event["data"]["scan"]["sha256"])) == PNG


def test_only_what_the_pembina_decided_is_entered_for_others(portal):
    dataset = portal.bring_to("submitted")
    given = {"channel": "kertas", "decided_by": "A", "decided_on": "2026-05-17"}
    for person in ("editor", "pembina", "sekretariat", "sysadmin", "stranger"):
        with pytest.raises(tk.NotAuthorized):
            portal.take(dataset["id"], "verify", person, **given, scan=_scan())


def test_a_mistaken_return_is_taken_back_while_nothing_was_changed(portal):
    dataset = portal.bring_to("returned")
    assert portal.take(dataset["id"], "reopen", "walidata", note="Keliru.")["state"] == "submitted"
    portal.take(dataset["id"], "return", "walidata", note="Benar.")
    call("package_patch", portal.people["editor"], id=dataset["id"], notes="Sudah diperbaiki.")
    assert "state" in _errors(portal, dataset["id"], "reopen", "walidata", note="Keliru.")


def test_taking_back_late_says_why_and_forgets_the_round(portal):
    dataset = portal.bring_to("recommended")
    assert "note" in _errors(portal, dataset["id"], "recall", "editor")
    review = portal.take(dataset["id"], "recall", "editor", note="Angka desa tertukar.")
    assert (review["state"], review["recommendation"], review["verified_at"]) == ("draft", None, None)


def test_an_embargo_is_kept_and_given_up_with_a_reason(portal):
    dataset = portal.bring_to("recommended")
    assert "publish_at" in _errors(portal, dataset["id"], "schedule", "walidata", publish_at="2020-01-01T08:00")
    review = portal.take(dataset["id"], "schedule", "walidata", publish_at="2999-01-04T08:00")
    assert review["publish_at"] == "2999-01-04T01:00:00+00:00"
    assert review["events"][-1]["data"]["publish_at"] == "2999-01-04T08:00:00+07:00"
    assert "publish_at" in _errors(portal, dataset["id"], "publish", "walidata")
    assert "note" in _errors(portal, dataset["id"], "unschedule", "walidata")
    portal.take(dataset["id"], "unschedule", "walidata", note="Rilis dimajukan.")
    assert portal.take(dataset["id"], "publish", "walidata")["state"] == "published"


def test_what_was_scheduled_is_published_when_its_time_has_come(portal):
    dataset = portal.bring_to("recommended")
    portal.take(dataset["id"], "schedule", "walidata", publish_at="2999-01-04T08:00")
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=1)
    Review.lock(dataset["id"]).publish_at = past
    model.Session.commit()
    assert portal.take(dataset["id"], "publish", "walidata")["state"] == "published"


@pytest.mark.ckan_config("ckanext.sdijember.pembina_gate", "prioritas")
def test_where_the_setting_says_so_only_priority_data_need_the_pembina(portal):
    plain, priority = (
        portal.bring_to("submitted"),
        portal.bring_to("submitted", data_prioritas="ya", prioritas_tahun="2026"),
    )
    assert portal.take(plain["id"], "verify", "walidata")["state"] == "recommended"
    assert portal.take(priority["id"], "verify", "walidata")["state"] == "verified"
    assert portal.take(portal.bring_kegiatan_to("submitted")["id"], "verify", "walidata")["state"] == "verified"
    assert portal.take(plain["id"], "publish", "walidata")["state"] == "published"


@pytest.mark.ckan_config("ckanext.sdijember.pembina_return", "walidata")
def test_where_the_setting_says_so_the_pembina_returns_to_the_walidata(portal):
    dataset = portal.bring_to("verified")
    review = portal.take(dataset["id"], "return", "pembina", note="Periksa lagi.")
    assert (review["state"], review["verified_at"]) == ("submitted", None)
    assert portal.take(dataset["id"], "verify", "walidata")["state"] == "verified"


def _another_walidata(portal):
    user = model.User(name="uji-second", fullname="Kedua", email="kedua@example.com")
    model.Session.add(user)
    model.Session.commit()
    portal.people["second"] = {"id": user.id, "name": user.name}
    _join(portal, "second", "walidata")
