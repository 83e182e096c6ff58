"""What does not agree is found, named, and put right where nothing has to be decided; nothing becomes public by it."""

from __future__ import annotations

import hashlib
import os
import time

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckanext.datastore.backend.postgres import get_write_engine, identifier

from ckanext.sdijember import config
from ckanext.sdijember.files import model as stored
from ckanext.sdijember.files.logic import store
from ckanext.sdijember.operations.logic.doctor import doctor, index
from ckanext.sdijember.review.logic import saving
from ckanext.sdijember.review.model.review import Review
from tests.factories import CSV, WAYS, call, upload

DIGEST = hashlib.sha256(CSV).hexdigest()


@pytest.fixture(autouse=True)
def own_store(with_plugins, monkeypatch, tmp_path):
    """A store and a file of anchors of this test alone."""
    monkeypatch.setattr(config, "store_path", lambda: tmp_path / "simpanan")
    monkeypatch.setitem(tk.config, "ckanext.sdijember.anchor_path", str(tmp_path / "jangkar"))


def _found(**options):
    with model.ensure_engine().begin():
        model.Session.remove()
    return [(result.trouble.kind, result.mended) for result in doctor.examine(**options)]


def _public(dataset):
    return call("package_search", None, q=f"id:{dataset['id']}")["count"]


def _by_hand(statement, **params):
    """As somebody who writes into the database past the portal."""
    model.Session.execute(sa.text("SET LOCAL session_replication_role = replica"))
    model.Session.execute(sa.text(statement), params)
    model.Session.commit()
    model.Session.remove()


def _overwrite(dataset, content):
    from ckanext.sdijember.files.logic import reading

    resource = dataset["resources"][0]
    from ckan.lib import uploader

    upload = uploader.get_resource_uploader(dict(resource))
    path, storage = upload.get_path(resource["id"]), getattr(upload, "storage", None)
    with open(storage.full_path(path) if storage else path, "wb") as stream:
        stream.write(content)
    assert reading.sha256(reading.chunks(resource)) == hashlib.sha256(content).hexdigest()


def test_a_portal_with_something_in_every_state_is_sound(portal):
    for state in WAYS:
        portal.bring_to(state)
    portal.bring_kegiatan_to("published")
    gone = portal.bring_to("returned")
    call("package_delete", portal.people["editor"], id=gone["id"])
    assert _found() == []
    assert _found(quick=True) == []


def test_a_revision_is_sound_at_every_step(portal):
    live = portal.bring_to("published")
    working = call("sdijember_revision_open", portal.people["editor"], id=live["id"], catatan_perubahan="Data baru.")
    content = b"kecamatan,luas_km2\nKencong,1\n"
    copy = call("package_show", portal.people["editor"], id=working["working_id"])["resources"][0]["id"]
    call("resource_patch", portal.people["editor"], id=copy, upload=upload(content, "luas.csv"))
    assert _found() == []
    for action, by, data in WAYS["published"]:
        portal.take(working["working_id"], action, by, **data)
        assert _found() == [], action
    assert stored.digest_of(live["resources"][0]["id"]) == hashlib.sha256(content).hexdigest()


def test_the_file_of_a_working_copy_is_put_back(portal):
    live = portal.bring_to("published")
    working = call("sdijember_revision_open", portal.people["editor"], id=live["id"], catatan_perubahan="Data baru.")
    shown = call("package_show", portal.people["editor"], id=working["working_id"])
    content = b"kecamatan,luas_km2\nKencong,1\n"
    call("resource_patch", portal.people["editor"], id=shown["resources"][0]["id"], upload=upload(content, "luas.csv"))
    portal.take(working["working_id"], "submit", "editor")
    _overwrite(shown, b"lain\n1\n")
    assert _found(mend=True) == [("file", True)]
    assert _found() == []
    assert stored.digest_of(shown["resources"][0]["id"]) == hashlib.sha256(content).hexdigest()
    assert stored.digest_of(live["resources"][0]["id"]) is None


def _make_public(dataset):
    _by_hand("UPDATE package SET private = false WHERE id = :id", id=dataset["id"])


