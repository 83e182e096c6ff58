"""Answers keep their meaning on the way from a cell or a form to the plain shape and back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ckanext.sdijember.metadata.domain.answers import answer, answers, as_text
from ckanext.sdijember.metadata.domain.forms import form
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

SAMPLES = [
    *[("kegiatan", name, value) for name, value in (KEGIATAN | SURVEY).items() if name != "owner_org"],
    *[("variabel", name, value) for name, value in VARIABEL.items()],
    *[("indikator", name, value) for name, value in INDIKATOR.items()],
]


@pytest.mark.parametrize(("name", "field", "value"), SAMPLES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_cell_is_read_as_it_was_written(name, field, value, lang):
    item = form(name)[field]
    assert answer(item, value) == value
    assert answer(item, as_text(item, value, lang)) == value


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("2025-03-01", "2025-03-01"),
        ("1/3/2025", "2025-03-01"),
        ("01-03-2025", "2025-03-01"),
        (date(2025, 3, 1), "2025-03-01"),
        (datetime(2025, 3, 1), "2025-03-01"),
        ("2025-03-01T00:00:00", "2025-03-01"),
        ("Maret", "Maret"),
        ("31/2/2025", "31/2/2025"),
        ("2025-99-99", "2025-99-99"),
        ("", ""),
        (None, ""),
    ],
)
def test_days(raw, plain):
    kept = answer(form("kegiatan")["iii_jadwal_desain_mulai"], raw)
    assert kept == plain or (raw == "31/2/2025" and kept == "31/2/2025")


@pytest.mark.parametrize(
    ("raw", "plain"), [("12", "12"), ("007", "7"), (12.0, "12"), ("12,5", "12,5"), ("-3", "-3"), ("dua", "dua")]
)
def test_numbers(raw, plain):
    assert answer(form("kegiatan")["vi_jumlah_petugas_supervisor"], raw) == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [("1", "1"), (1, "1"), (1.0, "1"), ("ya", "1"), ("Yes", "1"), ("Tidak", "2"), ("mungkin", "mungkin")],
)
def test_a_code_or_its_label(raw, plain):
    assert answer(form("variabel")["apakah_variabel_bisa_diakses_umum"], raw) == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (["8", "4"], ["4", "8"]),
        ('["8", "4"]', ["4", "8"]),
        ("Kecamatan; kabupaten/kota", ["4", "8"]),
        ("Kabupaten/kota; 8", ["4", "8"]),
        ("4", ["4"]),
        (["4", "4", "x"], ["4", "x"]),
        ("", []),
    ],
)
def test_several_codes_in_the_order_of_their_list(raw, plain):
    kept = answer(form("kegiatan")["vii_tingkat_penyajian_hasil_analisis"], raw)
    assert kept == plain


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1 = Laki-laki\n2 = Perempuan", [{"kode": "1", "nilai": "Laki-laki"}, {"kode": "2", "nilai": "Perempuan"}]),
        ("0–120", [{"kode": "", "nilai": "0–120"}]),
        ("= a=b", [{"kode": "", "nilai": "a=b"}]),
        ("1=a=b", [{"kode": "1", "nilai": "a=b"}]),
        ("\n\n", []),
        ("=", []),
    ],
)
def test_lists_of_values(text, entries):
    field = form("variabel")["value_domain"]
    assert answer(field, text) == entries
    assert answer(field, as_text(field, entries)) == entries


def test_parts_that_are_lists():
    field = form("indikator")["indikator_pembangun"]
    entries = answer(field, "IPM | BPS; Jember Dalam Angka\nAPS")
    assert entries == [
        {"nama": "IPM", "sumber_publikasi": ["BPS", "Jember Dalam Angka"]},
        {"nama": "APS", "sumber_publikasi": []},
    ]


def test_only_what_the_form_asks_and_somebody_answered():
    kept = answers(form("variabel"), {"nama": " Produksi \r\n", "alias": "", "asing": "x", "id": "1"})
    assert kept == {"nama": "Produksi"}
