"""Disclosure: few persons of a desa are marked in matters in which they must not be known, and nowhere else."""

from __future__ import annotations

import pytest

from ckanext.sdijember.codes.domain.codelists import codelist
from ckanext.sdijember.plausibility.domain.disclosure import GROUNDS, SENSITIVE, disclosure, marks
from ckanext.sdijember.plausibility.domain.mark import Examined
from ckanext.sdijember.plausibility.domain.marks import marks as all_marks
from ckanext.sdijember.tables.domain.cells import Kind
from tests.plausibility.samples import demo, table

HEALTH = ("1.02",)
NAMES = ["kecamatan", "desa", "laki_laki", "perempuan", "jumlah"]
#: Invented counts.
ROWS = [
    ["Ajung", "Mangaran", 3, 12, 15],
    ["Ajung", "Sukamakmur", 11, 14, 25],
    ["Ajung", "Klompangan", 20, 9, 29],
    ["Ajung", "Pancakarya", 7, 8, 15],
    ["Ajung", "Rowoindah", 0, 6, 6],
]
KINDS = dict.fromkeys(NAMES[2:], Kind.INTEGER)


def seen(rows, names=NAMES, kinds=None):
    return Examined(table(names, rows, kinds if kinds is not None else KINDS))


def test_codes_are_of_their_lists():
    assert all(code in codelist("urusan") for code in SENSITIVE)
    assert all(code in codelist("dasar_pembatasan") for code in GROUNDS)


def test_a_small_count_is_marked_with_a_second_cell():
    given = seen(ROWS)
    found = disclosure(given, HEALTH)
    assert dict(found.small) == {(0, 3): 3} and not found.follows
    assert found.suppression.seconds == {(0, 3): ((0, 4),)} and not found.suppression.unprotected
    assert found.merges == {"laki_laki": "perempuan"} and found.kecamatan == ("35.09.17",)
    said = [(one.code, one.level, one.rows) for one in marks(given, found)]
    assert said == [("disclosure-small", "error", (2,))]


@pytest.mark.parametrize("urusan", [(), ("3.27",), ("2.20", "5.01")])
def test_other_matters_are_not_asked(urusan):
    assert not disclosure(seen(ROWS), urusan)


def test_a_table_of_kecamatan_is_not_asked():
    rows = [["Ajung", 3, 1, 4], ["Balung", 5, 6, 11], ["Puger", 1, 1, 2]]
    assert not disclosure(seen(rows, [NAMES[0], *NAMES[2:]]), HEALTH)


@pytest.mark.parametrize("below", ["rt", "dusun", "posyandu"])
def test_a_table_below_the_desa_is_asked(below):
    rows = [["Ajung", f"n{at}", 3, 9, 12] for at in range(4)]
    assert disclosure(seen(rows, ["kecamatan", below, *NAMES[2:]]), HEALTH)


@pytest.mark.parametrize("hidden", ["-", "*", "<5", ""])
def test_a_cell_left_out_alone_follows_from_its_total(hidden):
    rows = [list(row) for row in ROWS]
    rows[0][2] = hidden
    found = disclosure(seen(rows), HEALTH)
    assert dict(found.follows) == {(0, 3): 3}
    assert (0, 4) in found.suppression.cells


def test_two_cells_left_out_of_each_sum_do_not_follow():
    rows = [list(row) for row in ROWS]
    rows[0][2] = rows[0][3] = ""
    found = disclosure(seen(rows), HEALTH)
    assert not found.follows


def test_what_is_left_out_is_no_contradiction():
    rows = [list(row) for row in ROWS]
    rows[0][2] = rows[0][3] = "-"
    assert not [one for one in all_marks(table(NAMES, rows, KINDS)) if one.code == "sum"]


def test_a_row_of_totals_gives_away_what_the_rows_hide():
    rows = [list(row) for row in ROWS] + [["Ajung", "Jumlah", 41, 49, 90]]
    rows[0][2] = rows[0][3] = ""
    found = disclosure(seen(rows), HEALTH)
    assert dict(found.follows) == {(0, 3): 3}


@pytest.mark.parametrize(
    ("name", "unit", "asked"),
    [
        ("jumlah_puskesmas", "", False),
        ("stunting", "", True),
        ("kasus_tbc", "", True),
        ("jumlah", "unit", False),
        ("jumlah_puskesmas", "orang", True),
        ("dokter", "", False),
        ("luas_km2", "km2", False),
    ],
)
def test_persons_are_told_by_their_unit_or_their_name(name, unit, asked):
    rows = [["Ajung", row[1], row[2]] for row in ROWS]
    given = seen(rows, ["kecamatan", "desa", name], {name: Kind.INTEGER})
    assert bool(disclosure(given, HEALTH, {name: unit} if unit else None)) is asked


def test_an_answer_ends_when_a_count_changes():
    one, other = ([list(row) for row in ROWS] for _ in range(2))
    other[1][2], other[1][4] = 2, 16
    before, after = (next(iter(marks(given, disclosure(given, HEALTH)))) for given in (seen(one), seen(other)))
    assert before.identity != after.identity
    turned = seen(one[::-1])
    assert next(iter(marks(turned, disclosure(turned, HEALTH)))).identity == before.identity


def test_large_tables_of_real_desa_are_done_in_time():
    given = Examined(demo("sekolah-desa-2020"))
    found = disclosure(given, HEALTH, {"murid": "orang", "guru": "orang", "sekolah": "unit"})
    assert found.small and all(position in (9, 10) for _, position in found.small)


def test_the_sum_of_a_kecamatan_is_no_secret():
    rows = [[*row[:2], 0, 9, 9] for row in ROWS]
    rows[1] = ["Ajung", "Sukamakmur", 4, 9, 13]
    rows.append(["Ajung", "Jumlah", 4, 45, 49])
    assert dict(disclosure(seen(rows), HEALTH).small) == {(1, 3): 4}
