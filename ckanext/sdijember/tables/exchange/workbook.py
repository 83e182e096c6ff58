"""Workbooks (XLSX, XLS, ODS): bytes to the grid of the one sheet that is the table, and a look at all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

import python_calamine as calamine

from ..domain.cells import Raw
from ..domain.decisions import Decision, Decisions
from ..domain.grid import BeyondLimitError, Grid, gather
from ..domain.limits import Limits
from ..domain.notices import ask_sheet, hidden, no_data
from ..domain.remarks import Remark
from ..domain.table import Sheet
from . import ods_marks, xls_marks, xlsx_marks
from .archive import Archive
from .unreadable import UnreadableError, damaged, password
from .xlsx_marks import Marks

_HIDDEN = (
    (calamine.SheetVisibleEnum.Hidden, "hidden"),
    (calamine.SheetVisibleEnum.VeryHidden, "very hidden"),
)
_DAY = timedelta(days=1)


@dataclass
class Workbook:
    """An opened workbook.

    :param sheets: every sheet of cells, in its order
    """

    book: Any
    sheets: tuple[Sheet, ...]
    archive: Archive | None = None
    marks: dict[str, Marks] = field(default_factory=dict)
    _last: tuple[str, Any] | None = field(default=None, repr=False)

    def rows(self, name: str) -> Iterator[list[Raw]]:
        """The cells of a sheet, from its first row and column on.

        :raises UnreadableError: the sheet is damaged
        """
        sheet = self._decoded(name)
        if sheet.start is None:
            return
        left: list[Raw] = [""] * sheet.start[1]
        rows = iter(sheet.iter_rows())
        while (row := _guarded(lambda: next(rows, None))) is not None:
            yield [*left, *map(_raw, row)] if left else list(map(_raw, row))

    def _decoded(self, name: str) -> Any:
        """A sheet; the last one is kept, for it is asked for twice."""
        if self._last is None or self._last[0] != name:
            self._last = None
            self._last = (name, _guarded(lambda: self.book.get_sheet_by_name(name)))
        return self._last[1]

    def merged(self, name: str) -> list[tuple[int, int, int, int]]:
        """Merged ranges of a sheet: first row, first column, last row, last column, from 1."""
        if name in self.marks and self.marks[name].merged:
            return self.marks[name].merged
        sheet = self._decoded(name)
        spans = _guarded(lambda: sheet.merged_cell_ranges) or []
        return sorted((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in spans)


def opened(stream: BinaryIO, format: str, limits: Limits) -> Workbook:
    """Open a workbook.

    :raises UnreadableError: it cannot be
    :raises BeyondLimitError: there is more in it than is taken
    """
    archive = None if format == "XLS" else Archive(stream, limits)
    marks: dict[str, Marks] = {}
    if archive is not None and format == "ODS":
        marks = ods_marks.marks_of(archive, limits)
    elif archive is not None and "xl/workbook.xml" in archive.names:
        members = xlsx_marks.members(archive)
        _few(len(members), limits)
        marks = {
            name: _marks(archive, name, member, limits)
            for name, member in members.items()
            if "sheets/" in member and "chartsheets/" not in member
        }
    stream.seek(0)
    book = _guarded(lambda: calamine.CalamineWorkbook.from_filelike(stream))
    found = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    _few(len(found), limits)
    sheets = tuple(_sheet(book, one, marks.get(one.name)) for one in found)
    if archive is None:
        marks = xls_marks.marks_of(stream, [one.name for one in sheets])
    return Workbook(book, sheets, archive, marks)


def _marks(archive: Archive, name: str, member: str, limits: Limits) -> Marks:
    try:
        return xlsx_marks.marks_of(archive, member, limits)
    except BeyondLimitError as problem:
        problem.sheet = name
        raise


def _few(sheets: int, limits: Limits) -> None:
    if sheets > limits.sheets:
        raise BeyondLimitError("sheets", sheets, limits.sheets)


def _sheet(book: Any, found: Any, marks: Marks | None) -> Sheet:
    visibility = next((name for state, name in _HIDDEN if found.visible == state), "visible")
    if marks is not None:
        return Sheet(found.name, visibility, marks.rows, marks.columns)
    end = _guarded(lambda: book.get_sheet_by_name(found.name)).end
    return Sheet(found.name, visibility, *((end[0] + 1, end[1] + 1) if end else (0, 0)))


def grid_of(book: Workbook, fixed: Decisions, limits: Limits) -> tuple[Grid, Decisions, list[Remark]]:
    """The cells of the sheet that is the table: the only visible one with data, or the one its producer says.

    :raises UnreadableError: no visible sheet holds data
    :raises BeyondLimitError: the sheet holds more than is taken
    """
    remarks = [hidden(one.name) for one in book.sheets if one.visibility != "visible"]
    decision = _chosen(book.sheets, fixed.file.get("sheet"))
    if decision is None:
        raise UnreadableError(no_data(), *remarks)
    if not decision.certain:
        remarks.append(ask_sheet(decision.value, decision.alternatives))
    name = decision.value
    grid = gather(book.rows(name), limits, name)
    grid.merged = book.merged(name)
    if name in book.marks:
        grid.hidden_rows, grid.hidden_columns = book.marks[name].hidden_rows, book.marks[name].hidden_columns
        grid.errors, grid.no_values = book.marks[name].errors, book.marks[name].no_values
        for row, column, _ in grid.errors:
            grid.clear(row, column)
    return grid, Decisions({"sheet": decision}), remarks


def _chosen(sheets: Sequence[Sheet], fixed: Decision | None) -> Decision | None:
    names = [one.name for one in sheets if one.visibility == "visible" and one.rows]
    if fixed is not None and fixed.value in names:
        return fixed
    if not names:
        return None
    large = [one.name for one in sheets if one.name in names and one.rows > 1] or names
    return Decision(large[0], len(names) == 1, tuple(name for name in names if name != large[0]))


def _raw(value: Any) -> Raw:
    """A decoded cell; numbers as a spreadsheet shows them at most, with 15 digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        return Decimal(f"{value:.15g}")
    if isinstance(value, timedelta):
        return (datetime.min + value).time() if timedelta(0) <= value < _DAY else _hours(value)
    return value


def _hours(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _guarded(deed: Callable[[], Any]) -> Any:
    """What the decoding library does; whatever it says of a file that somebody made up, the file cannot be read."""
    try:
        return deed()
    except calamine.PasswordError as problem:
        raise password() from problem
    except (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as problem:
        # its panics are no Exception
        raise damaged() from problem
