"""Looks for numbers of persons in an uploaded file, and for what its columns are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ...kernel.domain.findings import N_, Finding, lack
from ...tables.domain import personal
from .columns import FileColumns, columns_of
from .tables import all_rows, head_rows
from .workbooks import members, ods_head, xlsx_all, xlsx_head

_CHUNK = 1 << 20
_OVERLAP = 64
#: So many are named; the rest is found when these are gone.
_NAMED = 5
_HEADS = {"CSV": head_rows, "XLSX": xlsx_head, "ODS": ods_head}
_IN_ZIP = frozenset({"XLSX", "ODS", "ZIP"})

IN_CELL = N_(
    "Row {row}, column {column} looks like a {kind} ({masked}). "
    "Delete what tells of persons, then upload the file anew."
)
IN_SHEET = N_(
    "Sheet “{sheet}”, row {row}, column {column} looks like a {kind} ({masked}). "
    "Delete what tells of persons, then upload the file anew."
)
IN_TEXT = N_("The file holds what looks like a {kind} ({masked}). Delete what tells of persons, then upload it anew.")


def file_columns(stream: BinaryIO, code: str) -> FileColumns:
    """Columns of a file that the check has let pass; none if it is no table.

    :param code: its format, of the list ``format_berkas``
    """
    if code not in _HEADS:
        return FileColumns()
    stream.seek(0)
    return columns_of(_HEADS[code](stream))


def find_persons(stream: BinaryIO, code: str) -> list[Finding]:
    """NIK and NIP in a file: they do not stop the upload, so that all else can be seen to, but the submission.

    :param code: its format, of the list ``format_berkas``
    """
    stream.seek(0)
    texts = list(_suspicious(stream, code))
    if not texts or code == "PDF":
        return []
    stream.seek(0)
    if code == "CSV":
        return [_in_cell(*one) for one in personal.find_in_table(all_rows(stream))[:_NAMED]]
    if code == "XLSX":
        return _in_sheets(stream)[:_NAMED]
    found = {(one.kind, one.masked): one for text in texts for one in personal.find(text)}
    return [lack("upload", IN_TEXT, kind=one.kind, masked=one.masked) for one in found.values()][:_NAMED]


def _in_sheets(stream: BinaryIO) -> list[Finding]:
    sheets: dict[str, list[tuple[int, list[str]]]] = {}
    for name, number, cells in xlsx_all(stream):
        if any(len(cell) >= 16 for cell in cells):
            sheets.setdefault(name, []).append((number, cells))
    found = [(name, one) for name, rows in sheets.items() for one in personal.find_in_table(rows)]
    return [
        lack("upload", IN_SHEET, sheet=name, row=row, column=column, kind=one.kind, masked=one.masked)
        for name, (row, column, one) in found
    ]


def _in_cell(row: int, column: int, found: personal.Found) -> Finding:
    return lack("upload", IN_CELL, row=row, column=column, kind=found.kind, masked=found.masked)


def _suspicious(stream: BinaryIO, code: str) -> Iterator[str]:
    """Pieces of the content that hold a long number; reading bytes is far quicker than reading cells."""
    if code in _IN_ZIP:
        try:
            for member in members(stream):
                yield from _pieces(member)
        except (zipfile.BadZipFile, RuntimeError, ValueError):
            return
    else:
        yield from _pieces(iter(lambda: stream.read(_CHUNK), b""))


def _pieces(chunks: Iterable[bytes]) -> Iterator[str]:
    tail = b""
    for chunk in chunks:
        window = tail + chunk
        # UTF-16, as in old workbooks, is Latin-1 with a zero after each letter
        for text in {window, window.replace(b"\0", b"")}:
            if personal.SUSPICIOUS.search(text):
                yield io.TextIOWrapper(io.BytesIO(text), "latin-1").read()
        tail = window[-_OVERLAP:]
