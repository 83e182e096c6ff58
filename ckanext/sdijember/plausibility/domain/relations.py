"""Which columns of a table follow from others: sums of parts, and ratios; and the rows in which they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...tables.domain.cells import Kind
from ...tables.domain.table import Column
from .naming import is_percent, is_ratio, is_total
from .numbers import Number, add, apart, decimals, product, quotient, rough

#: Share of the rows in which a relation must hold for it to be meant, and how many rows at least.
_MEANT, _LEAST = 0.6, 3
_MEANT_RATIO, _LEAST_RATIO = 0.5, 5
#: A relation is looked for in so many rows spread over the table; the others are looked at once it is found.
_SAMPLE = 60
#: With more figures than that, only columns beside each other are tried.
_MOST_COLUMNS = 24
_MOST_RUN = 40
_FACTORS = (1, 100, 1000, 10_000, 100_000)

Figures = Sequence["Number | None"]


@dataclass(frozen=True)
class Sum:
    """A column that is the sum of others, in most rows.

    :param holds: in how many rows; ``fails`` indexes of the rows in which it is not
    """

    total: Column
    parts: tuple[Column, ...]
    holds: int
    fails: tuple[int, ...]


@dataclass(frozen=True)
class Ratio:
    """A column that is ``factor`` × ``one`` ÷ ``other`` in most rows; with ``growth``, × (one − other) ÷ other."""

    ratio: Column
    one: Column
    other: Column
    factor: int
    growth: bool
    holds: int
    fails: tuple[int, ...]

    def computed(self, one: Number, other: Number) -> Decimal | None:
        """What the ratio of two figures is; None if there is none."""
        return _ratio(one, other, self.factor, self.growth)


def sample(rows: Sequence[int]) -> list[int]:
    """Some of the rows, spread over all of them."""
    step = max(1, len(rows) // _SAMPLE)
    return list(rows[::step])[: _SAMPLE + step]


def tolerance(total: Number, parts: Sequence[Number]) -> Number:
    """How far a sum of rounded figures may be from the rounded sum; 0 if all are whole numbers."""
    places = max(map(decimals, (total, *parts)))
    return Decimal(len(parts) + 1).scaleb(-places) / 2 if places else 0


def adds_up(total: Number, parts: Sequence[Number]) -> bool:
    """Whether a figure is the sum of its parts, as far as they are rounded."""
    return apart(total, add(parts)) <= tolerance(total, parts)


def sums(columns: Sequence[Column], figures: Sequence[Figures], rows: Sequence[int]) -> list[Sum]:
    """The columns that are sums of others.

    :param columns: of figures; ``figures`` their numbers by row, a dash being 0
    :param rows: indexes of the rows that count: no rows of totals
    """
    some = sample(rows)
    found: list[Sum] = []
    for total in range(len(columns)):
        if is_ratio(columns[total]) and not is_percent(columns[total]):
            continue
        best: tuple[int, int, tuple[int, ...]] | None = None
        for parts in _runs(total, len(columns)):
            held = _held(figures, total, parts, some)
            if held and (best is None or (held, len(parts)) > best[:2]):
                best = (held, len(parts), parts)
        if best:
            one = _sum(columns, figures, total, best[2], rows)
            if one:
                found.append(one)
    return found


def _runs(total: int, width: int) -> Iterator[tuple[int, ...]]:
    """Columns that may be the parts of one: beside it, or any at even steps, in narrow tables."""
    if width > _MOST_COLUMNS:
        for length in range(2, _MOST_RUN):
            if total - length >= 0:
                yield tuple(range(total - length, total))
            if total + length < width:
                yield tuple(range(total + 1, total + 1 + length))
        return
    for step in range(1, 5):
        for start in range(width):
            run = [start]
            for at in range(start + step, width, step):
                run.append(at)
                if total not in run:
                    yield tuple(run)
    for one in range(width):
        for other in range(one + 5, width):
            if total not in (one, other):
                yield one, other


def _held(figures: Sequence[Figures], total: int, parts: tuple[int, ...], rows: Sequence[int]) -> int:
    """In how many of some rows a sum holds; 0 if that is too few, or if it says nothing there."""
    asked = held = telling = 0
    most_failures = len(rows) * (1 - _MEANT)
    for row in rows:
        whole = figures[total][row]
        values = [value for at in parts if (value := figures[at][row]) is not None]
        if whole is None or len(values) < len(parts):
            continue
        asked += 1
        if adds_up(whole, values):
            held += 1
            telling += sum(1 for value in values if value) > 1
        elif asked - held > most_failures:
            return 0
    return held if held >= max(_LEAST, _MEANT * asked) and telling >= max(2, _LEAST - 1, held * 0.3) else 0


def _sum(
    columns: Sequence[Column], figures: Sequence[Figures], total: int, parts: tuple[int, ...], rows: Sequence[int]
) -> Sum | None:
    """The relation over all rows; None if it does not hold there, or a small figure adds up by chance."""
    holds, fails, sizes = 0, [], set()
    lists = [figures[at] for at in parts]
    for row in rows:
        whole = figures[total][row]
        values = [value for one in lists if (value := one[row]) is not None]
        if whole is None or len(values) < len(parts):
            continue
        if adds_up(whole, values):
            holds += 1
            sizes.add(whole)
        else:
            fails.append(row)
    if holds < _MEANT * (holds + len(fails)) or len(sizes) < 2:
        return None
    small = len(sizes) < 5 and not is_total(columns[total])
    if small and len(fails) > 0.1 * holds:
        return None
    return Sum(columns[total], tuple(columns[at] for at in parts), holds, tuple(fails))


def ratios(columns: Sequence[Column], figures: Sequence[Figures], rows: Sequence[int]) -> list[Ratio]:
    """The columns that are ratios of two others; parameters as of ``sums``."""
    if len(columns) > _MOST_COLUMNS:
        return []
    some, found = sample(rows), []
    for at, column in enumerate(columns):
        if not (column.kind is Kind.DECIMAL or is_ratio(column)):
            continue
        best: tuple[int, int, int, int, bool] | None = None
        for one, other in ((a, b) for a in range(len(columns)) for b in range(len(columns)) if len({a, b, at}) == 3):
            for growth in (False, True):
                held, factor = _held_ratio(figures[at], figures[one], figures[other], some, growth)
                if held and (best is None or held > best[0]):
                    best = (held, one, other, factor, growth)
        if best:
            _, one, other, factor, growth = best
            found.append(_whole(columns, figures, (at, one, other), factor, growth, rows))
    return _once([one for one in found if one.holds >= _MEANT_RATIO * (one.holds + len(one.fails))])


def _ratio(one: Number, other: Number, factor: int, growth: bool) -> Decimal | None:
    if not other:
        return None
    found = product(quotient(one, other), factor)
    return found - factor if growth else found


def is_rounded(said: Number, computed: Decimal) -> bool:
    """Whether a figure is what was computed, rounded or cut off at its last decimal."""
    return apart(said, computed) < Decimal(1).scaleb(-decimals(said))


def _held_ratio(said: Figures, ones: Figures, others: Figures, rows: Sequence[int], growth: bool) -> tuple[int, int]:
    """In how many of some rows a ratio holds, and by which factor; 0 if that is too few or could be by chance."""
    triples = [
        (value, one, other)
        for row in rows
        if (value := said[row]) and (one := ones[row]) is not None and (other := others[row])
    ]
    if len(triples) < _LEAST_RATIO:
        return 0, 1
    factor = _factor(triples, growth)
    if factor is None:
        return 0, 1
    held, different, sharp = 0, set(), 0
    for value, one, other in triples:
        computed = _ratio(one, other, factor, growth)
        if computed is not None and is_rounded(value, computed):
            held += 1
            different.add(value)
            sharp += abs(value) >= Decimal(50).scaleb(-decimals(value))
        elif held + len(triples) * (1 - _MEANT_RATIO) < 1:
            return 0, 1
    telling = held >= max(_LEAST_RATIO, _MEANT_RATIO * len(triples)) and len(different) > 2 and sharp * 2 >= held
    return (held if telling else 0), factor


def _factor(triples: Sequence[tuple[Number, Number, Number]], growth: bool) -> int | None:
    """By what power of ten most of the first rows are multiplied."""
    votes: dict[int, int] = {}
    for value, one, other in triples[:15]:
        plain = _ratio(one, other, 1, growth)
        if not plain:
            continue
        size = rough(quotient(value, plain))
        factor = next((factor for factor in _FACTORS if size and abs(size / factor - 1) < 0.3), None)
        if factor is not None:
            votes[factor] = votes.get(factor, 0) + 1
    best = max(votes, key=lambda factor: votes[factor], default=None)
    return best if best is not None and votes[best] * 2 >= min(len(triples), 15) else None


def _whole(
    columns: Sequence[Column],
    figures: Sequence[Figures],
    at: tuple[int, int, int],
    factor: int,
    growth: bool,
    rows: Sequence[int],
) -> Ratio:
    holds, fails = 0, []
    said, ones, others = (figures[column] for column in at)
    for row in rows:
        value, one, other = said[row], ones[row], others[row]
        if value is None or one is None or other is None:
            continue
        computed = _ratio(one, other, factor, growth)
        if computed is None:
            continue
        if is_rounded(value, computed):
            holds += 1
        else:
            fails.append(row)
    ratio, one_, other_ = (columns[column] for column in at)
    return Ratio(ratio, one_, other_, factor, growth, holds, tuple(fails))


def _once(found: Sequence[Ratio]) -> list[Ratio]:
    """Of relations between the same three columns that which is called a ratio, or else stands last."""
    kept: dict[frozenset[int], Ratio] = {}
    for one in found:
        same = frozenset(column.position for column in (one.ratio, one.one, one.other))
        before = kept.get(same)
        rank = (is_ratio(one.ratio), one.ratio.position)
        if before is None or rank > (is_ratio(before.ratio), before.ratio.position):
            kept[same] = one
    return list(kept.values())
