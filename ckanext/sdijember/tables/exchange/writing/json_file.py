"""A table as JSON: a list of records, numbers as numbers of any length, days and hours in ISO 8601."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import BinaryIO

from ...domain.cells import text_of
from ...domain.table import Table
from ...domain.written import cells_of, names_of

_ROWS = 2_000


def write(table: Table, stream: BinaryIO) -> None:
    """Write a table; a blank cell is null, another way of saying nothing the text that stands in the file.

    :param stream: stays open
    """
    keys = [f"{_text(name)}: " for name in names_of(table)]
    parts = [
        ([key + cell for cell in cells_of(one, _said, _text, _nothing)], one.codes)
        for key, one in zip(keys, table.columns, strict=True)
    ]
    stream.write(b"[")
    before = "\n"
    for start in range(0, len(table), _ROWS):
        rows = zip(*(map(cells.__getitem__, codes[start : start + _ROWS]) for cells, codes in parts), strict=True)
        stream.write((before + ",\n".join(f"{{{', '.join(row)}}}" for row in rows)).encode())
        before = ",\n"
    stream.write(b"\n]\n")


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    written = text_of(value)  # type: ignore[arg-type]
    return written if isinstance(value, int | Decimal) else _text(written)


def _text(text: str) -> str:
    """A text in its quotes; half of a sign, which no UTF-8 has, is written by its number."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)


def _nothing(text: str) -> str:
    return _text(text) if text else "null"
