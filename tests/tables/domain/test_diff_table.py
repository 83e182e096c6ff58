"""The difference of two tables: applying what it says turns one into the other, and the counts are exact."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain import diff_table
from ckanext.sdijember.tables.domain.diff_table import CellChange, ChangedRow, TableDiff

HEAD = ["kecamatan", "tahun", "jumlah"]
OLD = [HEAD, ["Kencong", "2019", "10"], ["Kencong", "2020", "11"], ["Gumukmas", "2019", "7"], ["Gumukmas", "2020", "8"]]

WORDS = st.sampled_from(["a", "b", "c", "7", "8", "Jember", "x y", ""])
CELL = st.sampled_from(["a", "b", "c", "7", "8", "Jember", "x y"])


def compare(old, new, **more) -> TableDiff:
    """Both tables as lists whose first row holds the names."""
    return diff_table.compare((old[0] if old else [], old[1:]), (new[0] if new else [], new[1:]), **more)


@st.composite
def tables(draw):
    """A table and another that came out of it: rows taken out, put in and changed, columns too."""
    width = draw(st.integers(2, 4))
    names = [f"kolom {at}" for at in range(width)]
    rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width).filter(any), min_size=1, max_size=12))
    if draw(st.booleans()):
        rows = [[f"k{at}", *row[1:]] for at, row in enumerate(rows)]
    after = [list(row) for row in rows if draw(st.integers(0, 3))]
    for row in after:
        if not draw(st.integers(0, 2)):
            row[draw(st.integers(0, width - 1))] = draw(CELL)
    after += draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4))
    after = draw(st.permutations([row for row in after if any(row)]))
    changed = list(names)
    if draw(st.booleans()):
        changed, after = [*changed, "baru"], [[*row, draw(CELL)] for row in after]
    if width > 2 and draw(st.booleans()):
        changed, after = changed[1:], [row[1:] for row in after]
        after = [row for row in after if any(row)] or [["a"] * len(changed)]
    return [names, *rows], [changed, *after]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_applying_the_difference_turns_one_into_the_other(pair):
    old, new = pair
    found = compare(old, new, shown=None)
    assert Counter(_applied(old, found)) == Counter(_common(new, found))
    assert [name for name in old[0] if name not in found.columns_removed] == [
        {after: before for before, after in found.renamed.items()}.get(name, name)
        for name in new[0]
        if name not in found.columns_added
    ]
    assert found.old_rows == len(old) - 1 and found.rows == len(new) - 1
    assert found.rows == found.old_rows + found.added_count - found.removed_count
    assert bool(compare(old, old)) is False


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(0, 2))
def test_what_is_not_shown_is_counted(pair, shown):
    old, new = pair
    whole, cut = compare(old, new, shown=None), compare(old, new, shown=shown)
    for kind in ("added", "removed", "changed"):
        assert getattr(cut, f"{kind}_count") == len(getattr(whole, kind))
        assert getattr(cut, kind) == getattr(whole, kind)[:shown]


def _common(table, found):
    names = [name for name in table[0] if name not in found.columns_added]
    at = [table[0].index(name) for name in names]
    return [tuple(row[index] for index in at) for row in table[1:]]


def _applied(old, found):
    """Rows of the old table in the columns that both have, with the difference applied."""
    kept = [name for name in found.columns if name not in found.columns_added]
    source = {name: {after: before for before, after in found.renamed.items()}.get(name, name) for name in kept}
    rows = [dict(zip(old[0], row, strict=True)) for row in old[1:]]
    rows = [tuple(row[source[name]] for name in kept) for row in rows]
    key = [kept.index(name) for name in found.key]
    for row in found.removed:
        gone = dict(zip(found.old_columns, row, strict=True))
        rows.remove(tuple(gone[source[name]] for name in kept))
    for change in found.changed:
        at = next(n for n, row in enumerate(rows) if tuple(row[index] for index in key) == change.key)
        cells = list(rows[at])
        for cell in change.cells:
            assert cells[kept.index(cell.column)] == cell.old
            cells[kept.index(cell.column)] = cell.new
        rows[at] = tuple(cells)
    for row in found.added:
        came = dict(zip(found.columns, row, strict=True))
        rows.append(tuple(came[name] for name in kept))
    return rows


def test_rows_are_known_by_place_and_time_together():
    new = [
        HEAD,
        ["Gumukmas", "2020", "9"],
        ["Kencong", "2019", "10"],
        ["Kencong", "2020", "11"],
        ["Ajung", "2020", "3"],
    ]
    found = compare(OLD, new)
    assert found.key == ("kecamatan", "tahun")
    assert found.changed == (ChangedRow(("Gumukmas", "2020"), (CellChange("jumlah", "8", "9"),)),)
    assert found.added == (("Ajung", "2020", "3"),) and found.removed == (("Gumukmas", "2019", "7"),)


def test_what_the_dictionary_declares_comes_first():
    old = [["no", "puskesmas", "n"], ["1", "P01", "5"], ["2", "P02", "6"]]
    new = [["no", "puskesmas", "n"], ["1", "P02", "6"], ["2", "P01", "5"]]
    found = compare(old, new, declared=["puskesmas"])
    assert {cell.column for row in found.changed for cell in row.cells} == {"no"}, "only their order differs"
    assert compare(old, new).key == ("no",)


def test_rows_that_no_column_tells_apart_are_compared_as_a_whole():
    old = [["a", "b"], ["1", "2"], ["1", "2"], ["3", "4"]]
    new = [["a", "b"], ["1", "2"], ["3", "4"], ["3", "4"]]
    found = compare(old, new)
    assert (found.key, found.added, found.removed) == ((), (("3", "4"),), (("1", "2"),))


def test_columns_renamed_added_and_removed():
    new = [["kecamatan", "tahun", "jumlah_jiwa", "ket"], *[[*row, "-"] for row in OLD[1:]]]
    found = compare(OLD, new)
    assert (found.renamed, found.columns_added, found.columns_removed) == ({"jumlah": "jumlah_jiwa"}, ("ket",), ())
    assert (found.added_count, found.removed_count, found.changed_count) == (0, 0, 0)
    gone = compare(OLD, [row[:2] for row in OLD])
    assert (gone.columns_removed, gone.added_count, gone.removed_count) == (("jumlah",), 0, 0)


def test_another_column_in_the_same_place_is_no_new_name():
    new = [["kecamatan", "tahun", "luas"], *[[*row[:2], f"{n}.5"] for n, row in enumerate(OLD[1:])]]
    found = compare(OLD, new)
    assert (found.renamed, found.columns_added, found.columns_removed) == ({}, ("luas",), ("jumlah",))


def test_blank_rows_and_columns_without_or_with_the_same_name():
    old = [["desa", "n", "n", " "], ["A", "1", "2", ""], ["", "", "", ""], ["B", "3", "4", ""], ["C", "5", "6", ""]]
    new = [*old[:2], ["B ", "3", "5", ""], old[4]]
    found = compare(old, new)
    assert found.columns == ("desa", "n", "n (2)", "#4")
    assert found.changed == (ChangedRow(("B",), (CellChange("n (2)", "4", "5"),)),)
    assert (found.added_count, found.removed_count) == (0, 0)


def test_empty_tables():
    assert not compare([], [])
    assert compare([], OLD).added_count == 4
    assert compare(OLD, []).removed_count == 4
    assert compare([HEAD], OLD).added_count == 4


def test_too_large_is_said(monkeypatch):
    monkeypatch.setattr(diff_table, "MOST_ROWS", 3)
    with pytest.raises(diff_table.TooLargeError):
        compare(OLD, OLD)
    monkeypatch.setattr(diff_table, "MOST_COLUMNS", 2)
    with pytest.raises(diff_table.TooLargeError):
        compare(OLD[:1], OLD[:1])
