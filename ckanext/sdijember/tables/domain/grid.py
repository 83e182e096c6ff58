"""A sheet as its file has it, before anything is decided: every column as its distinct cells and a code per row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat, zip_longest
from typing import Any

from .cells import Raw, text_of
from .limits import Limits

#: Rows that are turned into columns at once.
_BLOCK = 1000


class BeyondLimitError(ValueError):
    """A sheet that holds more than is taken.

    :param limit: name of the limit, as ``Limits`` has it
    :param found: how much there is, as far as it was counted
    :param allowed: how much is taken
    :param sheet: name of the sheet, if it is one of several
    """

    def __init__(self, limit: str, found: int, allowed: int, sheet: str = "") -> None:
        super().__init__(f"{limit}: {found} > {allowed}")
        self.limit, self.found, self.allowed, self.sheet = limit, found, allowed, sheet


class _Known(dict[Any, int]):
    """The code of each cell that has come; a new one gets the next."""

    def __missing__(self, key: Any) -> int:
        code = self[key] = len(self)
        return code


class Encoded:
    """A column being gathered: each distinct cell is kept once, the blank one first.

    Cells of different types are never one, although 1, True and Decimal(1) are equal.
    """

    __slots__ = ("_known", "cells", "codes")

    def __init__(self, blank_rows: int = 0) -> None:
        self.cells: list[Raw] = [""]
        self.codes = array("I", bytes(4 * blank_rows))
        self._known = _Known({"": 0})

    def extend(self, cells: Iterable[Raw]) -> None:
        """More rows."""
        keys = [one if type(one) is str else (type(one), one) for one in cells]
        self.codes.extend(map(self._known.__getitem__, keys))

    def seal(self) -> None:
        """No row will come any more: ``cells`` are there from now on."""
        self.cells = [key if type(key) is str else key[1] for key in self._known]
        self._known = _Known()


@dataclass
class Grid:
    """Every cell of a sheet.

    :param columns: each as long as there are rows
    :param name: name of the sheet
    :param widths: by row, how many cells it has; empty if all have as many as there are columns
    :param merged: merged ranges as first row, first column, last row, last column, from 1
    :param errors: cells that hold an error of the spreadsheet: row, column, what it says
    :param no_values: cells that hold a formula without its result: row, column
    :param hidden_rows: rows that nobody sees who opens the file
    :param hidden_columns: columns likewise
    :param names: names of the columns where no row holds them: rows are records of a JSON, numbered from 1
    """

    columns: list[Encoded] = field(default_factory=list)
    name: str = ""
    height: int = 0
    widths: array[int] = field(default_factory=lambda: array("I"))
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    no_values: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    names: Sequence[str] | None = None

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)

    def raw(self, row: int, column: int) -> Raw:
        """A cell; row and column from 1."""
        one = self.columns[column - 1]
        return one.cells[one.codes[row - 1]]

    def clear(self, row: int, column: int) -> None:
        """Make a cell blank; row and column from 1, beyond the sheet they mean nothing."""
        if row <= self.height and column <= self.width:
            self.columns[column - 1].codes[row - 1] = 0

    def row(self, number: int) -> list[Raw]:
        """The cells of a row, from 1."""
        return [one.cells[one.codes[number - 1]] for one in self.columns]

    def texts(self, number: int) -> list[str]:
        """The cells of a row, from 1, as text without blanks around it."""
        return [text_of(raw).strip() for raw in self.row(number)]


def gather(rows: Iterable[Sequence[Raw]], limits: Limits, name: str = "", *, ragged: bool = False) -> Grid:
    """A grid from rows.

    :param rows: cells from the first column on; rows may be of different lengths
    :param ragged: whether different lengths mean something, so that they are kept
    :raises BeyondLimitError: there are more rows or columns than are taken
    """
    grid = Grid(name=name)
    columns = grid.columns
    # names, titles and notes come on top of the rows of data
    most = limits.rows + 1000
    source = iter(rows)
    while block := list(islice(source, _BLOCK)):
        width = max(map(len, block))
        if width > len(columns):
            _widen(grid, width, grid.height + len(block), limits)
        if ragged:
            grid.widths.extend(map(len, block))
        blank = repeat(("",) * len(block))
        for one, cells in zip(columns, chain(zip_longest(*block, fillvalue=""), blank), strict=False):
            one.extend(cells)
        grid.height += len(block)
        if grid.height > most:
            raise BeyondLimitError("rows", grid.height, limits.rows, name)
    for one in columns:
        one.seal()
    return grid


def _widen(grid: Grid, width: int, height: int, limits: Limits) -> None:
    if width > limits.columns + 1000:
        raise BeyondLimitError("columns", width, limits.columns, grid.name)
    if width * height > limits.cells:
        raise BeyondLimitError("cells", width * height, limits.cells, grid.name)
    grid.columns.extend(Encoded(grid.height) for _ in range(width - len(grid.columns)))
