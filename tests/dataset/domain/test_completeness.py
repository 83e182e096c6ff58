"""What blocks a submission, and what is only said."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.sdijember.dataset.domain import field_rules
from ckanext.sdijember.dataset.domain.completeness import Finding, check_dataset

TODAY = date(2025, 6, 1)
FILE = {
    "id": "r1",
    "name": "Penduduk per desa",
    "url": "http://portal/dataset/x/resource/r1/download/penduduk.csv",
    "url_type": "upload",
    "format": "CSV",
    "skema_kolom": [{"nama": "desa", "keterangan": "Nama desa"}],
}
COMPLETE = {
    "title": "Jumlah Penduduk menurut Desa 2024",
    "notes": "Penduduk tiap desa.",
    "owner_org": "o1",
    "konsep": "Penduduk",
    "definisi": "Orang yang tinggal di Jember.",
    "klasifikasi": "Wilayah",
    "ukuran": "Jumlah",
    "satuan": "Orang",
    "kode_standar_data": "SDS-1",
    "urusan": "2.12",
    "periode_mulai": "2024-01-01",
    "periode_selesai": "2024-12-31",
    "frekuensi_pemutakhiran": "tahunan",
    "jadwal_rilis": "2025-07-01",
    "cakupan_wilayah": "35.09",
    "level_wilayah": "desa_kelurahan",
    "kategori_rad": "03.07",
    "data_prioritas": "tidak",
    "kode_referensi": ["wilayah-kemendagri"],
    "klasifikasi_akses": "terbuka",
    "license_id": "CC-BY-4.0",
    "resources": [FILE],
}


def check(**changes) -> list[Finding]:
    return check_dataset({**COMPLETE, **changes}, TODAY)


def with_file(**changes) -> list[Finding]:
    return check(resources=[{**FILE, **changes}])


def test_a_complete_dataset_gets_no_word():
    assert check() == []


@pytest.mark.parametrize("field", field_rules.MANDATORY)
@pytest.mark.parametrize("nothing", [None, "", "   "])
def test_every_mandatory_field_blocks(field, nothing):
    assert [(f.field, f.level) for f in check(**{field: nothing}) if f.level == "error"] == [(field, "error")]


def test_all_that_is_missing_is_said_at_once():
    missing = {f.field for f in check_dataset({}, TODAY) if f.level == "error"}
    assert missing == {*field_rules.MANDATORY, "resources"}


@pytest.mark.parametrize("filler", ["-", "...", "n/a", "N/A", "xxx", "nihil"])
def test_a_filler_is_no_answer(filler):
    (finding,) = check(satuan=filler)
    assert (finding.field, finding.level, finding.params["value"]) == ("satuan", "error", filler)


@pytest.mark.parametrize("answer", ["%", "Tidak ada", "m²"])
def test_short_answers_are_answers(answer):
    assert check(satuan=answer) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"resources": []}, "resources"),
        ({"resources": None}, "resources"),
        ({"resources": [{**FILE, "url_type": ""}]}, "resources"),
        ({"resources": [FILE, {**FILE, "url_type": None, "url": "https://contoh.go.id/a.csv"}]}, "resources"),
        ({"periode_selesai": "2023-12-31"}, "periode_selesai"),
        ({"klasifikasi_akses": "terbatas"}, "dasar_pembatasan"),
        ({"klasifikasi_akses": "tertutup", "dasar_pembatasan": ""}, "dasar_pembatasan"),
        ({"data_prioritas": "ya"}, "prioritas_tahun"),
        ({"data_prioritas": "ya", "prioritas_tahun": "25"}, "prioritas_tahun"),
        ({"data_prioritas": "ya", "prioritas_tahun": "1998"}, "prioritas_tahun"),
    ],
)
def test_what_blocks(changes, field):
    assert [(f.field, f.level) for f in check(**changes)] == [(field, "error")]


@pytest.mark.parametrize(
    "changes",
    [
        {"periode_selesai": "2024-01-01"},
        {"klasifikasi_akses": "terbatas", "dasar_pembatasan": "uu-27-2022"},
        {"data_prioritas": "ya", "prioritas_tahun": "2025"},
        {"data_prioritas": "ya", "prioritas_tahun": 2025},
        {"frekuensi_pemutakhiran": "insidental", "jadwal_rilis": None},
        {"level_wilayah": "kabupaten", "kode_referensi": None},
    ],
)
def test_what_does_not(changes):
    assert check(**changes) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notes": ""}, "notes"),
        ({"kode_standar_data": None}, "kode_standar_data"),
        ({"kategori_rad": None}, "kategori_rad"),
        ({"jadwal_rilis": None}, "jadwal_rilis"),
        ({"jadwal_rilis": "2025-05-31"}, "jadwal_rilis"),
        ({"kode_referensi": ["npsn"]}, "kode_referensi"),
        ({"resources": [{**FILE, "skema_kolom": None}]}, "resources"),
        ({"resources": [{**FILE, "skema_kolom": [{"nama": "desa"}]}]}, "resources"),
        ({"resources": [{**FILE, "format": "XLS"}]}, "resources"),
        ({"resources": [{**FILE, "format": "PDF", "skema_kolom": None}]}, "resources"),
        ({"konsep": "Jumlah Penduduk"}, "konsep"),
    ],
)
def test_what_is_only_said(changes, field):
    assert [(f.field, f.level) for f in check(**changes)] == [(field, "warning")]


def test_one_open_file_is_enough():
    assert check(resources=[FILE, {**FILE, "format": "PDF"}]) == []


def test_remarks_of_the_upload_check_name_their_file():
    (finding,) = with_file(catatan_berkas=[{"message": "Row {row} is odd.", "params": {"row": 3}}])
    assert finding.text(str) == "Penduduk per desa: Row 3 is odd."


def test_a_link_is_named():
    (finding,) = with_file(url_type="", name="", url="https://contoh.go.id/data/a.csv")
    assert finding.text(str).startswith("“a.csv” is a link.")
