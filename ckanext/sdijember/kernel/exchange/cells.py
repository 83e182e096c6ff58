"""Writing cells of a sheet: how they look, and that a text stays the text it is."""

from __future__ import annotations

import re
from typing import Any, cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

#: Cells of this format keep what is typed: "Juni 2025" does not become a date.
TEXT = "@"
_LINE = Side(style="thin", color="B9C4BE")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TOP = Alignment(vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
BOLD = Font(bold=True)
TITLE = Font(bold=True, size=14)
SMALL = Font(size=9, color="47564F")
GREEN = PatternFill("solid", fgColor="E6F1EC")
GREY = PatternFill("solid", fgColor="F1F3F2")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(sheet: Worksheet, line: int, column: int, text: str, **style: Any) -> Cell:
    """A cell of text: "=1+1" or "#N/A" stay the letters that they are.

    :param style: attributes of the cell, such as ``font`` or ``fill``
    """
    cell = cast(Cell, sheet.cell(line, column))
    if text:
        # signs that Excel takes for the code of another sign
        cell.value = _ESCAPED.sub("_x005F_", text)
        cell.data_type = "s"
    cell.number_format = TEXT
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
