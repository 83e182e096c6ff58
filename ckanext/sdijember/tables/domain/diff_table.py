"""The difference of two tables: columns, rows and cells, with exact counts and the first of each shown.

The rows are put into a database in a temporary file, so that large tables are compared in little memory.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

#: So many rows of each kind are shown unless told otherwise.
SHOWN = 50
MOST_COLUMNS = 300
#: Comparing two tables of this size takes some seconds.
MOST_ROWS = 250_000
#: Names of columns that say where or when a row is about, or number it.
_PLACE_OR_TIME = re.compile(
    r"(kode|kd|id|nama)?[ _.]*(wilayah|kabupaten|kecamatan|kec|desa|kelurahan|desa/kelurahan|provinsi|bps|kemendagri"
    r"|tahun|thn|bulan|semester|triwulan|periode|tanggal)|kode|id",
    re.I,
)
#: Share of the values of a column that stand in another as well if that is the same under a new name.
_ALIKE = 0.8
_BATCH = 2000

Row = Sequence[str]
#: A table as it is compared: names of its columns, and its rows.
Rows = tuple[Sequence[str], Iterable[Row]]


class TooLargeError(Exception):
    """The table is too large to be compared."""


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else; ``column`` is named as in the new table."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedRow:
    """A row that is in both tables, known by the cells of the key columns."""

    key: tuple[str, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class TableDiff:
    """The difference of two tables.

    :param key: columns by which rows were found again; empty where rows could only be compared as a whole
    :param columns: of the new table; ``old_columns`` of the old one
    :param renamed: old name → new name
    :param added: the first of the rows that are new; ``added_count`` says how many there are (likewise the others)
    """

    old_columns: tuple[str, ...]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    renamed: Mapping[str, str]
    added: tuple[tuple[str, ...], ...]
    removed: tuple[tuple[str, ...], ...]
    changed: tuple[ChangedRow, ...]
    added_count: int
    removed_count: int
    changed_count: int
    old_rows: int
    rows: int

    def __bool__(self) -> bool:
        columns = self.columns_added or self.columns_removed or self.renamed
        return bool(columns or self.added_count or self.removed_count or self.changed_count)


def compare(old: Rows, new: Rows, declared: Sequence[str] = (), shown: int | None = SHOWN) -> TableDiff:
    """How the table ``new`` differs from ``old``.

    :param old: names of the columns, and rows of cells as text; blanks at the ends of a cell do not count
    :param declared: columns that the data dictionary says hold codes or days
    :param shown: how many rows of each kind are listed, all if ``None``
    :raises TooLargeError: more columns or rows than are compared
    """
    with closing(sqlite3.connect("")) as database:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;")
        before, after = _Side(database, "old", old), _Side(database, "new", new)
        return _Comparison(database, before, after).result(declared, -1 if shown is None else shown)


class _Side:
    """One of the tables, as the database holds it: columns ``c0``, ``c1`` … in the table ``name``."""

    def __init__(self, database: sqlite3.Connection, name: str, table: Rows):
        self.database, self.name = database, name
        names, body = table
        if len(names) > MOST_COLUMNS:
            raise TooLargeError(name)
        self.columns = _distinct([one.strip() for one in names])
        width = len(self.columns)
        if width:
            database.execute(f"CREATE TABLE {name} ({', '.join(f'c{at} TEXT NOT NULL' for at in range(width))})")
            marks = ", ".join("?" * width)
            rows = _cells(body, width)
            while batch := list(islice(rows, _BATCH)):
                database.executemany(f"INSERT INTO {name} VALUES ({marks})", batch)
                if self.count() > MOST_ROWS:
                    raise TooLargeError(name)
        else:
            database.execute(f"CREATE TABLE {name} (c0 TEXT)")

    def count(self) -> int:
        """Number of rows."""
        return self.one(f"SELECT coalesce(max(rowid), 0) FROM {self.name}")

    def at(self, column: str) -> str:
        """Name in the database of a column."""
        return f"c{self.columns.index(column)}"

    def one(self, query: str) -> int:
        """The number that a query gives."""
        return self.database.execute(query).fetchone()[0]

    def unique(self, columns: Sequence[str]) -> bool:
        """Whether no two rows agree in these columns, and every row says something in the first of them."""
        names = ", ".join(map(self.at, columns))
        twice = f"SELECT 1 FROM {self.name} GROUP BY {names} HAVING count(*) > 1 LIMIT 1"
        blank = f"SELECT 1 FROM {self.name} WHERE {self.at(columns[0])} = '' LIMIT 1"
        return not any(self.database.execute(query).fetchone() for query in (blank, twice))


class _Comparison:
    def __init__(self, database: sqlite3.Connection, old: _Side, new: _Side):
        self.database, self.old, self.new = database, old, new
        self.renamed = dict(self._renamed())
        came_from = {after: before for before, after in self.renamed.items()}
        #: new name → old name of the columns that are in both
        self.common = {
            name: came_from.get(name, name)
            for name in new.columns
            if name in came_from or (name in old.columns and name not in self.renamed)
        }

    def result(self, declared: Sequence[str], shown: int) -> TableDiff:
        key = self._key(declared)
        removed, added = self._by_key(key) if key else self._as_a_whole()
        changed, changed_count = self._changed(key, shown) if key else ((), 0)
        return TableDiff(
            old_columns=tuple(self.old.columns),
            columns=tuple(self.new.columns),
            key=tuple(key),
            columns_added=tuple(name for name in self.new.columns if name not in self.common),
            columns_removed=tuple(name for name in self.old.columns if name not in self.common.values()),
            renamed=self.renamed,
            added=self._listed(self.new, added, shown),
            removed=self._listed(self.old, removed, shown),
            changed=changed,
            added_count=self.new.one(f"SELECT count(*) FROM ({added})"),
            removed_count=self.old.one(f"SELECT count(*) FROM ({removed})"),
            changed_count=changed_count,
            old_rows=self.old.count(),
            rows=self.new.count(),
        )

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """Columns that hold what stood in the same place under another name."""
        for at, (before, after) in enumerate(zip(self.old.columns, self.new.columns, strict=False)):
            if before in self.new.columns or after in self.old.columns:
                continue
            both = f"SELECT c{at} FROM old INTERSECT SELECT c{at} FROM new"
            either = f"SELECT c{at} FROM old UNION SELECT c{at} FROM new"
            total = self.old.one(f"SELECT count(*) FROM ({either})")
            if total and self.old.one(f"SELECT count(*) FROM ({both})") >= _ALIKE * total:
                yield before, after

    def _key(self, declared: Sequence[str]) -> list[str]:
        """The fewest columns that tell the rows of both tables apart, those of place and time before others."""
        names = list(self.common)
        known = [name for name in names if name in declared or _PLACE_OR_TIME.fullmatch(name.strip())]
        candidates = [known[:length] for length in range(1, len(known) + 1)]
        candidates += [names[:length] for length in range(1, min(len(names), 4) + 1)]
        for columns in candidates:
            before = [self.common[name] for name in columns]
            if self.new.unique(columns) and self.old.unique(before):
                for side, own in ((self.old, before), (self.new, columns)):
                    self.database.execute(f"CREATE INDEX {side.name}_key ON {side.name} ({_list(side, own)})")
                return columns
        return []

    def _by_key(self, key: Sequence[str]) -> tuple[str, str]:
        same = self._same(key)
        return (
            f"SELECT rowid AS at FROM old WHERE NOT EXISTS (SELECT 1 FROM new WHERE {same})",
            f"SELECT rowid AS at FROM new WHERE NOT EXISTS (SELECT 1 FROM old WHERE {same})",
        )

    def _as_a_whole(self) -> tuple[str, str]:
        """Rows that one table has more often than the other, by what stands in the columns that are in both."""
        for side, own in ((self.old, list(self.common.values())), (self.new, list(self.common))):
            cells = _list(side, own) or "1"
            self.database.execute(
                f"CREATE TABLE {side.name}_whole AS SELECT rowid AS at, {cells}, "
                f"row_number() OVER (PARTITION BY {cells} ORDER BY rowid) AS nth FROM {side.name}"
            )
            self.database.execute(f"CREATE INDEX {side.name}_whole_key ON {side.name}_whole ({cells}, nth)")
        parts = (f"old_whole.{self.old.at(before)} = new_whole.{self.new.at(name)}" for name, before in self._both())
        same = " AND ".join([*parts, "old_whole.nth = new_whole.nth"])
        return (
            f"SELECT at FROM old_whole WHERE NOT EXISTS (SELECT 1 FROM new_whole WHERE {same})",
            f"SELECT at FROM new_whole WHERE NOT EXISTS (SELECT 1 FROM old_whole WHERE {same})",
        )

    def _changed(self, key: Sequence[str], shown: int) -> tuple[tuple[ChangedRow, ...], int]:
        others = [(name, before) for name, before in self._both() if name not in key]
        if not others:
            return (), 0
        differ = " OR ".join(f"old.{self.old.at(before)} <> new.{self.new.at(name)}" for name, before in others)
        joined = f"FROM new JOIN old ON {self._same(key)} WHERE {differ}"
        wanted = [f"new.{self.new.at(name)}" for name in key]
        wanted += [side for name, old in others for side in (f"old.{self.old.at(old)}", f"new.{self.new.at(name)}")]
        query = f"SELECT {', '.join(wanted)} {joined} ORDER BY new.rowid LIMIT {shown}"
        rows = tuple(self._changed_row(row, len(key), others) for row in self.database.execute(query))
        return rows, self.new.one(f"SELECT count(*) {joined}")

    def _changed_row(self, row: Row, key: int, others: Sequence[tuple[str, str]]) -> ChangedRow:
        pairs = zip(others, row[key::2], row[key + 1 :: 2], strict=True)
        cells = tuple(CellChange(name, old, new) for (name, _), old, new in pairs if old != new)
        return ChangedRow(tuple(row[:key]), cells)

    def _both(self) -> list[tuple[str, str]]:
        return list(self.common.items())

    def _same(self, key: Sequence[str]) -> str:
        return " AND ".join(f"old.{self.old.at(self.common[name])} = new.{self.new.at(name)}" for name in key)

    def _listed(self, side: _Side, wanted: str, shown: int) -> tuple[tuple[str, ...], ...]:
        if not side.columns:
            return ()
        query = f"SELECT * FROM {side.name} WHERE rowid IN ({wanted}) ORDER BY rowid LIMIT {shown}"
        return tuple(map(tuple, self.database.execute(query)))


def _list(side: _Side, columns: Sequence[str]) -> str:
    return ", ".join(map(side.at, columns))


def _cells(rows: Iterable[Row], width: int) -> Iterator[list[str]]:
    for row in rows:
        cells = [cell.strip() for cell in row[:width]]
        if any(cells):
            yield cells + [""] * (width - len(cells))


def _distinct(names: Sequence[str]) -> list[str]:
    """Names that differ: one without a name is called by its place, one that stands twice is numbered."""
    found: list[str] = []
    for at, name in enumerate(names, 1):
        name, nth = name or f"#{at}", 1
        plain = name
        while name in found:
            nth += 1
            name = f"{plain} ({nth})"
        found.append(name)
    return found
