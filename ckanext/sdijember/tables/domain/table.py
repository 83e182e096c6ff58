"""The one table that a data file is read into: columns of distinct cells, so that a million rows stay small."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from . import canonical
from .cells import Kind, Raw, Value, Void, address, text_of
from .decisions import Decisions
from .remarks import Remark, stopping


@dataclass(frozen=True, eq=False)
class Column:
    """A column: every distinct cell once, and for each row which of them it holds.

    :param name: as its producer wrote it, blanks at its ends gone; names of two header rows joined by ", "
    :param store_name: the name in the DataStore: ``[a-z0-9_]``, at most 63 bytes, no "_" first, unique in its table
    :param position: number of the column in its sheet, from 1
    :param kind: what its cells are read as
    :param cells: distinct cells as the file has them
    :param values: the same as read, in the same order: int for INTEGER (of any size: one over 64 bits needs
        ``numeric`` in the store), Decimal for DECIMAL (exact, never a float), bool, date, time, datetime (no zone),
        str for CODE and TEXT; None where ``voids`` says why
    :param voids: by index into ``cells``, in which way a cell says nothing
    :param codes: by row, index into ``cells``
    """

    name: str
    store_name: str
    position: int
    kind: Kind
    cells: Sequence[Raw]
    values: Sequence[Value]
    voids: Mapping[int, Void]
    codes: array[int]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        """Its values, row by row."""
        return map(self.values.__getitem__, self.codes)

    def value(self, row: int) -> Value:
        """The value in a row (index, from 0); None if the cell says nothing."""
        return self.values[self.codes[row]]

    def raw(self, row: int) -> Raw:
        """The cell in a row (index, from 0) as the file has it."""
        return self.cells[self.codes[row]]

    def text(self, row: int) -> str:
        """The cell in a row (index, from 0) as the file has it, as text."""
        return text_of(self.raw(row))

    def said(self, row: int) -> str:
        """The cell in a row (index, from 0) as text of what was read; as it stands in the file if that is nothing."""
        code = self.codes[row]
        return text_of(self.cells[code] if self.values[code] is None else self.values[code])

    def void(self, row: int) -> Void | None:
        """In which way the cell in a row (index, from 0) says nothing; None if it says something."""
        return self.voids.get(self.codes[row])

    def rows_of(self, code: int) -> Iterator[int]:
        """Indexes of the rows that hold one of ``cells``."""
        return (row for row, other in enumerate(self.codes) if other == code)

    def counts(self) -> list[int]:
        """By index into ``cells``, how many rows hold it."""
        found = [0] * len(self.cells)
        for code in self.codes:
            found[code] += 1
        return found


@dataclass(frozen=True, eq=False)
class Table:
    """What a file says, as its producer's and the reader's decisions take it.

    :param columns: in the order of the file
    :param rows: by index, number of the row in its sheet as people see it, from 1 (in JSON: of the record)
    :param sheet: name of the sheet; empty in formats that have none
    :param header: numbers of the rows that hold the names; empty if names are not in a row (JSON)
    :param format: code of the list ``format_berkas``
    :param decisions: all that was decided, complete: reading the file again with them gives this table
    """

    columns: tuple[Column, ...]
    rows: array[int]
    sheet: str = ""
    header: tuple[int, ...] = ()
    format: str = "CSV"
    decisions: Decisions = field(default_factory=Decisions)

    def __len__(self) -> int:
        """Number of rows of data."""
        return len(self.rows)

    def column(self, name: str) -> Column | None:
        """The column of a name, as the producer wrote it or as the store has it."""
        return next((one for one in self.columns if name in (one.name, one.store_name)), None)

    def where(self, row: int, column: Column) -> str:
        """Where a cell stands, as a spreadsheet names it ("C12").

        :param row: index of the row, from 0
        """
        return address(self.rows[row], column.position)

    def records(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[Value, ...]]:
        """Rows as values, in the order of the columns."""
        parts = [map(one.values.__getitem__, one.codes[start:stop]) for one in self.columns]
        return zip(*parts, strict=True) if parts else iter(())

    @cached_property
    def values_sha256(self) -> str:
        """Hash of the values alone, row by row; a store that was filled from this table gives the same."""
        parts = [map([canonical.cell(value) for value in one.values].__getitem__, one.codes) for one in self.columns]
        return canonical.table_sha256((), (), zip(*parts, strict=True) if parts else ())

    @cached_property
    def sha256(self) -> str:
        """Hash of what is approved: decisions, names and kinds of the columns, every cell, ways of saying nothing."""
        head = [self.decisions.canonical(), self.sheet, self.format]
        names = [(one.name, one.store_name, one.kind.value) for one in self.columns]
        parts = [map(_approved(one).__getitem__, one.codes) for one in self.columns]
        cells: Iterable[tuple[bytes, ...]] = zip(*parts, strict=True) if parts else ()
        return canonical.table_sha256(head, names, cells)


def _approved(column: Column) -> list[bytes]:
    """By index into ``cells``, what is hashed of a cell."""
    return [
        canonical.cell(text_of(raw) if column.voids.get(code) is Void.UNFIT else value, column.voids.get(code))
        for code, (raw, value) in enumerate(zip(column.cells, column.values, strict=True))
    ]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, whether it became the table or not.

    :param visibility: "visible", "hidden" or "very hidden"
    :param rows: number of its rows, up to the last filled one
    :param columns: number of its columns, up to the last filled one
    """

    name: str
    visibility: str = "visible"
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class Outcome:
    """What reading a file came to.

    :param table: None if the file cannot be read as a table at all
    :param decisions: as far as they could be taken; ``decisions.open_questions()`` are to be asked of the producer
    :param remarks: what was found, worst first; an error among them keeps the table from being loaded
    :param sheets: every sheet of the workbook, hidden ones too
    :param head: the first rows as they stand, with their numbers, for choosing the row of names
    """

    table: Table | None
    decisions: Decisions = field(default_factory=Decisions)
    remarks: tuple[Remark, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    head: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def loadable(self) -> bool:
        """Whether the table may be written to the store: it is there, and nothing is wrong or unanswered."""
        return self.table is not None and not stopping(self.remarks)
