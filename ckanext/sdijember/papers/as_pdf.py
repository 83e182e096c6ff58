"""A document as PDF."""

from __future__ import annotations

import io
from typing import Any, cast

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from . import fonts
from .layout import Document, Grid, Item, Items, Part, Sheet, Signature, blank

_MARGIN, _TOP, _BOTTOM = 12 * mm, 17 * mm, 16 * mm
_INK, _LINE, _SHADE, _HEAD = (colors.HexColor(c) for c in ("#1B2A24", "#8A968F", "#E6F1EC", "#F1F3F2"))
#: Widths of the columns of items: number, question, answer, code.
_ITEM_WIDTHS = (11 * mm, 58 * mm, 101 * mm, 16 * mm)
_BOXES = (("☒", "☐"), ("[x]", "[ ]"))


def render(document: Document) -> bytes:
    """The document as PDF/1.4 with its typefaces inside.

    :returns: the bytes of the file
    """
    stream = io.BytesIO()
    template = BaseDocTemplate(
        stream, title=document.title, author=document.author, lang="id", leftMargin=_MARGIN, rightMargin=_MARGIN
    )
    template.addPageTemplates([_page(index, sheet) for index, sheet in enumerate(document.sheets)])
    story: list[Flowable] = []
    for index, sheet in enumerate(document.sheets):
        if index:
            story += [NextPageTemplate(str(index)), PageBreak()]
        story += _sheet(sheet)
    template.build(story, canvasmaker=_canvas_of(document))
    return stream.getvalue()


