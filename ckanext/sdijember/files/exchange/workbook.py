"""Opening a workbook (XLSX) that somebody sends, and what its cells say; hostile and broken files are refused early."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from ...kernel.domain.findings import N_, Finding, error
from ...tables.domain.grid import BeyondLimitError
from ...tables.domain.limits import Limits
from ...tables.exchange.archive import Archive
from ...tables.exchange.unreadable import UnreadableError
from ...tables.exchange.xlsx_marks import members
from ..domain.formats import declared_format
from ..domain.structured import DAMAGED
from .check import refused

#: Largest workbook that is taken, packed and unpacked; 1,000 lines of a form need a tenth of it.
MAX_BYTES = 10 << 20
MAX_UNPACKED = 40 << 20
#: Most columns of a row that are looked at.
MOST_COLUMNS = 60

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Za-z0-9:$]{2,40})\"")
_CHUNK = 1 << 20
#: Signs that Excel writes as codes and openpyxl leaves so.
_CODED_SIGNS = {"_X005F_": "_", "_X000D_": ""}
_CODED = re.compile("|".join(_CODED_SIGNS), re.IGNORECASE)
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

FORMULA = N_("This cell holds a formula. Replace it by its result (copy, then paste values only).")
EXCEL_ERROR = N_("This cell holds an error of the spreadsheet ({value}). Write the answer.")


@dataclass(frozen=True)
class Problem:
    """Something wrong with a workbook.

    :param finding: what; ``finding.row`` is the line of the form (from 1), 0 if it is about no line
    :param cell: where, such as "B7" or "A1:C1"; empty if it is about the file
    :param line: number of that row in the sheet, 0 if it is about none
    :param label: name of the column by language
    :param sheet: name of the sheet
    """

    finding: Finding
    cell: str = ""
    line: int = 0
    label: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


class SheetError(ValueError):
    """A workbook that cannot be taken; ``problems`` are all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("; ".join(f"{p.cell} {p.finding.message}".strip() for p in problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Cell:
    """What one cell says.

    :param column: number of the column, from 1
    :param value: text, or "" if it says nothing
    :param problem: why the value cannot be taken
    """

    column: int
    value: str
    problem: Finding | None = None


class Workbook:
    """The visible sheets of a workbook, read row by row.

    :param data: the bytes of the file
    :raises SheetError: it is no XLSX, broken, protected, too large, or it unpacks to more than any form has
    """

    def __init__(self, data: bytes):
        self._data, archive = data, _opened(data)
        try:
            self._members = {name: one for name, one in members(archive).items() if "worksheets/" in one}
            self._book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        except Exception as problem:
            # whatever a library says of a file that somebody made up, it cannot be read
            raise SheetError([Problem(error("upload", DAMAGED))]) from problem
        self.names = [one.title for one in self._book.worksheets if one.sheet_state == "visible"]
        self.names = [name for name in self.names if name in self._members]
        if not self.names:
            raise SheetError([Problem(error("upload", DAMAGED))])

    def rows(self, name: str) -> Iterator[tuple[int, list[Cell]]]:
        """Filled rows of a sheet with their numbers; cells that say nothing are left out.

        :raises SheetError: the sheet breaks off
        """
        sheet = self._book[name]
        sheet.reset_dimensions()
        empty: object = None
        try:
            for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
                # openpyxl gives the same row again for each of a million that are not there
                if row is empty:
                    continue
                cells = [cell for at, found in enumerate(row, 1) if (cell := _cell(at, found))]
                if cells:
                    yield number, cells
                else:
                    empty = row
        except SheetError:
            raise
        except Exception as problem:
            raise SheetError([Problem(error("upload", DAMAGED), sheet=name)]) from problem

    def merged(self, name: str) -> list[str]:
        """Ranges of merged cells of a sheet, such as "A1:C1"."""
        found: dict[str, None] = {}
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive, archive.open(self._members[name]) as member:
            tail = b""
            while chunk := member.read(_CHUNK):
                window = tail + chunk
                found |= {match.decode().replace("$", ""): None for match in _MERGED.findall(window)}
                tail = window[-200:]
        return [span for span in found if _is_range(span)]


def last_row(span: str) -> int:
    """Number of the last row of a range."""
    return range_boundaries(span)[3] or 0


def columns(span: str) -> range:
    """Numbers of the columns of a range."""
    first, _, last, _ = range_boundaries(span)
    return range(first or 1, min(last or MOST_COLUMNS, MOST_COLUMNS) + 1)


def _opened(data: bytes) -> Archive:
    """Look through the file before anything else unpacks it.

    :raises SheetError: it is not a workbook that can be taken
    """
    stream, limits = io.BytesIO(data), Limits(bytes=MAX_BYTES, unpacked=MAX_UNPACKED)
    if at_once := refused(stream, declared_format("XLSX", ""), limits):
        raise SheetError([Problem(one) for one in at_once])
    try:
        return Archive(stream, limits)
    except UnreadableError as problem:
        raise SheetError([Problem(one) for one in problem.remarks]) from problem
    except BeyondLimitError as problem:
        message = N_("The file unpacks to more than {size} MB; a form needs far less. Start again from the template.")
        raise SheetError([Problem(error("upload", message, size=MAX_UNPACKED >> 20))]) from problem


def _cell(column: int, cell: Any) -> Cell | None:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Cell(column, str(getattr(cell.value, "text", cell.value)), error("", FORMULA))
    if cell.data_type == "e":
        return Cell(column, str(cell.value), error("", EXCEL_ERROR, value=str(cell.value)))
    text = _said(cell.value, str(cell.number_format or ""))
    return Cell(column, text) if text.strip() else None


def _said(value: Any, shape: str) -> str:
    """A value as the sheet shows it."""
    if isinstance(value, str):
        return _CODED.sub(lambda match: _CODED_SIGNS[match[0].upper()], value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, shape)
    if isinstance(value, datetime | date):
        return _date(value, shape)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _number(value: float, shape: str) -> str:
    if shape.rstrip().endswith("%"):
        return f"{value * 100:.12g}%".replace(".", ",")
    whole = isinstance(value, int) or value.is_integer()
    return f"{int(value)}" if whole and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")


def _date(value: date, shape: str) -> str:
    """ "Juni 2025", typed into a sheet, became a date that is shown without its day."""
    signs = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", shape).lower()
    if "d" not in signs and "y" in signs:
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in signs else str(value.year)
    if isinstance(value, datetime) and value.time() != time.min:
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")


def _is_range(span: str) -> bool:
    try:
        range_boundaries(span)
    except (ValueError, TypeError):
        return False
    return True
