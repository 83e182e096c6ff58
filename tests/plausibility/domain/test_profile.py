"""Figures of a column: exact, counted from distinct cells, and the same whatever order the rows have."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.plausibility.domain.profile import profiles
from ckanext.sdijember.tables.domain.cells import Kind, Void
from tests.plausibility.samples import demo, table

NUMBERS = st.integers(-(10**30), 10**30) | st.decimals(-(10**9), 10**9, places=3)


def figures(name, *cells, kind=None):
    return profiles(table([name], [[cell] for cell in cells], {name: kind} if kind else None))[0]


def test_population_of_jember_is_what_bps_printed():
    found = {one.name: one for one in profiles(demo("penduduk-desa-2020"))}
    assert found["jumlah"].total == 2_575_802
    assert (found["jumlah"].filled, found["jumlah"].doubled) == (248, 248 - found["jumlah"].distinct)
    assert found["kecamatan"].distinct == 31
    greatest = found["jumlah"].greatest
    assert greatest and greatest.where == f"H{greatest.row + 2}" and greatest.value == 38262


def test_ways_of_saying_nothing_are_kept_apart():
    found = figures("jumlah", 3, "-", "", "-", "…", "n.a.", 0, kind=Kind.INTEGER)
    assert found.empty == {Void.DASH: 2, Void.BLANK: 1, Void.DOTS: 1, Void.NOT_AVAILABLE: 1}
    assert (found.filled, found.zeros, found.total) == (2, 1, 3)


def test_one_and_one_point_zero_are_one_value():
    found = figures("luas", Decimal("1"), Decimal("1.0"), Decimal("1.00"), Decimal("2.5"))
    assert (found.distinct, found.doubled) == (2, 2)
    assert found.least and (found.least.row, found.least.count) == (0, 3)


def test_a_sum_has_no_rounding():
    found = figures("luas", *[Decimal("0.1")] * 10, Decimal("1e20"))
    assert found.total == Decimal("100000000000000000001.0")


def test_texts_and_columns_of_nothing_have_no_figures():
    assert figures("nama", "Ajung", "Balung").total is None
    empty = figures("x", "", "", kind=Kind.INTEGER)
    assert (empty.total, empty.mean, empty.median, empty.least, empty.filled) == (None, None, None, None, 0)


@pytest.mark.parametrize(("cells", "middle"), [((5, 1, 9), 5), ((1, 2, 3, 10), Decimal("2.5")), ((7, 7, 1, 7), 7)])
def test_the_middle(cells, middle):
    assert figures("x", *cells).median == middle


@settings(max_examples=200, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=40), st.randoms())
def test_figures_are_those_of_exact_fractions_in_any_order(cells, random):
    shuffled = list(cells)
    random.shuffle(shuffled)
    one, other = figures("x", *cells), figures("x", *shuffled)
    exact = sum(map(Fraction, cells))
    assert Fraction(one.total) == exact and Fraction(other.total) == exact
    assert one.least.value == min(cells) and one.greatest.value == max(cells)
    assert (one.distinct, one.median, one.negative) == (other.distinct, other.median, other.negative)
    assert one.negative == sum(value < 0 for value in cells)
    assert one.distinct == len(set(map(Fraction, cells)))
