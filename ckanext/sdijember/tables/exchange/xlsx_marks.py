"""What the library that decodes an XLSX does not tell: how far its cells reach, errors, formulas without a result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..domain.grid import BeyondLimitError
from ..domain.limits import Limits
from .archive import Archive
from .unreadable import damaged

_ID = re.compile(r"\{[^}]*\}id")
#: A cell that holds something; those that have a format alone end in themselves.
_CELL = re.compile(
    rb"<(?:\w{1,20}:)?c\s[^<>]{0,400}?\br\s{0,3}=\s{0,3}[\"']([A-Za-z]{1,3}\d{1,9})[\"'][^<>]{0,400}(?<!/)>"
)
_ROW = re.compile(rb"<(?:\w{1,20}:)?row[\s>]")
_ERROR = re.compile(
    rb"<(?:\w{1,20}:)?c\s([^<>]{0,400}?\bt=[\"']e[\"'][^<>]{0,400})>"
    rb"(?:\s*<(?:\w{1,20}:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w{1,20}:)?f>))?\s*<(?:\w{1,20}:)?v[^<>]*>([^<>]{1,40})<"
)
_FORMULA = re.compile(
    rb"<(?:\w{1,20}:)?c\s([^<>]*)>\s*<(?:\w{1,20}:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w{1,20}:)?f>)"
    rb"\s*(?:<(?:\w{1,20}:)?v\s*/>|<(?:\w{1,20}:)?v\s*>\s*</(?:\w{1,20}:)?v>)?\s*</(?:\w{1,20}:)?c>"
)
_HIDDEN = rb"[^<>]{0,400}?\bhidden=[\"'](?:1|true)[\"'][^<>]{0,400}>"
_HIDDEN_ROW = re.compile(rb"<(?:\w{1,20}:)?row\s" + _HIDDEN)
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w{1,20}:)?col\s" + _HIDDEN)
_NUMBER_OF_ROW = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_ENDS = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_LAST_COLUMN = 16_384
_DIGITS, _LETTERS = b"0123456789", bytes(range(65, 91)) + bytes(range(97, 123))
_PLACE = re.compile(rb"\br\s{0,3}=\s{0,3}[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
#: No cell with its formula is longer; what is, is passed over.
_LONGEST = 1 << 18
#: So many places are remembered.
_MOST = 10_000


@dataclass
class Marks:
    """What was seen in a sheet; rows and columns from 1."""

    rows: int = 0
    columns: int = 0
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    no_values: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def members(archive: Archive) -> dict[str, str]:
    """The member that holds each sheet, hidden ones too, by the sheet's name.

    :raises UnreadableError: the workbook does not name them
    """
    try:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    except ElementTree.ParseError as problem:
        raise damaged() from problem
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found: dict[str, str] = {}
    for sheet in (one for one in book.iter() if one.tag.rpartition("}")[2] == "sheet"):
        target = targets.get(next((value for key, value in sheet.items() if _ID.fullmatch(key)), ""), "")
        member = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if member in archive.names:
            found[sheet.get("name", "")] = member
    return found


def marks_of(archive: Archive, member: str, limits: Limits) -> Marks:
    """Look through a sheet.

    :raises BeyondLimitError: its filled cells lie so far apart that whoever decodes it runs out of memory
    """
    found = Marks()
    columns: set[bytes] = set()
    unnamed = 0
    for window in _windows(archive, member):
        cells = _CELL.findall(window)
        columns.update({one.rstrip(_DIGITS) for one in cells})
        found.rows = max(found.rows, max(map(int, {one.lstrip(_LETTERS) for one in cells}), default=0))
        _hidden(found, window)
        unnamed += len(_ROW.findall(window))
        if b'"e"' in window or b"'e'" in window:
            _errors(found, window)
        if b"<f" in window or b":f" in window:
            _formulas(found, window)
    found.columns = max(map(_number, columns), default=0)
    if not columns and unnamed:
        # cells need not say where they stand; then there are no more than are written down
        found.rows, found.columns = unnamed, 1
    if found.rows * found.columns > limits.cells:
        raise BeyondLimitError("cells", found.rows * found.columns, limits.cells)
    return found


def _hidden(found: Marks, window: bytes) -> None:
    if b"hidden=" not in window:
        return
    for match in _HIDDEN_ROW.finditer(window):
        if (row := _NUMBER_OF_ROW.search(match[0])) and len(found.hidden_rows) < _MOST:
            found.hidden_rows.add(int(row[1]))
    for match in _HIDDEN_COLUMNS.finditer(window):
        ends = dict(_ENDS.findall(match[0]))
        first, last = int(ends.get(b"min", 1)), int(ends.get(b"max", 0))
        found.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))


def _errors(found: Marks, window: bytes) -> None:
    for match in _ERROR.finditer(window):
        if (place := _place(match[1])) and len(found.errors) < _MOST:
            found.errors.append((*place, match[2].decode("utf-8", "replace")))


def _formulas(found: Marks, window: bytes) -> None:
    for match in _FORMULA.finditer(window):
        place = None if _TEXT_RESULT.search(match[1]) else _place(match[1])
        if place and len(found.no_values) < _MOST:
            found.no_values.append(place)


def _windows(archive: Archive, member: str) -> Iterator[bytes]:
    """The sheet in pieces that end with a cell's end."""
    rest = b""
    for chunk in archive.chunks(member):
        window = rest + chunk
        end = max(window.rfind(b"</c>"), window.rfind(b":c>"), window.rfind(b"/>"))
        if end < 0:
            rest = window[-_LONGEST:]
            continue
        yield window[: end + 4]
        rest = window[end:][-_LONGEST:]
    yield rest


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _PLACE.search(attributes)
    return (int(found[2]), _number(found[1])) if found else None


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
