"""Tables as CSV that a spreadsheet programme opens without taking a cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Spreadsheet programmes read a file as UTF-8 when it begins with this.
BOM = "\ufeff"
#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def table_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table with a row of names; what could be taken for a formula has an apostrophe in front."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue()


def as_written(cell: str) -> str:
    """A cell of such a table as it was before it got its apostrophe."""
    return cell[1:] if cell.startswith(_GUARD) and _is_formula(cell[1:]) else cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"{_GUARD}{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate; a dash alone is how people write that there is nothing."""
    return text.startswith(_FORMULA) and text != "-"
