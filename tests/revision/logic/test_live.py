"""What is public stays the same to the byte while its revision is worked on, and is the new one after the merge."""

from __future__ import annotations

import re
from itertools import zip_longest

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.revision.logic import tables
from ckanext.sdijember.tables import jobs
from ckanext.sdijember.tables.logic import datastore
from tests.factories import CSV, WAYS, call, upload
from tests.revisions import NEW, NOTE, taken

#: What protects forms is another in every answer.
TOKEN = re.compile(rb"[\w-]{20,}\.[\w-]{6}\.[\w-]{27}")
STEPS = (
    ("submit", "editor", {}),
    ("return", "walidata", {"note": "Perbaiki."}),
    ("submit", "editor", {}),
    ("verify", "walidata", {}),
    ("recommend", "pembina", {"number": "V-26.3509.002", "date": "2026-06-17"}),
)


@pytest.fixture
def portal(portal, clean_datastore):
    """Without tables of another test."""
    return portal


def _seen(app, dataset):
    """Everything that a visitor gets of the dataset."""
    name, resource = dataset["name"], dataset["resources"][0]["id"]
    addresses = (
        f"/dataset/{name}", f"/dataset/{name}/resource/{resource}", f"/dataset/{name}/versi", f"/dataset/{name}.ttl",
        f"/dataset/{name}/resource/{resource}/download/luas.csv", f"/datastore/dump/{resource}",
        f"/api/3/action/package_show?id={name}", f"/api/3/action/datastore_search?resource_id={resource}",
        f"/api/3/action/sdijember_version_list?id={name}",
        f"/api/3/action/package_search?q=id:{dataset['id']}", "/data.json", "/sitemap.xml", "/dataset/",
    )  # fmt: skip
    return {address: TOKEN.sub(b"", app.get(address).data) for address in addresses}


def _differing(before, after):
    """Addresses whose answer has changed, each with the first line that did."""
    return {
        address: next(
            (a, b) for a, b in zip_longest(before[address].splitlines(), after[address].splitlines()) if a != b
        )
        for address in before
        if before[address] != after[address]
    }


def test_a_visitor_sees_no_byte_of_a_revision_before_it_is_merged(portal, app):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    before = _seen(app, dataset)
    assert b"65.92" in before[f"/api/3/action/datastore_search?resource_id={resource}"]
    made = call("sdijember_revision_open", portal.people["editor"], id=dataset["id"], catatan_perubahan=NOTE)
    working_id = made["working_id"]
    assert not _differing(before, _seen(app, dataset))
    copy = call("package_show", portal.people["editor"], id=working_id)["resources"][0]["id"]
    call("package_patch", portal.people["editor"], id=working_id, title="Luas Baru", notes="Teks baru.")
    call("resource_patch", portal.people["editor"], id=copy, upload=upload(NEW), description="Baru.")
    assert not _differing(before, _seen(app, dataset))
    for action, by, data in STEPS:
        portal.take(working_id, action, by, **data)
        assert not _differing(before, _seen(app, dataset)), action
    portal.take(working_id, "publish", "walidata")
    after = _seen(app, dataset)
    assert not {address for address in before if before[address] == after[address]} - {"/sitemap.xml"}
    assert b"70.10" in after[f"/dataset/{dataset['name']}/resource/{resource}/download/luas.csv"]
    assert b"70.10" in after[f"/datastore/dump/{resource}"]
    assert b"Luas Baru" in after[f"/api/3/action/package_search?q=id:{dataset['id']}"]


def test_after_a_merge_no_table_is_shown_that_is_not_the_files(portal, app, monkeypatch):
    dataset = portal.dataset()
    same = portal.add_file(dataset["id"], name="Tetap", upload=upload(CSV, "tetap.csv"))
    gone = portal.add_file(dataset["id"], name="Hilang", upload=upload(CSV, "hilang.csv"))
    changed = dataset["resources"][0]
    taken(portal, dataset["id"], *WAYS["published"])
    made = call("sdijember_revision_open", portal.people["editor"], id=dataset["id"], catatan_perubahan=NOTE)
    copies = {one["name"]: one["id"] for one in _files(portal, made["working_id"])}
    call("resource_patch", portal.people["editor"], id=copies["Luas"], upload=upload(NEW))
    call("resource_delete", portal.people["editor"], id=copies["Hilang"])
    added = portal.add_file(made["working_id"], name="Baru", upload=upload(CSV, "baru.csv"))
    for action, by, data in (STEPS[0], *STEPS[3:]):
        portal.take(made["working_id"], action, by, **data)
    queued = []
    monkeypatch.setattr(jobs, "queue", lambda ids, **_: queued.extend(ids))
    portal.take(made["working_id"], "publish", "walidata")
    shown = {one["id"]: one for one in call("package_show", None, id=dataset["id"])["resources"]}
    assert {id_: bool(one.get("datastore_active")) for id_, one in shown.items()} == {
        changed["id"]: False,
        same["id"]: True,
        added["id"]: True,
    }
    for id_ in (same["id"], added["id"]):
        assert call("datastore_search", None, resource_id=id_)["records"][0]["luas_km2"] == 65.92
    for id_ in (changed["id"], gone["id"], copies["Luas"]):
        for action, key in (("datastore_search", "resource_id"), ("datastore_info", "id")):
            with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
                call(action, None, **{key: id_})
        assert not _has_table(id_)
    assert queued == [changed["id"]]
    jobs.load(changed["id"])
    assert call("datastore_search", None, resource_id=changed["id"])["records"][0]["luas_km2"] == 70.1


def test_if_the_old_table_cannot_be_dropped_it_is_not_shown_and_a_job_does_it_later(portal, monkeypatch):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    made = call("sdijember_revision_open", portal.people["editor"], id=dataset["id"], catatan_perubahan=NOTE)
    copy = _files(portal, made["working_id"])[0]["id"]
    call("resource_patch", portal.people["editor"], id=copy, upload=upload(NEW))
    for action, by, data in (STEPS[0], *STEPS[3:]):
        portal.take(made["working_id"], action, by, **data)

    def fail(_id):
        raise RuntimeError("DataStore tidak menjawab")

    queued = []
    monkeypatch.setattr(datastore, "drop", fail)
    monkeypatch.setattr(jobs, "queue", lambda _ids, **_: None)
    monkeypatch.setattr(tk, "enqueue_job", lambda fn, args, **_: queued.append((fn, args)))
    portal.take(made["working_id"], "publish", "walidata")
    assert _has_table(resource)
    with pytest.raises(tk.ObjectNotFound):
        call("datastore_search", None, resource_id=resource)
    monkeypatch.undo()
    monkeypatch.setattr(jobs, "queue", lambda _ids, **_: None)
    for function, arguments in [one for one in queued if one[0] is tables.bring] * 2:
        function(*arguments)
    assert not _has_table(resource)


def _files(portal, package_id):
    return call("package_show", portal.people["editor"], id=package_id)["resources"]


def _has_table(resource_id):
    model.Session.remove()
    return datastore.exists(resource_id)
