"""Random tables, written in every format and dialect, are read back equal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain.cells import Kind, void_of
from ckanext.sdijember.tables.domain.values.kinds import says_no_number
from ckanext.sdijember.tables.exchange import spool
from ckanext.sdijember.tables.exchange.reader import read
from tests.tables import writers

_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t,;|'\"")
#: In a workbook a line break within a cell is kept as its XML has it.
_SHEET_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"], include_characters=" ,;|'\"\n")
_INTEGERS = st.integers(-(10**14), 10**14)
_DECIMALS = st.decimals(-(10**8), 10**8, places=3)
_DAYS = st.dates(date(1900, 3, 1), date(2099, 12, 31))
_MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)).map(lambda one: one.replace(microsecond=0))
_TIMES = st.times().map(lambda one: one.replace(microsecond=0))
_LIMITS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def _words(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts that are nothing but texts: no numbers, no days, no way of saying nothing."""
    texts = st.text(letters, min_size=1, max_size=20)
    return texts.map(lambda one: f"t{one}").filter(lambda one: says_no_number(one) and void_of(one) is None)


def _table(letters: st.SearchStrategy[str], typed: bool) -> st.SearchStrategy[tuple[list[Kind], list[list[Any]]]]:
    """Kinds of columns, and rows of values; the first column is of words, so that no row says nothing."""
    values: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: _words(letters), Kind.INTEGER: _INTEGERS, Kind.DECIMAL: _DECIMALS, Kind.DATE: _DAYS,
    }  # fmt: skip
    if typed:
        values |= {Kind.TIME: _TIMES, Kind.DATETIME: _MOMENTS, Kind.BOOLEAN: st.booleans()}
    kinds = st.lists(st.sampled_from(list(values)), min_size=1, max_size=5).map(lambda found: [Kind.TEXT, *found])

    def rows(found: list[Kind]) -> st.SearchStrategy[tuple[list[Kind], list[list[Any]]]]:
        cells = [values[found[0]], *(st.one_of(st.none(), values[kind]) for kind in found[1:])]
        table = st.lists(st.tuples(*cells).map(list), min_size=1, max_size=8)
        return table.map(lambda body: (found, body))

    return kinds.flatmap(rows)


def _names(kinds: Sequence[Kind]) -> list[str]:
    return [f"kolom {'abcdefgh'[at]}" for at in range(len(kinds))]


def _as_text(kind: Kind, value: Any, form: str = ".,", order: str = "ymd") -> str:
    if value is None:
        return ""
    if kind is Kind.DATE and order == "dmy":
        return f"{value:%d/%m/%Y}" if value.year >= 1000 else value.isoformat()
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        return text.replace(",", "_").replace(".", form[0]).replace("_", form[1])
    return str(value)


@_LIMITS
@given(
    _table(_LETTERS, typed=False),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([("utf-8", False), ("utf-8", True), ("utf-16-le", True), ("utf-16-be", True)]),
    st.sampled_from([".,", ",.", ". ", ", "]),
    st.sampled_from(["ymd", "dmy"]),
)
def test_a_csv_of_every_dialect(table, delimiter, end, encoding, form, order):
    kinds, body = table
    # the library that writes does not quote a carriage return that stands alone
    body = [[one.replace("\r", "") if isinstance(one, str) else one for one in row] for row in body]
    rows = [
        _names(kinds),
        *([_as_text(kind, one, form, order) for kind, one in zip(kinds, row, strict=True)] for row in body),
    ]
    content = writers.csv_file(rows, delimiter, '"', end, encoding[0], mark=encoding[1])
    columns = {
        str(at): {"kind": kind.value, "number_format": form, "date_format": "dmy"} for at, kind in enumerate(kinds, 1)
    }
    given = {
        "file": {"header": [1], "first_row": 2, "last_row": len(rows), "left_out": [], "delimiter": delimiter},
        "columns": columns,
    }
    outcome = read(io.BytesIO(content), "CSV", given)
    assert outcome.table is not None, [one.code for one in outcome.remarks]
    assert outcome.decisions.get("encoding") == encoding[0]
    for column in outcome.table.columns:
        assert list(column) == [row[column.position - 1] for row in body], column.name


