"""A kegiatan as files and back: who may, what is in them, and that a file is saved whole or not at all."""

from __future__ import annotations

import base64
import copy
import io
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from openpyxl import load_workbook

from ckanext.sdijember.kegiatan.logic.exporting import FORMATS
from tests.contents import text_of
from tests.factories import PEOPLE, WAYS, call, upload
from tests.metadata.kegiatan import INDIKATOR, VARIABEL

SECRETS = ("Siti Rahasia", "081200000000", "siti@example.go.id")
PRODUCERS = {"member", "editor", "office_admin"}
#: Who sees a kegiatan besides its office and the sysadmin, by state; and of these, who sees personal data.
SEEN_BY = {
    "draft": set(),
    "submitted": {"walidata"},
    "returned": {"walidata", "pembina"},
    "verified": {"walidata", "pembina"},
    "recommended": {"walidata", "pembina"},
    "published": set(PEOPLE),
    "withdrawn": {"walidata", "pembina"},
}


@pytest.fixture
def kegiatan(portal):
    """A complete kegiatan of the office, not yet submitted."""
    return portal.kegiatan()


def exported(portal: Any, who: str, identifier: str, name: str = "json", **more: Any) -> dict[str, Any]:
    return call("sdijember_kegiatan_export", portal.people[who], id=identifier, format=name, **more)


def content_of(made: dict[str, Any]) -> bytes:
    content = made["content"]
    return base64.b64decode(content) if isinstance(content, str) else json.dumps(content).encode()


def taken(portal: Any, who: str, **data: Any) -> dict[str, Any]:
    return call("sdijember_kegiatan_import", portal.people[who], **data)


def refusals(caught: Any) -> set[str]:
    return {remark["field"] for remark in caught.value.error_dict["file"]}


@pytest.mark.parametrize("state", WAYS)
def test_who_gets_which_file_with_what(portal, state):
    kegiatan = portal.bring_kegiatan_to(state)
    may, told = set(), set()
    for who in PEOPLE:
        try:
            made = exported(portal, who, kegiatan["id"])
        except (tk.NotAuthorized, tk.ObjectNotFound):
            model.Session.rollback()
            continue
        may.add(who)
        if any(secret in json.dumps(made["content"]) for secret in SECRETS):
            told.add(who)
        assert made["personal"] == (who in told), who
    assert may == PRODUCERS | {"sysadmin"} | SEEN_BY[state]
    teams = {"walidata", "pembina"} if state == "published" else SEEN_BY[state]
    assert told == PRODUCERS | teams


@pytest.mark.parametrize("name", FORMATS)
def test_personal_data_are_in_no_format_for_the_public(portal, name):
    kegiatan = portal.bring_kegiatan_to("published")
    inside = text_of(content_of(exported(portal, "editor", kegiatan["id"], name)), name)
    assert all(secret in inside for secret in SECRETS), "or this test would find nothing anywhere"
    for who, more in (("anonymous", {}), ("sysadmin", {}), ("other_editor", {}), ("editor", {"personal": False})):
        made = exported(portal, who, kegiatan["id"], name, **more)
        found = text_of(content_of(made), name)
        assert not [secret for secret in SECRETS if secret in found], who
        assert made["personal"] is False


def test_what_was_exported_is_imported_as_it_was(portal, kegiatan):
    for name, suffix in (("json", "json"), ("indah", "json"), ("xlsx", "xlsx")):
        file = upload(content_of(exported(portal, "editor", kegiatan["id"], name)), f"kegiatan.{suffix}")
        made = taken(portal, "editor", upload=file, owner_org=portal.office["id"])
        assert made["id"] != kegiatan["id"] and made["sdi_status"] == "draft" and made["private"] is True
        again = exported(portal, "editor", made["id"])["content"]
        assert _answers(again) == _answers(exported(portal, "editor", kegiatan["id"])["content"]), name
        assert made["total_msvar"] == "1" and made["personal"]["ii_pj_nama"] == "Siti Rahasia"


