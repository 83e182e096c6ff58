"""The forms to print and sign: DOCX and PDF say the same, hold every item, and go on over many pages."""

from __future__ import annotations

import datetime
import io
import re

import docx
import pypdfium2
import pytest

from ckanext.sdijember.kegiatan.papers import ms_forms
from ckanext.sdijember.metadata.domain.forms import form
from ckanext.sdijember.metadata.domain.kegiatan_facts import Facts, Kegiatan
from ckanext.sdijember.papers import as_docx, as_pdf
from tests.contents import text_of
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

SIGNED = {
    "ttd_kota": "Jember", "ttd_tanggal": "2026-01-05", "ttd_jabatan": "Kepala Dinas Perikanan",
    "ttd_nama": "Ahmad Rahasia", "ttd_nip": "198001012005011001",
}  # fmt: skip
VALUES = {name: value for name, value in (KEGIATAN | SURVEY | SIGNED).items() if name != "owner_org"}
WHOLE = Kegiatan(VALUES, [VARIABEL], [INDIKATOR])
FACTS = Facts(
    office="Dinas Perikanan", codes={"id_kegiatan": "K-25-001"}, url="https://portal.example/kegiatan/uji",
    state="submitted", state_label="Menunggu verifikasi Walidata", snapshot="3fa94b01c2d7" + "0" * 52, personal=True,
    printed=datetime.datetime(2026, 1, 6, 14, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=7), "WIB")),
)  # fmt: skip
SECRETS = ("Siti Rahasia", "081200000000", "siti@example.go.id", "Ahmad Rahasia", "198001012005011001")
RENDER = {"docx": as_docx.render, "pdf": as_pdf.render}


def words(content: bytes, name: str) -> str:
    """The text of a document without marks, breaks and blanks: lines break where they will."""
    return re.sub(r"\s+|\ufffe|<[^>]+>", "", text_of(content, name).replace("-\n", "-"))


def said(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(params=RENDER)
def kind(request):
    return request.param


def test_every_item_and_every_answer_is_printed(kind):
    found = words(RENDER[kind](ms_forms.forms(WHOLE, FACTS)), kind)
    skipped = ("iii_jadwal_", "viii_", "ttd_", "_lainnya")
    for field in form("kegiatan"):
        if not any(part in field.name for part in skipped):
            assert said(field.label["id"]) in found, field.name
    for text in ("1Februari2025", "28Februari2025", "1Desember2025", "PeraturanMenteriKelautandanPerikanan", "K-25-001",
                 "(P1-P0)/P0x100", "5Januari2026", "KepalaDinasPerikanan", *map(said, SECRETS)):  # fmt: skip
        assert text in found, text
    for text in ("BLOKI.", "BLOKVIII.", "MS-VARIABEL", "MS-INDIKATOR", "(17)"):
        assert text in found, text


def test_where_and_when_it_was_printed_stands_on_it(kind):
    found = words(RENDER[kind](ms_forms.forms(WHOLE, FACTS)), kind)
    assert "Dicetakdarihttps://portal.example/kegiatan/uji·6Januari2026pukul14.05WIB" in found
    assert "Status:MenungguverifikasiWalidata" in found and "3fa94b01c2d7" in found and "3fa94b01c2d70" not in found


def test_boxes_are_ticked_and_codes_added_up():
    items = {
        item.question: item
        for sheet in ms_forms.forms(WHOLE, FACTS).sheets
        for part in sheet.parts
        for item in getattr(part, "items", ())
    }
    levels = items["Tingkat penyajian hasil analisis"]
    assert levels.total == "12"
    assert [one.code for one in levels.options if one.chosen] == ["4", "8"]
    assert items["Cara pengumpulan data"].total == "2"
    assert items["Sektor kegiatan"].text == "Pertanian dan Perikanan"


def test_what_was_not_asked_says_so():
    values = {name: value for name, value in VALUES.items() if name not in SURVEY}
    sheet = ms_forms.forms(Kegiatan(values | {"cara_pengumpulan_data": "3"}), FACTS).sheets[0]
    block = next(part for part in sheet.parts if getattr(part, "title", "").startswith("BLOK V."))
    assert {item.text for item in block.items} == {ms_forms.NOT_ASKED}


def test_personal_data_are_on_no_paper_for_others(kind):
    found = words(RENDER[kind](ms_forms.forms(WHOLE, Facts(office="Dinas Perikanan"))), kind)
    for secret in SECRETS:
        assert said(secret) not in found
    assert said(ms_forms.WITHHELD) in found
    assert "NIP......" in found, "a line to write on"


def test_text_of_people_is_text(kind):
    nasty = "<b>Tebal</b> & <script>x</script> \u2264 5 km\u00b2 \u201ckutip\u201d [a](b) {{ 7*7 }} \U0001f469 \t tab"
    kegiatan = Kegiatan(VALUES | {"i_alamat": nasty, "title": nasty}, [VARIABEL | {"nama": nasty}], [])
    content = RENDER[kind](ms_forms.forms(kegiatan, FACTS))
    found = text_of(content, kind).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert "<script>x</script>" in found and "{{ 7*7 }}" in found and "km²" in found


def test_200_lines_and_the_longest_text_go_on_over_pages():
    rows = [VARIABEL | {"nama": f"Variabel {number}"} for number in range(1, 201)]
    rows[5] |= {"definisi": "Definisi panjang. " * 220, "aturan_validasi": "x" * 2000}
    values = VALUES | {"iii_latar_belakang_kegiatan": "Latar belakang. " * 500, "title": "Judul panjang " * 18}
    document = ms_forms.forms(Kegiatan(values, rows, [INDIKATOR]), FACTS)
    pages = pypdfium2.PdfDocument(as_pdf.render(document))
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    assert all(f"Halaman {number} dari {len(pages)}" in text for number, text in enumerate(texts, 1))
    assert "Variabel 200" in " ".join("".join(texts).split())
    assert {(page.get_width() > page.get_height()) for page in pages} == {True, False}
    made = docx.Document(io.BytesIO(as_docx.render(document)))
    assert [section.orientation for section in made.sections] == [0, 1, 1]
    assert len(made.tables[-2].rows) == 202


def test_an_empty_kegiatan_can_be_printed(kind):
    assert "Belumadabaris." in words(RENDER[kind](ms_forms.forms(Kegiatan({"title": "Uji"}), Facts())), kind)
