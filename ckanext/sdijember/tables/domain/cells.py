"""What one cell may say: the kinds of a column, the ways of saying nothing, and how a cell is named."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

#: A cell as its file has it: text of a text file; of a workbook or JSON also a number, a day, an hour, yes or no.
Raw: TypeAlias = "str | int | Decimal | bool | date | datetime | time"
#: A cell as its column's kind reads it; None where it says nothing, or nothing that fits.
Value: TypeAlias = "str | int | Decimal | bool | date | datetime | time | None"


class Kind(str, Enum):
    """What the cells of a column are; the words are those that are stored and sent."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    CODE = "code"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """Whether its values can be added up."""
        return self in (Kind.INTEGER, Kind.DECIMAL)


class Void(str, Enum):
    """Ways of saying nothing, which are kept apart: ``0`` is a number, and none of them.

    UNFIT is no word of the producer: the cell says something, but nothing that its column's kind can read.
    """

    BLANK = ""
    DASH = "-"
    DOTS = "…"
    NOT_AVAILABLE = "n.a."
    UNFIT = "?"


_VOIDS = (
    (Void.BLANK, re.compile(r"\s*")),
    (Void.DASH, re.compile(r"\s*[-–—−]{1,3}\s*")),
    (Void.DOTS, re.compile(r"\s*(?:…+|\.{2,6})\s*")),
    (Void.NOT_AVAILABLE, re.compile(r"\s*(?:n[./]?a\.?|#n/a)\s*", re.IGNORECASE)),
)
#: No way of saying nothing is longer; longer cells need not be asked.
_LONGEST_VOID = 12
_VOID_BEGINS = frozenset((*"-–—−….nN# \t\n", ""))


def void_of(raw: Raw) -> Void | None:
    """In which way a cell says nothing; None if it says something."""
    if not isinstance(raw, str):
        return None
    if len(raw) > _LONGEST_VOID or raw[:1] not in _VOID_BEGINS:
        return Void.BLANK if raw.isspace() else None
    return next((void for void, look in _VOIDS if look.fullmatch(raw)), None)


def text_of(raw: Raw | Value) -> str:
    """A cell as a text file would write it: numbers with a point and no exponent, days and hours in ISO 8601."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, Decimal):
        return f"{raw:f}"
    if isinstance(raw, datetime):
        return raw.isoformat(" ")
    return str(raw)


def letters(column: int) -> str:
    """The letters of a column of a sheet, from 1: 1 → A, 28 → AB."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it; row and column from 1, or 0 where only one of them is meant."""
    return f"{letters(column)}{row or ''}"
