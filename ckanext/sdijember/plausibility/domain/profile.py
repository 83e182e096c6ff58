"""What a column comes to: filled and empty cells, sum, least and greatest, middle; from its distinct cells alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...tables.domain.canonical import cell
from ...tables.domain.cells import Kind, Value, Void
from ...tables.domain.table import Column, Table
from .numbers import Number, add, by_code, quotient, times


@dataclass(frozen=True)
class Extreme:
    """The least or the greatest of a column.

    :param row: index of the first row that holds it, from 0
    :param where: its cell, as a spreadsheet names it
    :param count: how many rows hold it
    """

    value: Value
    row: int
    where: str
    count: int


@dataclass(frozen=True)
class Profile:
    """A column in figures.

    :param rows: number of rows of the table
    :param filled: rows whose cell says something that the column's kind can read
    :param empty: how many rows say nothing, by the way of it
    :param distinct: how many values there are; 1 and 1.0 are one
    :param doubled: rows whose value stands in an earlier row already
    :param zeros: rows that hold the number 0
    :param negative: rows that hold a number below 0
    :param total: sum of the numbers, exact; None in a column of another kind, and where there are none
    :param mean: to 28 digits
    :param median: the number in the middle; of an even number of them the mean of two
    """

    name: str
    store_name: str
    position: int
    kind: Kind
    rows: int
    filled: int
    empty: Mapping[Void, int] = field(default_factory=dict)
    distinct: int = 0
    doubled: int = 0
    zeros: int = 0
    negative: int = 0
    total: Number | None = None
    least: Extreme | None = None
    greatest: Extreme | None = None
    mean: Decimal | None = None
    median: Number | None = None


def profiles(table: Table) -> tuple[Profile, ...]:
    """The figures of every column, in the order of the table."""
    return tuple(profile(table, column) for column in table.columns)


def profile(table: Table, column: Column) -> Profile:
    """The figures of one column of a table."""
    counts = column.counts()
    empty: dict[Void, int] = {}
    for code, void in column.voids.items():
        if counts[code]:
            empty[void] = empty.get(void, 0) + counts[code]
    filled = [code for code, count in enumerate(counts) if count and code not in column.voids]
    rows = sum(counts[code] for code in filled)
    distinct = len({cell(column.values[code]) for code in filled})
    found = by_code(column)
    pairs = sorted((value, counts[code]) for code, value in enumerate(found) if value is not None and counts[code])
    total = add(times(value, count) for value, count in pairs) if pairs else None
    number = sum(count for _, count in pairs)
    least, greatest = _extremes(table, column, filled, counts)
    return Profile(
        column.name,
        column.store_name,
        column.position,
        column.kind,
        rows=len(column),
        filled=rows,
        empty=empty,
        distinct=distinct,
        doubled=rows - distinct,
        zeros=sum(count for value, count in pairs if not value),
        negative=sum(count for value, count in pairs if value < 0),
        total=total,
        least=least,
        greatest=greatest,
        mean=quotient(total, number) if total is not None else None,
        median=_median(pairs, number),
    )


def _extremes(
    table: Table, column: Column, filled: Sequence[int], counts: Sequence[int]
) -> tuple[Extreme | None, Extreme | None]:
    """The least and the greatest; of kinds that have an order."""
    if column.kind in (Kind.TEXT, Kind.CODE, Kind.BOOLEAN) or not filled:
        return None, None
    values = column.values
    return (
        _extreme(table, column, min(values[code] for code in filled), filled, counts),  # type: ignore[type-var]
        _extreme(table, column, max(values[code] for code in filled), filled, counts),  # type: ignore[type-var]
    )


def _extreme(table: Table, column: Column, value: Value, filled: Sequence[int], counts: Sequence[int]) -> Extreme:
    """An extreme with where it stands, however its cells are written."""
    same = [code for code in filled if column.values[code] == value]
    row = min(column.codes.index(code) for code in same)
    return Extreme(value, row, table.where(row, column), sum(counts[code] for code in same))


def _median(pairs: Sequence[tuple[Number, int]], number: int) -> Number | None:
    """The number in the middle of sorted numbers with their counts."""
    if not number:
        return None
    low, high, passed = None, None, 0
    for value, count in pairs:
        passed += count
        if low is None and passed > (number - 1) // 2:
            low = value
        if passed > number // 2:
            high = value
            break
    assert low is not None and high is not None
    return low if low == high else quotient(add((low, high)), 2)
