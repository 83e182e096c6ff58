"""The difference of two uploaded files, as far as their content is a table."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO
from xml.etree import ElementTree

from . import diff_table
from .diff_table import TableDiff, TooLargeError
from .tables import all_rows
from .workbooks import xlsx_all, xlsx_sheets

#: Files that are larger, unpacked where they are packed, are not compared row by row.
LARGEST = 50 << 20
LARGEST_UNPACKED = 400 << 20
#: Types of columns of a data dictionary by which a row may be known.
_KEY_TYPES = frozenset({"kode", "tanggal"})
_BROKEN = (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError, EOFError)

NO_TABLE, TOO_LARGE, UNREADABLE = "no_table", "too_large", "unreadable"

Rows = Iterator[Sequence[str]]


@dataclass(frozen=True)
class FilesDiff:
    """How two files differ.

    :param sheets: name of the sheet ("" in a CSV) → how its table differs, for those that differ
    :param sheets_added: names of sheets that only the new file has; ``sheets_removed`` only the old one
    :param problem: why they could not be compared: ``no_table``, ``too_large`` or ``unreadable``; else ""
    """

    sheets: Mapping[str, TableDiff]
    sheets_added: tuple[str, ...] = ()
    sheets_removed: tuple[str, ...] = ()
    problem: str = ""


def compare(
    old: BinaryIO, new: BinaryIO, formats: tuple[str, str], columns: Sequence[Mapping[str, str]] = ()
) -> FilesDiff:
    """How the content of one file differs from that of another.

    :param formats: of the old and of the new file, of the list ``format_berkas``
    :param columns: rows of the data dictionary of the new file
    """
    if not set(formats) <= set(_READERS):
        return FilesDiff({}, problem=NO_TABLE)
    if any(stream.seek(0, 2) > LARGEST for stream in (old, new)):
        return FilesDiff({}, problem=TOO_LARGE)
    declared = [str(column["nama"]) for column in columns if column.get("nama") and _is_key(column)]
    try:
        return _compared(_READERS[formats[0]](old), _READERS[formats[1]](new), declared)
    except TooLargeError:
        return FilesDiff({}, problem=TOO_LARGE)
    except _BROKEN:
        return FilesDiff({}, problem=UNREADABLE)


def _is_key(column: Mapping[str, str]) -> bool:
    return bool(column.get("kode")) or column.get("tipe") in _KEY_TYPES


def _compared(old: _Book, new: _Book, declared: Sequence[str]) -> FilesDiff:
    before, after = old.sheets, new.sheets
    if len(before) == len(after) == 1:
        pairs = [(before[0], after[0])]
    else:
        pairs = [(name, name) for name in after if name in before]
    found = {now: diff_table.compare(old.rows(was), new.rows(now), declared) for was, now in pairs}
    return FilesDiff(
        {name: diff for name, diff in found.items() if diff},
        tuple(name for name in after if name not in {now for _, now in pairs}),
        tuple(name for name in before if name not in {was for was, _ in pairs}),
    )


class _Book:
    """A file as sheets by name, each read anew when it is asked for."""

    sheets: list[str]

    def rows(self, sheet: str) -> Rows:
        raise NotImplementedError


class _Csv(_Book):
    def __init__(self, stream: BinaryIO):
        self.stream, self.sheets = stream, [""]

    def rows(self, sheet: str) -> Rows:
        return (row for _, row in all_rows(self.stream))


class _Xlsx(_Book):
    def __init__(self, stream: BinaryIO):
        self.stream = stream
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
                raise TooLargeError("unpacked")
            self.sheets = [name for name, _ in xlsx_sheets(archive)]

    def rows(self, sheet: str) -> Rows:
        self.stream.seek(0)
        for name, rows in groupby(xlsx_all(self.stream), key=lambda entry: entry[0]):
            if name == sheet:
                yield from (cells for _, _, cells in rows)
                return


_READERS: Mapping[str, Callable[[BinaryIO], _Book]] = {"CSV": _Csv, "XLSX": _Xlsx}
