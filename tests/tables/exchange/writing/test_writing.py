"""Every cell of a file made of a table is the cell of the table, read back by the one reader."""

from __future__ import annotations

import csv
import io
import json
from array import array
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain.cells import Kind, Raw, Void, void_of
from ckanext.sdijember.tables.domain.names import store_names
from ckanext.sdijember.tables.domain.table import Column, Table
from ckanext.sdijember.tables.domain.values.kinds import says_no_number
from ckanext.sdijember.tables.domain.written import calculates, names_of
from ckanext.sdijember.tables.exchange.reader import read
from ckanext.sdijember.tables.exchange.writing import csv_file, json_file, table_schema, xlsx_file

_LETTERS = st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs", "Cc"])
_TEXTS = st.one_of(
    st.text(st.one_of(_LETTERS, st.sampled_from("=+-@\t\r\n;,\"' _x")), min_size=1, max_size=12),
    st.sampled_from(["=1+1", "+62", "-x", "@a", "\tx", "\rx", "'=1", "_x0041_", "_x000D_", "a\rb", "a\r\nb", " a "]),
).map(lambda one: f"{one}t").filter(lambda one: says_no_number(one) and void_of(one) is None)  # fmt: skip
_VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: _TEXTS,
    Kind.CODE: st.from_regex(r"0[0-9]{1,9}", fullmatch=True),
    Kind.INTEGER: st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**25), 10**25)),
    Kind.DECIMAL: st.decimals(-(10**12), 10**12, places=4) | st.decimals(-1, 1, places=20),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(date(1800, 1, 1), date(2199, 12, 31)),
    Kind.TIME: st.times().map(lambda one: one.replace(microsecond=one.microsecond // 1000 * 1000)),
    Kind.DATETIME: st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)),
}
_VOIDS = {Void.BLANK: "", Void.DASH: "-", Void.DOTS: "…", Void.NOT_AVAILABLE: "n.a."}
_LIMITS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(names: Sequence[str], kinds: Sequence[Kind], rows: Sequence[Sequence[Any]]) -> Table:
    """A table; a cell that is a ``Void`` says nothing in that way."""
    columns = []
    for at, (name, stored, kind) in enumerate(zip(names, store_names(names), kinds, strict=True)):
        cells: list[Raw] = [_VOIDS[one] if isinstance(one, Void) else one for one in (row[at] for row in rows)]
        voids = {code: row[at] for code, row in enumerate(rows) if isinstance(row[at], Void)}
        values = [None if code in voids else cell for code, cell in enumerate(cells)]
        columns.append(Column(name, stored, at + 1, kind, cells, values, voids, array("I", range(len(rows)))))
    return Table(tuple(columns), array("I", range(2, len(rows) + 2)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Random tables; the first column always says something, so that no row is empty."""
    kinds = [Kind.TEXT, *draw(st.lists(st.sampled_from(list(_VALUES)), min_size=1, max_size=5))]
    cells = [_TEXTS, *(st.one_of(_VALUES[kind], st.sampled_from(list(_VOIDS))) for kind in kinds[1:])]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=6))
    return made([f"kolom {'abcdef'[at]}" for at in range(len(kinds))], kinds, rows)


def written(write: Callable[..., None], table: Table, *options: Any) -> bytes:
    stream = io.BytesIO()
    write(table, stream, *options)
    return stream.getvalue()


def read_back(content: bytes, format: str, table: Table, **decided: Any) -> Table:
    columns = {
        str(one.position): {"kind": one.kind.value, "date_format": "ymd"}
        | ({"number_format": decided["number_format"]} if "number_format" in decided else {})
        for one in table.columns
    }
    file = {"header": [1], "first_row": 2, "last_row": len(table) + 1, "left_out": []} if format != "JSON" else {}
    file |= {"delimiter": decided["delimiter"]} if "delimiter" in decided else {}
    outcome = read(io.BytesIO(content), format, {"file": file, "columns": columns})
    assert outcome.table is not None, outcome.remarks
    return outcome.table


def assert_same(found: Table, table: Table, guard: str = "") -> None:
    assert len(found) == len(table) and len(found.columns) == len(table.columns)
    for column, wanted in zip(found.columns, table.columns, strict=True):
        assert column.name == wanted.name
        for row in range(len(table)):
            value = wanted.value(row)
            if isinstance(value, str) and calculates(value):
                value = guard + value
            assert (column.value(row), column.void(row)) == (value, wanted.void(row)), (wanted.kind, column.raw(row))


@_LIMITS
@given(tables(), st.sampled_from([csv_file.PLAIN, csv_file.MARKED, csv_file.EXCEL]))
def test_a_csv_is_the_table(table, dialect):
    content = written(csv_file.write, table, dialect)
    form = ",." if dialect.decimal == "," else ".,"
    found = read_back(content, "CSV", table, delimiter=dialect.delimiter, number_format=form)
    assert_same(found, table, guard="'")
    assert content.startswith(b"\xef\xbb\xbf") is dialect.mark


@_LIMITS
@given(tables())
def test_a_workbook_is_the_table(table):
    content = written(xlsx_file.write, table, "Penduduk")
    assert_same(read_back(content, "XLSX", table, number_format=".,"), table)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            assert cell.data_type != "f", "a text is no formula"
            if isinstance(cell.value, str) and calculates(cell.value):
                assert cell.quotePrefix


@_LIMITS
@given(tables())
def test_a_json_is_the_table(table):
    content = written(json_file.write, table)
    assert_same(read_back(content, "JSON", table, number_format=".,"), table)
    records = json.loads(content, parse_float=Decimal)
    assert [list(record) for record in records] == [names_of(table)] * len(table)


def test_numbers_are_typed_as_far_as_a_spreadsheet_holds_them():
    rows = [
        [132802, Decimal("101.86"), date(2024, 2, 29)],
        [10**16 + 1, Decimal("0.1234567890123456"), date(1899, 1, 1)],
    ]
    content = written(xlsx_file.write, made(["a", "b", "c"], [Kind.INTEGER, Kind.DECIMAL, Kind.DATE], rows), "x")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    held, lost = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=2))
    assert held == [132802, 101.86, datetime(2024, 2, 29)]
    assert lost == ["10000000000000001", "0.1234567890123456", "1899-01-01"]


def test_names_that_would_be_calculated_are_guarded_too():
    table = made(["=cmd", "b"], [Kind.TEXT, Kind.TEXT], [["x", "y"]])
    assert written(csv_file.write, table).decode().splitlines()[0] == "'=cmd,b"
    sheet = openpyxl.load_workbook(io.BytesIO(written(xlsx_file.write, table, "x"))).worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].quotePrefix) == ("=cmd", "s", True)


def test_numbers_and_days_are_never_guarded():
    table = made(["a", "b"], [Kind.INTEGER, Kind.DECIMAL], [[-5, Decimal("-1.5")], [Void.DASH, Decimal(0)]])
    assert written(csv_file.write, table).decode() == "a,b\r\n-5,-1.5\r\n-,0\r\n"
    assert written(csv_file.write, table, csv_file.EXCEL).decode("utf-8-sig") == "a;b\r\n-5;-1,5\r\n-;0\r\n"


def test_names_are_never_blank_nor_doubled():
    table = made(["", "x", "x", "x_2"], [Kind.TEXT] * 4, [["a", "b", "c", "d"]])
    names = names_of(table)
    assert len(set(names)) == 4 and all(names)
    assert list(json.loads(written(json_file.write, table))[0]) == names
    assert next(csv.reader(io.StringIO(written(csv_file.write, table).decode()))) == names


@pytest.mark.parametrize("title", ["", "a/b:c*[d]?", "'''", "x" * 40, "\x01", "Jumlah Penduduk"])
def test_a_sheet_has_a_name_that_a_workbook_may_have(title):
    content = written(xlsx_file.write, made(["a"], [Kind.TEXT], [["x"]]), title)
    assert 0 < len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0]) <= 31


def test_half_a_sign_and_signs_that_xml_has_not_break_no_file():
    table = made(["a", "b"], [Kind.TEXT, Kind.TEXT], [["\ud800t", "\x01\x0bt"]])
    assert json.loads(written(json_file.write, table))[0]["a"] == "\ud800t"
    assert written(csv_file.write, table).decode() == "a,b\r\n?t,\x01\x0bt\r\n"
    found = read_back(written(xlsx_file.write, table, "x"), "XLSX", table)
    assert found.columns[1].value(0) == "\x01\x0bt"


def test_the_schema_describes_what_the_files_hold():
    kinds = [Kind.CODE, Kind.INTEGER, Kind.DECIMAL, Kind.DATETIME, Kind.TEXT]
    rows = [
        ["01", 5, Decimal("1.5"), datetime(2024, 1, 2, 3, 4, 5), Void.DASH],
        ["02", Void.DOTS, Decimal(2), Void.BLANK, "a"],
    ]
    table = made(["Kode", "Jumlah", "Rasio", "Saat", "Ket"], kinds, rows)
    described = {
        "kode": table_schema.Described("Kode wilayah", codelist="Wilayah", codes=("01", "02", "03")),
        "Jumlah": table_schema.Described("Jumlah penduduk", "Penduduk akhir tahun", "jiwa"),
        "Ket": table_schema.Described(codes=("b",)),
    }
    found = table_schema.schema(table, described)
    assert found["missingValues"] == ["", "-", "…"]
    code, count, ratio, moment, note = found["fields"]
    assert (code["type"], code["title"], code["constraints"]) == (
        "string",
        "Kode wilayah",
        {"enum": ["01", "02", "03"]},
    )
    assert (count["type"], count["unit"], count["description"]) == ("integer", "jiwa", "Penduduk akhir tahun")
    assert (ratio["type"], moment["type"], moment["format"]) == ("number", "datetime", "%Y-%m-%d %H:%M:%S")
    assert "constraints" not in note, "a column that holds other values is not said to hold codes alone"
    assert [one["name"] for one in found["fields"]] == names_of(table)
