"""Small files with the virtues and faults of the tables that offices send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

TIDY = "kode,desa,jumlah\n35.09.01.2001,Padomasan,4031\n35.09.01.2002,Keting,3952\n"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Rows = Sequence[Sequence[object]]


def archive(members: dict[str, str | bytes]) -> bytes:
    """A ZIP of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def xlsx(*sheets: Rows, merged: str = "", shared: bool = False) -> bytes:
    """A workbook; numbers are numbers, other cells text, written inline or as shared strings."""
    strings: list[str] = []
    members: dict[str, str | bytes] = {"[Content_Types].xml": TYPES}
    for index, rows in enumerate(sheets or [()], 1):
        body = "".join(_row(number, row, strings if shared else None) for number, row in enumerate(rows, 1))
        merge = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
        members[f"xl/worksheets/sheet{index}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{merge}</worksheet>'
        )
    numbers = range(1, len(sheets or [()]) + 1)
    listed = "".join(f'<sheet name="Lembar{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    members["xl/workbook.xml"] = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    members["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'
    if strings:
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{items}</sst>'
    return archive(members)


def ods(rows: Rows) -> bytes:
    """A LibreOffice sheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": content})


def _row(number: int, row: Sequence[object], strings: list[str] | None) -> str:
    cells = "".join(_cell(f"{chr(65 + at)}{number}", value, strings) for at, value in enumerate(row) if value != "")
    return f'<row r="{number}">{cells}</row>'


def _cell(reference: str, value: object, strings: list[str] | None) -> str:
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    if strings is None:
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    if value not in strings:
        strings.append(str(value))
    return f'<c r="{reference}" t="s"><v>{strings.index(str(value))}</v></c>'
