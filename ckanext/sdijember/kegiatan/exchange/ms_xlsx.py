"""A kegiatan as a workbook: MS-Keg as the printed form, MS-Variabel and MS-Indikator as tables; it can be read back.

In MS-Keg every item has a row: its number, the question, the answer in words, its code (several codes added up, as on
paper), the answers to choose from and the flat name of BPS, by which ``ms_xlsx_reading`` finds it again.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...codes.domain.values import is_blank
from ...kernel.exchange.cells import BOLD, BORDER, GREEN, GREY, MIDDLE, SMALL, TITLE, TOP, write
from ...metadata.domain.answers import added_up, as_text
from ...metadata.domain.forms import ROW_FORMS, Field, Section, form
from ...metadata.domain.kegiatan_facts import Facts, Kegiatan
from . import ms_names as names
from .rows_xlsx import Heading, fill_sheet

SHEET, CHOICES = "MS-Keg", "Pilihan jawaban"
TITLE_TEXT = "METADATA STATISTIK KEGIATAN (MS-KEG)"
NUMBER, QUESTION, ANSWER, CODE, OPTIONS, NAME = "No", "Pertanyaan", "Jawaban", "Kode", "Pilihan", "Nama baku"
COLUMNS: Mapping[str, int] = {NUMBER: 6, QUESTION: 38, ANSWER: 58, CODE: 11, OPTIONS: 44, NAME: 34}
WITHHELD = "Data pribadi, tidak disertakan"
HEADING_ROW = 8
_ADVICE = (
    "Isi kolom Jawaban. Kolom Kode boleh dikosongkan; bila diisi, harus sama dengan jawabannya. "
    "Beberapa jawaban dipisahkan dengan titik koma; kodenya dijumlahkan. Tanggal: hari/bulan/tahun."
)
#: Longest list of choices that fits beside the question.
_FEW = 12
_BLOCK = Font(bold=True, size=12)


def write_workbook(kegiatan: Kegiatan, facts: Facts) -> bytes:
    """All three forms.

    :param facts: what stands beside the answers; decides whether personal data are in the file
    """
    book = Workbook()
    sheet = cast(Worksheet, book.active)
    sheet.title = SHEET
    lists = _fill_choices(book.create_sheet(CHOICES))
    _fill(sheet, kegiatan.for_reader(facts), facts, lists)
    heading = Heading(
        str(kegiatan.values.get("title") or ""), facts.codes.get("id_kegiatan", ""), _organizer(kegiatan, facts)
    )
    for name in ROW_FORMS:
        fill_sheet(book.create_sheet(), name, heading, kegiatan.lines(name))
    book.move_sheet(CHOICES, len(book.sheetnames))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def template() -> bytes:
    """The three forms without any answer, to fill in; what is nearly always so in the regency is filled in."""
    usual = {field.name: field.default for field in form("kegiatan") if field.default}
    return write_workbook(Kegiatan(usual), Facts(personal=True))


def key_of(field: Field) -> str:
    """What stands in the last column: the flat name of BPS, or our own where several fields make one item."""
    return field.flat if len(names.flat_fields()[field.flat]) == 1 else field.name


def day_text(iso: str) -> str:
    """A day as people in Indonesia write it, 31/12/2025; the check speaks of what is none."""
    try:
        return date.fromisoformat(iso).strftime("%d/%m/%Y")
    except ValueError:
        return iso


def _organizer(kegiatan: Kegiatan, facts: Facts) -> str:
    return str(kegiatan.values.get("i_instansi_penyelanggara") or facts.office)


def _fill(sheet: Worksheet, kegiatan: Kegiatan, facts: Facts, lists: Mapping[str, str]) -> None:
    write(sheet, 1, 1, TITLE_TEXT, font=TITLE)
    parts = {
        "Judul kegiatan": str(kegiatan.values.get("title") or ""),
        "Kode kegiatan": facts.codes.get("id_kegiatan", "") or "(diisi petugas BPS)",
        "Produsen Data": facts.office,
    }
    for line, (name, text) in enumerate(parts.items(), 3):
        write(sheet, line, 1, name, font=BOLD)
        write(sheet, line, 3, text)
    write(sheet, 6, 1, _ADVICE, font=SMALL)
    for column, (name, width) in enumerate(COLUMNS.items(), 1):
        write(sheet, HEADING_ROW, column, name, font=BOLD, fill=GREEN, border=BORDER, alignment=MIDDLE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    line = HEADING_ROW + 1
    for section in form("kegiatan").sections:
        line = _fill_section(sheet, line, section, kegiatan, facts, lists)
    _lay_out(sheet)


def _fill_section(
    sheet: Worksheet, line: int, section: Section, kegiatan: Kegiatan, facts: Facts, lists: Mapping[str, str]
) -> int:
    """Write a block.

    :returns: the row below it
    """
    title = f"BLOK {section.number}. {section.title['id'].upper()}" if section.number else section.title["id"].upper()
    for column in range(1, len(COLUMNS) + 1):
        write(sheet, line, column, title if column == 1 else "", font=_BLOCK, fill=GREY, border=BORDER)
    for field in form("kegiatan"):
        if field.section != section.name:
            continue
        line += 1
        _fill_item(sheet, line, field, kegiatan.values, facts, lists)
        if field.name == "iii_jadwal_evaluasi_selesai":
            line += 1
            texts = ("3.4", "Variabel (karakteristik) yang dikumpulkan", "", "", "Isi lembar MS-Variabel.", "")
            for column, text in enumerate(texts, 1):
                write(sheet, line, column, text, border=BORDER, alignment=TOP)
    return line + 1


def _fill_item(
    sheet: Worksheet, line: int, field: Field, values: Mapping[str, Any], facts: Facts, lists: Mapping[str, str]
) -> None:
    withheld = field.personal and not facts.personal
    value = values.get(field.name)
    texts = (
        field.number,
        field.label["id"],
        _answer(field, value),
        _code(field, value),
        WITHHELD if withheld else _options(field),
        "" if withheld else key_of(field),
    )
    for column, text in enumerate(texts, 1):
        small = {"font": SMALL} if column >= len(texts) - 1 else {}
        write(sheet, line, column, text, border=BORDER, alignment=TOP, **small)
    if field.kind == "code":
        offer = DataValidation("list", formula1=lists[field.codes], allow_blank=True, showErrorMessage=True)
        offer.errorTitle, offer.error = "Tidak ada di daftar", "Pilih salah satu jawaban dari daftar."
        offer.add(f"C{line}")
        sheet.add_data_validation(offer)


def _answer(field: Field, value: Any) -> str:
    return day_text(str(value)) if field.kind == "date" and not is_blank(value) else as_text(field, value)


def _code(field: Field, value: Any) -> str:
    """The code of an answer, as on paper: several are added up."""
    if is_blank(value) or field.kind not in ("code", "codes"):
        return ""
    codes = [value] if isinstance(value, str) else value
    return str(added_up(codes)) if field.sum else "; ".join(codes)


def _options(field: Field) -> str:
    """What may be answered."""
    content = field.codelist
    if content is None:
        return "hari/bulan/tahun" if field.kind == "date" else "angka" if field.kind == "number" else ""
    if len(content) > _FEW:
        return f"Lihat lembar {CHOICES}: {content.title['id']}"
    return "\n".join(f"{code.code}  {code.label('id')}" for code in content)


def _lay_out(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_choices(sheet: Worksheet) -> dict[str, str]:
    """Write every code list with its codes.

    :returns: name of the list → formula of the cells with its labels
    """
    write(sheet, 1, 1, "Pilihan jawaban MS-Keg", font=TITLE)
    lists: dict[str, str] = {}
    for field in form("kegiatan"):
        content = field.codelist
        if content is None or content.name in lists:
            continue
        column = 1 + 3 * len(lists)
        write(sheet, 3, column, "Kode", font=BOLD, fill=GREEN, border=BORDER)
        write(sheet, 3, column + 1, content.title["id"], font=BOLD, fill=GREEN, border=BORDER)
        for line, code in enumerate(content, 4):
            write(sheet, line, column, code.code, border=BORDER)
            write(sheet, line, column + 1, code.label("id"), border=BORDER)
        letter = get_column_letter(column + 1)
        sheet.column_dimensions[letter].width = 40
        lists[content.name] = f"{quote_sheetname(CHOICES)}!${letter}$4:${letter}${len(content) + 3}"
    return lists