def _forget_status(dataset):
    _by_hand("UPDATE package SET extras = extras - 'sdi_status' WHERE id = :id", id=dataset["id"])


def _forget_review(dataset):
    _by_hand("DELETE FROM sdijember_review WHERE package_id = :id", id=dataset["id"])
    _by_hand("DELETE FROM sdijember_review_event WHERE package_id = :id", id=dataset["id"])


def _unindex(dataset):
    search.clear(dataset["id"])


def _index_as_public(dataset):
    """What is left when the process dies between index and commit of a publication."""
    package = model.Package.get(dataset["id"])
    package.private = False
    package.extras["sdi_status"] = "published"
    model.Session.flush()
    saving.index(saving.own_context(), dataset["id"])
    model.Session.rollback()
    assert _public(dataset) == 1


def _lose_store(dataset):
    store.path(DIGEST).unlink()


def _spoil_file(dataset):
    _overwrite(dataset, b"lain\n1\n")


def _spoil_store(dataset):
    store.path(DIGEST).write_bytes(b"lain")


def _claim_by_nobody(dataset):
    _by_hand("UPDATE sdijember_review SET claimed_by = 'tidak-ada' WHERE package_id = :id", id=dataset["id"])


@pytest.mark.parametrize(
    ("state", "harm", "kinds"),
    [
        ("submitted", _make_public, {"projection", "index"}),
        ("draft", _make_public, {"projection", "index"}),
        ("verified", _forget_status, {"projection", "index"}),
        ("draft", _forget_review, {"unreviewed"}),
        ("recommended", _unindex, {"index"}),
        ("recommended", _index_as_public, {"index"}),
        ("submitted", _lose_store, {"store"}),
        ("submitted", _spoil_store, {"store"}),
        ("published", _spoil_file, {"file"}),
        ("verified", _claim_by_nobody, {"claim"}),
    ],
)
def test_what_can_be_mended_is_mended(portal, state, harm, kinds):
    dataset = portal.bring_to(state)
    harm(dataset)
    assert {kind for kind, _ in _found()} <= kinds
    found = _found(mend=True)
    assert found and all(mended for _, mended in found), found
    assert _found() == []
    assert _public(dataset) == (state == "published")
    assert Review.get(dataset["id"]).state == state


def test_a_published_file_is_what_was_approved_again(portal, app):
    dataset = portal.bring_to("published")
    _overwrite(dataset, b"lain\n1\n")
    assert ("file", True) in _found(mend=True)
    resource = dataset["resources"][0]["id"]
    assert stored.digest_of(resource) == DIGEST
    assert app.get(f"/dataset/{dataset['name']}/resource/{resource}/download/luas.csv").data == CSV


def _other_state(dataset):
    _by_hand("UPDATE sdijember_review SET state = 'published' WHERE package_id = :id", id=dataset["id"])


def _other_metadata(dataset):
    _by_hand("UPDATE package SET title = 'Lain' WHERE id = :id", id=dataset["id"])


def _lose_snapshot(dataset):
    _by_hand("DELETE FROM sdijember_review_snapshot WHERE package_id = :id", id=dataset["id"])


def _change_snapshot(dataset):
    _by_hand(
        'UPDATE sdijember_review_snapshot SET content = content || \'{"title": "Lain"}\' WHERE package_id = :id',
        id=dataset["id"],
    )


def _lose_both(dataset):
    _overwrite(dataset, b"lain\n1\n")
    store.path(DIGEST).unlink()


def _change_log(dataset):
    _by_hand("UPDATE sdijember_review_event SET note = 'lain' WHERE package_id = :id", id=dataset["id"])


def _purge(dataset):
    _by_hand("DELETE FROM resource WHERE package_id = :id", id=dataset["id"])
    _by_hand("DELETE FROM package WHERE id = :id", id=dataset["id"])
    search.clear(dataset["id"])


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (_other_state, "log"),
        (_other_metadata, "content"),
        (_lose_snapshot, "snapshot"),
        (_change_snapshot, "snapshot"),
        (_lose_both, "file"),
        (_change_log, "chain"),
        (_purge, "gone"),
    ],
)
def test_what_a_person_has_to_decide_is_only_named(portal, harm, kind):
    dataset = portal.bring_to("recommended")
    harm(dataset)
    assert (kind, False) in _found(mend=True)
    assert (kind, False) in _found()
    assert _public(dataset) == 0


