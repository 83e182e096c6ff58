"""How much a file may hold: one place, known before anything is uploaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of the reader; what is beyond them is refused with the number, never cut off silently.

    :param bytes: size of the file
    :param unpacked: bytes that a packed file may unpack to, all members together
    :param ratio: how many times larger than packed a member may be, from 10 MB unpacked on
    :param members: files in a packed file
    :param sheets: sheets of a workbook
    :param columns: columns of a table
    :param rows: rows of a table
    :param cells: cells of one sheet, the empty ones between filled ones too
    :param cell_length: characters of a cell
    :param name_length: characters of a column's name
    :param depth: how deep lists and objects of a JSON may lie in one another
    :param seconds: processor time of a reading
    :param memory: address space of a reading, bytes
    """

    bytes: int = 200 << 20
    unpacked: int = 1 << 30
    ratio: int = 200
    members: int = 10_000
    sheets: int = 500
    columns: int = 500
    rows: int = 1_000_000
    cells: int = 25_000_000
    cell_length: int = 32_767
    name_length: int = 300
    depth: int = 64
    seconds: int = 120
    memory: int = 2 << 30


DEFAULT = Limits()
