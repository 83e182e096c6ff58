"""A sheet as its file has it, before anything is decided: every column as its distinct cells and a code per row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from .cells import Raw, text_of
from .limits import Limits


class BeyondLimitError(ValueError):
    """A sheet that holds more than is taken.

    :param limit: name of the limit, as ``Limits`` has it
    :param found: how much there is, as far as it was counted
    :param allowed: how much is taken
    """

    def __init__(self, limit: str, found: int, allowed: int) -> None:
        super().__init__(f"{limit}: {found} > {allowed}")
        self.limit, self.found, self.allowed = limit, found, allowed


class Encoded:
    """A column being gathered: each distinct cell is kept once.

    Cells of different types are never one, although 1, True and Decimal(1) are equal.
    """

    __slots__ = ("_known", "cells", "codes")

    def __init__(self, blank_rows: int = 0) -> None:
        self.cells: list[Raw] = [""]
        self.codes = array("I", bytes(4 * blank_rows))
        self._known: dict[type, dict[Raw, int]] = {str: {"": 0}}

    def add(self, raw: Raw) -> None:
        """One more row."""
        known = self._known.get(type(raw))
        if known is None:
            known = self._known[type(raw)] = {}
        code = known.get(raw)
        if code is None:
            code = known[raw] = len(self.cells)
            self.cells.append(raw)
        self.codes.append(code)

    def seal(self) -> None:
        """No row will come any more: forget what only gathering needs."""
        self._known = {}


@dataclass
class Grid:
    """Every cell of a sheet.

    :param columns: each as long as there are rows
    :param name: name of the sheet
    :param widths: by row, how many cells it has; empty if all have as many as there are columns
    :param merged: merged ranges as first row, first column, last row, last column, from 1
    :param errors: cells that hold an error of the spreadsheet: row, column, what it says
    :param no_values: cells that hold a formula without its result: row, column
    :param record: whether rows are records of a JSON, numbered from 1, with no row of names: ``names`` has them
    """

    columns: list[Encoded] = field(default_factory=list)
    name: str = ""
    height: int = 0
    widths: array[int] = field(default_factory=lambda: array("I"))
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    no_values: list[tuple[int, int]] = field(default_factory=list)
    names: Sequence[str] | None = None

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)

    def raw(self, row: int, column: int) -> Raw:
        """A cell; row and column from 1."""
        one = self.columns[column - 1]
        return one.cells[one.codes[row - 1]]

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
    columns, widths = grid.columns, grid.widths
    height, width = 0, 0
    # names, titles and notes come on top of the rows of data
    most = limits.rows + 1000
    for row in rows:
        if len(row) > width:
            _widen(columns, len(row), height, limits)
            width = len(columns)
        for one, raw in zip(columns, row, strict=False):
            one.add(raw)
        if len(row) < width:
            for one, raw in zip(columns[len(row) :], repeat(""), strict=False):
                one.add(raw)
        if ragged:
            widths.append(len(row))
        height += 1
        if height > most:
            raise BeyondLimitError("rows", height, limits.rows)
    for one in columns:
        one.seal()
    grid.height = height
    return grid


def _widen(columns: list[Encoded], width: int, height: int, limits: Limits) -> None:
    if width > limits.columns + 1000 or width * height > limits.cells:
        raise BeyondLimitError("columns", width, limits.columns)
    columns.extend(Encoded(height) for _ in range(width - len(columns)))
