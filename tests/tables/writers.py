"""Tables as files of every format, for tests: what a spreadsheet, a program or a text editor would write."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

Cell = Any
Rows = Sequence[Sequence[Cell]]
BOMS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def text(content: str, encoding: str = "utf-8", *, mark: bool = False) -> bytes:
    """A text file."""
    return (BOMS[encoding] if mark else b"") + content.encode(encoding)


def csv_file(
    rows: Rows,
    delimiter: str = ",",
    quote: str = '"',
    end: str = "\r\n",
    encoding: str = "utf-8",
    *,
    mark: bool = False,
) -> bytes:
    """A CSV; cells that need it are quoted, all where the library that writes does not see that a line end needs it."""
    made = io.StringIO()
    breaks = end == "\r" and any("\n" in str(cell) for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if breaks else csv.QUOTE_MINIMAL
    csv.writer(made, delimiter=delimiter, quotechar=quote, lineterminator=end, quoting=quoting).writerows(rows)
    return text(made.getvalue(), encoding, mark=mark)


def json_file(rows: Rows) -> bytes:
    """A list of objects."""
    names, *body = rows
    return json.dumps([dict(zip(names, row, strict=True)) for row in body], ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value.isoformat()


def xlsx(sheets: Mapping[str, Rows], hidden: Mapping[str, str] | None = None, merged: Sequence[str] = ()) -> bytes:
    """A workbook; ``merged`` ranges are of its first sheet, ``hidden`` states are by sheet.

    A text that begins with "=" is a formula without its result, one that begins with "#" an error.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                cell = sheet.cell(number, column)
                cell.value = float(value) if isinstance(value, Decimal) else value
                if isinstance(value, str) and not value.startswith(("=", "#")):
                    cell.data_type = "s"
        sheet.sheet_state = (hidden or {}).get(name, "visible")
    for span in merged:
        book.worksheets[0].merge_cells(span)
    made = _saved(book)
    core = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "2025-01-02T03:04:06Z", member(made, "docProps/core.xml"))
    return repacked(made, {"docProps/core.xml": core})


def _saved(book: Any) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_STYLES = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}


def xls(
    sheets: Mapping[str, Rows],
    hidden: Mapping[str, int] | None = None,
    rows: Sequence[int] = (),
    columns: Sequence[int] = (),
) -> bytes:
    """An old workbook; ``hidden`` is 1 for hidden sheets and 2 for very hidden ones; ``rows``, ``columns`` too."""
    book = xlwt.Workbook(encoding="utf-8")
    styles = {kind: xlwt.easyxf(num_format_str=form) for kind, form in _STYLES.items()}
    for name, content in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = (hidden or {}).get(name, 0)
        for at in rows:
            sheet.row(at).hidden = True
        for at in columns:
            sheet.col(at).hidden = True
        for number, row in enumerate(content):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, str) and value.startswith("="):
                    value = xlwt.Formula(value[1:])
                value = float(value) if isinstance(value, Decimal) else value
                sheet.write(number, column, value, styles.get(type(value), xlwt.Style.default_style))
    return _saved(book)


_SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "table", "text")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Mapping[str, Rows | str], hidden: Sequence[str] = ()) -> bytes:
    """An OpenDocument workbook; a sheet may also be given as its XML."""
    body = "".join(_ods_sheet(name, rows, name in hidden) for name, rows in sheets.items())
    gone = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="gone" style:family="table">{gone}</style:style>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2">'
        f"<office:automatic-styles>{style}</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest {space}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{_ODS}"/></manifest:manifest>'
    )
    return zipped({"mimetype": _ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_sheet(name: str, rows: Rows | str, hidden: bool) -> str:
    style = ' table:style-name="gone"' if hidden else ""
    if not isinstance(rows, str):
        rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}{style}>{rows}</table:table>"


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float | Decimal):
        said = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{said}</table:table-cell>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, time):
        return f'<table:table-cell office:value-type="time" office:time-value="PT{value:%HH%MM%SS}"/>'
    said = "</text:p><text:p>".join(_spaces(line) for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'


def _spaces(line: str) -> str:
    return escape(line).replace("  ", ' <text:s text:c="1"/>').replace("\t", "<text:tab/>")


def zipped(members: Mapping[str, str | bytes], packed: bool = True) -> bytes:
    """A packed file; its members have a fixed date, so that it is always the same."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def repacked(workbook: bytes, changes: Mapping[str, str | bytes | None]) -> bytes:
    """A packed workbook with some of its members changed, added, or taken out (None)."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= {name: content for name, content in changes.items() if content is not None}  # type: ignore[misc]
    return zipped({name: content for name, content in members.items() if changes.get(name, b"") is not None})


def member(workbook: bytes, name: str) -> str:
    """A member of a packed workbook, as text."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name).decode()
