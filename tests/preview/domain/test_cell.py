"""How cells are read, exactly, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.sdijember.preview.domain.cell import Cell, Manner, cell, number
from ckanext.sdijember.preview.domain.column import BOOLEAN, CODE, DATE, DECIMAL, INTEGER, MOMENT, TEXT, TIME, Column
from ckanext.sdijember.preview.domain.places import BPS, KEMENDAGRI, names_for

INDONESIAN = Manner(",", lambda day: f"tgl {day}", "Ya", "Tidak")


def _cell(kind, text, longest=50):
    return cell(text, Column("kolom", "Kolom", kind=kind), INDONESIAN, longest)


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("132802", "132.802", "132,802"), ("101.86", "101,86", "101.86"),
        ("-1234567.50", "-1.234.567,50", "-1,234,567.50"),
        ("0", "0", "0"), ("0.005", "0,005", "0.005"),
        ("12345678901234567890", "12.345.678.901.234.567.890", "12,345,678,901,234,567,890"),
    ],
)  # fmt: skip
def test_numbers(text, indonesian, english):
    assert (number(text), number(text, ".")) == (indonesian, english)


@given(st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=6)))
def test_no_digit_of_a_number_is_lost(value):
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    shown = number(text)
    assert shown is not None
    assert shown.replace(".", "").replace(",", ".") == text


@pytest.mark.parametrize("text", ["007", "1e5", "NaN", "", "1.", ".5", "1,5", "٣"])
def test_what_is_no_number_is_not_made_one(text):
    assert number(text) is None
    assert _cell(INTEGER, text).text == text


def test_years_are_not_grouped():
    assert cell("2023", Column("tahun", "Tahun", kind=INTEGER), INDONESIAN, 50).text == "2023"
    assert cell("2023", Column("x", "Banyaknya", kind=INTEGER), INDONESIAN, 50).text == "2.023"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (DATE, "2024-01-31", Cell("tgl 2024-01-31", "2024-01-31")),
        (MOMENT, "2024-01-31T00:00:00", Cell("tgl 2024-01-31", "2024-01-31")),
        (MOMENT, "2024-01-31T07:30:00", Cell("tgl 2024-01-31 07:30", "2024-01-31T07:30:00")),
        (TIME, "07:30:00", Cell("07:30", "07:30:00")), (BOOLEAN, "t", Cell("Ya")), (BOOLEAN, "f", Cell("Tidak")),
        (CODE, "007", Cell("007")), (DECIMAL, "", Cell("")), (TEXT, "<b>", Cell("<b>")),
    ],
)  # fmt: skip
def test_other_cells(kind, text, shown):
    assert _cell(kind, text) == shown


def test_a_long_text_says_that_there_is_more():
    assert _cell(TEXT, "abcdef", longest=3) == Cell("abc…", cut=True)


def test_regions_are_named_in_the_system_that_the_column_writes():
    assert names_for(["35.09.19", "", "35.09.01"])["35.09.19"] == "Kaliwates"
    assert names_for(["3509710"])["3509710"] == "Kaliwates"
    assert names_for(["350919"])["350919"] == "Kaliwates"
    assert names_for(["3509710", "99"]) == {}, "a column of other numbers is none of codes"
    assert names_for(["35.09.19", "3509710"]) == {}, "nor one of both systems"


def test_the_dictionary_says_which_system_it_is():
    assert names_for(["3509710", "9"], BPS) == {"3509710": "Kaliwates"}
    assert names_for(["35.09.19"], "KBLI (klasifikasi baku lapangan usaha)") == {}
    assert names_for(["35.09.19"], KEMENDAGRI)


def test_a_code_that_names_one_place_in_one_system_and_another_in_the_other_names_none():
    from ckanext.sdijember.codes.domain.codelists import wilayah

    bps = {place.kode_bps: place.nama for place in wilayah() if place.kode_bps}
    both = [
        (code, place.nama, bps[code])
        for place in wilayah()
        if (code := place.kode_kemendagri.replace(".", "")) in bps and bps[code] != place.nama
    ]
    assert all(names_for([code]) == {} for code, _, _ in both)
