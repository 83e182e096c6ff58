"""A document as DOCX, to be finished and signed in a word processor."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, cast

from docx import Document as new_document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from .layout import Document, Grid, Item, Items, Part, Sheet, Signature, blank

_FONT = "Arial"
_MARGIN = 12
_PAGE = (210, 297)
#: Widths of the columns of items in millimetres: number, question, answer, code.
_ITEM_WIDTHS = (11, 58, 101, 16)
_SHADE, _HEAD = "E6F1EC", "F1F3F2"
#: What XML cannot hold.
_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: A run of text: bold or not.
Run = tuple[str, bool]
#: A cell: its paragraphs, each a list of runs; how it is filled; over how many columns it goes.
Cell = tuple[Sequence[Sequence[Run]], str, int]


def render(document: Document) -> bytes:
    """The document as a file of a word processor.

    :returns: the bytes of the file
    """
    docx = new_document()
    docx.core_properties.title, docx.core_properties.author = document.title[:255], document.author[:255]
    docx.core_properties.comments, docx.core_properties.language = "", "id"
    style = cast(ParagraphStyle, docx.styles["Normal"])
    style.font.name, style.font.size = _FONT, Pt(9)
    style.paragraph_format.space_after = Pt(0)
    for index, sheet in enumerate(document.sheets):
        section = docx.add_section(WD_SECTION.NEW_PAGE) if index else docx.sections[0]
        _set_up(section, sheet, document, bool(index))
        _write_sheet(docx, sheet)
    stream = io.BytesIO()
    docx.save(stream)
    return stream.getvalue()


def _set_up(section: Section, sheet: Sheet, document: Document, later: bool) -> None:
    width, height = reversed(_PAGE) if sheet.landscape else _PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(18), Mm(18)
    section.header_distance = section.footer_distance = Mm(8)
    if later:
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _write(section.header.paragraphs[0], sheet.running, 7)
    footer = section.footer.paragraphs[0]
    _write(footer, f"{document.origin}  ·  Halaman ", 7)
    _field(footer, "PAGE")
    _write(footer, " dari ", 7)
    _field(footer, "NUMPAGES")


def _write_sheet(docx: Docx, sheet: Sheet) -> None:
    _paragraph(docx, sheet.title, 13, bold=True, centred=True)
    _paragraph(docx, sheet.subtitle, 8, centred=True)
    _paragraph(docx, "", 6)
    for name, value in sheet.heading:
        line = _paragraph(docx, f"{name}:  ", 9)
        _write(line, value or "–", 9, bold=True)
    width = (_PAGE[1] if sheet.landscape else _PAGE[0]) - 2 * _MARGIN
    for part in sheet.parts:
        _paragraph(docx, "", 5)
        _write_part(docx, part, width, 6.5 if sheet.landscape else 8.5)
    # a section may not end with a table
    _paragraph(docx, "", 5)


def _write_part(docx: Docx, part: Part, width: float, size: float) -> None:
    if isinstance(part, Items):
        _items(docx, part)
    elif isinstance(part, Grid):
        _grid(docx, part, width, size)
    else:
        _signature(docx, part, width)


def _items(docx: Docx, block: Items) -> None:
    rows: list[list[Cell]] = [[(_plain(block.title, True), _SHADE, len(_ITEM_WIDTHS))]]
    for item in block.items:
        answer = _options(item) if item.options else _plain(item.text)
        rows.append([_cell(item.number), _cell(item.question), (answer, "", 1), _cell(item.total, True)])
    _table(docx, _ITEM_WIDTHS, rows, 1, 8.5)


def _options(item: Item) -> list[list[Run]]:
    runs = [(f"{'☒' if one.chosen else '☐'}  {one.code}  {one.label}", one.chosen) for one in item.options]
    if item.stacked:
        return [[run] for run in runs]
    return [[run for one in runs for run in (one, ("      ", False))][:-1]]


def _grid(docx: Docx, grid: Grid, width: float, size: float) -> None:
    if grid.title:
        _paragraph(docx, grid.title, size + 0.5, bold=True).paragraph_format.keep_with_next = True
    share = width / sum(column.width for column in grid.columns)
    heads: list[list[Cell]] = [[_cell(column.label, True, _HEAD) for column in grid.columns]]
    if any(column.number for column in grid.columns):
        heads.append([_cell(column.number, False, _HEAD) for column in grid.columns])
    body = [[_cell(text) for text in row] for row in grid.rows] or [[(_plain(grid.empty), "", len(grid.columns))]]
    _table(docx, [column.width * share for column in grid.columns], heads + body, len(heads), size)


def _signature(docx: Docx, sign: Signature, width: float) -> None:
    lines = (
        f"{blank(sign.place, 16)}, {blank(sign.date, 26)}",
        blank(sign.position, 44),
        "",
        "",
        "",
        blank(sign.name, 44),
        f"NIP {blank(sign.nip, 36)}",
    )
    for index, line in enumerate(lines):
        paragraph = _paragraph(docx, line, 10, bold=index == 5 and bool(sign.name))
        paragraph.paragraph_format.left_indent = Mm(width - 82)
        paragraph.paragraph_format.keep_with_next = index < len(lines) - 1


def _plain(text: str, bold: bool = False) -> list[list[Run]]:
    return [[(line, bold)] for line in text.split("\n")]


def _cell(text: str, bold: bool = False, fill: str = "") -> Cell:
    return _plain(text, bold), fill, 1


def _table(docx: Docx, widths: Sequence[float], rows: Sequence[Sequence[Cell]], heads: int, size: float) -> None:
    """A table written as XML: python-docx takes minutes for what 200 lines of a form need."""
    table = _element("w:tbl")
    properties = _element("w:tblPr", table)
    _element("w:tblW", properties, w=str(sum(map(_twips, widths))), type="dxa")
    _borders(properties)
    _element("w:tblLayout", properties, type="fixed")
    grid = _element("w:tblGrid", table)
    for width in widths:
        _element("w:gridCol", grid, w=str(_twips(width)))
    for number, row in enumerate(rows):
        line = _element("w:tr", table)
        if number < heads:
            _element("w:tblHeader", _element("w:trPr", line))
        at = 0
        for paragraphs, fill, span in row:
            _write_cell(line, sum(widths[at : at + span]), paragraphs, fill, span, size)
            at += span
    body = docx.element.body
    body.insert(len(body) - 1, table)


def _write_cell(
    line: Any, width: float, paragraphs: Sequence[Sequence[Run]], fill: str, span: int, size: float
) -> None:
    cell = _element("w:tc", line)
    properties = _element("w:tcPr", cell)
    _element("w:tcW", properties, w=str(_twips(width)), type="dxa")
    if span > 1:
        _element("w:gridSpan", properties, val=str(span))
    if fill:
        _element("w:shd", properties, val="clear", color="auto", fill=fill)
    for runs in paragraphs:
        paragraph = _element("w:p", cell)
        for text, bold in runs:
            run = _element("w:r", paragraph)
            style = _element("w:rPr", run)
            if bold:
                _element("w:b", style)
            _element("w:sz", style, val=str(int(size * 2)))
            content = _element("w:t", run)
            content.text = _IMPOSSIBLE.sub("", text)
            content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _borders(properties: Any) -> None:
    borders = _element("w:tblBorders", properties)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _element(f"w:{side}", borders, val="single", sz="4", space="0", color="8A968F")


def _element(name: str, parent: Any = None, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if parent is not None:
        parent.append(made)
    return made


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _paragraph(docx: Docx, text: str, size: float, bold: bool = False, centred: bool = False) -> Paragraph:
    paragraph = docx.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, size, bold)
    return paragraph


def _write(paragraph: Paragraph, text: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(_IMPOSSIBLE.sub("", text))
    run.font.size, run.bold = Pt(size), bold


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A number that the word processor counts."""
    run = paragraph.add_run()
    run.font.size = Pt(7)
    for kind in ("begin", "", "end"):
        if kind:
            _element("w:fldChar", run._r, fldCharType=kind)
        else:
            text = _element("w:instrText", run._r)
            text.text = instruction
