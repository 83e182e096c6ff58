"""Marks on figures that contradict each other: parts and their total, ratios and what they are made of, total rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....kernel.domain.findings import N_
from ....tables.domain.table import Column
from ..mark import Examined, Mark, figure
from ..naming import is_ratio, plain
from ..numbers import Number, add
from ..relations import Ratio, Sum, adds_up

_SUM = N_(
    "{region}: “{column}” is {value}, but {parts} add up to {sum}, as they do in the other rows. "
    "Correct what is wrong, or say why it is so."
)
_RATIO = N_(
    "{region}: “{column}” is {value}, but from “{one}” {one_value} and “{other}” {other_value} it follows as "
    "{computed}, as it does in the other rows. Correct what is wrong, or say how it was computed."
)
_TOTAL_ROW = N_(
    "{region}: “{column}” is {value}, but the rows it stands for add up to {sum}. "
    "Correct what is wrong, or say why it is so."
)


def marks(seen: Examined) -> Iterator[Mark]:
    """Marks on contradictions, relation by relation."""
    for relation in seen.sums:
        yield from _sums(seen, relation)
    for ratio in seen.ratios:
        yield from _ratios(seen, ratio)
    yield from _total_rows(seen)


def _sums(seen: Examined, relation: Sum) -> Iterator[Mark]:
    in_order = sorted(relation.parts, key=lambda part: plain(part.name))
    whole, lists = seen.figures_of(relation.total), [seen.figures_of(part) for part in in_order]
    parts = " + ".join(f"“{part.name}”" for part in relation.parts)
    for row in relation.fails:
        value = whole[row]
        values = [found for one in lists if (found := one[row]) is not None]
        assert value is not None
        if value > add(values) and any(part.void(row) is not None for part in in_order):
            continue  # a part is left out, as it may be for secrecy
        given = {"value": figure(value), "parts": parts, "sum": figure(add(values))}
        yield seen.on_cell("sum", _SUM, "error", row, relation.total, [value, *values], **given)


def _ratios(seen: Examined, relation: Ratio) -> Iterator[Mark]:
    said, ones, others = map(seen.figures_of, (relation.ratio, relation.one, relation.other))
    for row in relation.fails:
        value, one, other = said[row], ones[row], others[row]
        assert value is not None and one is not None and other is not None
        computed = relation.computed(one, other)
        assert computed is not None
        given = {
            "value": figure(value),
            "one": relation.one.name,
            "one_value": figure(one),
            "other": relation.other.name,
            "other_value": figure(other),
            "computed": figure(computed, 2),
        }
        yield seen.on_cell("ratio", _RATIO, "error", row, relation.ratio, [value, one, other], **given)


def _total_rows(seen: Examined) -> Iterator[Mark]:
    """Rows of totals against the rows since the total before them, or all rows: what more of their columns fit."""
    for total, since in seen.totalled:
        scopes = [rows for rows in (since, seen.rows) if len(rows) > 1]
        judged = [_against(seen, total, rows) for rows in scopes]
        best = max(judged, key=lambda one: one[0], default=None)
        if best and (best[0] or len(seen.total_rows) == 1):
            yield from best[1]


def _against(seen: Examined, total: int, rows: Sequence[int]) -> tuple[int, list[Mark]]:
    """In how many columns a row is the sum of others, and marks where it is not."""
    ratios = {id(one.ratio) for one in seen.ratios}
    fits, found = 0, []
    for column, figures in zip(seen.measures, seen.figures, strict=True):
        value = figures[total]
        parts = [part for row in rows if (part := figures[row]) is not None]
        if value is None or is_ratio(column) or id(column) in ratios or len(parts) < 2:
            continue
        if adds_up(value, parts):
            fits += 1
        elif not _is_mean(column, value, parts):
            given = {"value": figure(value), "sum": figure(add(parts))}
            found.append(seen.on_cell("total-row", _TOTAL_ROW, "error", total, column, [value, add(parts)], **given))
    return fits, found


def _is_mean(column: Column, value: Number, parts: Sequence[Number]) -> bool:
    """Whether the total row has an average here, which no sum of several figures is."""
    return len(parts) > 2 and column.kind.numeric and min(parts) < value < max(parts)
