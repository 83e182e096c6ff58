"""The difference of two tables, cell by cell: rows are found again by their key, numbers compared as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...tables.domain.canonical import number as plain_number
from ...tables.domain.cells import Kind, Void, text_of
from ...tables.domain.table import Column, Table
from .keys import Keys, keys_of
from .marks.of_years import name_of
from .naming import is_time, plain
from .numbers import Number, add, by_code, number, times
from .regions import regions_of

#: So many rows and cells of each kind are listed unless told otherwise.
SHOWN = 50
#: Larger tables are not compared.
MOST_ROWS, MOST_COLUMNS = 250_000, 300
#: Share of the values of a column that stand in another as well if that is the same under a new name.
_ALIKE = 0.8
_MOST_DISTINCT = 20_000


class TooLargeError(Exception):
    """A table is too large to be compared."""


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else.

    :param row: index of its row in the new table; ``old_row`` in the old one
    :param where: of the cell in the new table, as a spreadsheet names it
    :param by: how much more the number is; None if one of the two is no number
    """

    key: tuple[str, ...]
    column: str
    old: str
    new: str
    row: int
    old_row: int
    where: str
    by: Number | None = None


@dataclass(frozen=True)
class ColumnChange:
    """A column that both tables have.

    :param cells: in how many rows it says something else
    :param old_total: sum of its numbers in the old table, None if it has none; ``total`` in the new one
    """

    name: str
    old_name: str
    old_kind: Kind
    kind: Kind
    cells: int
    old_total: Number | None
    total: Number | None


