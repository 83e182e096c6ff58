"""Lines of MS-Variabel and MS-Indikator made up at random, and workbooks that people spoil."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.sdijember.kegiatan.exchange.rows_xlsx import FIRST_ROW, HEADING_ROW, Heading, write_rows
from ckanext.sdijember.kernel.domain.findings import wrong
from ckanext.sdijember.metadata.domain.answers import answers
from ckanext.sdijember.metadata.domain.forms import Field, Form, form
from ckanext.sdijember.metadata.domain.row_rules import check_rows

HEADING = Heading("=Kompilasi Data Perikanan", "K-25.3509.012", "Dinas Perikanan Kabupaten Jember")

#: What spreadsheets are fond of taking for something else.
_TRICKY = st.sampled_from(
    ["=1+1", "+62", "-5", "@nama", "#N/A", "#REF!", "TRUE", "1e5", "007", "12/06/2025", "Juni 2025", "_x0041_",
     "_x000D_", "x005F_a", "'kutip", "<b>&amp;</b>", "a\nb", "a = b", "a | b; c", "(2)",
     "٣", "é́", "👩‍🌾 petani", "‏عربي", "  x  "]
)  # fmt: skip
_TEXTS = st.one_of(_TRICKY, st.text(max_size=60), st.text(alphabet="ab =|;\n-", max_size=30))


@st.composite
def valid_rows(draw: st.DrawFn, name: str) -> list[dict[str, Any]]:
    """Lines that may be saved, in plain shape."""
    wanted = form(name)
    rows = []
    for number in range(draw(st.integers(1, 4))):
        raw = {field.name: draw(_answer(field)) for field in wanted}
        raw["nama"] = f"{number} {raw['nama']}"
        rows.append(_repaired(name, wanted, raw))
    ids = draw(st.lists(st.uuids(), min_size=len(rows), max_size=len(rows), unique=True))
    with_ids = draw(st.booleans())
    return [{"id": str(one), **row} if with_ids else row for one, row in zip(ids, rows, strict=True)]


def _repaired(name: str, wanted: Form, raw: dict[str, Any]) -> dict[str, Any]:
    """The line without the answers that may not be saved."""
    while found := wrong(check_rows(name, [answers(wanted, raw)])):
        for finding in found:
            raw[finding.field] = "Nama" if finding.field == "nama" else ""
    return answers(wanted, raw)


def _answer(field: Field) -> st.SearchStrategy[Any]:
    if field.codelist:
        codes = st.sampled_from([code.code for code in field.codelist])
        return st.lists(codes, max_size=4) if field.kind == "codes" else st.one_of(st.just(""), codes)
    if field.kind == "list":
        parts = {part: st.lists(_TEXTS, max_size=2) if part == field.many else _TEXTS for part in field.parts}
        return st.lists(st.fixed_dictionaries(parts), max_size=3)
    return st.one_of(_TEXTS, st.just("panjang " * 30).filter(lambda text: len(text) < field.max_length))


def spoiled(name: str, rows: list[dict[str, Any]], spoil: Callable[[Worksheet], None]) -> bytes:
    """A good workbook after somebody has had a hand in it."""
    book = load_workbook(io.BytesIO(write_rows(name, HEADING, rows)))
    spoil(book.worksheets[0])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet: Worksheet, label: str) -> int:
    """Number of the column with this heading."""
    return next(cell.column for cell in sheet[HEADING_ROW] if cell.value == label)


def put(sheet: Worksheet, label: str, row: int, value: Any) -> str:
    """Write into the cell of a column and a line (from 1); returns its address."""
    cell = sheet.cell(FIRST_ROW + row - 1, column(sheet, label))
    cell.value = value
    return cell.coordinate
