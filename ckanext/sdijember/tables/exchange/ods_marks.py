"""What the library that decodes an ODS does not tell: merged cells, errors, formulas without a result, reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from ..domain.grid import BeyondLimitError
from ..domain.limits import Limits
from .archive import Archive
from .unreadable import damaged
from .xlsx_marks import Marks

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_ERRORS = ("#", "Err:")
_GONE = ("collapse", "filter")
_LAST_COLUMN, _MOST = 16_384, 10_000


def marks_of(archive: Archive, limits: Limits) -> dict[str, Marks]:
    """Look through all sheets, by their names.

    :raises BeyondLimitError: repeated cells make more of them than are taken
    :raises UnreadableError: it is no XML
    """
    look = _Look(limits)
    try:
        for chunk in archive.chunks("content.xml"):
            look.parser.Parse(chunk, False)
        look.parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, ValueError) as problem:
        if isinstance(problem, BeyondLimitError):
            raise
        raise damaged() from problem
    return look.sheets


class _Look:
    def __init__(self, limits: Limits) -> None:
        self.limits, self.sheets = limits, dict[str, Marks]()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        self.marks: Marks | None = None
        self.row, self.column = 1, 1
        self.times_row, self.times = 1, 1
        self.filled_row = self.hidden_row = False
        self.defined = 1
        self.attributes: Mapping[str, str] = {}
        self.said: list[str] | None = None

    def _start(self, tag: str, attributes: dict[str, Any]) -> None:
        if tag == f"{_TABLE}table":
            self.marks = self.sheets.setdefault(attributes.get(f"{_TABLE}name", ""), Marks())
            self.row = self.defined = 1
        elif tag == f"{_TABLE}table-column" and self.marks is not None:
            times = _count(attributes.get(f"{_TABLE}number-columns-repeated"))
            if attributes.get(f"{_TABLE}visibility") in _GONE:
                self.marks.hidden_columns.update(range(self.defined, self.defined + min(times, _LAST_COLUMN)))
            self.defined += times
        elif tag == f"{_TABLE}table-row":
            self.column, self.filled_row = 1, False
            self.hidden_row = attributes.get(f"{_TABLE}visibility") in _GONE
            self.times_row = _count(attributes.get(f"{_TABLE}number-rows-repeated"))
        elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.attributes, self.said = attributes, []
            self.times = _count(attributes.get(f"{_TABLE}number-columns-repeated"))

    def _text(self, text: str) -> None:
        if self.said is not None and len(self.said) < 100:
            self.said.append(text)

    def _end(self, tag: str) -> None:
        if tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and self.said is not None:
            self._cell("".join(self.said).strip())
            self.column += self.times
            self.said = None
        elif tag == f"{_TABLE}table-row" and self.marks is not None:
            if self.filled_row:
                if self.hidden_row:
                    self.marks.hidden_rows.update(range(self.row, self.row + min(self.times_row, _MOST)))
                self.marks.rows = self.row + self.times_row - 1
                cells = self.marks.rows * self.marks.columns
                if cells > self.limits.cells:
                    raise BeyondLimitError("cells", cells, self.limits.cells)
            self.row += self.times_row
        elif tag == f"{_TABLE}table":
            self.marks = None

    def _cell(self, said: str) -> None:
        marks, attributes = self.marks, self.attributes
        if marks is None:
            return
        kind = attributes.get(f"{_OFFICE}value-type", "")
        if said or kind:
            self.filled_row = True
            marks.columns = max(marks.columns, self.column + self.times - 1)
        across = _count(attributes.get(f"{_TABLE}number-columns-spanned"))
        down = _count(attributes.get(f"{_TABLE}number-rows-spanned"))
        if across > 1 or down > 1:
            marks.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        formula = f"{_TABLE}formula" in attributes
        if attributes.get(f"{_CALC}value-type") == "error" or (formula and said.startswith(_ERRORS)):
            marks.errors.append((self.row, self.column, said[:40]))
        elif formula and not kind:
            marks.no_values.append((self.row, self.column))


def _count(text: str | None) -> int:
    return min(int(text), 1 << 21) if text and text.isdigit() else 1
