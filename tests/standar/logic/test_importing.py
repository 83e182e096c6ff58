"""Loading a national list, and giving the register away: all rows or none, and nothing lost on the way."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.log import model as log
from tests import factories
from tests.factories import KONSEP, call

KONSEP_ROW = KONSEP | {"sumber_kode": "SDS", "kode": "SDS-1"}
VARIABEL_ROW = {
    "jenis": "variabel",
    "nama": "umur penduduk",
    "definisi": "Umur pada ulang tahun terakhir.",
    "rujukan_konsep": "SDS-1",
    "referensi": "BPS",
    "sumber_kode": "SDS",
    "kode": "SDS-2",
}


@pytest.fixture
def load(portal):
    return lambda *rows, **more: call(
        "sdijember_standar_import", portal.people["walidata"], rows=[dict(row) for row in rows], **more
    )


@pytest.fixture
def export(portal):
    return lambda: call("sdijember_standar_export", portal.people["anonymous"])


def _wrong(load, *rows):
    with pytest.raises(tk.ValidationError) as caught:
        load(*rows)
    return [(one["row"], one["field"]) for one in caught.value.error_dict["rows"]]


def test_rows_are_in_force_at_once_and_in_the_log(portal, load):
    assert load(VARIABEL_ROW, KONSEP_ROW) == {"created": 2, "changed": 0, "unchanged": 0}
    shown = call("sdijember_standar_show", portal.people["anonymous"], id="sds-2")
    assert (shown["state"], shown["concept"]["nama"]) == ("disetujui", "Penduduk")
    assert [event.action for event in log.of_package(shown["id"])] == ["standar_import"]
    assert log.verify_chain().ok


def test_what_was_exported_is_loaded_without_a_change(portal, load, export):
    load(KONSEP_ROW, VARIABEL_ROW)
    before = export()
    assert load(*before) == {"created": 0, "changed": 0, "unchanged": 2}
    assert export() == before


def test_a_changed_row_is_a_new_version(portal, load, export):
    load(KONSEP_ROW)
    assert load(KONSEP_ROW | {"satuan": "Jiwa"}) == {"created": 0, "changed": 1, "unchanged": 0}
    (row,) = export()
    assert (row["satuan"], row["versi"]) == ("Jiwa", "2")
    versions = call("sdijember_standar_show", portal.people["anonymous"], id="SDS-1")["versions"]
    assert [version["state"] for version in versions] == ["disetujui", "digantikan"]


def test_a_dry_run_writes_nothing(portal, load, export):
    assert load(KONSEP_ROW, dry_run=True)["created"] == 1
    assert export() == []


def test_everything_wrong_is_said_by_row_and_nothing_is_written(portal, load, export):
    rows = (
        KONSEP_ROW,
        KONSEP_ROW | {"nama": "Rumah"},
        KONSEP_ROW | {"kode": "SDS-3", "nama": "PENDUDUK"},
        KONSEP_ROW | {"kode": "", "nama": "Jalan", "definisi": ""},
        KONSEP_ROW | {"sumber_kode": "lokal", "kode": "", "nama": "Sawah"},
        KONSEP_ROW | {"jenis": "indikator"},
        VARIABEL_ROW | {"rujukan_konsep": "SDS-9"},
    )
    assert sorted(_wrong(load, *rows)) == [
        (2, "kode"), (3, "nama"), (4, "definisi"), (4, "kode"), (5, "sumber_kode"), (6, "jenis"), (7, "rujukan_konsep"),
    ]  # fmt: skip
    assert export() == []


def test_what_the_register_decided_is_not_undone(portal, load):
    factories.standar(portal, "dicabut", sumber_kode="SDS", kode="SDS-1")
    assert _wrong(load, KONSEP_ROW) == [(1, "kode")]
    other = factories.standar(portal, nama="Rumah", sumber_kode="SDS", kode="SDS-5")
    assert _wrong(load, VARIABEL_ROW | {"kode": "SDS-5", "rujukan_konsep": "SDS-5"}) == [(1, "jenis")]
    assert _wrong(load, KONSEP_ROW | {"kode": "SDS-5", "sumber_kode": "KUGI", "nama": "Rumah"}) == [(1, "kode")]
    assert _wrong(load, KONSEP_ROW | {"kode": "SDS-6", "nama": "rumah"}) == [(1, "nama")]
    changed = KONSEP | {"id": other["id"], "nama": "Rumah", "sumber_kode": "SDS", "kode": "SDS-5", "satuan": "Unit"}
    call("sdijember_standar_propose", portal.people["editor"], **changed)
    assert _wrong(load, KONSEP_ROW | {"kode": "SDS-5", "nama": "Rumah"}) == [(1, "kode")]


def test_a_national_list_names_its_concepts_itself(portal, load):
    assert load(KONSEP_ROW | {"nama": "Jumlah Penduduk Indonesia"})["created"] == 1


@pytest.mark.parametrize("rows", ["x", [1], {"a": 1}])
def test_nonsense_is_refused(portal, rows):
    with pytest.raises(tk.ValidationError):
        call("sdijember_standar_import", portal.people["walidata"], rows=rows)


def test_export_holds_what_is_no_longer_used_and_no_proposal(portal, export):
    factories.standar(portal, "dicabut")
    factories.standar(portal, "diusulkan", nama="Rumah")
    assert [(row["kode"], row["status"]) for row in export()] == [("JBR-K-0001", "dicabut")]
