"""Rules on single fields."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ckanext.sdijember.codes.domain import values as rules


@pytest.mark.parametrize(
    "konsep",
    [
        "Penduduk",
        "Angka Harapan Hidup",
        "Peserta Didik Sekolah Dasar",
        "Tenaga Kesehatan di Puskesmas",
        "PDRB",
        "Panti Asuhan",
        "Desa Wisata",
    ],
)
def test_good_names_of_concepts(konsep):
    assert rules.lint_konsep(konsep) == []


@pytest.mark.parametrize(
    ("konsep", "words"),
    [
        ("Jumlah Penduduk", "does not begin with a measure"),
        ("Persentase Penduduk Miskin", "does not begin with a measure"),
        ("Penduduk 2024", "holds no year"),
        ("Penduduk Semester Pertama", "holds no year"),
        ("Penduduk Jember", "no name of a place"),
        ("Penduduk Kecamatan Ajung", "no name of a place"),
        ("Peserta didik", "capital letter"),
        ("Jalan Kab.", "in full"),
        ("Penerima BLTD", "in full"),
    ],
)
def test_names_that_get_advice(konsep, words):
    (finding,) = rules.lint_konsep(konsep)
    assert finding.level == "warning"
    assert words in finding.message


def test_all_advice_is_given_at_once():
    assert len(rules.lint_konsep("jumlah penduduk Jember 2024")) == 4


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-12-31", date(2024, 12, 31)),
        (" 2024-12-31 ", date(2024, 12, 31)),
        ("2024-12-31T10:00:00", date(2024, 12, 31)),
        (date(2024, 12, 31), date(2024, 12, 31)),
        (datetime(2024, 12, 31, 23), date(2024, 12, 31)),
        ("2024-02-30", None),
        ("31-12-2024", None),
        ("2024", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(value, day):
    assert rules.parse_date(value) == day


def test_a_period_may_be_a_single_day():
    assert rules.check_period("2024-01-01", "2024-01-01") == []


def test_a_period_does_not_end_before_it_starts():
    (finding,) = rules.check_period("2024-01-02", "2024-01-01")
    assert finding.field == "periode_selesai"
    assert finding.params == {"start": "2024-01-02", "end": "2024-01-01"}


@pytest.mark.parametrize(("start", "end"), [("", "2024-01-01"), ("2024-01-02", None), ("x", "2024-01-01")])
def test_days_that_cannot_be_read_are_left_to_their_fields(start, end):
    assert rules.check_period(start, end) == []
