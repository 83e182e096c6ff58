"""Dataset → kegiatan → variabel and indikator: who may name what, what becomes of a link whose other end goes."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.dataset.logic.completeness import findings_of
from tests.factories import METADATA, PEOPLE, call
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, VARIABEL

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
#: Who sees a kegiatan that is not published yet, and may edit the dataset.
EDITORS = {"editor", "office_admin", "sysadmin"}


def _lines(portal, kegiatan, form):
    return call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form=form)["rows"]


@pytest.fixture
def kegiatan(portal):
    return portal.kegiatan()


@pytest.fixture
def linked(portal, kegiatan):
    """A draft whose second column is the variable of the kegiatan."""
    variable, indicator = (_lines(portal, kegiatan, form)[0]["id"] for form in ("variabel", "indikator"))
    dataset = portal.dataset(kegiatan=kegiatan["id"], id_msind=[indicator])
    columns = [{"nama": "kecamatan"}, {"nama": "luas_km2", "variabel": variable, "kode": "wilayah-bps"}]
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], skema_kolom=columns)
    return call("package_show", portal.people["editor"], id=dataset["id"])


def _errors(portal, dataset):
    shown = call("package_show", portal.people["sysadmin"], id=dataset["id"])
    return [(f.field, f.text(str)) for f in findings_of(shown) if f.level == "error"]


def test_links_come_back_as_they_were_given(portal, kegiatan, linked):
    assert linked["kegiatan"] == kegiatan["id"]
    assert linked["id_msind"] == [_lines(portal, kegiatan, "indikator")[0]["id"]]
    assert linked["resources"][0]["skema_kolom"][1]["variabel"] == _lines(portal, kegiatan, "variabel")[0]["id"]
    assert linked["resources"][0]["skema_kolom"][1]["kode"] == "wilayah-bps"
    assert not _errors(portal, linked)
    again = call("package_update", portal.people["editor"], **linked)
    keys = ("kegiatan", "id_msind")
    assert [again[key] for key in keys] == [linked[key] for key in keys]
    assert again["resources"][0]["skema_kolom"] == linked["resources"][0]["skema_kolom"]


def test_a_name_is_stored_as_the_id(portal, kegiatan):
    assert portal.dataset(kegiatan=kegiatan["name"])["kegiatan"] == kegiatan["id"]


def test_nobody_learns_of_a_kegiatan_that_he_may_not_see(portal):
    hidden = portal.kegiatan(title="Kegiatan Rahasia Belum Terbit Tahun 2025")
    said = set()
    for named in (hidden["id"], hidden["name"], "tidak-ada", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(tk.ValidationError) as refused:
            _of_other_office(portal, kegiatan=named)
        said.add(str(refused.value.error_dict))
    assert len(said) == 1 and "Rahasia" not in said.pop()


def _of_other_office(portal, **changes):
    values = METADATA | {"owner_org": portal.other_office["id"], "name": "milik-lain"} | changes
    return call("package_create", portal.people["other_editor"], **values)


def test_a_published_kegiatan_of_another_office_may_be_named(portal):
    public = portal.bring_kegiatan_to("published")
    assert _of_other_office(portal, kegiatan=public["id"])["kegiatan"] == public["id"]


def test_a_dataset_is_no_kegiatan(portal):
    other = portal.dataset()
    with pytest.raises(tk.ValidationError) as refused:
        portal.dataset(kegiatan=other["id"])
    assert "kegiatan" in refused.value.error_dict


def test_lines_of_another_kegiatan_are_refused(portal, linked):
    other = portal.kegiatan(title="Survei Lain Kabupaten Jember Tahun 2025", name="survei-lain")
    foreign = _lines(portal, other, "indikator")[0]["id"]
    editor = portal.people["editor"]
    with pytest.raises(tk.ValidationError) as refused:
        call("package_patch", editor, id=linked["id"], id_msind=[foreign])
    assert "id_msind" in refused.value.error_dict
    with pytest.raises(tk.ValidationError):
        columns = [{"nama": "kecamatan", "variabel": _lines(portal, other, "variabel")[0]["id"]}]
        call("resource_patch", editor, id=linked["resources"][0]["id"], skema_kolom=columns)


def test_choosing_another_kegiatan_lets_go_of_the_lines_of_the_first(portal, linked):
    other = portal.kegiatan(title="Survei Lain Kabupaten Jember Tahun 2025", name="survei-lain")
    after = call("package_patch", portal.people["editor"], id=linked["id"], kegiatan=other["id"])
    assert after["kegiatan"] == other["id"]
    assert not after.get("id_msind")
    ((field, message),) = _errors(portal, linked)
    assert field == "resources" and "luas_km2" in message, "the file was not saved again: its columns are named"
    file = after["resources"][0]
    columns = [file["skema_kolom"][0], {"nama": "luas_km2", "variabel": ""}]
    call("resource_patch", portal.people["editor"], id=file["id"], skema_kolom=columns)
    assert not _errors(portal, linked)


def test_a_deleted_line_is_an_error_that_names_the_column(portal, kegiatan, linked):
    for form, row in (("variabel", VARIABEL), ("indikator", INDIKATOR)):
        new = [row | {"nama": "Yang baru"}]
        call("sdijember_rows_update", portal.people["editor"], id=kegiatan["id"], form=form, rows=new)
    found = dict(_errors(portal, linked))
    assert set(found) == {"id_msind", "resources"} and "luas_km2" in found["resources"]
    call("package_patch", portal.people["editor"], id=linked["id"], notes="Masih dapat disimpan.")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(linked["id"], "submit", "editor")
    assert {"id_msind", "resources"} <= set(refused.value.error_dict)


def test_a_deleted_kegiatan_is_an_error_and_no_crash(portal, kegiatan, linked):
    call("package_delete", portal.people["editor"], id=kegiatan["id"])
    assert {"kegiatan", "id_msind", "resources"} <= set(dict(_errors(portal, linked)))
    call("dataset_purge", portal.people["sysadmin"], id=kegiatan["id"])
    assert {"kegiatan", "id_msind", "resources"} <= set(dict(_errors(portal, linked)))
    call("package_patch", portal.people["editor"], id=linked["id"], notes="Masih dapat disimpan.")


def test_without_a_kegiatan_there_is_advice_only(portal):
    dataset = portal.dataset()
    assert [f.level for f in findings_of(dataset) if f.field == "kegiatan"] == ["warning"]
    portal.take(dataset["id"], "submit", "editor")


def test_who_sees_which_datasets_of_a_kegiatan(portal):
    public = portal.bring_kegiatan_to("published")
    portal.dataset(kegiatan=public["id"])
    shown = portal.bring_to("published", kegiatan=public["id"])
    seen = {}
    for who in PEOPLE:
        seen[who] = len(call("sdijember_kegiatan_datasets", portal.people[who], id=public["id"]))
    assert {who for who, count in seen.items() if count == 2} == {*EDITORS, "member"}
    assert {count for who, count in seen.items() if who not in {*EDITORS, "member"}} == {1}
    (only,) = call("sdijember_kegiatan_datasets", None, id=public["id"])
    assert only["id"] == shown["id"]


def test_datasets_of_a_hidden_kegiatan_are_listed_to_nobody_else(portal, kegiatan):
    may = set()
    for who in PEOPLE:
        try:
            call("sdijember_kegiatan_datasets", portal.people[who], id=kegiatan["id"])
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {*EDITORS, "member"}


def test_the_page_names_a_kegiatan_only_to_those_who_see_it(portal, app):
    secret = portal.kegiatan(**KEGIATAN | {"title": "Kompilasi Rahasiazq Kabupaten Jember Tahun 2025"})
    indicator = _lines(portal, secret, "indikator")[0]
    dataset = portal.bring_to("published", kegiatan=secret["id"], id_msind=[indicator["id"]])
    page = f"/dataset/{dataset['name']}"
    assert "Rahasiazq" not in app.get(page).body and indicator["nama"] not in app.get(page).body
    for action, by, data in (("submit", "editor", {}), ("verify", "walidata", {}),
                             ("recommend", "pembina", {"number": "V-1", "date": "2026-05-17"}),
                             ("publish", "walidata", {})):  # fmt: skip
        portal.take(secret["id"], action, by, **data)
    assert "Rahasiazq" in app.get(page).body and indicator["nama"] in app.get(page).body
