"""The data dictionary: filled in from file and kegiatan, kept in the DataStore, seen by those who see the dataset."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.dataset import jobs
from ckanext.sdijember.dataset.logic import dictionary
from ckanext.sdijember.dataset.logic.completeness import findings_of
from tests.factories import PEOPLE, WAYS, call, upload
from tests.metadata.kegiatan import VARIABEL

VARIABLE = VARIABEL | {"nama": "Luas Wilayah Rahasiazq", "alias": "luas_km2", "satuan": "Km2"}


@pytest.fixture
def kegiatan(portal):
    """A draft kegiatan with a variable that has the name of a column as its alias."""
    made = portal.kegiatan()
    call("sdijember_rows_update", portal.people["editor"], id=made["id"], form="variabel", rows=[VARIABLE])
    return made


@pytest.fixture
def dataset(portal, kegiatan, clean_datastore):
    """A draft whose columns are filled in."""
    made = portal.dataset(kegiatan=kegiatan["id"])
    call("sdijember_columns_fill", portal.people["editor"], id=made["resources"][0]["id"])
    return call("package_show", portal.people["editor"], id=made["id"])


def _infos(resource_id):
    fields = tk.get_action("datastore_info")({"ignore_auth": True}, {"id": resource_id})["fields"]
    return {field["id"]: field.get("info") or {} for field in fields}


def _publish(portal, package_id):
    for action, by, data in WAYS["published"]:
        portal.take(package_id, action, by, **data)


def test_columns_are_filled_in_from_file_and_kegiatan(portal, dataset):
    first, second = dataset["resources"][0]["skema_kolom"]
    assert first == {"nama": "kecamatan", "tipe": "teks"}
    assert second["nama"] == "luas_km2" and second["variabel"]
    shown = call("sdijember_dictionary_show", portal.people["editor"], id=dataset["resources"][0]["id"])
    assert shown["columns"][1]["satuan"] == "Km2" and shown["columns"][1]["tipe"] == "desimal"
    assert shown["schema"]["fields"][1]["type"] == "number"
    assert not [f for f in findings_of(dataset) if f.level == "error"]


def test_what_is_written_stays(portal, dataset):
    editor, file = portal.people["editor"], dataset["resources"][0]
    columns = [{"nama": "luas_km2", "satuan": "Hektare", "keterangan": "Luas"}]
    call("resource_patch", editor, id=file["id"], skema_kolom=columns)
    again = call("sdijember_columns_fill", editor, id=file["id"])["skema_kolom"]
    assert [column["nama"] for column in again] == ["kecamatan", "luas_km2"]
    assert (again[1]["satuan"], again[1]["keterangan"]) == ("Hektare", "Luas")


def test_who_fills_in(portal, dataset):
    may = set()
    for who in PEOPLE:
        try:
            call("sdijember_columns_fill", portal.people[who], id=dataset["resources"][0]["id"])
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {"editor", "office_admin", "sysadmin"}
    portal.take(dataset["id"], "submit", "editor")
    for who in PEOPLE:
        with pytest.raises(tk.NotAuthorized):
            call("sdijember_columns_fill", portal.people[who], id=dataset["resources"][0]["id"])


@pytest.mark.parametrize("state", [state for state in WAYS if state != "published"])
def test_who_sees_the_dictionary_of_what_is_not_published(portal, app, dataset, state):
    file = dataset["resources"][0]["id"]
    for action, by, data in WAYS[state]:
        portal.take(dataset["id"], action, by, **data)
    for kind in ("csv", "json"):
        app.get(f"/dataset/{dataset['name']}/resource/{file}/kamus.{kind}", status=404)
    for who in ("anonymous", "stranger", "other_editor", "sekretariat", "forum"):
        with pytest.raises(tk.NotAuthorized):
            call("sdijember_dictionary_show", portal.people[who], id=file)


def test_the_datastore_keeps_what_is_public(portal, app, kegiatan, dataset, monkeypatch):
    file = dataset["resources"][0]["id"]
    assert _infos(file)["kecamatan"] == {"label": "kecamatan", "tipe": "teks"}
    assert "Rahasiazq" not in json.dumps(_infos(file)), "the kegiatan is not published"
    _publish(portal, dataset["id"])
    page = f"/dataset/{dataset['name']}/resource/{file}"
    hidden = (page, f"{page}/kamus.csv", f"{page}/kamus.json", f"/api/3/action/datastore_info?id={file}")
    assert not [address for address in hidden if "Rahasiazq" in app.get(address).body]
    monkeypatch.setattr(tk, "enqueue_job", lambda job, args, **_: job(*args))
    _publish(portal, kegiatan["id"])
    info = _infos(file)["luas_km2"]
    assert info["label"] == "Luas Wilayah Rahasiazq" and info["satuan"] == "Km2"
    assert not [address for address in hidden if "Rahasiazq" not in app.get(address).body]
    portal.take(kegiatan["id"], "withdraw", "walidata", note="Keliru.")
    assert not [address for address in hidden if "Rahasiazq" in app.get(address).body]


def test_the_dictionary_of_a_locked_dataset_is_written_by_the_portal_only(portal, dataset):
    file = dataset["resources"][0]["id"]
    _publish(portal, dataset["id"])
    fields = [{"id": "kecamatan", "type": "text", "info": {"label": "Dipalsukan"}}]
    for who in PEOPLE:
        with pytest.raises(tk.NotAuthorized):
            call("datastore_create", portal.people[who], resource_id=file, force=True, fields=fields)


def test_a_later_change_is_followed_and_nothing_is_written_twice(portal, dataset, monkeypatch):
    file = dataset["resources"][0]["id"]
    assert not dictionary.keep(file)
    queued = []
    monkeypatch.setattr(tk, "enqueue_job", lambda job, args, **_: queued.append((job, args)))
    columns = [{"nama": "kecamatan", "keterangan": "Nama kecamatan", "tipe": "kode"}, {"nama": "luas_km2"}]
    call("resource_patch", portal.people["editor"], id=file, skema_kolom=columns)
    for job, args in queued:
        job(*args)
    assert _infos(file)["kecamatan"]["label"] == "Nama kecamatan"
    jobs.dataset_changed("tidak-ada")


def test_a_file_that_is_not_as_declared_is_not_submitted(portal, dataset):
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"],
         skema_kolom=[{"nama": "kecamatan"}, {"nama": "penduduk"}])  # fmt: skip
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "submit", "editor")
    said = " ".join(refused.value.error_dict["resources"])
    assert "luas_km2" in said and "penduduk" in said


def test_a_file_with_a_nik_is_kept_but_not_submitted(portal):
    made = portal.dataset()
    content = b"nama,catatan\nKencong,3509124505900003\nPuger,x\n"
    added = portal.add_file(made["id"], upload=upload(content, "warga.csv"))
    assert "3509124505900003" not in json.dumps(added["catatan_berkas"])
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(made["id"], "submit", "editor")
    assert "NIK" in " ".join(refused.value.error_dict["resources"])
    forged = [{"nama": "palsu"}]
    kept = call("resource_patch", portal.people["editor"], id=added["id"], kolom_berkas=forged, catatan_berkas=[])
    assert kept["kolom_berkas"] == added["kolom_berkas"] and kept["catatan_berkas"] == added["catatan_berkas"]
