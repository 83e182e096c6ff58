"""Everything about a table that is not plausible, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ....tables.domain.table import Table
from ..mark import Examined, Mark
from . import of_blocks, of_figures, of_places, of_relations, of_years, outliers

__all__ = ["Mark", "examine", "marks"]

#: With more rows or columns a table is profiled, and not examined cell against cell.
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 250_000, 300, 5_000_000
#: So many marks of a kind are made; who has so many has something else to do first.
MOST_OF_A_KIND = 200


def marks(table: Table, earlier: Table | None = None) -> list[Mark]:
    """Marks on a table.

    :param earlier: the table of the same figures a year before
    """
    return examine(Examined(table), Examined(earlier) if earlier is not None else None)


def examine(seen: Examined, earlier: Examined | None = None) -> list[Mark]:
    """Marks on a table that was examined already: contradictions first, then by row; each cell once for a reason."""
    rows, columns = len(seen.table), len(seen.table.columns)
    if not rows or rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        return []
    found: dict[str, Mark] = {}
    counts: Counter[str] = Counter()
    for mark in _all(seen, earlier):
        if mark.identity not in found and counts[mark.code] < MOST_OF_A_KIND:
            found[mark.identity] = mark
            counts[mark.code] += 1
    return sorted(found.values(), key=lambda mark: (mark.level != "error", mark.rows[:1], mark.column))


def _all(seen: Examined, earlier: Examined | None) -> Iterator[Mark]:
    yield from of_places.marks(seen)
    yield from of_figures.marks(seen)
    yield from of_relations.marks(seen)
    yield from of_blocks.marks(seen)
    contradicted = {
        (seen.table.rows[row], column.name)
        for relation in seen.sums
        for row in relation.fails
        for column in (relation.total, *relation.parts)
    }
    for mark in outliers.marks(seen):
        if mark.code != "ratio-outlier" or (mark.rows[0], mark.column) not in contradicted:
            yield mark
    yield from of_years.marks_within(seen)
    if earlier is not None:
        yield from of_years.marks(seen, earlier)
