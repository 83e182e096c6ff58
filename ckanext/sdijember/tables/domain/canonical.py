"""Content as bytes and their hash: what a table says, whatever its file's format and however a store gives it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from .cells import Value, Void

#: Rows that are joined before they are hashed.
_ROWS = 1024


def cell(value: Value, void: Void | None = None) -> bytes:
    """A value as bytes that no other value has: its type, its length, its text.

    1 and 1.0 and 1.00 are one number. A value of None is nothing, or a way of saying nothing if ``void`` names one.
    """
    if isinstance(value, str):
        return _bytes("s" if void is None else "x", value)
    if value is None:
        return _bytes("0", "" if void is None else void.name)
    if isinstance(value, bool):
        return b"b1" if value else b"b0"
    if isinstance(value, int | Decimal):
        return _bytes("n", number(value))
    if isinstance(value, datetime):
        return _bytes("m", value.replace(tzinfo=None).isoformat())
    if isinstance(value, date):
        return _bytes("d", value.isoformat())
    if isinstance(value, time):
        return _bytes("t", value.replace(tzinfo=None).isoformat())
    raise TypeError(f"no cell: {type(value).__name__}")


def number(value: int | Decimal) -> str:
    """A number in the one way of writing it: no exponent, no zeros at the end of its decimals."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rows_sha256(rows: Iterable[Sequence[Value]]) -> str:
    """Hash of rows of values; order of rows and of columns counts.

    :param rows: as ``Table.records`` gives them, or a store: numbers as int or Decimal, days and hours as such
    """
    known: dict[Any, bytes] = {}

    def encoded(value: Value) -> bytes:
        key = (type(value), value)
        found = known.get(key)
        if found is None:
            found = cell(value)
            if len(known) < 100_000:
                known[key] = found
        return found

    return _sha256([], ([*map(encoded, row)] for row in rows))


def table_sha256(head: Iterable[str], names: Iterable[Sequence[str]], cells: Iterable[Sequence[bytes]]) -> str:
    """Hash of a table with what was decided about it.

    :param head: texts that belong to the whole
    :param names: of each column its names and its kind
    :param cells: rows of cells, each made by ``cell``
    """
    start = [_bytes("h", text) for text in head]
    start += [b"".join(_bytes("c", text) for text in column) for column in names]
    return _sha256(start, cells)


def _sha256(start: Iterable[bytes], rows: Iterable[Sequence[bytes]]) -> str:
    digest = hashlib.sha256()
    for part in start:
        digest.update(part + b"\n")
    pending: list[bytes] = []
    for row in rows:
        pending.append(b"".join(row))
        if len(pending) == _ROWS:
            digest.update(b"\n".join(pending) + b"\n")
            pending.clear()
    if pending:
        digest.update(b"\n".join(pending) + b"\n")
    return digest.hexdigest()


def _bytes(tag: str, text: str) -> bytes:
    said = text.encode("utf-8", "surrogatepass")
    return f"{tag}{len(said)}:".encode() + said
