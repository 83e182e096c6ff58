"""What files made of a table have in common: which cells are texts, what would be calculated, what is nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .cells import Void, text_of
from .names import file_names
from .table import Column, Table

#: A spreadsheet takes a text that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = TypeVar("Cell")


def names_of(table: Table) -> list[str]:
    """The names of the columns in files made of a table; none is blank, none there twice."""
    return file_names([(one.name, one.store_name) for one in table.columns])


def cells_of(
    column: Column, said: Callable[[object], Cell], text: Callable[[str], Cell], nothing: Callable[[str], Cell]
) -> list[Cell]:
    """By index into ``column.cells``, a cell as a file has it.

    :param said: how a number, a day, an hour, yes or no is written
    :param text: how a text is written; a cell that its column's kind cannot read is the text that it is
    :param nothing: how a way of saying nothing is written, given as it stands in the file; "" for a blank one
    """
    found = []
    for code, (raw, value) in enumerate(zip(column.cells, column.values, strict=True)):
        void = column.voids.get(code)
        if void is Void.UNFIT:
            found.append(text(raw) if isinstance(raw, str) else said(raw))
        elif void is not None or value is None:
            found.append(nothing("" if void is Void.BLANK else text_of(raw)))
        else:
            found.append(text(value) if isinstance(value, str) else said(value))
    return found


def calculates(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return text.startswith(FORMULA)


def nothings(table: Table) -> list[str]:
    """Every way in which the table says nothing, as its file writes it, the blank one first."""
    found = {
        text_of(column.cells[code])
        for column in table.columns
        for code, void in column.voids.items()
        if void not in (Void.UNFIT, Void.BLANK)
    }
    return ["", *sorted(found)]
