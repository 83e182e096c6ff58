"""A CSV is a table in every spreadsheet, and never a formula."""

from __future__ import annotations

import csv
import io

import pytest

from ckanext.sdijember.kernel.exchange.csv_table import as_written, table_csv
from ckanext.sdijember.standar import exchange


def _read(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_a_cell_is_never_a_formula(value):
    cell = _read(table_csv(["a"], [{"a": value}]))[1][0]
    assert cell == f"'{value}"
    assert as_written(cell) == value


@pytest.mark.parametrize("value", ["-", "", "'", "'kutipan'", "1 = Ya", "Jum'at"])
def test_other_cells_stand_as_they_are(value):
    cell = _read(table_csv(["a"], [{"a": value}]))[1][0]
    assert cell == value
    assert as_written(cell) == value


def test_lists_and_answers_to_yes_or_no():
    rows = [{"a": None, "b": True, "c": ["x", "y"]}]
    assert table_csv(["a", "b", "c"], rows) == "a,b,c\r\n,true,x; y\r\n"


def test_the_register_comes_back_as_it_was():
    rows = [{"kode": "SDS-1", "nama": "=Penduduk", "definisi": 'Orang;\n"banyak"'}]
    assert exchange.from_csv(exchange.as_csv(rows, list(rows[0])).encode(), ["nama"]) == rows
