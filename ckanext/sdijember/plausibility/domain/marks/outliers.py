"""Marks on figures far from all others of their column, alone or beside a column that they go with."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ....kernel.domain.findings import N_, Named
from ....tables.domain.table import Column
from ..mark import Examined, Mark, figure
from ..naming import is_time
from ..numbers import Number, logarithm, median, quotient, rough

#: Median absolute deviations are as long as standard deviations of a normal distribution, times so much.
_NORMAL = 1.4826
#: How many deviations from the middle are far; in a ratio, and how far apart from the next that is not.
_FAR, _FAR_RATIO, _GAP = 5.0, 4.5, 1.0
#: Nothing is far that is less than so many times, or more than one part in so many, of the middle.
_LEAST_FACTOR, _LEAST_FACTOR_RATIO = 1.2, 1.3
#: With fewer figures nothing is far from the others.
_LEAST = 10
_MOST_GROUPS = 30
_MOST_PAIRED = 12
#: A ratio of two columns is judged if it spreads less than this part of what both of them do.
_TIGHTER = 0.75
_MOST_PER_COLUMN = 20

_OUTLIER = N_(
    "{region}: “{column}” is {value}, far from the others, of which half lie around {middle}. "
    "Look at it again; correct it, or say why it is so."
)
_PAIR = N_(
    "{region}: “{column}” is {value} beside {other_value} in “{other}”: {times} times, where it is about {middle} "
    "elsewhere. Look at it again; correct it, or say why it is so."
)


@dataclass(frozen=True)
class Far:
    """A value far from the others: its row, how many deviations, and the middle of all."""

    row: int
    deviations: float
    middle: float
    logarithmic: bool = True

    def usual(self, value: Number) -> Number:
        """The figure in the middle, as exact as it need be shown beside a value."""
        middle = math.exp(self.middle) if self.logarithmic else self.middle
        return round(middle) if isinstance(value, int) else Decimal(f"{middle:.10g}")


def marks(seen: Examined) -> Iterator[Mark]:
    """Marks on outliers: of columns, then of ratios between them."""
    alone: set[tuple[int, int]] = set()
    groups = groups_of(seen)
    for column, figures in zip(seen.measures, seen.figures, strict=True):
        far = [one for rows in groups for one in _of_column(figures, rows)]
        far = sorted(far, key=lambda one: -one.deviations)[:_MOST_PER_COLUMN]
        for one in sorted(far, key=lambda one: one.row):
            value = figures[one.row]
            assert value is not None
            alone.add((one.row, column.position))
            given = {"value": figure(value), "middle": figure(one.usual(value), 2)}
            yield seen.on_cell("outlier", _OUTLIER, "warning", one.row, column, [value], **given)
    yield from _pairs(seen, groups, alone)


def groups_of(seen: Examined) -> list[Sequence[int]]:
    """Rows that can be compared: all, or those alike in every part of the key but region and time."""
    parts = [part for part in seen.keys.parts if part.name != "wilayah" and not is_time(part.column)]
    if not seen.regions or not parts:
        return [seen.rows]
    found: dict[tuple[int, ...], list[int]] = {}
    for row in seen.rows:
        found.setdefault(tuple(part.codes[row] for part in parts), []).append(row)
    return [*found.values()] if len(found) <= _MOST_GROUPS else [seen.rows]


def far_from_others(
    values: Sequence[tuple[int, float]], far: float = _FAR, least: float = math.log(_LEAST_FACTOR)
) -> list[Far]:
    """Of values by row those that are far from the middle, and from the next that is not.

    :param far: how many robust deviations
    :param least: how far at least, in the unit of the values
    """
    if len(values) < _LEAST:
        return []
    middle = median([value for _, value in values])
    spread = _spread([value for _, value in values], middle)
    if not spread:
        return []
    limit = max(far * spread, least)
    out = [(row, value) for row, value in values if abs(value - middle) > limit]
    if not out or len(out) * 10 > len(values):
        return []
    inner = [value for _, value in values if abs(value - middle) <= limit]
    low, high = min(inner), max(inner)
    gap = _GAP * spread
    return [
        Far(row, abs(value - middle) / spread, middle) for row, value in out if value > high + gap or value < low - gap
    ]


def _spread(values: Sequence[float], middle: float) -> float:
    """A robust standard deviation; where more than half of the values are one, the mean deviation."""
    away = [abs(value - middle) for value in values]
    return _NORMAL * median(away) or 1.2533 * sum(away) / len(away)


def _of_column(figures: Sequence[Number | None], rows: Sequence[int]) -> list[Far]:
    """Outliers of a column: by size where figures are positive, by distance where they are not."""
    found = [(row, value) for row in rows if (value := figures[row]) is not None]
    positive = [(row, logarithm(value)) for row, value in found if value > 0]
    if len(positive) * 10 >= len(found) * 6:
        return far_from_others([(row, value) for row, value in positive if value is not None])
    plain = [(row, size) for row, value in found if (size := rough(value)) is not None]
    distinct = {value for _, value in plain}
    far = far_from_others(plain, 2 * _FAR, 0.0) if len(distinct) > _LEAST else []
    return [replace(one, logarithmic=False) for one in far]


def _pairs(seen: Examined, groups: list[Sequence[int]], alone: set[tuple[int, int]]) -> Iterator[Mark]:
    """Figures that do not go with those of a column beside which they are alike elsewhere."""
    width = len(seen.measures)
    if not 2 <= width <= _MOST_PAIRED:
        return
    derived = {frozenset((one.one.position, one.other.position)) for one in seen.ratios}
    ratios = {one.ratio.position for one in seen.ratios}
    rows: dict[int, list[tuple[Far, Column, Column]]] = {}
    for at in range(width):
        for other in range(at + 1, width):
            one, two = seen.measures[at], seen.measures[other]
            if frozenset((one.position, two.position)) in derived or {one.position, two.position} & ratios:
                continue
            for group in groups:
                for far in _of_pair(seen.figures[at], seen.figures[other], group):
                    rows.setdefault(far.row, []).append((far, one, two))
    for row in sorted(rows):
        yield from _of_row(seen, row, rows[row], alone)


def _of_pair(ones: Sequence[Number | None], others: Sequence[Number | None], rows: Sequence[int]) -> list[Far]:
    pairs = [
        (row, first, second)
        for row in rows
        if (one := ones[row]) and (other := others[row])
        and (first := logarithm(one)) is not None and (second := logarithm(other)) is not None
    ]  # fmt: skip
    if len(pairs) < _LEAST:
        return []
    spreads = [_spread(values, median(values)) for values in zip(*(pair[1:] for pair in pairs), strict=True)]
    between = [first - second for _, first, second in pairs]
    if _spread(between, median(between)) > _TIGHTER * min(spreads):
        return []
    apart = [(row, first - second) for row, first, second in pairs]
    return far_from_others(apart, _FAR_RATIO, math.log(_LEAST_FACTOR_RATIO))


def _of_row(
    seen: Examined, row: int, found: list[tuple[Far, Column, Column]], alone: set[tuple[int, int]]
) -> Iterator[Mark]:
    """One mark on the column that goes with the others least, and on what is left without it."""
    while found:
        counts: dict[int, float] = {}
        for far, one, other in found:
            for column in (one, other):
                counts[column.position] = counts.get(column.position, 0) + 1 + far.deviations / 1e6
        worst = max(counts, key=lambda position: (counts[position], position))
        far, one, other = max((pair for pair in found if worst in (pair[1].position, pair[2].position)),
                              key=lambda pair: pair[0].deviations)  # fmt: skip
        column, beside = (one, other) if one.position == worst else (other, one)
        found = [pair for pair in found if worst not in (pair[1].position, pair[2].position)]
        if (row, worst) in alone or (row, beside.position) in alone:
            continue
        value, other_value = seen.figures_of(column)[row], seen.figures_of(beside)[row]
        assert value is not None and other_value is not None
        middle = math.exp(far.middle if column is one else -far.middle)
        given = {
            "value": figure(value),
            "other": beside.name,
            "other_value": figure(other_value),
            "times": _times(quotient(value, other_value)),
            "middle": _times(middle),
        }
        yield seen.on_cell("ratio-outlier", _PAIR, "warning", row, column, [value, other_value], **given)


def _times(value: float | Number) -> Named:
    """A ratio with the three digits that tell."""
    return figure(Decimal(f"{float(value):.3g}"))
