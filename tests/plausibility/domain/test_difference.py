"""The difference of two tables: what it says turns one into the other, and numbers are compared as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.plausibility.domain import difference as module
from ckanext.sdijember.plausibility.domain.difference import TooLargeError, difference
from ckanext.sdijember.tables.domain.cells import Kind
from tests.plausibility.samples import demo, rows_of, table, with_cell

NAMES = ["kunci", "nama", "jumlah"]
CELL = st.integers(0, 9) | st.decimals(0, 9, places=1)


def changed(given, change, names=None):
    own = [column.name for column in given.columns]
    return table(names or own, change(rows_of(given)))


def test_a_table_does_not_differ_from_itself_in_any_order():
    one = demo("penduduk-desa-2020")
    assert not difference(one, one)
    found = difference(one, changed(one, lambda rows: rows[::-1]))
    assert not found and found.key == ("kode_kemendagri",)


def test_one_cell():
    one = demo("penduduk-kecamatan-2020")
    found = difference(one, with_cell(one, 4, "jumlah", 1))
    assert (found.changed_cells, found.changed_rows, found.added_count, found.removed_count) == (1, 1, 0, 0)
    cell = found.cells[0]
    assert (cell.key, cell.column, cell.new, cell.where) == (("35.09.05",), "jumlah", "1", "F6")
    assert cell.by == 1 - int(cell.old)
    jumlah = next(column for column in found.columns if column.name == "jumlah")
    assert jumlah.old_total == 2_575_802 and jumlah.cells == 1


def test_numbers_are_compared_as_numbers_and_ways_of_saying_nothing_as_such():
    rows = [["a", "x", Decimal("1.50")], ["b", "y", Decimal("2")], ["c", "z", "-"]]
    one = table(NAMES, rows)
    same = table(NAMES, [["a", "x", Decimal("1.5")], ["b", "y", Decimal("2.00")], ["c", "z", "-"]])
    assert not difference(one, same)
    other = table(NAMES, [["a", "x", Decimal("1.5")], ["b", "y", 2], ["c", "z", ""]])
    assert [(cell.column, cell.old, cell.new, cell.by) for cell in difference(one, other).cells] == [
        ("jumlah", "-", "", None)
    ]


def test_a_kind_that_changes_is_a_difference():
    one = table(["kode", "x"], [["01", 1], ["02", 2]])
    other = table(["kode", "x"], [["01", "1"], ["02", "2"]])
    found = difference(one, other)
    assert found and found.changed_cells == 0
    assert [(column.old_kind, column.kind) for column in found.columns if column.name == "x"] == [
        (Kind.INTEGER, Kind.TEXT)
    ]


def test_columns_renamed_added_and_removed():
    one = demo("penduduk-kecamatan-2020")
    names = ["kode_kemendagri", "kode_bps", "kecamatan", "Laki-laki (jiwa)", "perempuan", "jumlah", "baru"]
    found = difference(one, table(names, [[*row[:6], at] for at, row in enumerate(rows_of(one))]))
    assert dict(found.renamed) == {"laki_laki": "Laki-laki (jiwa)"}
    assert (found.columns_added, found.columns_removed) == (("baru",), ("tahun",))
    assert found.changed_cells == 0


def test_regions_are_found_again_however_they_are_spelt():
    one = demo("penduduk-kecamatan-2020")
    plain_rows = [[row[2], row[5]] for row in rows_of(one)]
    spelt = [[f"KEC. {row[2].upper()}", row[5]] for row in rows_of(one)[::-1]]
    found = difference(table(["Kecamatan", "Jumlah"], plain_rows), table(["Kecamatan", "Jumlah"], spelt))
    assert (found.added_count, found.removed_count) == (0, 0)
    assert {cell.column for cell in found.cells} == {"Kecamatan"}


def test_last_year_is_compared_without_its_year():
    one = demo("penduduk-kecamatan-2020")
    last = changed(one, lambda rows: [[*row[:5], row[5] - 10, 2019] for row in rows])
    found = difference(last, one, years=True)
    assert (found.changed_cells, found.added_count, found.removed_count) == (31, 0, 0)
    assert {(cell.column, cell.by) for cell in found.cells} == {("jumlah", 10)}
    named = table(["Kecamatan", "Penduduk 2019"], [[row[2], row[5]] for row in rows_of(last)])
    now = table(["Kecamatan", "Penduduk 2020"], [[row[2], row[5]] for row in rows_of(one)])
    assert difference(named, now, years=True).changed_cells == 31


def test_years_of_the_key_do_not_keep_rows_apart():
    names = ["kecamatan", "tahun", "jumlah"]
    places = [row[2] for row in rows_of(demo("penduduk-kecamatan-2020"))]
    old, new = ([[place, year, 5] for year in years for place in places] for years in ((2017, 2018), (2019, 2020)))
    assert difference(table(names, old), table(names, new)).added_count == 62
    found = difference(table(names, old), table(names, new), years=True)
    assert (found.added_count, found.changed_cells) == (0, 0)


def test_rows_that_nothing_tells_apart_are_counted():
    one = table(["a", "b"], [["x", "y"], ["x", "y"], ["x", "z"]])
    other = table(["a", "b"], [["x", "y"], ["x", "z"], ["x", "z"]])
    found = difference(one, other)
    assert found.key == () and (found.added_count, found.removed_count) == (1, 1)


def test_what_is_listed_is_bounded_and_counts_are_exact():
    one = demo("penduduk-desa-2020")
    other = changed(one, lambda rows: [[*row[:7], row[7] + 1, row[8]] for row in rows])
    found = difference(one, other, shown=7)
    assert (len(found.cells), found.changed_cells, found.changed_rows) == (7, 248, 248)


def test_tables_that_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    one = demo("penduduk-kecamatan-2020")
    with pytest.raises(TooLargeError):
        difference(one, one)


@pytest.mark.parametrize("empty", [[], [["", "", ""]]])
def test_empty_tables(empty):
    one, other = table(NAMES, empty), table(NAMES, [["a", "b", 1]])
    found = difference(one, other)
    assert (found.added_count, found.rows) == (1, 1)
    assert not difference(table([], []), table([], []))


@st.composite
def pairs(draw):
    """A table and another made from it: rows taken out, put in, changed, moved."""
    keys = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=1, max_size=8))
    rows = [[key, draw(st.sampled_from("xyz")), draw(CELL)] for key in keys]
    after = [[row[0], row[1], draw(CELL) if draw(st.booleans()) else row[2]] for row in rows if draw(st.integers(0, 3))]
    after += [[key, "n", draw(CELL)] for key in draw(st.sets(st.sampled_from("klm")))]
    return rows, draw(st.permutations(after))


@settings(max_examples=200, deadline=None)
@given(pairs())
def test_applying_the_difference_turns_one_into_the_other(pair):
    rows, after = pair
    old, new = table(NAMES, rows), table(NAMES, after)
    found = difference(old, new, shown=None, key=["kunci"])
    made = {row: list(values) for row, values in enumerate(rows) if row not in found.removed}
    for cell in found.cells:
        made[cell.old_row][NAMES.index(cell.column)] = after[cell.row][NAMES.index(cell.column)]
    result = [*made.values(), *(list(after[row]) for row in found.added)]
    assert sorted(result, key=lambda row: row[0]) == sorted(map(list, after), key=lambda row: row[0])
    assert found.changed_rows <= found.changed_cells and bool(found) == (
        sorted(rows, key=str) != sorted(map(list, after), key=str) or _kinds(old) != _kinds(new)
    )


def _kinds(given):
    return [column.kind for column in given.columns]
