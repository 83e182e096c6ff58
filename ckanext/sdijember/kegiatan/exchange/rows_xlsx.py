"""MS-Variabel and MS-Indikator (Peraturan BPS 5/2020) as sheets of a workbook, laid out as the printed forms.

Sheets are for offices in Indonesia, so their words are Indonesian. What ``write_rows`` writes, ``read_rows`` reads
again without loss.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...kernel.exchange.cells import BOLD, BORDER, GREEN, GREY, MIDDLE, SMALL, TEXT, TITLE, TOP, write
from ...metadata.domain.answers import as_text
from ...metadata.domain.forms import Field, form
from ...metadata.domain.row_rules import MOST_ROWS
from ...metadata.exchange.rows_columns import ID, ID_LABEL, NUMBER, SHEETS, TITLES
from .rows_reading import read_rows

__all__ = ["GUIDE", "Heading", "fill_sheet", "read_rows", "template", "write_rows"]

#: Name of the sheet that explains the columns of a form.
GUIDE: Mapping[str, str] = {name: f"Petunjuk {sheet}" for name, sheet in SHEETS.items()}
HEADING_ROW = 7
FIRST_ROW = HEADING_ROW + 2

_WIDTHS = {"textarea": 42, "list": 36, "codes": 26, "code": 20, "text": 26}


@dataclass(frozen=True)
class Heading:
    """The heading of the form.

    :param kegiatan: Nama Kegiatan
    :param kode: Kode Kegiatan, issued by BPS
    :param penyelenggara: Penyelenggara
    """

    kegiatan: str = ""
    kode: str = ""
    penyelenggara: str = ""


def template(form_name: str, heading: Heading) -> bytes:
    """An empty sheet to fill in, with its instructions.

    :param form_name: "variabel" or "indikator"
    """
    return write_rows(form_name, heading, [])


def write_rows(form_name: str, heading: Heading, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook with the lines of one form and its instructions.

    :param form_name: "variabel" or "indikator"
    :param rows: lines in plain shape (``metadata/domain/answers.py``), with or without their ``id``
    """
    book = Workbook()
    fill_sheet(cast(Worksheet, book.active), form_name, heading, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill_sheet(sheet: Worksheet, form_name: str, heading: Heading, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write a form into a sheet, which gets its name, and its instructions into another sheet of the same workbook.

    :param form_name: "variabel" or "indikator"
    :param rows: lines in plain shape (``metadata/domain/answers.py``), with or without their ``id``
    """
    sheet.title = SHEETS[form_name]
    book = cast(Workbook, sheet.parent)
    choices = _fill_guide(book.create_sheet(GUIDE[form_name]), form_name)
    _write_heading(sheet, form_name, heading)
    fields = list(form(form_name))
    for number, row in enumerate(rows, 1):
        _write_line(sheet, FIRST_ROW + number - 1, number, fields, row)
    _offer(sheet, fields, choices)
    _lay_out(sheet, fields)


def _write_heading(sheet: Worksheet, form_name: str, heading: Heading) -> None:
    write(sheet, 1, 1, TITLES[form_name], font=TITLE)
    parts = (
        ("Nama Kegiatan", heading.kegiatan),
        ("Kode Kegiatan", heading.kode),
        ("Penyelenggara", heading.penyelenggara),
    )
    for line, (name, value) in enumerate(parts, 3):
        write(sheet, line, 1, name, font=BOLD)
        write(sheet, line, 3, value)
    labels = [NUMBER, *(field.label["id"] for field in form(form_name)), ID_LABEL["id"]]
    numbers = ["(1)", *(field.number for field in form(form_name)), ""]
    for column, (name, number) in enumerate(zip(labels, numbers, strict=True), 1):
        write(sheet, HEADING_ROW, column, name, font=BOLD, fill=GREEN, border=BORDER, alignment=MIDDLE)
        write(sheet, HEADING_ROW + 1, column, number, font=SMALL, fill=GREY, border=BORDER, alignment=MIDDLE)


def _write_line(sheet: Worksheet, line: int, number: int, fields: Sequence[Field], row: Mapping[str, Any]) -> None:
    write(sheet, line, 1, str(number), border=BORDER, alignment=TOP)
    for column, field in enumerate(fields, 2):
        write(sheet, line, column, as_text(field, row.get(field.name)), border=BORDER, alignment=TOP)
    write(sheet, line, len(fields) + 2, str(row.get(ID) or ""))


def _offer(sheet: Worksheet, fields: Sequence[Field], choices: Mapping[str, str]) -> None:
    """Drop-down lists for the columns of codes."""
    for column, field in enumerate(fields, 2):
        if field.kind != "code":
            continue
        offer = DataValidation("list", formula1=choices[field.name], allow_blank=True, showErrorMessage=True)
        offer.errorTitle, offer.error = "Tidak ada di daftar", "Pilih salah satu jawaban dari daftar."
        letter = get_column_letter(column)
        offer.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + MOST_ROWS - 1}")
        sheet.add_data_validation(offer)


def _lay_out(sheet: Worksheet, fields: Sequence[Field]) -> None:
    widths = [5, *(_WIDTHS[field.kind] for field in fields), 12]
    for column, width in enumerate(widths, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        dimension.number_format = TEXT
        dimension.alignment = TOP
    sheet.column_dimensions[get_column_letter(len(widths))].hidden = True
    sheet.row_dimensions[HEADING_ROW].height = 34
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_guide(sheet: Worksheet, form_name: str) -> dict[str, str]:
    """Explain every column.

    :returns: field name → formula of the cells that hold its choices
    """
    write(sheet, 1, 1, f"Petunjuk pengisian {SHEETS[form_name]}", font=TITLE)
    for line, text in enumerate(_ADVICE, 2):
        write(sheet, line, 1, text)
    first = len(_ADVICE) + 3
    for column, (name, width) in enumerate(_GUIDE_COLUMNS.items(), 1):
        write(sheet, first, column, name, font=BOLD, fill=GREEN, border=BORDER, alignment=MIDDLE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    choices: dict[str, str] = {}
    for line, field in enumerate(form(form_name), first + 1):
        for column, text in enumerate(_explained(form_name, field), 1):
            write(sheet, line, column, text, border=BORDER, alignment=TOP)
        if field.codelist:
            choices[field.name] = _write_choices(sheet, first, len(_GUIDE_COLUMNS) + 2 + len(choices), field)
    sheet.freeze_panes = f"A{first + 1}"
    return choices


_ADVICE = (
    "Satu baris per entri. Jangan mengubah judul kolom, menggabungkan sel, atau menulis rumus.",
    "Yang belum diketahui boleh dikosongkan dulu; kelengkapan diperiksa ketika kegiatan diajukan.",
    "Di dalam satu sel, baris baru ditulis dengan Alt+Enter.",
)
_GUIDE_COLUMNS = {"Kolom": 11, "Judul kolom": 30, "Nama di JSON": 34, "Wajib": 14, "Arti": 60, "Isian": 46}


def _explained(form_name: str, field: Field) -> tuple[str, ...]:
    return (
        field.number,
        field.label["id"],
        field.flat,
        _required(form_name, field),
        field.help.get("id", ""),
        _fits(field),
    )


def _required(form_name: str, field: Field) -> str:
    if not field.required:
        return "tidak"
    if not field.condition:
        return "ya"
    source = form(form_name)[field.condition.field]
    answers = " / ".join(as_text(source, code) for code in sorted(field.condition.values))
    return f"ya, bila “{source.label['id']}” dijawab {answers}"


def _fits(field: Field) -> str:
    """What a cell may hold."""
    if field.codelist:
        labels = "\n".join(code.label("id") for code in field.codelist)
        return f"{labels}\n(beberapa: pisahkan dengan titik koma)" if field.kind == "codes" else labels
    if field.kind == "list":
        parts = f" {field.sign} ".join(field.parts)
        return f"{parts}, satu per baris; setiap bagian paling banyak {field.max_length} huruf"
    return f"teks, paling banyak {field.max_length} huruf" + ("; “-” bila tidak ada" if field.dash else "")


def _write_choices(sheet: Worksheet, line: int, column: int, field: Field) -> str:
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = 30
    write(sheet, line, column, field.label["id"], font=BOLD, fill=GREEN, border=BORDER, alignment=MIDDLE)
    assert field.codelist is not None
    for at, code in enumerate(field.codelist, line + 1):
        write(sheet, at, column, code.label("id"), border=BORDER)
    last = line + len(field.codelist)
    return f"{quote_sheetname(sheet.title)}!${letter}${line + 1}:${letter}${last}"