_SHEETS = {
    "XLSX": lambda rows: writers.xlsx({"Data": rows}),
    "XLS": lambda rows: writers.xls({"Data": rows}),
    "ODS": lambda rows: writers.ods({"Data": rows}),
}


@pytest.mark.parametrize("format", list(_SHEETS))
@_LIMITS
@given(_table(_SHEET_LETTERS, typed=True))
def test_a_workbook(format, table):
    kinds, body = table
    given = {"file": {"header": [1], "first_row": 2, "last_row": len(body) + 1, "left_out": []}}
    outcome = read(io.BytesIO(_SHEETS[format]([_names(kinds), *body])), format, given)
    assert outcome.table is not None, [one.code for one in outcome.remarks]
    for column in outcome.table.columns:
        values = [row[column.position - 1] for row in body]
        assert list(column) == [_normal(one, column.kind) for one in values], column.kind
        if any(one is not None for one in values):
            assert column.kind in (kinds[column.position - 1], *_NEAR.get(kinds[column.position - 1], ()))


#: A column of decimals without decimals is of whole numbers; moments at midnight are days.
_NEAR = {Kind.DECIMAL: (Kind.INTEGER,), Kind.DATETIME: (Kind.DATE,)}


def _normal(value: Any, kind: Kind) -> Any:
    if isinstance(value, datetime) and kind is Kind.DATE:
        return value.date()
    return value


@_LIMITS
@given(_table(_LETTERS, typed=False))
def test_a_json(table):
    kinds, body = table
    assume(
        all(
            row[at] is None or kinds[at] is not Kind.DECIMAL or abs(row[at]) < 10**9
            for row in body
            for at in range(len(kinds))
        )
    )
    content = writers.json_file([_names(kinds), *body])
    columns = {str(at): {"kind": kind.value} for at, kind in enumerate(kinds, 1)}
    outcome = read(io.BytesIO(content), "JSON", {"columns": columns})
    assert outcome.table is not None
    for column in outcome.table.columns:
        assert list(column) == [row[column.position - 1] for row in body]


@_LIMITS
@given(_table(_SHEET_LETTERS, typed=True))
def test_what_was_read_is_the_same_after_it_was_kept(table):
    kinds, body = table
    first = read(io.BytesIO(writers.xlsx({"Data": [_names(kinds), *body]})), "XLSX")
    kept = io.BytesIO()
    spool.dump(first, kept)
    kept.seek(0)
    again = spool.load(kept)
    assert again.remarks == first.remarks and again.decisions == first.decisions and again.sheets == first.sheets
    assert first.table and again.table and again.table.sha256 == first.table.sha256
    assert list(again.table.records()) == list(first.table.records())
    assert [one.cells for one in again.table.columns] == [one.cells for one in first.table.columns]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["CSV", "XLSX", "XLS", "ODS", "JSON", "GeoJSON"]))
@example(b'"', "CSV")
@example(b"\xff\xfe\x00", "CSV")
@example(b"\xef\xbb\xbf", "CSV")
@example(b"sep=;", "CSV")
@example(b"[" * 400, "JSON")
@example(b'[{"a": NaN}]', "JSON")
@example(b'[{"a": ' + b"9" * 380 + b"}]", "JSON")
@example(b'{"features": 1}', "GeoJSON")
@example(b'{"features": [1, null, {"properties": null}, {"properties": {"a": 1}}]}', "GeoJSON")
def test_whatever_the_bytes_are_it_answers(content, format):
    outcome = read(io.BytesIO(content), format)
    assert outcome.table is not None or outcome.remarks


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(list(_SHEETS)))
def test_a_workbook_with_bytes_changed_is_read_or_refused(data, format):
    content = bytearray(_SHEETS[format]([["a", "b"], ["x", 1], ["y", 2.5]]))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    outcome = read(io.BytesIO(bytes(content)), format)
    assert outcome.table is not None or outcome.remarks


def test_times_of_a_day_are_kept():
    content = writers.xlsx({"Data": [["k", "jam"], ["a", time(0, 0)], ["b", time(23, 59, 59)]]})
    outcome = read(io.BytesIO(content), "XLSX")
    assert outcome.table and list(outcome.table.columns[1]) == [time(0, 0), time(23, 59, 59)]
