"""Marks on single figures: counts below nothing, percentages beyond a whole, shares that are no whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ....kernel.domain.findings import N_, Level
from ....tables.domain.cells import Kind
from ....tables.domain.table import Column
from ..mark import Examined, Mark, figure
from ..naming import is_percent, is_share, may_be_negative, may_pass_100
from ..numbers import Number, add, apart, decimals

#: A column with more figures below 0, or above 100, than one in so many is meant to have them.
_MEANT_PART = 5
#: Share of the rows whose percentages must add up for all to be meant to.
_MEANT = 0.6

_NEGATIVE = N_("{region}: “{column}” is {value}. A count is not below 0: correct it, or say what it means.")
_BEYOND = N_("{region}: “{column}” is {value}, no percentage between 0 and 100. Correct it, or say why it is so.")
_NOT_100 = N_("{region}: the percentages {columns} add up to {sum}, not to 100. Correct them, or say what is left out.")
_SHARES = N_("The shares in “{column}” add up to {sum}, not to 100. Correct them, or say what is left out.")


def marks(seen: Examined) -> Iterator[Mark]:
    """Marks on single figures, column by column."""
    for column, figures in zip(seen.measures, seen.figures, strict=True):
        if is_percent(column) or is_share(column):
            yield from _percentages(seen, column, figures)
        elif not may_be_negative(column):
            yield from _negative(seen, column, figures)
    yield from _rows_of_100(seen)


def _negative(seen: Examined, column: Column, figures: Sequence[Number | None]) -> Iterator[Mark]:
    below = [row for row, value in enumerate(figures) if value is not None and value < 0]
    filled = sum(value is not None for value in figures)
    if len(below) * _MEANT_PART > max(filled, _MEANT_PART):
        return
    for row in below:
        value = figures[row]
        assert value is not None
        level: Level = "error" if column.kind is Kind.INTEGER else "warning"
        yield seen.on_cell("negative", _NEGATIVE, level, row, column, [value], value=figure(value))


def _percentages(seen: Examined, column: Column, figures: Sequence[Number | None]) -> Iterator[Mark]:
    if may_pass_100(column):
        return
    filled = [value for row in seen.rows if (value := figures[row]) is not None]
    above = sum(value > 100 for value in filled)
    wrong = next((set(one.fails) for one in seen.ratios if one.ratio is column), None)
    for row, value in enumerate(figures):
        if value is None or 0 <= value <= 100:
            continue
        meant = value > 100 and above * _MEANT_PART > max(len(filled), 2 * _MEANT_PART)
        if not meant and (wrong is None or row in wrong):
            yield seen.on_cell("percentage", _BEYOND, "error", row, column, [value], value=figure(value))
    if is_share(column) and len(filled) > 2 and all(0 <= value <= 100 for value in filled):
        total = add(filled)
        if not _is_whole(total, filled) and 50 < total < 200 and len(seen.keys.parts) == 1:
            yield seen.on_column("shares", _SHARES, "warning", column, [total], sum=figure(total))


def _rows_of_100(seen: Examined) -> Iterator[Mark]:
    """Percentages side by side that add up to 100 in most rows, and not in some."""
    for run in _runs(seen):
        lists = [seen.figures_of(column) for column in run]
        wrong, right = [], 0
        for row in seen.rows:
            values = [value for one in lists if (value := one[row]) is not None]
            if len(values) < len(run):
                continue
            if _is_whole(add(values), values):
                right += 1
            else:
                wrong.append(row)
        if right < 3 or right < _MEANT * (right + len(wrong)):
            continue
        columns = ", ".join(f"“{column.name}”" for column in run)
        for row in wrong:
            values = [value for one in lists if (value := one[row]) is not None]
            total = figure(add(values))
            yield seen.on_cell("percentages-sum", _NOT_100, "error", row, run[-1], values, columns=columns, sum=total)


def _runs(seen: Examined) -> Iterator[list[Column]]:
    run: list[Column] = []
    for column in seen.measures:
        if is_percent(column) or is_share(column):
            run.append(column)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _is_whole(total: Number, values: Sequence[Number]) -> bool:
    """Whether rounded shares add up to 100 as well as rounding lets them."""
    places = max(map(decimals, values))
    return apart(total, 100) <= Decimal(len(values) + 1).scaleb(-places) / 2
