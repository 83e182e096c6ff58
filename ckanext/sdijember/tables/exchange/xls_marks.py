"""What the library that decodes an XLS does not tell: errors, and formulas without a result ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import olefile

from .xlsx_marks import Marks

_FORMULA, _STRING, _BOOL_ERR, _BOF, _EOF, _SHEET = 0x0006, 0x0207, 0x0205, 0x0809, 0x000A, 0x0085
_ROW, _ROW_HIDDEN, _COLUMNS, _COLUMN_HIDDEN = 0x0208, 0x20, 0x007D, 0x01
#: Records that may stand between a formula and its text.
_BETWEEN = frozenset((0x0221, 0x04BC, 0x0236, 0x003C))
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_MOST = 10_000


def marks_of(stream: BinaryIO, names: Sequence[str]) -> dict[str, Marks]:
    """Look through all sheets; a workbook that cannot be looked through has no marks.

    :param names: of the sheets, in their order
    """
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream) as ole:
            member = next((one for one in ("Workbook", "Book") if ole.exists(one)), None)
            data = ole.openstream(member).read() if member else b""
        return dict(_sheets(data, names))
    except (OSError, struct.error, ValueError, TypeError, IndexError):
        return {}


def _sheets(data: bytes, names: Sequence[str]) -> Iterator[tuple[str, Marks]]:
    starts = [
        struct.unpack_from("<I", data, at)[0]
        for kind, at, length in _records(data, 0)
        if kind == _SHEET and length >= 6 and data[at + 5] == 0
    ]
    for name, start in zip(names, starts, strict=False):
        yield name, _marks(data, start)


def _marks(data: bytes, start: int) -> Marks:
    found = Marks()
    # a formula never computed and one whose result is an empty text look alike; hardly all of a sheet are the latter
    blank: list[tuple[int, int]] = []
    computed = False
    pending: tuple[int, int] | None = None
    for kind, at, length in _records(data, start):
        if pending and kind not in _BETWEEN:
            if kind == _STRING:
                computed = True
            else:
                blank.append(pending)
            pending = None
        if kind == _ROW and length >= 16 and data[at + 12] & _ROW_HIDDEN:
            found.hidden_rows.add(struct.unpack_from("<H", data, at)[0] + 1)
        elif kind == _COLUMNS and length >= 10 and data[at + 8] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", data, at)
            found.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        elif kind == _BOOL_ERR and length >= 8:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", data, at)
            if is_error:
                _error(found, row, column, value)
        elif kind == _FORMULA and length >= 14:
            row, column, _, result, _, value = struct.unpack_from("<HHHBBB", data, at)
            special = data[at + 12 : at + 14] == b"\xff\xff"
            if special and result == 0:
                pending = (row + 1, column + 1)
            elif special and result == 3:
                blank.append((row + 1, column + 1))
            else:
                computed = True
                if special and result == 2:
                    _error(found, row, column, value)
    if not computed:
        found.no_values = blank[:_MOST]
    return found


def _error(found: Marks, row: int, column: int, value: int) -> None:
    if len(found.errors) < _MOST:
        found.errors.append((row + 1, column + 1, _ERRORS.get(value, "#")))


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of a part of the workbook, up to its end."""
    depth = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4, length
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length
