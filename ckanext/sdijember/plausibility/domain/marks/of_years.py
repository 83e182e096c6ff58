"""Marks against an earlier table: figures that broke with it, columns that changed as a whole or not at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ....kernel.domain.findings import N_
from ....tables.domain.cells import Kind
from ....tables.domain.table import Column
from ..mark import Examined, Mark, figure
from ..naming import is_ratio, is_time, words, years_only
from ..numbers import Number, add, apart, logarithm, median, quotient, rough

#: How many robust deviations from the usual change are a break, and by what factor it differs from it at least.
_FAR, _LEAST_FACTOR = 5.0, 1.25
#: Where figures hardly change at all, so much change (as a logarithm) is usual all the same.
_FLOOR = 0.02
#: Counts move by chance as much as their square root; so many times that is no chance.
_CHANCE = 4.0
#: The sum of a column that changes by this part is marked as a whole.
_WHOLE = 0.3
_LEAST, _LEAST_COPIED = 5, 10
_MOST_PER_COLUMN = 20
_MOST_YEARS = 40

_BREAK = N_(
    "{region}: “{column}” is {value} after {before} a year ago ({change}); elsewhere it changed by about {usual}. "
    "Look at it again; correct it, or say why it is so."
)
_TOTAL = N_(
    "“{column}” comes to {value} after {before} a year ago in the same rows ({change}). "
    "Correct it, or say what has changed."
)
_COPIED = N_(
    "“{column}” is the same as a year ago in {same} of {rows} rows. Correct it, or say why nothing has changed."
)


@dataclass(frozen=True)
class Change:
    """A figure now and a year ago.

    :param row: index of the row in the new table
    """

    row: int
    value: Number
    before: Number


@dataclass(frozen=True)
class ColumnChange:
    """A column against that of an earlier table, over the rows that both have.

    :param value: sum of the figures now; ``before`` that of the earlier ones
    """

    column: Column
    earlier: Column
    cells: tuple[Change, ...]

    @cached_property
    def value(self) -> Number:
        """The sum now."""
        return add(one.value for one in self.cells)

    @cached_property
    def before(self) -> Number:
        """The sum a year ago."""
        return add(one.before for one in self.cells)

    @property
    def share(self) -> float | None:
        """By what part the sum has changed; None if it was nothing."""
        return rough(quotient(self.value, self.before) - 1) if self.before else None


def name_of(column: Column) -> tuple[str, ...]:
    """A name without its year, by which a column is found in the table of another year."""
    said = words(column.name)
    rest = tuple(word for word in said if not (len(word) == 4 and word.isdigit() and 1945 <= int(word) <= 2100))
    return rest or said


def changes(seen: Examined, earlier: Examined) -> list[ColumnChange]:
    """The columns of figures that both tables have, over the rows of the same key apart from the time."""
    return _changes(seen, _last_time(seen), earlier, _last_time(earlier))


def _changes(seen: Examined, now: Sequence[int], earlier: Examined, then: Sequence[int]) -> list[ColumnChange]:
    """The same between some rows of each."""
    mine, theirs = _places(seen), _places(earlier)
    common = [name for name in mine if name in theirs]
    if not common:
        return []
    rows = _paired(_index(seen, now, mine, common), _index(earlier, then, theirs, common))
    names: dict[tuple[str, ...], Column] = {}
    for column in earlier.measures:
        names.setdefault(name_of(column), column)
    found = []
    for column, figures in zip(seen.measures, seen.figures, strict=True):
        before = names.pop(name_of(column), None)
        if before is None:
            continue
        old = earlier.figures_of(before)
        cells = [Change(row, value, was) for row, then_row in rows
                 if (value := figures[row]) is not None and (was := old[then_row]) is not None]  # fmt: skip
        if cells:
            found.append(ColumnChange(column, before, tuple(cells)))
    return found


def marks(seen: Examined, earlier: Examined) -> Iterator[Mark]:
    """Marks on what has changed since an earlier table."""
    yield from _on_changes(seen, changes(seen, earlier))


def marks_within(seen: Examined) -> Iterator[Mark]:
    """Marks on what has changed from year to year within one table."""
    years = _years(seen)
    for before, year in zip(years, list(years)[1:], strict=False):
        yield from _on_changes(seen, _changes(seen, years[year], seen, years[before]))


def _on_changes(seen: Examined, found: Sequence[ColumnChange]) -> Iterator[Mark]:
    for change in found:
        if not is_ratio(change.column):
            yield from _as_a_whole(seen, change)
        yield from _breaks(seen, change)


def _as_a_whole(seen: Examined, change: ColumnChange) -> Iterator[Mark]:
    share, cells = change.share, [one for one in change.cells if one.value or one.before]
    if len(cells) < _LEAST:
        return
    same = sum(not apart(one.value, one.before) for one in cells)
    large = sum(abs(one.value) >= 100 for one in cells) * 2 > len(cells)
    if len(cells) >= _LEAST_COPIED and same * 10 >= len(cells) * 9 and large and change.column.kind is Kind.INTEGER:
        yield seen.on_column("year-copied", _COPIED, "warning", change.column, [same, change.value],
                             same=same, rows=len(cells))  # fmt: skip
    elif share is not None and abs(share) > _WHOLE:
        given = {"value": figure(change.value), "before": figure(change.before), "change": percent(share)}
        yield seen.on_column("year-total", _TOTAL, "warning", change.column, [change.value, change.before], **given)


def _breaks(seen: Examined, change: ColumnChange) -> Iterator[Mark]:
    """Cells whose change is far from the usual one; from or to nothing, if that is no chance."""
    moved = [(one, now - then) for one in change.cells
             if (now := logarithm(one.value)) is not None and (then := logarithm(one.before)) is not None]  # fmt: skip
    if len(moved) < _LEAST:
        return
    usual = median([by for _, by in moved])
    spread = max(_FLOOR, 1.4826 * median([abs(by - usual) for _, by in moved]))
    limit = max(_FAR * spread, math.log(_LEAST_FACTOR))
    out = [(abs(by - usual), one) for one, by in moved if abs(by - usual) > limit]
    out += [(math.inf, one) for one in change.cells if bool(one.value) != bool(one.before)]
    counted = change.column.kind is Kind.INTEGER
    out = [(by, one) for by, one in out if not counted or not _by_chance(one)]
    if len(out) * 4 > len(change.cells) and len(out) > 3:
        return
    for _, one in sorted(sorted(out, key=lambda one: -one[0])[:_MOST_PER_COLUMN], key=lambda one: one[1].row):
        share = rough(quotient(one.value, one.before) - 1) if one.before else None
        given = {
            "value": figure(one.value),
            "before": figure(one.before),
            "change": percent(share),
            "usual": percent(math.exp(usual) - 1),
        }
        yield seen.on_cell("year-break", _BREAK, "warning", one.row, change.column, [one.value, one.before], **given)


def _by_chance(one: Change) -> bool:
    size = rough(max(abs(one.value), abs(one.before)))
    away = rough(apart(one.value, one.before))
    return size is not None and away is not None and away <= _CHANCE * math.sqrt(max(size, 1.0))


def percent(share: float | None) -> str:
    """A change as people write it; "∞" from nothing to something."""
    return "∞" if share is None else f"{share:+.0%}"


def _places(seen: Examined) -> dict[str, int]:
    """By name, at which place of the key each column stands that does not say when."""
    return {part.name: at for at, part in enumerate(seen.keys.parts) if not is_time(part.column)}


def _years(seen: Examined) -> dict[str, list[int]]:
    """Rows of each year, in the order of the years, if a column of the key says the year and nothing finer."""
    times = [part for part in seen.keys.parts if is_time(part.column)]
    if len(times) != 1 or not 2 <= len(times[0].texts) <= _MOST_YEARS or not years_only(times[0].column):
        return {}
    found: dict[str, list[int]] = {year: [] for year in sorted(times[0].texts) if year}
    for row in seen.rows:
        year = times[0].texts[times[0].codes[row]]
        if year:
            found[year].append(row)
    return found


def _last_time(seen: Examined) -> Sequence[int]:
    """Rows of the last year that a table is about, if the rows differ in it."""
    years = _years(seen)
    return years[max(years)] if years else seen.rows


def _index(
    seen: Examined, rows: Sequence[int], places: Mapping[str, int], names: Sequence[str]
) -> dict[tuple[str, ...], int]:
    """Rows by the parts of the key that both tables have; those that share one are left out."""
    found: dict[tuple[str, ...], int] = {}
    again = set()
    for row in rows:
        whole = seen.keys.of(row)
        key = tuple(whole[places[name]] for name in names)
        if key in found:
            again.add(key)
        found[key] = row
    return {key: row for key, row in found.items() if key not in again}


def _paired(mine: Mapping[tuple[str, ...], int], theirs: Mapping[tuple[str, ...], int]) -> list[tuple[int, int]]:
    return sorted((row, theirs[key]) for key, row in mine.items() if key in theirs)
