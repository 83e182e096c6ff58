"""What is copied into the store and read back from it is what the table holds, whatever the cells are."""

from __future__ import annotations

from array import array
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain import canonical, storing
from ckanext.sdijember.tables.domain.cells import Kind, Value
from ckanext.sdijember.tables.domain.table import Column, Table

_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
VALUES = {
    Kind.INTEGER: st.integers(-(10**25), 10**25),
    Kind.DECIMAL: _DECIMALS,
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(),
    Kind.TIME: st.times(),
    Kind.DATETIME: st.datetimes(),
    Kind.CODE: _TEXTS,
    Kind.TEXT: _TEXTS | st.sampled_from(["\\N", "\\", "\t", "\n", "\r\n", "\\.", "a\tb\nc\\d", " "]),
}


def column(name: str, kind: Kind, values: list[Value], position: int = 1) -> Column:
    """A column with a cell of its own for every row."""
    cells = ["" if value is None else str(value) for value in values]
    return Column(name.upper(), name, position, kind, cells, values, {}, array("I", range(len(values))))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of any kinds of columns."""
    rows = draw(st.integers(1, 5))
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=5))
    columns = [
        column(f"k{at}", kind, draw(st.lists(st.none() | VALUES[kind], min_size=rows, max_size=rows)), at)
        for at, kind in enumerate(kinds, 1)
    ]
    return Table(tuple(columns), array("I", range(2, rows + 2)))


def _without_numbers(data: bytes) -> bytes:
    lines = data.decode().split("\n")[:-1]
    return "".join(line.partition("\t")[2] + "\n" for line in lines).encode()


@given(tables())
def test_what_is_copied_comes_back_as_it_is(table: Table):
    types = [storing.store_type(one) for one in table.columns]
    back = list(storing.returned(_without_numbers(b"".join(storing.copied(table))), types))
    assert back == [tuple(map(canonical.cell, row)) for row in table.records()]
    assert canonical.table_sha256((), (), back) == table.values_sha256


@given(st.lists(st.none() | _DECIMALS, max_size=20))
def test_a_sum_is_exact(values: list[Value]):
    there = [value for value in values if isinstance(value, Decimal)]
    filled, said = storing.summary(column("k", Kind.DECIMAL, values))
    assert said is not None
    assert (filled, Fraction(said)) == (len(there), sum(map(Fraction, there), Fraction(0)))


def test_a_sum_loses_no_digit():
    values: list[Value] = [Decimal("1e30"), Decimal("1e-30"), Decimal("-1e30"), 3]
    assert storing.summary(column("k", Kind.DECIMAL, values)) == (4, "3." + "0" * 29 + "1")


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (Kind.INTEGER, [1, -(2**63), 2**63 - 1, None], "int8"),
        (Kind.INTEGER, [2**63], "numeric"),
        (Kind.DECIMAL, [Decimal("1.5")], "numeric"),
        (Kind.BOOLEAN, [True], "bool"),
        (Kind.DATE, [date(2024, 1, 2)], "date"),
        (Kind.TIME, [time(8)], "time"),
        (Kind.DATETIME, [datetime(2024, 1, 2, 8)], "timestamp"),
        (Kind.CODE, ["0012"], "text"),
        (Kind.TEXT, ["a"], "text"),
    ],
)
def test_the_type_of_a_column(kind: Kind, values: list[Value], expected: str):
    assert storing.store_type(column("k", kind, values)) == expected


@pytest.mark.parametrize("value", ["a\0b", "\ud800", Decimal("1e20000"), Decimal("1e-20000"), Decimal("NaN")])
def test_what_no_store_takes_is_named_by_its_cell(value: Value):
    kind = Kind.TEXT if isinstance(value, str) else Kind.DECIMAL
    one = column("k", kind, [None, value])
    with pytest.raises(storing.UnstorableError) as refused:
        list(storing.copied(Table((one,), array("I", [2, 3]))))
    assert (refused.value.column, refused.value.code) == (one, 1)


def test_what_came_back_strangely_differs_from_everything_that_was_written():
    strange = {"date": "infinity", "int8": "x", "timestamp": "-infinity", "bool": "?", "time": "24:00:00"}
    for kind, said in strange.items():
        (back,) = storing.returned(f"{said}\n".encode(), [kind])
        assert back == (canonical.cell(said),)
