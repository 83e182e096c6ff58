"""What the reader is told beside the file: the dictionary, the limits, corrections."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from ckanext.sdijember.tables.domain.cells import Kind, Void
from ckanext.sdijember.tables.domain.declared import Declared
from ckanext.sdijember.tables.domain.limits import DEFAULT
from ckanext.sdijember.tables.exchange.reader import MOST, read
from tests.tables.writers import csv_file, json_file, ods, xlsx


def _read(rows, dictionary=None, given=None, limits=DEFAULT):
    return read(io.BytesIO(csv_file(rows)), "CSV", given, dictionary, limits)


def _column(cells, declared):
    outcome = _read(
        [["k", "Nilai  Kolom"], *([f"baris {at}", cell] for at, cell in enumerate(cells))], {"nilai kolom": declared}
    )
    assert outcome.table is not None
    return outcome, outcome.table.columns[1]


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        (Kind.INTEGER, ["1", "007", "-"], [1, 7, None]),
        (Kind.DECIMAL, ["1", "2,5"], [Decimal(1), Decimal("2.5")]),
        (Kind.CODE, ["35", "3509"], ["35", "3509"]),
        (Kind.TEXT, ["1", "2"], ["1", "2"]),
        (Kind.BOOLEAN, ["ya", "Tidak", "1"], [True, False, True]),
        (Kind.DATE, ["31/12/2024", "2024-01-02"], [date(2024, 12, 31), date(2024, 1, 2)]),
        (Kind.DATE, ["2024-01-02 13:45", "2024-01-03"], [datetime(2024, 1, 2, 13, 45), datetime(2024, 1, 3)]),
    ],
)
def test_the_dictionary_says_what_a_column_is(kind, cells, values):
    outcome, column = _column(cells, Declared(kind))
    assert list(column) == values and outcome.loadable
    assert outcome.decisions.columns[2]["kind"].by == "dictionary"


def test_a_cell_that_the_declared_kind_cannot_read_is_named():
    outcome, column = _column(["1", "dua", "3,5", "4"], Declared(Kind.INTEGER))
    (found,) = outcome.remarks
    assert (found.code, found.cell, found.params["count"]) == ("unfit", "B3", 2) and not outcome.loadable
    assert [column.void(row) for row in range(4)] == [None, Void.UNFIT, Void.UNFIT, None]
    assert column.text(1) == "dua"


def test_every_row_is_checked_against_the_list():
    cells = ["L", "p"] * 5000 + ["X", "-", "laki-laki"]
    outcome, _ = _column(cells, Declared(None, frozenset({"L", "P", "Laki-laki"})))
    (found,) = outcome.remarks
    assert (found.code, found.cell, found.params["value"]) == ("not-in-list", "B10002", "X")


def test_a_correction_stands_above_the_dictionary():
    outcome = _read(
        [["k", "n"], ["a", "1"], ["b", "2"]], {"n": Declared(Kind.INTEGER)}, {"columns": {"2": {"kind": "text"}}}
    )
    assert outcome.table and list(outcome.table.columns[1]) == ["1", "2"]


WIDE = [[f"k{at}" for at in range(30)], *([str(at) for at in range(30)] for _ in range(50))]


@pytest.mark.parametrize(
    ("limit", "allowed", "found"),
    [("bytes", 100, None), ("columns", 29, 30), ("rows", 49, 50), ("cell_length", 1, 2), ("name_length", 2, 3)],
)
def test_what_is_beyond_a_limit_is_refused_with_the_number(limit, allowed, found):
    outcome = _read(WIDE, limits=replace(DEFAULT, **{limit: allowed}))
    told = [one for one in outcome.remarks if one.code == "beyond-limit"]
    assert told and not outcome.loadable and told[0].level == "error" and not told[0].missing
    assert told[0].params["allowed"] == allowed and found in (None, told[0].params["found"])


@pytest.mark.parametrize("limit", ["bytes", "columns", "rows", "cell_length", "name_length", "cells"])
def test_what_is_just_at_a_limit_is_taken(limit):
    content = csv_file(WIDE)
    at = {"bytes": len(content), "columns": 30, "rows": 50, "cell_length": 2, "name_length": 3, "cells": 30 * 51}[limit]
    assert read(io.BytesIO(content), "CSV", limits=replace(DEFAULT, **{limit: at})).loadable


@pytest.mark.parametrize(
    ("limits", "content", "format"),
    [
        ({"sheets": 1}, xlsx({"A": [["a"], [1]], "B": [["a"], [1]]}), "XLSX"),
        ({"members": 5}, xlsx({"A": [["a"], [1]]}), "XLSX"),
        ({"unpacked": 1000}, xlsx({"A": [["a"], [1]]}), "XLSX"),
        ({"cells": 5}, xlsx({"A": [["a", "b"], [1, 2], [3, 4]]}), "XLSX"),
        ({"cells": 5}, ods({"A": [["a", "b"], [1, 2], [3, 4]]}), "ODS"),
        ({"depth": 2}, json.dumps([{"a": {"b": 1}}]).encode(), "JSON"),
        ({"columns": 1}, json_file([["a", "b"], [1, 2]]), "JSON"),
        ({"rows": 1}, json_file([["a", "b"], [1, 2], [3, 4]]), "JSON"),
    ],
)
def test_limits_of_workbooks_and_json(limits, content, format):
    assert read(io.BytesIO(content), format).remarks == () or format == "XLSX" or "depth" in limits
    (found,) = read(io.BytesIO(content), format, limits=replace(DEFAULT, **limits)).remarks
    assert found.code == "beyond-limit" and found.params["allowed"] == next(iter(limits.values()))


def test_a_wide_untidy_file_gives_no_flood_of_remarks():
    rows = [["nama"] * 400, *([f"{at},5" if row else "x" for at in range(400)] for row in range(4))]
    outcome = _read(rows)
    assert len(outcome.remarks) == MOST and outcome.remarks[0].level == "error"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b'a,b\n"x,1\n' + b"y,2\n" * 100_000, ["bad-quote"]),
        (b'a,b\n"x"y,1\n' + b"z" * 200_000 + b",2\n", ["beyond-limit"]),
        (b"a,b\n" + b"z" * 200_000 + b",2\n", ["beyond-limit"]),
        (b"a" * 400_000, ["beyond-limit"]),
        (b'a,b\n"' + b"z" * 40_000 + b'",2\n', ["beyond-limit"]),
    ],
)
def test_a_quotation_mark_that_is_not_closed_and_a_cell_without_end(content, codes):
    outcome = read(io.BytesIO(content), "CSV")
    assert [one.code for one in outcome.remarks] == codes and not outcome.loadable


def test_no_quotation_mark_can_be_chosen():
    content = b'pipa,n\n"3 inci,1\n4" inci,2\n'
    asked = read(io.BytesIO(content), "CSV")
    assert [one[1] for one in asked.decisions.open_questions()] == ["quote"]
    outcome = read(io.BytesIO(content), "CSV", {"file": {"quote": ""}})
    assert outcome.loadable and outcome.table and list(outcome.table.columns[0]) == ['"3 inci', '4" inci']


def test_corrections_beyond_the_file_do_no_harm():
    rows = [["a", "b"], ["x", "1"], ["y", "2"]]
    for file in (
        {"header": [9]},
        {"first_row": 9},
        {"last_row": 1},
        {"left_out": [2, 3, 9]},
        {"header": [2, 1]},
        {"sheet": "Tak ada"},
    ):
        outcome = _read(rows, given={"file": file, "columns": {"99": {"kind": "integer"}}})
        assert outcome.table is not None or [one.code for one in outcome.remarks] == ["no-data"]


def test_where_a_cell_stands():
    outcome = _read([["Judul", "", ""], ["a", "b", "c"], ["x", "1", "2"], ["", "", ""], ["y", "3", "4"]])
    table = outcome.table
    assert table is not None and [table.where(row, table.columns[2]) for row in range(2)] == ["C3", "C5"]
    assert outcome.head[0] == (1, ("Judul", "", "")) and table.column("b") is table.columns[1]
