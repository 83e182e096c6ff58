"""A table as a workbook of one sheet with typed cells. A library makes the workbook, the rows are streamed into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO, cast
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...domain.cells import Kind, text_of
from ...domain.table import Column, Table
from ...domain.written import calculates, cells_of, names_of

_SHEET, _END = "xl/worksheets/sheet1.xml", "</sheetData>"
#: A spreadsheet keeps so many digits of a number; one with more is written as text, which loses none.
_DIGITS = 15
#: Numbers are held as powers of ten up to about this.
_LARGEST = 300
#: Before this day spreadsheets count differently, for they take 1900 for a leap year.
_FIRST = date(1900, 3, 1)
_ORIGIN = datetime(1899, 12, 30)
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.DATETIME: "yyyy-mm-dd hh:mm:ss", Kind.TIME: "hh:mm:ss", Kind.CODE: "@"}
_ROWS, _WIDEST = 2_000, 40
_FORBIDDEN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: What XML has no sign for, and what a spreadsheet would take for the number of such a sign.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write(table: Table, stream: BinaryIO, title: str = "") -> None:
    """Write a table.

    A text that a spreadsheet would calculate keeps its letters and carries the sign (``quotePrefix``) that makes it a
    text for good. Numbers of more than 15 digits and days before March 1900, which no spreadsheet holds, are texts.

    :param stream: seekable; stays open
    :param title: name of the sheet, as far as one may be named so
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = _FORBIDDEN_NAME.sub(" ", title).strip(" '")[:31].strip(" '") or "Tabel"
    styles = _headed(sheet, table)
    shell = io.BytesIO()
    book.save(shell)
    with zipfile.ZipFile(shell) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
        for member in source.infolist():
            content = source.read(member)
            if member.filename != _SHEET:
                made.writestr(member, content)
                continue
            start, end = content.decode().split(_END)
            with made.open(zipfile.ZipInfo(_SHEET, member.date_time), "w", force_zip64=True) as target:
                target.write(start.encode())
                for piece in _rows(table, styles):
                    target.write(piece)
                target.write(f"{_END}{end}".encode())


def _headed(sheet: Worksheet, table: Table) -> list[tuple[int, int]]:
    """The row of names.

    :returns: of each column the numbers of the style of its cells, and of texts that must not be calculated
    """
    styles = []
    for at, (name, column) in enumerate(zip(names_of(table), table.columns, strict=True), 1):
        form = _FORMATS.get(column.kind, "General")
        styles.append((_style(sheet, form), _style(sheet, form, guarded=True)))
        head = cast(Cell, sheet.cell(1, at))
        head.font, head.quotePrefix = Font(bold=True), calculates(name)
        head.value, head.data_type = _UNWRITABLE.sub(_numbered, name), "s"
        longest = max((len(text_of(one)) for one in column.cells[:200]), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(len(name), longest, 8) + 2, _WIDEST)
    sheet.freeze_panes = "B2"
    return styles


def _style(sheet: Worksheet, form: str, guarded: bool = False) -> int:
    """The number of a style in the workbook."""
    cell = Cell(sheet, 1, 1)  # stands nowhere
    cell.number_format, cell.quotePrefix = form, guarded
    return cell.style_id


def _rows(table: Table, styles: list[tuple[int, int]]) -> Iterator[bytes]:
    parts = [(_cells(one, *style), one.codes) for one, style in zip(table.columns, styles, strict=True)]
    for start in range(0, len(table), _ROWS):
        rows = zip(*(map(cells.__getitem__, codes[start : start + _ROWS]) for cells, codes in parts), strict=True)
        yield "".join(f"<row>{''.join(row)}</row>" for row in rows).encode("utf-8", "replace")


def _cells(column: Column, plain: int, guarded: int) -> list[str]:
    style = f' s="{plain}"' if plain else ""

    def text(written: str) -> str:
        look = f' s="{guarded}"' if calculates(written) else style
        said = escape(_UNWRITABLE.sub(_numbered, written), {"\r": "&#13;"})
        return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'

    def said(value: object) -> str:
        if isinstance(value, bool):
            return f'<c{style} t="b"><v>{int(value)}</v></c>'
        number = _number(value)
        return text(text_of(value)) if number is None else f"<c{style}><v>{number}</v></c>"  # type: ignore[arg-type]

    def nothing(written: str) -> str:
        return text(written) if written else "<c/>"

    return cells_of(column, said, text, nothing)


def _number(value: object) -> str | None:
    """The number by which a spreadsheet keeps a value; None if it cannot keep it exactly."""
    if isinstance(value, int | Decimal):
        return _exact(Decimal(value))
    if isinstance(value, time):
        return None if value.microsecond else _days(timedelta(0), value)
    if isinstance(value, datetime):
        held = value.date() >= _FIRST and not value.microsecond
        return _days(datetime.combine(value, time()) - _ORIGIN, value.time()) if held else None
    if isinstance(value, date):
        return str((value - _ORIGIN.date()).days) if value >= _FIRST else None
    raise TypeError(f"no cell: {type(value).__name__}")


def _exact(value: Decimal) -> str | None:
    _, digits, exponent = value.as_tuple()
    held = "".join(map(str, digits)).rstrip("0")
    if len(held) > _DIGITS or not isinstance(exponent, int) or abs(value.adjusted()) > _LARGEST:
        return None
    return str(value)


def _days(whole: timedelta, hour: time) -> str:
    seconds = hour.hour * 3600 + hour.minute * 60 + hour.second
    return repr(whole.days + seconds / 86400)


def _numbered(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
