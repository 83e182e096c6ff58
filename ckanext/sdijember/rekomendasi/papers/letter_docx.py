"""A letter of recommendation as DOCX, for who wants to write on in it; the letter that counts is the PDF."""

from __future__ import annotations

import io
from typing import cast

import docx
import segno
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from .letter import Letter

_INTRODUCTION = (
    "Berdasarkan Peraturan Presiden Nomor 39 Tahun 2019 tentang Satu Data Indonesia dan Standar Operasional Prosedur "
    "Pengelolaan Satu Data Kabupaten Jember Nomor 067/248/35.09.411/2024 (langkah 19), Pembina Data Statistik "
    "memberikan rekomendasi atas:"
)
_VERDICT = (
    "Data tersebut telah diverifikasi oleh Walidata, memenuhi Standar Data, Metadata, dan kaidah Interoperabilitas "
    "Data, serta dapat disebarluaskan melalui {portal}"
)
_CONDITIONS = " dengan syarat dan catatan berikut:"
_BOUND = (
    "Rekomendasi ini hanya berlaku untuk isi dengan sidik jari (SHA-256) berikut; bila isinya berubah, diperlukan "
    "rekomendasi baru."
)


def render(letter: Letter) -> bytes:
    """The letter in the words of the shipped template, as DOCX.

    :returns: the bytes of the file
    """
    document = docx.Document()
    document.core_properties.title = f"Rekomendasi Statistik Nomor {letter.number}"
    document.core_properties.author = letter.issuer
    font = cast(ParagraphStyle, document.styles["Normal"]).font
    font.name, font.size = "Liberation Sans", Pt(11)
    _centred(document, letter.issuer.upper(), bold=True, size=15)
    if letter.issuer_address:
        _centred(document, letter.issuer_address, size=9)
    _centred(document, "REKOMENDASI STATISTIK", bold=True, size=14)
    _centred(document, f"Nomor: {letter.number}")
    document.add_paragraph(_INTRODUCTION)
    table = document.add_table(rows=0, cols=2)
    for name, value in ((letter.scope, letter.title), ("Produsen Data", letter.office)):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    _list(document, "Yang diperiksa:", letter.examined, "List Bullet")
    verdict = _VERDICT.format(portal=letter.portal)
    _list(
        document,
        verdict + (_CONDITIONS if letter.condition_lines else "."),
        letter.condition_lines,
        "List Number",
        True,
    )
    document.add_paragraph(_BOUND)
    document.add_paragraph().add_run(letter.snapshot).font.size = Pt(8)
    _verification(document, letter)
    for text in (f"{letter.place}, {letter.date}", letter.signer_position, "", "", letter.signer_name):
        document.add_paragraph(text).paragraph_format.left_indent = Mm(90)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _centred(document: Docx, text: str, bold: bool = False, size: int = 11) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _list(document: Docx, introduction: str, lines: tuple[str, ...], style: str, always: bool = False) -> None:
    if lines or always:
        document.add_paragraph(introduction)
    for line in lines:
        document.add_paragraph(line, style=style)


def _verification(document: Docx, letter: Letter) -> None:
    picture = io.BytesIO()
    segno.make(letter.verify_url, error="m", micro=False).save(picture, kind="png", scale=6, border=4)
    document.add_picture(picture, width=Mm(30))
    document.add_paragraph(f"Keaslian surat ini dapat diperiksa di {letter.verify_url} (kode {letter.code}).")
