"""Marks on figures that were copied: the same run of them at two places of a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....kernel.domain.findings import N_
from ....tables.domain.table import Column
from ..gazetteer import DESA
from ..mark import Examined, Mark, listed
from ..numbers import Number, decimals

#: So many figures in a row, each of that many digits, do not come twice by chance.
_RUN, _DIGITS = 5, 3
_MOST = 5

_Pair = tuple[Sequence[int], Sequence[int]]

_COPIED = N_(
    "“{column}”: the {count} figures of the rows {rows} ({names}) are those of the rows {others} ({other_names}). "
    "Correct the ones that are not theirs, or say why they are the same."
)


def marks(seen: Examined) -> Iterator[Mark]:
    """Marks on runs of figures that stand twice."""
    if any(len(part.texts) > 1 and part.name != "wilayah" for part in seen.keys.parts):
        return
    for column, figures in zip(seen.measures, seen.figures, strict=True):
        found = list(_twice(figures, list(seen.rows)))[:_MOST]
        for one, other in found or list(_same_kecamatan(seen, figures))[:_MOST]:
            yield _mark(seen, column, figures, one, other)


def _twice(figures: Sequence[Number | None], rows: Sequence[int]) -> Iterator[_Pair]:
    """Runs that stand twice: the rows of the first, the rows of the second."""
    known: dict[tuple[Number | None, ...], int] = {}
    at = 0
    while at + _RUN <= len(rows):
        run = tuple(figures[row] for row in rows[at : at + _RUN])
        before = known.get(run)
        if before is None or before + _RUN > at or not _telling(run):
            known.setdefault(run, at)
            at += 1
            continue
        length = _RUN
        while (
            at + length < len(rows)
            and before + length < at
            and (figures[rows[before + length]] == figures[rows[at + length]] is not None)
        ):
            length += 1
        yield rows[before : before + length], rows[at : at + length]
        at += length


def _same_kecamatan(seen: Examined, figures: Sequence[Number | None]) -> Iterator[_Pair]:
    """Two kecamatan whose desa have the same figures, in whatever order."""
    regions = seen.regions
    if regions is None or regions.level != DESA:
        return
    within: dict[str, list[int]] = {}
    for row in seen.rows:
        place = regions.place(row)
        if place is not None:
            within.setdefault(place.kode_induk, []).append(row)
    known: dict[tuple[Number, ...], list[int]] = {}
    for rows in within.values():
        values = [value for row in rows if (value := figures[row]) is not None]
        if len(values) < _RUN or len(values) < len(rows) or not _telling(values):
            continue
        same = tuple(sorted(values))
        if same in known:
            yield known[same], rows
        known.setdefault(same, rows)


def _telling(run: Sequence[Number | None]) -> bool:
    """Whether figures differ, and have so many digits that they are not alike by chance."""
    values = [value for value in run if value is not None]
    if len(values) < len(run) or len(set(values)) < len(run) - 1:
        return False
    sizes = [len(str(abs(int(value * 10 ** decimals(value))))) for value in values if abs(value) < 10**30]
    return sum(size >= _DIGITS for size in sizes) >= len(run) - 1


def _mark(
    seen: Examined, column: Column, figures: Sequence[Number | None], one: Sequence[int], other: Sequence[int]
) -> Mark:
    given = {
        "count": len(other),
        "rows": _span(seen, other),
        "names": listed([seen.label(row) for row in other]),
        "others": _span(seen, one),
        "other_names": listed([seen.label(row) for row in one]),
    }
    values = [figures[row] for row in other]
    return seen.on_cell("copied-run", _COPIED, "warning", other[0], column, values, **given)


def _span(seen: Examined, rows: Sequence[int]) -> str:
    return f"{seen.table.rows[rows[0]]}–{seen.table.rows[rows[-1]]}"
