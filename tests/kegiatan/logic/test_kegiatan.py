"""A kegiatan statistik: saved bit by bit, checked as a whole, its personal data kept aside, its lines all or none."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.metadata.model import Kegiatan
from tests.factories import PEOPLE, call
from tests.metadata.kegiatan import INDIKATOR, SURVEY, VARIABEL

SECRETS = ("Siti Rahasia", "081200000000", "siti@example.go.id")


@pytest.fixture
def kegiatan(portal):
    """A complete kegiatan of the office, not yet submitted."""
    return portal.kegiatan()


def test_what_is_written_comes_back(portal, kegiatan):
    shown = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    assert shown["iv_metode_pengumpulan_data"] == ["8"]
    assert shown["i_instansi_penyelanggara"] == "Dinas Perikanan Kabupaten Jember"
    assert shown["total_msvar"] == "1" and shown["total_msind"] == "1"
    assert [row["nama"] for row in shown["variabel"]] == ["Produksi Ikan"]
    assert shown["private"] is True and shown["sdi_status"] == "draft"


def test_a_title_is_enough_to_begin(portal):
    made = call(
        "package_create",
        portal.people["editor"],
        type="kegiatan",
        title="Survei Kepuasan Masyarakat 2025",
        owner_org=portal.office["id"],
    )
    found = call("sdijember_completeness_show", portal.people["editor"], id=made["id"])
    assert not found["complete"]
    missing = {finding["field"] for finding in found["errors"]}
    assert {"tahun", "iii_tujuan_kegiatan", "ii_pj_nama", "variabel"} <= missing
    assert all(finding["missing"] for finding in found["errors"])
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(made["id"], "submit", "editor")
    assert missing <= set(refused.value.error_dict)


def test_every_wrong_answer_is_named_at_once_and_nothing_is_saved(portal, kegiatan):
    with pytest.raises(tk.ValidationError) as refused:
        call(
            "package_patch",
            portal.people["editor"],
            id=kegiatan["id"],
            sektor_kegiatan="99",
            tahun="dua ribu",
            v_unit_sampel="Desa",
            i_alamat="Jember",
            iii_tujuan_kegiatan="Pendek",
            iii_jadwal_desain_selesai="2024-01-01",
        )
    assert set(refused.value.error_dict) == {
        "sektor_kegiatan", "tahun", "v_unit_sampel", "iii_tujuan_kegiatan", "iii_jadwal_desain_selesai",
    }  # fmt: skip
    model.Session.rollback()
    assert call("package_show", portal.people["editor"], id=kegiatan["id"])["sektor_kegiatan"] == "1"


def test_a_survey_answers_block_v(portal, kegiatan):
    call("package_patch", portal.people["editor"], id=kegiatan["id"], **SURVEY)
    assert call("sdijember_completeness_show", portal.people["editor"], id=kegiatan["id"])["complete"]


def test_personal_data_are_for_the_office_and_those_who_check(portal, kegiatan):
    portal.take(kegiatan["id"], "submit", "editor")
    readers = {who for who in PEOPLE if "personal" in (_shown(portal, who, kegiatan["id"]) or {})}
    assert readers == {"member", "editor", "office_admin", "walidata"}
    assert _shown(portal, "walidata", kegiatan["id"])["personal"]["ii_pj_nama"] == "Siti Rahasia"


def test_personal_data_are_in_nothing_that_the_public_reads(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    for who in ("anonymous", "stranger", "other_editor", "sysadmin"):
        for text in (
            json.dumps(_shown(portal, who, kegiatan["id"])),
            json.dumps(call("package_show", portal.people[who], id=kegiatan["id"])),
            json.dumps(call("package_search", portal.people[who], q="*:*", include_private=True)),
        ):
            assert not [secret for secret in SECRETS if secret in text]
    assert call("package_search", None, q="Rahasia")["count"] == 0


def test_personal_data_stay_when_they_are_not_named_and_go_when_they_are_emptied(portal, kegiatan):
    before = call("package_show", portal.people["editor"], id=kegiatan["id"])
    call("package_patch", portal.people["editor"], id=kegiatan["id"], i_faksimile="0331-111111")
    assert Kegiatan.get(kegiatan["id"]).personal["ii_pj_nama"] == "Siti Rahasia"
    after = call("package_patch", portal.people["editor"], id=kegiatan["id"], ii_pj_nama="")
    assert "ii_pj_nama" not in Kegiatan.get(kegiatan["id"]).personal
    assert before["versi_pribadi"] != after["versi_pribadi"], "a change of personal data is a change of the dataset"


def test_personal_data_are_deleted_with_their_kegiatan(portal, kegiatan):
    call("package_delete", portal.people["editor"], id=kegiatan["id"])
    call("dataset_purge", portal.people["sysadmin"], id=kegiatan["id"])
    model.Session.expire_all()
    assert Kegiatan.get(kegiatan["id"]) is None


def test_lines_are_saved_all_or_none(portal, kegiatan):
    rows = [VARIABEL | {"nama": "Satu"}, VARIABEL | {"nama": "satu", "tipe_data": "bulat"}, {"konsep": "Ikan"}]
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_rows_update", portal.people["editor"], id=kegiatan["id"], form="variabel", rows=rows)
    assert [(e["row"], e["field"]) for e in refused.value.error_dict["rows"]] == [(2, "nama"), (2, "tipe_data")]
    kept = call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form="variabel")["rows"]
    assert [row["nama"] for row in kept] == ["Produksi Ikan"]


def test_lines_keep_their_ids_when_they_move(portal, kegiatan):
    editor = portal.people["editor"]
    first = call("sdijember_rows_show", editor, id=kegiatan["id"], form="variabel")["rows"][0]
    saved = call(
        "sdijember_rows_update",
        editor,
        id=kegiatan["id"],
        form="variabel",
        rows=[VARIABEL | {"nama": "Baru"}, first | {"alias": "p"}],
    )
    assert [row["nama"] for row in saved["rows"]] == ["Baru", "Produksi Ikan"]
    assert saved["rows"][1] == first | {"alias": "p"}
    assert call("package_show", editor, id=kegiatan["id"])["total_msvar"] == "2"


def test_a_sheet_opened_before_somebody_else_saved_is_refused(portal, kegiatan):
    editor, admin = portal.people["editor"], portal.people["office_admin"]
    seen = call("sdijember_rows_show", editor, id=kegiatan["id"], form="variabel")
    call("sdijember_rows_update", admin, id=kegiatan["id"], form="variabel", rows=[VARIABEL | {"nama": "Lain"}])
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_rows_update", editor, id=seen["package_id"], form="variabel",
             rows=seen["rows"], modified=seen["modified"])  # fmt: skip
    assert "modified" in refused.value.error_dict


def test_a_kegiatan_is_found_by_its_variables(portal, kegiatan):
    editor = portal.people["editor"]
    rows = [VARIABEL | {"nama": "Panjang Jaring Insang"}]
    call("sdijember_rows_update", editor, id=kegiatan["id"], form="variabel", rows=rows)
    for word, found in (("jaring", 1), ("pertumbuhan", 1), ("perahu", 0)):
        fq = "dataset_type:kegiatan"
        assert call("package_search", editor, q=word, fq=fq, include_private=True)["count"] == found, word
    assert call("package_search", None, q="jaring", fq="dataset_type:kegiatan")["count"] == 0


@pytest.mark.parametrize("state", ["submitted", "verified", "recommended", "published"])
def test_lines_are_locked_with_their_kegiatan(portal, state):
    kegiatan = portal.bring_kegiatan_to(state)
    for who in PEOPLE:
        with pytest.raises(tk.NotAuthorized):
            call("sdijember_rows_update", portal.people[who], id=kegiatan["id"], form="variabel", rows=[])


def test_who_writes_lines(portal, kegiatan):
    may = set()
    for who in PEOPLE:
        try:
            call("sdijember_rows_update", portal.people[who], id=kegiatan["id"], form="indikator", rows=[INDIKATOR])
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {"editor", "office_admin", "sysadmin"}


def test_a_line_changed_behind_the_reviewer_stops_the_decision(portal, kegiatan):
    from ckanext.sdijember.metadata.model import replace_rows

    portal.take(kegiatan["id"], "submit", "editor")
    replace_rows("variabel", kegiatan["id"], [VARIABEL | {"nama": "Diganti"}])
    model.Session.commit()
    with pytest.raises(tk.ValidationError):
        portal.take(kegiatan["id"], "verify", "walidata")


def test_copied_from_last_year(portal, kegiatan):
    editor = portal.people["editor"]
    made = call("sdijember_kegiatan_copy", editor, id=kegiatan["id"], tahun=2026)
    assert made["title"] == "Kompilasi Data Produksi Perikanan Kabupaten Jember Tahun 2026"
    assert made["iii_jadwal_desain_mulai"] == "2026-02-01"
    assert "identitas_rekomendasi" not in made, "BPS recommends each year's design anew"
    assert made["personal"]["ii_pj_nama"] == "Siti Rahasia"
    assert made["disalin_dari"] == kegiatan["id"] and made["total_msvar"] == "1"
    assert [row["nama"] for row in made["variabel"]] == ["Produksi Ikan"]
    source = call("sdijember_rows_show", editor, id=kegiatan["id"], form="variabel")["rows"]
    assert made["variabel"][0]["id"] != source[0]["id"]
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_kegiatan_copy", editor, id=kegiatan["id"], tahun=2026)
    assert "tahun" in refused.value.error_dict


def test_who_copies(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    may = set()
    for number, who in enumerate(PEOPLE):
        try:
            call("sdijember_kegiatan_copy", portal.people[who], id=kegiatan["id"], tahun=2019 + number % 7)
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {"editor", "office_admin"}


def test_who_notes_the_codes_of_bps(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    may = set()
    for who in PEOPLE:
        try:
            call("sdijember_kegiatan_codes_update", portal.people[who], id=kegiatan["id"], id_kegiatan="K-1")
            may.add(who)
        except tk.NotAuthorized:
            model.Session.rollback()
    assert may == {"walidata", "pembina"}
    assert call("package_show", None, id=kegiatan["id"])["id_kegiatan"] == "K-1"


def test_a_caller_cannot_write_what_our_tables_write(portal, kegiatan):
    call("package_patch", portal.people["sysadmin"], id=kegiatan["id"], id_kegiatan="palsu", total_msvar="99",
         sdi_status="published", private=False)  # fmt: skip
    shown = call("package_show", portal.people["editor"], id=kegiatan["id"])
    assert (shown.get("id_kegiatan") or "", shown["total_msvar"], shown["sdi_status"]) == ("", "1", "draft")
    assert shown["private"] is True


def _shown(portal, who, identifier):
    try:
        return call("sdijember_kegiatan_show", portal.people[who], id=identifier)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        model.Session.rollback()
        return None
