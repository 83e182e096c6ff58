"""A table as CSV: for programs with comma and point, for an Indonesian Excel with semicolon and decimal comma."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from decimal import Decimal
from io import TextIOWrapper
from typing import BinaryIO

from ...domain.cells import text_of
from ...domain.table import Table
from ...domain.written import calculates, cells_of, names_of

_GUARD = "'"
#: Rows that are handed on at once.
_ROWS = 5_000


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written.

    :param delimiter: between cells
    :param decimal: sign of decimals
    :param mark: whether it begins with the mark by which spreadsheets know UTF-8
    """

    delimiter: str = ","
    decimal: str = "."
    mark: bool = False


PLAIN = Dialect()
MARKED = Dialect(mark=True)
#: What a spreadsheet set to Indonesian opens by a double click.
EXCEL = Dialect(";", ",", True)


def write(table: Table, stream: BinaryIO, dialect: Dialect = PLAIN) -> None:
    """Write a table with a row of names, in UTF-8.

    Numbers are exact, days and hours in ISO 8601. A text, and nothing else, that a spreadsheet would calculate gets an
    apostrophe in front. What says nothing is written as it stands in the file.

    :param stream: stays open
    """
    if dialect.mark:
        stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, "utf-8", "replace", newline="", write_through=True)
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow(map(_guarded, names_of(table)))

    def said(value: object) -> str:
        written = text_of(value)  # type: ignore[arg-type]
        return written.replace(".", dialect.decimal) if isinstance(value, Decimal) else written

    parts = [(cells_of(one, said, _guarded, str), one.codes) for one in table.columns]
    for start in range(0, len(table), _ROWS):
        columns = (map(cells.__getitem__, codes[start : start + _ROWS]) for cells, codes in parts)
        writer.writerows(zip(*columns, strict=True))
    text.detach()


def _guarded(text: str) -> str:
    return f"{_GUARD}{text}" if calculates(text) else text
