"""What the columns of a file are: their names, and what their first rows hold, for comparing with what is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...codes.domain.values import is_filler
from .tables import Rows, header_of

#: Distinct values that are remembered; a column with more is no list of choices.
VALUES = 30
_LONGEST = 60

_INTEGER = r"-?(\d{1,3}([.,]\d{3})+|\d+)(\.0+)?"
_DECIMAL = r"-?(\d{1,3}(\.\d{3})+(,\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\d+([.,]\d+)?)(E[+-]?\d+)?%?"
_DATE = r"\d{4}-\d{1,2}-\d{1,2}([T ].*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{5}(\.\d+)?|(19|20)\d{2}(-\d{2})?"
_YES_NO = r"ya|tidak|y|t|ada|tidak ada|true|false|yes|no|0|1"
#: What a cell of a declared type looks like; anything is a text or a code.
_TYPES = {
    name: re.compile(pattern, re.I)
    for name, pattern in {"bilangan": _INTEGER, "desimal": _DECIMAL, "tanggal": _DATE, "ya_tidak": _YES_NO}.items()
}


class FileColumns(list[dict[str, Any]]):
    """Columns told from the file by the check itself: no caller of an action can send this type."""


def columns_of(rows: Rows) -> FileColumns:
    """Columns of a table, from its first rows.

    :param rows: cells as text, blank rows included
    :returns: per column ``nama``, and of what stands below ``bukan`` (type → row and cell of the first that is none),
        ``nilai`` (the distinct values, if they are few) and ``min``/``maks`` if all are numbers
    """
    found = header_of(rows)
    if found is None:
        return FileColumns()
    number, header = found
    body = [(at, row) for at, row in enumerate(rows, 1) if at > number]
    return FileColumns(_column(name, index, body) for index, name in enumerate(header))


def guessed_type(column: Mapping[str, Any]) -> str:
    """The type that all remembered cells of a column fit, the narrowest first; empty if there were no cells."""
    if not column.get("nilai") and "bukan" not in column:
        return ""
    wrong = column.get("bukan") or {}
    return next((name for name in ("bilangan", "desimal") if name not in wrong), "teks")


def number(text: str) -> float | None:
    """The number that a cell says, in Indonesian or English spelling; None if it says none."""
    text = text.strip().rstrip("%")
    if not _TYPES["desimal"].fullmatch(text):
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text) and (text.count(".") > 1 or "," in text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return float(text.replace(",", "."))


def _column(name: str, index: int, body: Sequence[tuple[int, Sequence[str]]]) -> dict[str, Any]:
    cells = list(_cells(index, body))
    wrong = {kind: first for kind, look in _TYPES.items() if (first := _first_unlike(look, cells))}
    values = list(dict.fromkeys(text for _, text in cells))
    found: dict[str, Any] = {"nama": name}
    if wrong:
        found["bukan"] = wrong
    if values and len(values) <= VALUES:
        found["nilai"] = values
    if cells and "desimal" not in wrong:
        numbers = [(value, at) for at, text in cells if (value := number(text)) is not None]
        if numbers:
            found |= {"min": list(min(numbers)), "maks": list(max(numbers))}
    return found


def _cells(index: int, body: Sequence[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, str]]:
    for at, row in body:
        text = row[index].strip() if index < len(row) else ""
        if text and not is_filler(text):
            yield at, text[:_LONGEST]


def _first_unlike(look: re.Pattern[str], cells: Sequence[tuple[int, str]]) -> list[Any] | None:
    return next(([at, text] for at, text in cells if not look.fullmatch(text)), None)