def test_replacing_a_draft_keeps_the_lines_that_stay(portal, kegiatan):
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    first = flat["msvar"][0]["id"]
    flat["iii_tujuan_kegiatan"] += " Diperbaiki."
    flat["i_faksimile"] = "0331-999999"
    flat["msvar"].append(VARIABEL | {"nama": "Luas Kolam"})
    for row in flat["msvar"]:
        row.pop("id", None)
    made = taken(portal, "editor", id=kegiatan["id"], content=flat)
    assert made["id"] == kegiatan["id"] and made["i_faksimile"] == "0331-999999"
    assert [row["nama"] for row in made["variabel"]] == ["Produksi Ikan", "Luas Kolam"]
    assert made["variabel"][0]["id"] == first, "found by its name, so that links to it stay"
    assert made["total_msvar"] == "2"
    found = call("package_search", portal.people["editor"], q="Diperbaiki", include_private=True)
    assert found["count"] == 1, "the index knows it too"


def test_lines_alone_can_change(portal, kegiatan):
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    flat["msvar"][0]["definisi"] = "Definisi yang lain sama sekali."
    flat["iii_variabel_yang_dikumpulkan"] = []
    made = taken(portal, "editor", id=kegiatan["id"], content=flat)
    assert made["variabel"][0]["definisi"] == "Definisi yang lain sama sekali."
    model.Session.rollback()
    shown = call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form="variabel")
    assert shown["rows"][0]["definisi"] == "Definisi yang lain sama sekali."


def test_what_the_file_does_not_name_is_emptied_but_personal_data_stay(portal, kegiatan):
    call("package_patch", portal.people["editor"], id=kegiatan["id"], i_faksimile="0331-111111")
    flat = exported(portal, "editor", kegiatan["id"], personal=False)["content"]
    del flat["i_faksimile"]
    made = taken(portal, "editor", id=kegiatan["id"], content=flat)
    assert not made.get("i_faksimile")
    assert made["personal"]["ii_pj_nama"] == "Siti Rahasia"


def test_a_wrong_file_changes_nothing_and_says_everything(portal, kegiatan):
    editor = portal.people["editor"]
    before = call("sdijember_kegiatan_show", editor, id=kegiatan["id"])
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    wrong = copy.deepcopy(flat) | {"sektor_kegiatan": "99", "warna": "biru", "iii_jadwal_desain": ["x"]}
    wrong["msvar"] = [VARIABEL, VARIABEL]
    wrong["msind"] = [INDIKATOR | {"level_estimasi": ["bulan"]}]
    with pytest.raises(tk.ValidationError) as caught:
        taken(portal, "editor", id=kegiatan["id"], content=wrong)
    assert refusals(caught) == {
        "sektor_kegiatan", "warna", "iii_jadwal_desain_mulai", "variabel.nama", "indikator.level_estimasi",
    }  # fmt: skip
    with pytest.raises(tk.ValidationError):
        taken(portal, "editor", owner_org=portal.office["id"], content=wrong)
    model.Session.rollback()
    assert call("sdijember_kegiatan_show", editor, id=kegiatan["id"]) == before
    assert call("package_search", editor, fq="dataset_type:kegiatan", include_private=True)["count"] == 1


def test_a_failure_in_the_middle_leaves_nothing(portal, kegiatan, monkeypatch):
    from ckanext.sdijember.kegiatan.logic import rows as kegiatan_rows

    real, done = kegiatan_rows.write, []

    def fails(package, name, rows):
        if done:
            raise RuntimeError("the second form")
        done.append(real(package, name, rows))

    monkeypatch.setattr(kegiatan_rows, "write", fails)
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    flat["msvar"] = []
    flat["iii_variabel_yang_dikumpulkan"] = []
    with pytest.raises(RuntimeError):
        taken(portal, "editor", id=kegiatan["id"], content=flat)
    shown = call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form="variabel")
    assert len(shown["rows"]) == 1


