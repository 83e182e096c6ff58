"""The one reader: a data file in, one table out. Nothing else opens a data file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from ..domain.assemble import Draft, assemble
from ..domain.decisions import corrections
from ..domain.declared import Dictionary
from ..domain.grid import BeyondLimitError, Grid
from ..domain.limits import DEFAULT, Limits
from ..domain.notices import beyond, no_data
from ..domain.remarks import Remark
from ..domain.table import Outcome, Sheet, Table
from . import json_file, text_file, workbook
from .persons import persons
from .unreadable import UnreadableError, damaged, other_format

#: Formats (of the list ``format_berkas``) that become a table.
FORMATS = frozenset({"CSV", "XLSX", "XLS", "ODS", "JSON", "GeoJSON"})
#: So many remarks are given; the rest is found when these are gone.
MOST = 200
#: So many rows are shown to the producer as they stand.
_HEAD, _HEAD_COLUMNS, _HEAD_CELL = 30, 100, 200
_HTML = re.compile(rb"\s*(?:<!--[^>]{0,400}-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.I)
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(
    stream: BinaryIO,
    format: str,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
    limits: Limits = DEFAULT,
    filename: str = "",
) -> Outcome:
    """Read a data file into its one table.

    Whatever the bytes are, it answers: what cannot be read is a remark. In a request or a job call
    ``process.read_apart`` instead, which gives the same and cannot hang or eat the memory.

    :param stream: the bytes, seekable; left anywhere
    :param format: code of the list ``format_berkas``; one that is not in FORMATS gives no table and no remark
    :param given: what the producer decided otherwise, or everything that was decided before (``Decisions.stored``),
        as ``decisions.corrections`` takes it
    :param dictionary: the declared columns
    :param limits: how much the file may hold
    :param filename: its name on the sender's computer, which may tell of persons too
    :raises CorrectionError: the corrections are none
    """
    fixed = corrections(given or {})
    if format not in FORMATS:
        return Outcome(None)
    sheets: tuple[Sheet, ...] = ()
    book: workbook.Workbook | None = None
    try:
        size = stream.seek(0, 2)
        if not size:
            raise UnreadableError(no_data())
        if size > limits.bytes:
            raise BeyondLimitError("bytes", size, limits.bytes)
        _as_declared(stream, format)
        if format in ("XLSX", "XLS", "ODS"):
            book = workbook.opened(stream, format, limits)
            sheets = book.sheets
            grid, decisions, remarks = workbook.grid_of(book, fixed, limits)
        elif format == "CSV":
            grid, decisions, remarks = text_file.grid_of(stream, fixed, limits)
        else:
            grid, decisions, remarks = json_file.grid_of(stream, format, fixed, limits)
        remarks += persons(stream, format, grid, book, filename)
        return _outcome(Draft(grid, format, decisions, fixed, dictionary or {}, limits, remarks), sheets)
    except UnreadableError as problem:
        return Outcome(None, problem.decisions, problem.remarks, sheets)
    except BeyondLimitError as problem:
        return Outcome(None, remarks=(beyond(problem),), sheets=sheets)


def _outcome(draft: Draft, sheets: tuple[Sheet, ...]) -> Outcome:
    head = _head(draft.grid)
    table: Table | None = None
    try:
        table = assemble(draft)
    except BeyondLimitError as problem:
        draft.remarks.append(beyond(problem, draft.grid.name))
    return Outcome(table, draft.decisions, _sorted(draft.remarks), sheets, head)


def _sorted(remarks: list[Remark]) -> tuple[Remark, ...]:
    """Worst first: what stops the file, what stops the submission, what informs."""
    return tuple(sorted(remarks, key=lambda one: (one.level != "error", one.missing))[:MOST])


def _head(grid: Grid) -> tuple[tuple[int, tuple[str, ...]], ...]:
    numbers = range(1, min(grid.height, _HEAD) + 1)
    return tuple((at, tuple(text[:_HEAD_CELL] for text in grid.texts(at)[:_HEAD_COLUMNS])) for at in numbers)


def _as_declared(stream: BinaryIO, format: str) -> None:
    """Whether the first bytes are those of the declared format.

    :raises UnreadableError: they are of another
    """
    stream.seek(0)
    head = stream.read(8192)
    packed, ole = head.startswith(_ZIP), head.startswith(_OLE)
    # UTF-16 is Latin-1 with a zero beside each letter
    if _HTML.match(head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")):
        raise other_format(format, "HTML")
    if format in ("XLSX", "ODS"):
        if ole:
            raise other_format(format, "XLS")
        if not packed:
            raise damaged()
    elif format == "XLS":
        if packed:
            raise other_format(format, "XLSX")
        if not ole:
            raise damaged()
    elif packed or ole:
        raise other_format(format, "XLSX" if packed else "XLS")
