"""Reading a file that is not public leaves a line behind, before anything is handed out; public reading leaves none."""

from __future__ import annotations

import base64
import hashlib

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.readings import model as store
from ckanext.sdijember.readings.logic import noting
from tests.factories import PEOPLE, call, upload
from tests.review.logic.test_permissions import READ
from tests.statements import statements
from tests.visitor import Visitor


def _load(dataset):
    """As the loader does it."""
    resource = dataset["resources"][0]["id"]
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    values = {"resource_id": resource, "force": True, "fields": [{"id": "kolom"}], "records": [{"kolom": "isi"}] * 3}
    tk.get_action("datastore_create")({"ignore_auth": True, "user": site_user}, values | {"aliases": "alias-uji"})


def _ways(dataset):
    resource = dataset["resources"][0]["id"]
    api = "/api/3/action"
    return {
        f"/dataset/{dataset['name']}/resource/{resource}/download/luas.csv": "download",
        f"/dataset/{dataset['name']}/resource/{resource}/download": "download",
        f"/dataset/{dataset['name']}/resource/{resource}/tabel.csv": "download",
        f"/datastore/dump/{resource}": "dump",
        f"{api}/datastore_search?resource_id={resource}": "api",
        f"{api}/datastore_search?resource_id=alias-uji": "api",
        f"/dataset/{dataset['name']}/pemeriksaan": "preview",
        f"/dataset/{dataset['name']}/pemeriksaan/berkas-bukti.zip": "evidence",
        f"/dataset/{dataset['name']}/pemeriksaan/berita-acara.pdf": "evidence",
    }


def _noted():
    return list(store.read_all())


def test_every_way_to_read_an_unpublished_file_is_noted(portal, app, clean_datastore):
    dataset = portal.bring_to("submitted")
    _load(dataset)
    visitor = Visitor(app, portal, "walidata")
    digest = call("sdijember_review_show", portal.people["walidata"], id=dataset["id"])
    for number, (address, way) in enumerate(_ways(dataset).items(), 1):
        assert visitor.status(address) == 200, address
        noted = _noted()
        assert len(noted) == number, address
        last = noted[-1]
        who = portal.people["walidata"]
        assert (last["package_id"], last["way"], last["user_id"]) == (dataset["id"], way, who["id"]), address
        assert (last["user_name"], last["state"], last["page"]) == (who["name"], "submitted", address.split("?")[0])
        assert last["resource_id"] == ("" if way == "evidence" else dataset["resources"][0]["id"]), address
        assert len(last["sha256"]) == (0 if way == "evidence" else 64), address
    assert digest["state"] == "submitted"


def test_who_compares_submissions_or_reads_the_scan_is_noted(portal):
    dataset = portal.bring_to("returned")
    portal.take(dataset["id"], "submit", "editor")
    scan = upload(b"\x89PNG\r\n\x1a\n" + b"0" * 20, "surat.png")
    paper = {"channel": "kertas", "decided_by": "Budi", "decided_on": "2026-05-17", "scan": scan}
    events = portal.take(dataset["id"], "verify", "walidata", **paper)["events"]
    call("sdijember_review_diff", portal.people["pembina"], id=dataset["id"])
    call("sdijember_review_scan", portal.people["editor"], id=events[-1]["id"])
    noted = [(line["way"], line["user_name"], line["sha256"]) for line in _noted()]
    digest = events[-1]["data"]["scan"]["sha256"]
    assert noted == [("diff", "uji-pembina", ""), ("paper", "uji-editor", digest)]


def test_who_reads_the_letter_of_a_recommendation_is_noted(portal):
    dataset = portal.bring_to("recommended")
    (one,) = call("sdijember_rekomendasi_list", portal.people["pembina"], package_id=dataset["id"])["results"]
    letter = call("sdijember_rekomendasi_letter", portal.people["pembina"], id=one["id"], format="pdf")
    digest = hashlib.sha256(base64.b64decode(letter["content"])).hexdigest()
    assert [(line["way"], line["user_name"], line["sha256"]) for line in _noted()] == [("paper", "uji-pembina", digest)]


