"""What is said of the cells of one column: of another kind than the rest, not in the list, too long, all empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...kernel.domain.findings import N_, Named
from .cells import Kind, Void, address, text_of
from .decisions import Decision
from .declared import Declared, key
from .grid import BeyondLimitError
from .limits import Limits
from .notices import NAMED, ask_format, beyond
from .remarks import Remark, remark
from .table import Column

_MIXED = N_(
    "Most cells of the column “{name}” are {kind}, but not “{value}” ({count} such cells: {cells}). "
    "Correct them, or say that the column is text."
)
_UNFIT = N_("The column “{name}” should hold {kind}, but not “{value}” ({count} such cells: {cells}). Correct them.")
_STRANGE = N_(
    "“{value}” is none of the values declared for the column “{name}” ({count} such cells: {cells}). "
    "Correct the cells or the list."
)
_EMPTY = N_("The column “{name}” is empty in every row. Fill it in, or take it out.")
_DIGITS_LOST = N_(
    "The number has more than 15 digits, and a spreadsheet does not keep the others ({count} such cells). "
    "Enter it as text."
)
_PERCENT = N_(
    "Some cells of the column “{name}” have a percent sign and some do not ({cells}). Write all of them in one way."
)
_AS_TEXT = N_(
    "Numbers of the column “{name}” are entered as text ({count} such cells: {cells}) and were read as numbers."
)
_KINDS = {
    Kind.INTEGER: Named({"id": "bilangan bulat", "en": "whole numbers"}),
    Kind.DECIMAL: Named({"id": "angka", "en": "numbers"}),
    Kind.BOOLEAN: Named({"id": "ya atau tidak", "en": "yes or no"}),
    Kind.DATE: Named({"id": "tanggal", "en": "dates"}),
    Kind.TIME: Named({"id": "jam", "en": "hours"}),
    Kind.DATETIME: Named({"id": "tanggal dan jam", "en": "dates with hours"}),
    Kind.CODE: Named({"id": "kode", "en": "codes"}),
    Kind.TEXT: Named({"id": "teks", "en": "text"}),
}
#: What is shown of a cell.
_SHOWN = 40
_EXACT = 10**15


def on_column(
    column: Column,
    rows: Sequence[int],
    sheet: str,
    decided: Mapping[str, Decision],
    declared: Declared | None,
    limits: Limits,
) -> Iterator[Remark]:
    """Everything that is to be said of a column.

    :param rows: by index, number of the row in the sheet
    :param decided: what was decided of it
    """
    place = _Place(column, rows, sheet)
    longest = max((len(raw) for raw in column.cells if isinstance(raw, str)), default=0)
    if longest > limits.cell_length:
        at = next(i for i, raw in enumerate(column.cells) if isinstance(raw, str) and len(raw) == longest)
        yield beyond(BeyondLimitError("cell_length", longest, limits.cell_length), sheet, place.cell(at))
    if all(void is Void.BLANK for void in map(column.voids.get, range(len(column.cells)))):
        yield remark("empty-column", _EMPTY, sheet=sheet, cell=address(0, column.position), name=column.name)
        return
    yield from _unfit(place, decided["kind"])
    yield from _asked(place, decided)
    yield from _strange(place, declared)
    yield from _lost(place)
    yield from _percent(place)
    yield from _as_text(place)


class _Place:
    """Where the cells of a column stand."""

    def __init__(self, column: Column, rows: Sequence[int], sheet: str) -> None:
        self.column, self.rows, self.sheet = column, rows, sheet

    def cell(self, code: int) -> str:
        """The first cell that holds one of the column's distinct cells."""
        return address(self.rows[self.column.codes.index(code)], self.column.position)

    def found(self, codes: Sequence[int]) -> dict[str, Any]:
        """Place and number of the rows that hold one of ``codes``, as parameters of a remark."""
        wanted = set(codes)
        rows = [self.rows[at] for at, code in enumerate(self.column.codes) if code in wanted]
        cells = ", ".join(address(row, self.column.position) for row in rows[:NAMED])
        first = self.column.cells[self.column.codes[self.rows.index(rows[0])]]
        return {
            "sheet": self.sheet,
            "cell": address(rows[0], self.column.position),
            "row": rows[0],
            "name": self.column.name,
            "value": text_of(first).strip()[:_SHOWN],
            "count": len(rows),
            "cells": cells + (", …" if len(rows) > NAMED else ""),
        }


def _unfit(place: _Place, kind: Decision) -> Iterator[Remark]:
    codes = [code for code, void in place.column.voids.items() if void is Void.UNFIT]
    if not codes:
        return
    code, message = ("unfit", _UNFIT) if kind.certain else ("mixed-types", _MIXED)
    of = _KINDS[place.column.kind]
    yield remark(code, message, "error", missing=True, kind=of, **place.found(codes))


def _asked(place: _Place, decided: Mapping[str, Decision]) -> Iterator[Remark]:
    for name in ("number_format", "date_format"):
        if name not in decided or decided[name].certain:
            continue
        code = next(at for at, raw in enumerate(place.column.cells) if _is_doubtful(raw, name))
        row = place.rows[place.column.codes.index(code)]
        value = text_of(place.column.cells[code]).strip()[:_SHOWN]
        yield ask_format(name, place.sheet, place.column.position, row, value)


def _is_doubtful(raw: object, name: str) -> bool:
    if not isinstance(raw, str):
        return False
    signs = ".," if name == "number_format" else "/-."
    return any(sign in raw for sign in signs) and any(map(str.isdigit, raw))


def _strange(place: _Place, declared: Declared | None) -> Iterator[Remark]:
    if declared is None or not declared.values:
        return
    allowed = {key(value) for value in declared.values}
    column = place.column
    codes = [
        code for code, raw in enumerate(column.cells) if code not in column.voids and key(text_of(raw)) not in allowed
    ]
    if codes:
        yield remark("not-in-list", _STRANGE, "error", missing=True, **place.found(codes))


def _lost(place: _Place) -> Iterator[Remark]:
    codes = [
        code
        for code, raw in enumerate(place.column.cells)
        if isinstance(raw, int | Decimal) and not isinstance(raw, bool) and abs(raw) >= _EXACT and raw == int(raw)
    ]
    if codes:
        yield remark("digits-lost", _DIGITS_LOST, **place.found(codes))


def _percent(place: _Place) -> Iterator[Remark]:
    column = place.column
    if not column.kind.numeric:
        return
    signed = [code for code, raw in enumerate(column.cells) if isinstance(raw, str) and "%" in raw]
    if signed and len(signed) + len(column.voids) < len(column.cells):
        yield remark("percent-mixed", _PERCENT, **place.found(signed))


def _as_text(place: _Place) -> Iterator[Remark]:
    """In a workbook, or a JSON: some are numbers, and some only look like it."""
    column = place.column
    if not column.kind.numeric:
        return
    said = [code for code in range(len(column.cells)) if code not in column.voids]
    texts = [code for code in said if isinstance(column.cells[code], str)]
    if texts and len(texts) < len(said):
        yield remark("number-as-text", _AS_TEXT, **place.found(texts))
