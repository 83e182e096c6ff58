"""Regions: found by every code and spelling in use, never by a guess that is not told, and counted whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.plausibility.domain.attach import attached
from ckanext.sdijember.plausibility.domain.gazetteer import (
    AMBIGUOUS,
    DESA,
    KECAMATAN,
    NEAR,
    SPELT,
    TOTAL,
    UNKNOWN,
    gazetteer,
    level_of,
)
from ckanext.sdijember.plausibility.domain.regions import regions_of
from ckanext.sdijember.tables.domain.cells import Kind
from tests.plausibility.samples import demo, rows_of, table

KECAMATAN_NAMES = [place.nama for place in gazetteer().of_level(KECAMATAN)]
SPELLINGS = [
    str.upper,
    str.lower,
    lambda name: f"Kec. {name}",
    lambda name: f"KECAMATAN {name.upper()}",
    lambda name: f"kec.{name}",
    lambda name: f" {name}  ",
    lambda name: f"12. {name}",
    lambda name: f"[010] {name.upper()}",
    lambda name: f"{name} (Kec)",
]


@pytest.mark.parametrize("text", ["35.09.17", "350917", "3509110", " 35.09.17 ", "3509110.0"])
def test_a_kecamatan_by_its_codes(text):
    place = gazetteer().by_code(text)
    assert place and place.nama == "Ajung"


def test_a_code_of_one_system_is_never_taken_for_the_other():
    for place in gazetteer().places:
        assert gazetteer().by_code(place.kode_kemendagri) == place
        if place.kode_bps:
            assert gazetteer().by_code(place.kode_bps) == place


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(gazetteer().of_level(KECAMATAN)), st.sampled_from(SPELLINGS), st.booleans())
def test_every_kecamatan_in_every_spelling(place, spelt, bps):
    found = gazetteer().by_name(spelt(place.nama_bps if bps else place.nama), KECAMATAN)
    assert (found.way, found.place) == (SPELT, place)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(gazetteer().of_level(DESA)), st.sampled_from(SPELLINGS), st.booleans())
def test_every_desa_in_its_kecamatan_in_both_lists(place, spelt, bps):
    name = place.nama_bps if bps and place.nama_bps else place.nama
    if "Kec" not in spelt("x") and "kec" not in spelt("x").lower():
        found = gazetteer().by_name(spelt(name), DESA, gazetteer().parent(place))
        assert (found.way, found.place) == (SPELT, place)


@pytest.mark.parametrize(
    ("text", "way", "code"),
    [
        ("Desa Ajung, Kec. Kalisat", SPELT, "35.09.27.2008"),
        ("Ajung", AMBIGUOUS, ""),
        ("Kelurahan Karangrejo", SPELT, "35.09.21.1004"),
        ("Desa Karangrejo", SPELT, "35.09.04.2008"),
        ("Sumberrejo", SPELT, "35.09.12.2003"),
        ("Suco Pengepok", NEAR, ""),
        ("Jumlah", TOTAL, ""),
        ("Kabupaten Jember", TOTAL, ""),
        ("JEMBER", TOTAL, ""),
        ("Kec. Ajung", AMBIGUOUS, ""),
        ("Surabaya", UNKNOWN, ""),
    ],
)
def test_what_a_cell_of_desa_says(text, way, code):
    found = gazetteer().by_name(text, DESA)
    assert (found.way, found.place.kode_kemendagri if found.place else "") == (way, code)


def test_a_desa_is_not_looked_for_outside_the_kecamatan_that_the_row_says():
    patrang = gazetteer().by_name("Patrang", KECAMATAN).place
    found = gazetteer().by_name("Ajung", DESA, patrang)
    assert found.place is None and {place.kode_induk for place in found.candidates} == {"35.09.17", "35.09.27"}


def test_a_name_that_is_like_two_others_offers_both():
    found = gazetteer().by_name("Sukorelo", DESA)
    assert found.place is None and found.way == NEAR
    assert {place.nama for place in found.candidates} == {"Sukoreno", "Sukorejo"}


def test_all_tables_of_bps_are_whole():
    for name, level, count in (("penduduk-desa-2020", DESA, 248), ("penduduk-kecamatan-2020", KECAMATAN, 31)):
        found = regions_of(demo(name))
        assert found and (found.level, len(found.counts), len(found.expected)) == (level, count, count)
        assert not found.missing and not found.unmatched and not found.contradictions


def test_what_is_missing_is_named():
    whole = demo("penduduk-desa-2020")
    names = [column.name for column in whole.columns]
    rows = [row for row in rows_of(whole) if row[names.index("desa_kelurahan")] not in ("Klungkung", "Badean")]
    found = regions_of(table(names, rows))
    assert found and [place.nama for place in found.missing] == ["Badean", "Klungkung"]


def test_a_table_of_one_kecamatan_lacks_no_others():
    whole = demo("penduduk-desa-2020")
    names = [column.name for column in whole.columns]
    rows = [row for row in rows_of(whole) if row[2] == "Ajung"][1:]
    found = regions_of(table(names, rows))
    assert found and len(found.expected) == 7 and len(found.missing) == 1


def test_names_alone_get_their_codes_and_the_rest_is_listed():
    whole = demo("penduduk-desa-2020")
    rows = [[row[2].upper(), row[4], row[7]] for row in rows_of(whole)]
    rows[3][1], rows[5][1] = "Suko Entah", ""
    found = attached(table(["KECAMATAN", "Desa/Kelurahan", "Jumlah"], rows))
    assert found and found.level == DESA
    right = [row[0] for row in rows_of(whole)]
    assert [at for at in range(248) if found.kemendagri[at] != right[at]] == [3, 5]
    assert [(one.text, one.row, one.way) for one in found.unmatched] == [("Suko Entah", 3, UNKNOWN)]
    assert found.bps[0] == gazetteer().by_kemendagri[right[0]].kode_bps


def test_a_code_that_contradicts_its_name_is_told():
    whole = demo("penduduk-kecamatan-2020")
    rows = rows_of(whole)
    rows[4][2] = "Patrang"
    names = [column.name for column in whole.columns]
    found = regions_of(table(names, rows))
    assert found and [(one.row, one.other.name, one.other_place.nama) for one in found.contradictions] == [
        (4, "kecamatan", "Patrang")
    ]


def test_codes_that_are_numbers_are_codes():
    rows = [[int(place.kode_bps), 5] for place in gazetteer().of_level(KECAMATAN)]
    found = regions_of(table(["kode_bps", "x"], rows))
    assert found and (found.level, len(found.counts)) == (KECAMATAN, 31)


@pytest.mark.parametrize("names", [["Budi", "Siti", "Ajung"], ["3509", "3510", "3511"], ["Merah", "Putih", "Biru"]])
def test_other_columns_name_no_regions(names):
    assert regions_of(table(["nama", "x"], [[name, 1] for name in names], {"nama": Kind.TEXT})) is None


def test_a_row_of_totals_is_no_region():
    rows = [[name, 10] for name in KECAMATAN_NAMES] + [["Jumlah", 310], ["Kabupaten Jember", 310]]
    found = regions_of(table(["Kecamatan", "Jumlah"], rows))
    assert found and found.totals() == [31, 32] and len(found.counts) == 31 and not found.unmatched


def test_every_region_is_of_a_level_that_is_known():
    assert {level_of(place) for place in gazetteer().places} == {"kabupaten", KECAMATAN, DESA}
