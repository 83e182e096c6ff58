"""A transition: what it needs, what it leaves behind, and that it happens whole or not at all."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckan.lib.search import SearchIndexError

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.logic import saving, transition
from ckanext.sdijember.review.model.review import Review
from tests.at_once import at_once
from tests.factories import call
from tests.statements import statements


def _errors(portal, *args, **data):
    with pytest.raises(tk.ValidationError) as caught:
        portal.take(*args, **data)
    return caught.value.error_dict


def _indexed(package_id):
    return search.show(package_id)


def test_the_way_through_both_gates(portal):
    dataset = portal.bring_to("published")
    review = portal.take(dataset["id"], "show", "walidata")
    assert [event["action"] for event in review["events"]] == ["submit", "verify", "recommend", "publish"]
    assert [event["actor_role"] for event in review["events"]] == ["produsen", "walidata", "pembina", "walidata"]
    assert review["recommendation"] == {"number": "V-26.3509.001", "date": "2026-05-17"}
    assert review["version"] == 5
    public = call("package_show", None, id=dataset["id"])
    assert public["private"] is False
    assert public["sdi_status"] == "published"
    assert public["sdi_recommendation_number"] == "V-26.3509.001"
    assert public["sdi_verified_at"] and public["sdi_published_at"]
    assert call("package_search", None, q=f"id:{dataset['id']}")["count"] == 1


def test_the_events_are_bound_to_what_was_submitted(portal):
    dataset = portal.bring_to("recommended")
    review = portal.take(dataset["id"], "show", "walidata")
    assert {event["data"]["snapshot"] for event in review["events"]} == {review["snapshot"]}
    stored = model.Session.execute(sa.text("SELECT sha256, content FROM sdijember_review_snapshot")).one()
    assert stored.sha256 == review["snapshot"]
    assert stored.content["resources"][0]["sha256"]


def test_more_files_take_no_more_statements(portal):
    """Only the submission asks more: it validates each file, as CKAN does."""
    counted = []
    for files in (1, 4):
        dataset = portal.dataset()
        for number in range(1, files):
            portal.add_file(dataset["id"], name=f"Luas {number}")
        portal.take(dataset["id"], "submit", "editor")
        with statements() as of_the_decision:
            portal.take(dataset["id"], "verify", "walidata")
        counted.append(len(of_the_decision))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("state", "action", "by", "data", "fields"),
    [
        ("submitted", "return", "walidata", {}, {"note"}),
        ("submitted", "return", "walidata", {"note": "  \n "}, {"note"}),
        ("published", "withdraw", "walidata", {"note": ""}, {"note"}),
        ("verified", "recommend", "pembina", {"number": ""}, {"number", "date"}),
        ("verified", "recommend", "pembina", {"number": " ", "date": "17 Mei"}, {"number", "date"}),
        ("verified", "recommend", "pembina", {"number": "1", "date": "2999-01-01"}, {"date"}),
        ("submitted", "verify", "walidata", {"version": "zwei"}, {"version"}),
    ],
)
def test_what_is_missing_is_said_at_its_field_all_at_once(portal, state, action, by, data, fields):
    dataset = portal.bring_to(state)
    assert set(_errors(portal, dataset["id"], action, by, **data)) == fields
    assert portal.take(dataset["id"], "show", "sysadmin")["state"] == state


def test_a_form_that_saw_an_older_version_is_refused(portal):
    dataset = portal.bring_to("submitted")
    portal.take(dataset["id"], "return", "walidata", note="Perbaiki.", version=2)
    portal.take(dataset["id"], "submit", "editor", version=3)
    assert set(_errors(portal, dataset["id"], "verify", "walidata", version=2)) == {"version"}
    assert portal.take(dataset["id"], "verify", "walidata", version=4)["state"] == "verified"


def test_whoever_submitted_does_not_decide(portal):
    call("member_create", portal.people["sysadmin"], id="walidata", object=portal.people["editor"]["id"],
         object_type="user", capacity="member")  # fmt: skip
    dataset = portal.bring_to("submitted")
    assert set(_errors(portal, dataset["id"], "verify", "editor")) == {"duty"}


def test_whoever_verified_does_not_recommend(portal):
    call("member_create", portal.people["sysadmin"], id="pembina", object=portal.people["walidata"]["id"],
         object_type="user", capacity="member")  # fmt: skip
    dataset = portal.bring_to("verified")
    assert set(_errors(portal, dataset["id"], "recommend", "walidata", number="1", date="2026-05-17")) == {"duty"}


@pytest.mark.parametrize("capacity", ["member", "editor", "admin"])
def test_pembina_stands_outside_the_producing_office(portal, capacity):
    call("organization_member_create", portal.people["sysadmin"], id=portal.office["id"],
         username=portal.people["pembina"]["name"], role=capacity)  # fmt: skip
    dataset = portal.bring_to("verified")
    assert set(_errors(portal, dataset["id"], "recommend", "pembina", number="1", date="2026-05-17")) == {"duty"}


def test_a_dataset_without_a_file_is_not_submitted(portal):
    made = portal.dataset()
    call("resource_delete", portal.people["editor"], id=made["resources"][0]["id"])
    assert "resources" in _errors(portal, made["id"], "submit", "editor")


def test_a_file_that_changed_behind_our_back_stops_every_gate(portal, tmp_path):
    dataset = portal.bring_to("recommended")
    _overwrite_file(dataset["resources"][0], b"kecamatan,luas_km2\nKencong,1\n")
    assert set(_errors(portal, dataset["id"], "publish", "walidata")) == {"state"}
    assert call("package_search", None, q=f"id:{dataset['id']}")["count"] == 0


@pytest.mark.parametrize("access", ["terbatas", "tertutup"])
def test_restricted_data_pass_the_gates_and_are_not_published(portal, access):
    dataset = portal.bring_to("recommended", klasifikasi_akses=access, dasar_pembatasan="uu-14-2008-17c")
    assert set(_errors(portal, dataset["id"], "publish", "walidata")) == {"klasifikasi_akses"}
    with pytest.raises(tk.NotAuthorized):
        call("package_show", None, id=dataset["id"])


def test_a_withdrawal_does_not_ask_whether_the_metadata_still_validate(portal):
    dataset = portal.bring_to("published")
    package = model.Package.get(dataset["id"])
    package.extras["satuan"] = ""
    package.license_id = ""
    model.Session.commit()
    assert portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")["state"] == "withdrawn"
    assert call("package_search", None, q=f"id:{dataset['id']}")["count"] == 0


def test_a_round_that_ended_leaves_no_verdict_behind(portal):
    dataset = portal.bring_to("withdrawn")
    portal.take(dataset["id"], "submit", "editor")
    shown = call("package_show", portal.people["editor"], id=dataset["id"])
    assert (shown["sdi_verified_at"], shown["sdi_recommendation_number"], shown["sdi_published_at"]) == ("", "", "")


def _fail(*_args, **_kwargs):
    raise SearchIndexError("Solr tidak menjawab")


def test_if_the_index_fails_nothing_happened(portal, monkeypatch):
    dataset = portal.bring_to("recommended")
    monkeypatch.setattr(saving, "index", _fail)
    with pytest.raises(SearchIndexError):
        portal.take(dataset["id"], "publish", "walidata")
    model.Session.remove()
    assert Review.get(dataset["id"]).state == "recommended"
    assert model.Package.get(dataset["id"]).private is True
    assert [event.action for event in log.of_package(dataset["id"])][-1] == "recommend"


def test_if_the_commit_fails_the_index_is_brought_back(portal, monkeypatch):
    dataset = portal.bring_to("recommended")

    def refuse(*_args):
        raise RuntimeError("PostgreSQL tidak menjawab")

    sa.event.listen(model.Session, "before_commit", refuse)
    try:
        with pytest.raises(RuntimeError):
            portal.take(dataset["id"], "publish", "walidata")
    finally:
        sa.event.remove(model.Session, "before_commit", refuse)
    assert call("package_search", None, q=f"id:{dataset['id']}")["count"] == 0
    assert (
        "public" not in _indexed(dataset["id"])["permission_labels"]
        if "permission_labels" in _indexed(dataset["id"])
        else True
    )
    assert Review.get(dataset["id"]).state == "recommended"


def test_without_redis_a_transition_does_not_begin(portal, monkeypatch):
    import redis

    dataset = portal.bring_to("submitted")

    class Down:
        def ping(self):
            raise redis.exceptions.ConnectionError

    monkeypatch.setattr(transition, "connect_to_redis", Down)
    with pytest.raises(redis.exceptions.ConnectionError):
        portal.take(dataset["id"], "verify", "walidata")
    assert Review.get(dataset["id"]).state == "submitted"


def test_two_at_once_one_wins_and_the_other_is_told(portal):
    dataset = portal.bring_to("submitted")

    def decide(action):
        try:
            portal.take(dataset["id"], action, "walidata", note="Catatan.", version=2)
        except tk.ValidationError as error:
            return list(error.error_dict)
        return ["done"]

    assert sorted(at_once(lambda: decide("verify"), lambda: decide("return"))) == [["done"], ["version"]]
    assert len(log.of_package(dataset["id"])) == 2
    assert log.verify_chain().ok


def _overwrite_file(resource, content):
    from ckan.lib import uploader

    upload = uploader.get_resource_uploader(dict(resource))
    path = upload.get_path(resource["id"])
    storage = getattr(upload, "storage", None)
    full = storage.full_path(path) if storage else path
    with open(full, "wb") as stream:
        stream.write(content)