def test_what_is_not_what_was_approved_is_not_made_public_again(portal):
    dataset = portal.bring_to("published")
    _by_hand("UPDATE package SET private = true, title = 'Lain' WHERE id = :id", id=dataset["id"])
    search.rebuild(dataset["id"], force=True)
    found = _found(mend=True)
    assert ("projection", False) in found and ("content", False) in found
    assert model.Package.get(dataset["id"]).private
    assert _public(dataset) == 0


def test_public_data_from_before_the_review_are_left_public(portal):
    dataset = portal.bring_to("draft")
    _forget_review(dataset)
    _make_public(dataset)
    search.rebuild(dataset["id"], force=True)
    assert _found(mend=True) == [("unreviewed", False)]


def test_only_old_files_that_nothing_refers_to_are_removed(portal):
    portal.bring_to("submitted")
    used, young, old = DIGEST, store.keep([b"baru"]), store.keep([b"lama"])
    broken_off = config.store_path() / "berkas" / ".baru-putus"
    broken_off.write_bytes(b"x")
    long_ago = time.time() - 2 * 24 * 60 * 60
    for path in (store.path(used), store.path(old), broken_off):
        os.utime(path, (long_ago, long_ago))
    assert _found() == [("orphan", False)] * 2
    assert _found(mend=True) == [("orphan", True)] * 2
    assert (store.exists(used), store.exists(young), store.exists(old)) == (True, True, False)
    assert _found() == []


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE {} SET luas_km2 = 999999 WHERE _id = 1",
        "DELETE FROM {} WHERE _id = 2",
        "INSERT INTO {} (kecamatan) VALUES ('Lain')",
        "UPDATE {} SET kecamatan = CASE _id WHEN 1 THEN 'Gumukmas' ELSE 'Kencong' END",
        "ALTER TABLE {} ADD COLUMN lain text",
        "DROP TABLE {}",
    ],
)
def test_a_table_that_is_not_what_was_loaded_is_loaded_again(portal, clean_datastore, harm):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    assert _found() == []
    with get_write_engine().begin() as connection:
        connection.exec_driver_sql(harm.format(identifier(resource)))
    assert _found() == [("table", False)]
    assert _found(quick=True) == ([("table", False)] if harm.startswith("DROP") else [])
    assert _found(mend=True) == [("table", True)]
    assert _found() == []
    assert call("datastore_search", None, resource_id=resource)["records"][0]["luas_km2"] == 65.92


def test_a_table_that_was_never_made_is_made(portal, clean_datastore):
    dataset = portal.bring_to("published")
    _by_hand("DELETE FROM sdijember_table WHERE resource_id = :id", id=dataset["resources"][0]["id"])
    assert _found(mend=True) == [("table", True)]
    assert _found() == []


def test_a_file_that_is_read_otherwise_than_it_was_approved_is_named_and_left(portal, clean_datastore):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    _by_hand("UPDATE sdijember_table SET table_sha256 = 'lain' WHERE resource_id = :id", id=resource)
    assert _found(mend=True) == [("table", False)]
    assert call("datastore_search", None, resource_id=resource)["records"][0]["luas_km2"] == 65.92


def test_a_dataset_that_is_being_saved_is_no_trouble(portal, monkeypatch):
    """The save goes on between the first look and the second."""
    dataset = portal.bring_to("recommended")
    _unindex(dataset)
    goes_on = lambda _seconds: saving.index(saving.own_context(), dataset["id"])  # noqa: E731
    monkeypatch.setattr(index.time, "sleep", goes_on)
    assert _found() == []


def test_a_dataset_that_only_the_index_knows_is_taken_out(portal):
    dataset = portal.bring_to("draft")
    _purge_row = "DELETE FROM {} WHERE {} = :id"
    for table, column in (("sdijember_review", "package_id"), ("resource", "package_id"), ("package", "id")):
        _by_hand(_purge_row.format(table, column), id=dataset["id"])
    assert _found(mend=True) == [("index", True)]
    assert _found() == []
