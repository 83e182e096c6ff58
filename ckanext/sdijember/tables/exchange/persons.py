"""Looks for persons in every corner of a file: all sheets, comments, properties, caches, names."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from ...kernel.domain.findings import Named
from ..domain import person_notices as notices
from ..domain import personal
from ..domain.grid import Grid
from ..domain.remarks import Remark
from .archive import Archive
from .unreadable import UnreadableError
from .workbook import Workbook

#: So many are named; the rest is found when these are gone.
NAMED = 20
_CHUNK, _OVERLAP = 1 << 20, 4096
_MARKUP = re.compile(r"[<>\"'=]")
#: Tags between which a text goes on: parts of one cell or paragraph that look different.
_INNER = re.compile(r"</?(?:\w{1,20}:)?(?:r|t|rPr|b|i|u|sz|color|rFont|family|scheme|charset|span)(?:\s[^<>]*)?/?>")
_TEXT = (".xml", ".rels", ".vml", ".txt", ".json", ".html")
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f\b[^<>]*>([^<>]{16,8192})<")
_END = re.compile(rb"</(?:\w{1,20}:)?sheetData\s*>")
_SHORT_PARTS = ("docProps/", "meta.xml", "comments", "threadedComment", "persons/", "drawings/")


def persons(
    stream: BinaryIO, format: str, grid: Grid | None, book: Workbook | None, filename: str = ""
) -> list[Remark]:
    """Persons in a file, those in cells first.

    :param grid: the sheet that is the table; None if there is none
    :param book: the workbook, if it is one
    :param filename: its name on the sender's computer
    """
    found = list(notices.in_grid(grid)) if grid is not None else []
    if book is not None:
        found += _in_sheets(book, grid.name if grid is not None else None)
    known = {str(one.params.get("masked", ""))[:4] for one in found}
    found += notices.elsewhere(notices.FILE_NAME, PurePath(filename).stem, contacts=True)
    if book is not None:
        found += notices.elsewhere(notices.SHEET_NAME, "\n".join(one.name for one in book.sheets), contacts=True)
    if book is not None and book.archive is not None:
        found += _in_members(book.archive, bool(known))
    elif format in ("XLS", "JSON", "GeoJSON") or grid is None:
        found += _new(notices.CONTENT if format != "XLS" else notices.HIDDEN_PARTS, _bytes(stream), bool(known))
    return list({(one.code, one.sheet, one.cell, str(one.params.get("masked"))): one for one in found}.values())[:NAMED]


def _in_sheets(book: Workbook, table: str | None) -> Iterator[Remark]:
    for sheet in book.sheets:
        if sheet.name != table:
            try:
                yield from notices.in_rows(sheet.name, book.rows(sheet.name))
            except UnreadableError:
                # what cannot be read cell by cell is looked through as text, with all other parts
                continue


def _in_members(archive: Archive, alarmed: bool) -> Iterator[Remark]:
    """Every part of a packed workbook. Where cells tell of persons anyhow, strings and sheets repeat them."""
    for name in archive.names:
        if not name.endswith(_TEXT):
            continue
        if name.startswith(("docProps/", "meta.xml")):
            place: Named = notices.PROPERTIES
        elif "omment" in name or "persons/" in name:
            place = notices.COMMENTS
        else:
            place = notices.HIDDEN_PARTS
        cells = name == "content.xml" or name.startswith("xl/sharedStrings")
        if cells and alarmed:
            continue
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            # its cells are looked through one by one
            yield from _once(place, _beside_cells(archive.chunks(name)), always=False)
            continue
        short = any(part in name for part in _SHORT_PARTS)
        yield from _once(place, _pieces(archive.chunks(name)), contacts=short, always=short)


def _new(place: Named, chunks: Iterable[bytes], alarmed: bool) -> Iterator[Remark]:
    if not alarmed:
        yield from _once(place, _pieces(chunks))


def _once(place: Named, pieces: Iterable[bytes], *, contacts: bool = False, always: bool = False) -> Iterator[Remark]:
    """What is found in a part; each kind once."""
    said: set[str] = set()
    for piece in pieces:
        if not always and not personal.SUSPICIOUS.search(piece):
            continue
        text = io.TextIOWrapper(io.BytesIO(piece), "utf-8", errors="replace").read()
        for one in notices.elsewhere(place, _plain(text), contacts):
            if one.code not in said:
                said.add(one.code)
                yield one


def _plain(text: str) -> str:
    """The text of XML and of its attributes: tags within a word gone, others as ends of lines."""
    return html.unescape(_MARKUP.sub("\n", _INNER.sub("", text))) if "<" in text else text


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    tail = b""
    for chunk in chunks:
        window = tail + chunk
        yield window
        if b"\0" in window:
            # UTF-16, as in old workbooks, is Latin-1 with a zero after each letter
            yield window.replace(b"\0", b"")
        tail = window[-_OVERLAP:]


def _beside_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What a sheet of an XLSX holds beside the values of its cells: formulas, and all that follows the cells."""
    after = False
    for piece in _pieces(chunks):
        end = _END.search(piece)
        if b"<f" in piece or b":f" in piece:
            yield b"\n".join(_FORMULA.findall(piece))
        if after or end:
            yield piece if after or end is None else piece[end.start() :]
            after = True


def _bytes(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    return iter(lambda: stream.read(_CHUNK), b"")