@pytest.mark.parametrize(
    ("file", "name"),
    [(b"", "x.json"), (b"{", "x.json"), (b"\xff\xfe", "x.json"), (b"[" * 100_000, "x.json"), (b"NaN", "x.json"),
     (b'{"judul_kegiatan": "A", "judul_kegiatan": "B"}', "x.json"), (b"PK\x03\x04", "x.xlsx"), (b"a;b", "x.xlsx"),
     (b'{"judul_kegiatan": ""}', "x.json"), (b'{"type": "FeatureCollection"}', "x.json")],
)  # fmt: skip
def test_files_of_another_shape_are_refused(portal, file, name):
    with pytest.raises(tk.ValidationError) as caught:
        taken(portal, "editor", upload=upload(file, name), owner_org=portal.office["id"])
    assert caught.value.error_dict["file"]


def test_other_kinds_of_files_and_none_at_all_are_refused(portal):
    for data in ({"upload": upload(b"x", "kegiatan.pdf")}, {}, {"upload": "x.json"}, {"packed": "bukan"}):
        with pytest.raises(tk.ValidationError):
            taken(portal, "editor", owner_org=portal.office["id"], **data)


def test_a_workbook_is_refused_by_cell(portal, kegiatan):
    book = load_workbook(io.BytesIO(content_of(exported(portal, "editor", kegiatan["id"], "xlsx"))))
    line = next(cell.row for cell in book["MS-Keg"]["F"] if cell.value == "sektor_kegiatan")
    book["MS-Keg"][f"C{line}"] = "Antariksa"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(tk.ValidationError) as caught:
        taken(portal, "editor", id=kegiatan["id"], upload=upload(stream.getvalue(), "a.xlsx"))
    remarks = caught.value.error_dict["file"]
    assert [remark["place"] for remark in remarks] == [f"MS-Keg D{line}"]
    assert remarks[0]["label"] and remarks[0]["message"]


def test_a_preview_saves_nothing_and_says_what_would_change(portal, kegiatan):
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    assert taken(portal, "editor", id=kegiatan["id"], content=flat, preview=True)["changed"] == []
    flat |= {"i_alamat": "Jalan Baru 5, Jember", "msind": [], "id_kegiatan": "K-9"}
    seen = taken(portal, "editor", id=kegiatan["id"], content=flat, preview=True)
    assert len(seen["changed"]) == 2 and seen["problems"] == [] and seen["codes"] == {"id_kegiatan": "K-9"}
    shown = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    assert shown["i_alamat"] == "Jalan Letjen Suprapto, Jember"
    made = taken(portal, "editor", id=kegiatan["id"], packed=seen["packed"])
    assert made["i_alamat"] == "Jalan Baru 5, Jember" and made["indikator"] == []
    assert not made.get("id_kegiatan"), "codes of BPS come from Walidata and Pembina"


def test_who_imports_a_new_kegiatan(portal, kegiatan):
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    may = set()
    for who in PEOPLE:
        try:
            taken(portal, who, content=flat, owner_org=portal.office["id"])
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {"editor", "office_admin", "sysadmin"}


@pytest.mark.parametrize("state", WAYS)
def test_who_replaces_a_kegiatan(portal, state):
    kegiatan = portal.bring_kegiatan_to(state)
    flat = exported(portal, "editor", kegiatan["id"])["content"]
    may = set()
    for who in PEOPLE:
        for data in ({}, {"preview": True}):
            try:
                taken(portal, who, id=kegiatan["id"], content=flat, **data)
                may.add(who)
            except tk.NotAuthorized:
                model.Session.rollback()
    editable = state in ("draft", "returned", "withdrawn")
    assert may == ({"editor", "office_admin", "sysadmin"} if editable else set())


def _answers(flat):
    """What the file says of the activity, without what belongs to this kegiatan alone."""
    own = ("id", "id_portal", "link_mskeg", "link_msvar", "link_msind", "created_at", "updated_at", "submission_period")
    return {
        key: [{k: v for k, v in row.items() if k not in own} for row in value] if key in ("msvar", "msind") else value
        for key, value in flat.items()
        if key not in own
    }