def _page(index: int, sheet: Sheet) -> PageTemplate:
    size = landscape(A4) if sheet.landscape else A4
    frame = Frame(_MARGIN, _BOTTOM, size[0] - 2 * _MARGIN, size[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    return PageTemplate(str(index), [frame], pagesize=size, onPage=lambda canvas, _: _head(canvas, sheet, size))


def _head(canvas: Canvas, sheet: Sheet, size: tuple[float, float]) -> None:
    _one_line(canvas, sheet.running, _MARGIN, size[1] - 10 * mm, size[0] - 2 * _MARGIN)
    canvas.setStrokeColor(_LINE)
    canvas.line(_MARGIN, size[1] - 14.5 * mm, size[0] - _MARGIN, size[1] - 14.5 * mm)


def _canvas_of(document: Document) -> type[Canvas]:
    """A canvas that writes the footer once it knows how many pages there are."""

    class Counted(Canvas):
        def __init__(self, *args: Any, **kwargs: Any):
            super().__init__(*args, **kwargs)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            cast(Any, self)._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                width = cast(Any, self)._pagesize[0] - 2 * _MARGIN
                _one_line(self, document.origin, _MARGIN, 9 * mm, width - 32 * mm)
                self.setFont(fonts.families()[0][0], 7)
                self.drawRightString(_MARGIN + width, 9 * mm, f"Halaman {number} dari {len(self._pages)}")
                Canvas.showPage(self)
            Canvas.save(self)

    return Counted


def _one_line(canvas: Canvas, text: str, x: float, y: float, width: float) -> None:
    """A small line; what does not fit goes on in the line below it, then ends in an ellipsis."""
    style = _style(7)
    words = text.split()
    while words:
        paragraph = Paragraph(fonts.markup(" ".join(words)), style)
        _, height = paragraph.wrap(width, 100)
        if height <= 2 * style.leading:
            paragraph.drawOn(canvas, x, y - height + style.leading)
            return
        words = [*words[:-2], "…"] if len(words) > 2 else ["…"]


def _sheet(sheet: Sheet) -> list[Flowable]:
    story: list[Flowable] = [
        Paragraph(fonts.markup(sheet.title, bold=True), _style(13, bold=True, alignment=TA_CENTER)),
        Paragraph(fonts.markup(sheet.subtitle), _style(8, alignment=TA_CENTER)),
        Spacer(1, 3 * mm),
    ]
    if sheet.heading:
        rows = [[_text(name, 8.5), _text(value or "–", 8.5, bold=True)] for name, value in sheet.heading]
        story += [Table(rows, colWidths=(58 * mm, None), hAlign="LEFT", style=_PLAIN), Spacer(1, 2 * mm)]
    width = (A4[1] if sheet.landscape else A4[0]) - 2 * _MARGIN
    for part in sheet.parts:
        story += _part(part, width, 6.5 if sheet.landscape else 8.5)
    return story


def _part(part: Part, width: float, size: float) -> list[Flowable]:
    if isinstance(part, Items):
        return [_items(part) if part.items else _banner(part.title, width), Spacer(1, 2.5 * mm)]
    if isinstance(part, Grid):
        return [*_grid(part, width, size), Spacer(1, 2.5 * mm)]
    return [_signature(part, width)]


def _items(block: Items) -> Table:
    rows: list[list[Any]] = [[_text(block.title, 9, bold=True), "", "", ""]]
    style = [*_BORDERED, ("SPAN", (0, 0), (-1, 0)), ("BACKGROUND", (0, 0), (-1, 0), _SHADE)]
    for line, item in enumerate(block.items, 1):
        answer = _options(item) if item.options else _text(item.text, 8.5)
        rows.append([_text(item.number, 8.5), _text(item.question, 8.5), answer, _text(item.total, 9, bold=True)])
        if item.total:
            style.append(("BOX", (3, line), (3, line), 1.1, _INK))
    return Table(rows, colWidths=_ITEM_WIDTHS, style=TableStyle(style), repeatRows=1, splitInRow=1)


def _options(item: Item) -> Paragraph:
    ticked, empty = next(boxes for boxes in _BOXES if all(map(fonts.has, boxes[0])))
    lines = [f"{ticked if one.chosen else empty}  {one.code}  {one.label}" for one in item.options]
    marked = [fonts.markup(line, bold=one.chosen) for line, one in zip(lines, item.options, strict=True)]
    bold = [f"<b>{line}</b>" if one.chosen else line for line, one in zip(marked, item.options, strict=True)]
    between = "<br/>" if item.stacked else "&nbsp;" * 6
    return Paragraph(between.join(bold), _style(8.5))


def _banner(title: str, width: float) -> Table:
    style = TableStyle([*_BORDERED, ("BACKGROUND", (0, 0), (-1, 0), _SHADE)])
    return Table([[_text(title, 9, bold=True)]], colWidths=[width], style=style)


def _grid(grid: Grid, width: float, size: float) -> list[Flowable]:
    share = width / sum(column.width for column in grid.columns)
    heads = [[_text(column.label, size, bold=True, alignment=TA_CENTER) for column in grid.columns]]
    if any(column.number for column in grid.columns):
        heads.append([_text(column.number, size - 0.5, alignment=TA_CENTER) for column in grid.columns])
    body = [[_text(cell, size) for cell in row] for row in grid.rows]
    style = [*_BORDERED, ("BACKGROUND", (0, 0), (-1, len(heads) - 1), _HEAD)]
    if not body:
        body = [[_text(grid.empty, size), *[""] * (len(grid.columns) - 1)]]
        style.append(("SPAN", (0, len(heads)), (-1, len(heads))))
    table = Table(
        heads + body,
        colWidths=[column.width * share for column in grid.columns],
        style=TableStyle(style),
        repeatRows=len(heads),
        splitInRow=1,
    )
    title = [_text(grid.title, size + 0.5, bold=True, keepWithNext=1, spaceAfter=mm)] if grid.title else []
    return [*title, table]


def _signature(sign: Signature, width: float) -> Flowable:
    lines = [
        f"{blank(sign.place, 16)}, {blank(sign.date, 26)}",
        blank(sign.position, 44),
        "\n\n\n",
        blank(sign.name, 44),
        f"NIP {blank(sign.nip, 36)}",
    ]
    texts = [_text(line, 9.5, bold=index == 3 and bool(sign.name)) for index, line in enumerate(lines)]
    table = Table([["", texts]], colWidths=(width - 82 * mm, 82 * mm), style=_PLAIN)
    return KeepTogether([Spacer(1, 6 * mm), table])


def _text(text: str, size: float, bold: bool = False, **style: Any) -> Paragraph:
    return Paragraph(fonts.markup(text, bold), _style(size, bold, **style))


def _style(size: float, bold: bool = False, **more: Any) -> ParagraphStyle:
    name = fonts.families()[0][int(bold)]
    return ParagraphStyle("", fontName=name, fontSize=size, leading=size * 1.25, textColor=_INK, **more)


_BORDERED: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
_PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                     ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])  # fmt: skip
