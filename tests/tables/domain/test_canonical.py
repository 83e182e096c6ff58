"""Hashes: equal for equal content whatever its form, different for all else."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain.canonical import cell, number, rows_sha256
from ckanext.sdijember.tables.domain.cells import Void
from ckanext.sdijember.tables.exchange.reader import read

DIFFERENT = [
    1, 0, "1", "", "0", None, True, False, Decimal("1.5"), -1, "TRUE", date(2024, 1, 2), datetime(2024, 1, 2),
    "2024-01-02", time(13, 45), "13:45:00", "n1:1",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(combinations(DIFFERENT, 2)))
def test_different_values_are_different_bytes(one, other):
    assert cell(one) != cell(other)


def test_one_number_has_one_form():
    assert {number(one) for one in (1, Decimal("1"), Decimal("1.0"), Decimal("1.00"), Decimal("1E0"))} == {"1"}
    assert {number(one) for one in (0, Decimal("-0"), Decimal("0.00"), Decimal("-0.0"))} == {"0"}
    assert number(Decimal("1E3")) == number(1000) == "1000" and number(Decimal("-1.50")) == "-1.5"


def test_ways_of_saying_nothing_are_different():
    found = [cell(None), *(cell(None, void) for void in Void), *(cell("x", void) for void in [Void.UNFIT])]
    assert len(set(found)) == len(found)


_VALUES = st.one_of(st.none(), st.text(max_size=5), st.integers(), st.booleans(), st.dates())


@given(
    st.lists(st.lists(_VALUES, min_size=2, max_size=2), max_size=4),
    st.lists(st.lists(_VALUES, min_size=2, max_size=2), max_size=4),
)
def test_only_equal_rows_have_an_equal_hash(one, other):
    def typed(rows):
        return [[(type(value), value) for value in row] for row in rows]

    assert (rows_sha256(one) == rows_sha256(other)) == (typed(one) == typed(other))


def _table(content: str, given=None):
    outcome = read(io.BytesIO(content.encode()), "CSV", given)
    assert outcome.table is not None
    return outcome.table


BASE = "kecamatan,n\nKencong,1\nPuger,-\n"


def test_a_store_that_gives_the_rows_back_has_the_same_hash():
    table = _table(BASE)
    assert table.values_sha256 == rows_sha256([("Kencong", 1), ("Puger", None)])
    assert table.values_sha256 == rows_sha256([("Kencong", Decimal("1.0")), ("Puger", None)])
    assert table.values_sha256 != rows_sha256([("Puger", None), ("Kencong", 1)])


@pytest.mark.parametrize(
    ("other", "given"),
    [
        ("kecamatan,n\nKencong,1\nPuger,…\n", None),
        ("kecamatan,n\nKencong,1\nPuger,0\n", None),
        ("kecamatan,m\nKencong,1\nPuger,-\n", None),
        ("kecamatan,n\nPuger,-\nKencong,1\n", None),
        ("kecamatan;n\nKencong;1\nPuger;-\n", None),
        (BASE, {"columns": {"2": {"kind": "text"}}}),
        (BASE, {"file": {"left_out": [3]}}),
    ],
)
def test_what_is_approved_differs_when_anything_of_it_does(other, given):
    assert _table(BASE).sha256 != _table(other, given).sha256


def test_values_are_the_same_in_another_dialect():
    assert _table(BASE).values_sha256 == _table("kecamatan;n\r\nKencong;1\r\nPuger;…\r\n").values_sha256