def test_a_file_that_can_still_change_has_no_digest(portal, app):
    dataset = portal.bring_to("draft")
    visitor = Visitor(app, portal, "editor")
    assert visitor.status(next(iter(_ways(dataset)))) == 200
    assert [(line["sha256"], line["state"]) for line in _noted()] == [("", "draft")]


def test_who_may_not_read_leaves_no_line(portal, app, clean_datastore):
    dataset = portal.bring_to("submitted")
    _load(dataset)
    for person in PEOPLE:
        if person in READ["submitted"]:
            continue
        visitor = Visitor(app, portal, person)
        for address in _ways(dataset):
            assert visitor.status(address) != 200, (person, address)
    assert _noted() == []


def test_public_reading_leaves_no_line_and_costs_nothing(portal, app, clean_datastore, monkeypatch):
    dataset = portal.bring_to("published")
    _load(dataset)
    visitor = Visitor(app, portal, "anonymous")
    ways = [address for address in _ways(dataset) if "/pemeriksaan" not in address and "alias" not in address]
    for address in ways:
        assert visitor.status(address) == 200
    with statements() as seen:
        for address in ways:
            visitor.status(address)
    assert _noted() == []
    monkeypatch.setattr(noting, "note_file", lambda *_: None)
    with statements() as without:
        for address in ways:
            visitor.status(address)

    assert len(seen) <= len(without)


def test_what_cannot_be_noted_is_not_handed_out(portal, app, clean_datastore, monkeypatch):
    dataset = portal.bring_to("submitted")
    _load(dataset)

    def refuse(**_values):
        raise OSError("tidak dapat ditulis")

    monkeypatch.setattr(store, "write", refuse)
    visitor = Visitor(app, portal, "walidata")
    for address in _ways(dataset):
        try:
            assert visitor.status(address) >= 500, address
        except OSError:
            continue
    public = portal.bring_to("published")
    for address in list(_ways(public))[:2]:
        assert Visitor(app, portal, "anonymous").status(address) == 200, address


def test_the_portal_itself_reads_without_a_line(portal, clean_datastore):
    dataset = portal.bring_to("submitted")
    _load(dataset)
    tk.get_action("datastore_search")({"ignore_auth": True}, {"resource_id": dataset["resources"][0]["id"]})
    assert _noted() == []


@pytest.mark.parametrize("state", ["draft", "submitted", "verified", "published"])
def test_who_sees_the_readings(portal, state):
    dataset = portal.bring_to(state)
    noting.note(dataset["id"], noting.DIFF)
    for person in PEOPLE:
        user = portal.people[person]
        if person in READ[state]:
            found = call("sdijember_access_list", user, id=dataset["name"])
            assert (found["count"], found["results"][0]["way"]) == (1, "diff"), person
            assert call("sdijember_access_list", user)["count"] == 1, person
            continue
        with pytest.raises(tk.NotAuthorized):
            call("sdijember_access_list", user, id=dataset["name"])
        if person != "anonymous":
            assert call("sdijember_access_list", user) == {"count": 0, "results": []}, person
    with pytest.raises(tk.NotAuthorized):
        call("sdijember_access_list", None)


def test_the_list_is_filtered_and_paged(portal):
    first, second = portal.bring_to("submitted"), portal.bring_to("submitted")
    for dataset, way in ((first, noting.DIFF), (first, noting.PAPER), (second, noting.DIFF)):
        reader = model.User.get(portal.people["walidata" if way == noting.DIFF else "editor"]["id"])
        noting.note(dataset["id"], way, user=reader)
    user = portal.people["walidata"]
    ways = [line["way"] for line in call("sdijember_access_list", user, id=first["id"])["results"]]
    assert ways == ["paper", "diff"]
    assert call("sdijember_access_list", user, way="diff")["count"] == 2
    assert call("sdijember_access_list", user, reader=portal.people["editor"]["name"])["count"] == 1
    page = call("sdijember_access_list", user, limit=1, offset=2)
    assert (page["count"], page["results"][0]["package_id"]) == (3, first["id"])
    with pytest.raises(tk.ValidationError):
        call("sdijember_access_list", user, way="ilmu gaib")