@dataclass(frozen=True)
class Difference:
    """How a table differs from another.

    :param key: names of the columns by which rows were found again; empty where rows were compared as a whole
    :param renamed: old name → new name
    :param added: indexes of the first rows that are new; ``removed`` of rows of the old table
    :param cells: the first cells that changed; the counts are exact
    """

    key: tuple[str, ...]
    columns: tuple[ColumnChange, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    renamed: Mapping[str, str]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    cells: tuple[CellChange, ...]
    added_count: int
    removed_count: int
    changed_rows: int
    changed_cells: int
    old_rows: int
    rows: int

    def __bool__(self) -> bool:
        columns = self.columns_added or self.columns_removed or self.renamed
        kinds = any(one.kind is not one.old_kind for one in self.columns)
        return bool(columns or kinds or self.added_count or self.removed_count or self.changed_cells)


def difference(
    old: Table, new: Table, shown: int | None = SHOWN, key: Sequence[str] = (), years: bool = False
) -> Difference:
    """How ``new`` differs from ``old``.

    :param shown: how many rows and cells of each kind are listed; all if None
    :param key: names of the columns of the new table by which rows are known, if somebody has said so
    :param years: the tables are of different years: columns that say when, and years in names, do not count
    :raises TooLargeError: one has more rows or columns than are compared
    """
    for table in (old, new):
        if len(table) > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
            raise TooLargeError(f"{len(table)} rows, {len(table.columns)} columns")
    return _Comparison(old, new, key, years).result(shown)


class _Comparison:
    def __init__(self, old: Table, new: Table, key: Sequence[str], years: bool):
        self.old, self.new, self.years = old, new, years
        self.pairs = _paired(old.columns, new.columns, years)
        self.keys = self._keys(key)

    def _keys(self, wanted: Sequence[str]) -> tuple[Keys, Keys] | None:
        """What tells rows apart in both tables, by the same columns."""
        before = {id(new): old for old, new in self.pairs}
        names = {plain(old.name): plain(new.name) for old, new in self.pairs}
        found = keys_of(self.new, regions_of(self.new), wanted)
        own = [part.column for part in found.parts if id(part.column) in before]
        back = keys_of(self.old, regions_of(self.old), [before[id(column)].name for column in own])
        mine = {part.name: part for part in found.parts}
        theirs = {names.get(part.name, part.name): part for part in back.parts}
        if set(mine) != set(theirs) and own:
            # A column that names regions in one table alone is compared as it is written.
            mine = {part.name: part for part in keys_of(self.new, None, [one.name for one in own]).parts}
            spelt = keys_of(self.old, None, [before[id(one)].name for one in own])
            theirs = {names.get(part.name, part.name): part for part in spelt.parts}
        common = [name for name in mine if name in theirs]
        if self.years:
            common = [name for name in common if not self._another_time(mine[name].column)]
        if not common:
            return None
        return (
            Keys(tuple(theirs[name] for name in common), len(self.old)),
            Keys(tuple(mine[name] for name in common), len(self.new)),
        )

    def _another_time(self, column: Column) -> bool:
        """Whether a column says when, and no time of one table is in the other."""
        old = next((old for old, new in self.pairs if new is column), None)
        if old is None or not is_time(column):
            return False
        return not set(map(_said_of, old.values)) & set(map(_said_of, column.values))

    def result(self, shown: int | None) -> Difference:
        matched, removed, added = self._rows()
        compared = [(old, new) for old, new in self.pairs if not (self.years and self._another_time(new))]
        counts, cells = [0] * len(compared), []
        rows: set[int] = set()
        said = [_comparable(old, new) for old, new in compared]
        for before, row in matched:
            for at, (old, new) in enumerate(compared):
                if said[at][0][old.codes[before]] != said[at][1][new.codes[row]]:
                    counts[at] += 1
                    rows.add(row)
                    if shown is None or len(cells) < shown:
                        cells.append(self._cell(before, row, old, new))
        used = {id(column) for pair in self.pairs for column in pair}
        return Difference(
            key=tuple(part.column.name for part in self.keys[1].parts) if self.keys else (),
            columns=tuple(_column(old, new, count) for (old, new), count in zip(compared, counts, strict=True)),
            columns_added=tuple(column.name for column in self.new.columns if id(column) not in used),
            columns_removed=tuple(column.name for column in self.old.columns if id(column) not in used),
            renamed={old.name: new.name for old, new in self.pairs if plain(old.name) != plain(new.name)},
            added=tuple(added[:shown]),
            removed=tuple(removed[:shown]),
            cells=tuple(cells),
            added_count=len(added),
            removed_count=len(removed),
            changed_rows=len(rows),
            changed_cells=sum(counts),
            old_rows=len(self.old),
            rows=len(self.new),
        )

    def _rows(self) -> tuple[list[tuple[int, int]], list[int], list[int]]:
        """Rows found again, in the order of the new table; rows that are gone; rows that are new."""
        before, after = self._labels()
        waiting: dict[object, list[int]] = {}
        for row in reversed(range(len(self.old))):
            waiting.setdefault(before[row], []).append(row)
        matched, added = [], []
        for row in range(len(self.new)):
            same = waiting.get(after[row])
            if same:
                matched.append((same.pop(), row))
            else:
                added.append(row)
        return matched, sorted(row for rows in waiting.values() for row in rows), added

    def _labels(self) -> tuple[Sequence[object], Sequence[object]]:
        """By row what it is known by: its key, or all that its common columns say."""
        if self.keys:
            return (
                [self.keys[0].of(row) for row in range(len(self.old))],
                [self.keys[1].of(row) for row in range(len(self.new))],
            )
        said = [_comparable(old, new) for old, new in self.pairs]
        olds = [[one[0][code] for code in old.codes] for one, (old, _) in zip(said, self.pairs, strict=True)]
        news = [[one[1][code] for code in new.codes] for one, (_, new) in zip(said, self.pairs, strict=True)]
        if not said:
            return [()] * len(self.old), [()] * len(self.new)
        return list(zip(*olds, strict=True)), list(zip(*news, strict=True))

    def _cell(self, before: int, row: int, old: Column, new: Column) -> CellChange:
        one, other = number(old.value(before)), number(new.value(row))
        by = add((other, times(one, -1))) if one is not None and other is not None else None
        key = self.keys[1].of(row) if self.keys else ()
        return CellChange(key, new.name, old.text(before), new.text(row), row, before, self.new.where(row, new), by)


def _paired(olds: Sequence[Column], news: Sequence[Column], years: bool) -> list[tuple[Column, Column]]:
    """Columns that both tables have: of the same name, then of the same content under another name."""
    found: dict[int, Column] = {}
    left = list(olds)
    for called in (lambda column: plain(column.name), name_of if years else None):
        if called is None:
            continue
        names: dict[object, list[Column]] = {}
        for column in left:
            names.setdefault(called(column), []).append(column)
        for new in news:
            same = names.get(called(new))
            if id(new) not in found and same:
                found[id(new)] = same.pop(0)
        used = {id(old) for old in found.values()}
        left = [old for old in left if id(old) not in used]
    for new in news:
        if id(new) not in found and left:
            share, old = max(((_alike(old, new), old) for old in left), key=lambda one: one[0])
            if share >= _ALIKE:
                found[id(new)] = old
                left = [one for one in left if one is not old]
    return [(found[id(new)], new) for new in news if id(new) in found]


def _alike(old: Column, new: Column) -> float:
    """Share of the distinct values of two columns that both have; 0 where that says nothing."""
    if max(len(old.cells), len(new.cells)) > _MOST_DISTINCT:
        return 0.0
    one, other = (
        {said for at, said in enumerate(map(_said_of, column.values)) if at not in column.voids}
        for column in (old, new)
    )
    if len(one | other) < 2 or not min(len(one), len(other)):
        return 0.0
    return len(one & other) / len(one | other)


def _said_of(value: object) -> str:
    found = number(value)  # type: ignore[arg-type]
    return plain_number(found) if found is not None else " ".join(text_of(value).split())  # type: ignore[arg-type]


def _comparable(old: Column, new: Column) -> tuple[list[int], list[int]]:
    """By index into the cells of either column, a number that is the same where they say the same."""
    known: dict[tuple[str, str], int] = {}
    one, other = ([known.setdefault(said, len(known)) for said in _said(column)] for column in (old, new))
    return one, other


def _said(column: Column) -> Iterator[tuple[str, str]]:
    """What each distinct cell says: its way of saying nothing, or its value; numbers in the one way of writing them."""
    for at, (value, raw) in enumerate(zip(column.values, column.cells, strict=True)):
        void = column.voids.get(at)
        if void is not None:
            yield void.name, " ".join(text_of(raw).split()) if void is Void.UNFIT else ""
        else:
            yield "", _said_of(value)


def _column(old: Column, new: Column, cells: int) -> ColumnChange:
    return ColumnChange(new.name, old.name, old.kind, new.kind, cells, _total(old), _total(new))


def _total(column: Column) -> Number | None:
    counts = column.counts()
    numbers = [times(value, counts[at]) for at, value in enumerate(by_code(column)) if value is not None]
    return add(numbers) if numbers else None
