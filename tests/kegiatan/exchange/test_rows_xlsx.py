"""Sheets of MS-Variabel and MS-Indikator: written and read again; what is wrong is named by cell, all at once."""

from __future__ import annotations

import datetime
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ckanext.sdijember.files.exchange.workbook import SheetError
from ckanext.sdijember.kegiatan.exchange.rows_xlsx import FIRST_ROW, GUIDE, HEADING_ROW, read_rows, template, write_rows
from ckanext.sdijember.metadata.domain.forms import form
from tests.kegiatan.exchange.rows import HEADING, column, put, saved, spoiled, valid_rows
from tests.metadata.kegiatan import INDIKATOR, VARIABEL

ROWS = {"variabel": [VARIABEL, VARIABEL | {"nama": "Luas Tambak"}], "indikator": [INDIKATOR]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["variabel", "indikator"]))
def test_what_is_written_is_read_again(data, name):
    rows = data.draw(valid_rows(name))
    assert read_rows(name, write_rows(name, HEADING, rows)) == rows


@pytest.mark.parametrize("name", ["variabel", "indikator"])
def test_the_sheet_looks_like_the_form(name):
    book = load_workbook(io.BytesIO(write_rows(name, HEADING, ROWS[name])))
    sheet = book.worksheets[0]
    assert sheet["C3"].value == HEADING.kegiatan and sheet["C3"].data_type != "f"
    assert [sheet[f"C{row}"].value for row in (4, 5)] == [HEADING.kode, HEADING.penyelenggara]
    labels = [cell.value for cell in sheet[HEADING_ROW]]
    assert labels[0] == "No" and set(labels) > {field.label["id"] for field in form(name)}
    assert sheet.cell(HEADING_ROW + 1, 2).value == "(2)"
    assert sheet.freeze_panes == f"C{FIRST_ROW}"
    coded = [field for field in form(name) if field.kind == "code"]
    assert len(sheet.data_validations.dataValidation) == len(coded)
    told = {cell.value for row in book[GUIDE[name]].iter_rows() for cell in row}
    assert {field.flat for field in form(name)} <= told
    assert {code.label("id") for field in form(name) if field.codelist for code in field.codelist} <= told


def test_any_order_of_columns_and_any_of_their_names():
    book = Workbook()
    names = [field.name for field in form("variabel")]
    book.active.append([f"{name} *" if name == "alias" else name.upper() for name in reversed(names)])
    book.active.append(["2" if name == "apakah_variabel_bisa_diakses_umum" else f"isi {name}"
                        if name in ("nama", "konsep") else None for name in reversed(names)])  # fmt: skip
    assert read_rows("variabel", saved(book)) == [
        {"nama": "isi nama", "konsep": "isi konsep", "apakah_variabel_bisa_diakses_umum": "2"}
    ]


def test_numbers_and_dates_in_columns_of_text_are_read_as_they_are_shown():
    def spoil(sheet):
        put(sheet, "Alias", 1, 7)
        put(sheet, "Ukuran", 1, 2.5)
        at = put(sheet, "Referensi waktu", 1, datetime.datetime(2025, 6, 1))
        sheet[at].number_format = "mmm-yy"
        sheet[put(sheet, "Referensi pemilihan", 1, datetime.datetime(2025, 6, 17))].number_format = "dd/mm/yyyy"
        sheet[put(sheet, "Satuan", 1, 0.25)].number_format = "0%"
        put(sheet, "Dapat diakses umum?", 1, 1)

    row = read_rows("variabel", spoiled("variabel", [VARIABEL], spoil))[0]
    assert (row["alias"], row["ukuran"], row["satuan"]) == ("7", "2,5", "25%")
    assert (row["referensi_waktu"], row["referensi_pemilihan"]) == ("Juni 2025", "2025-06-17")
    assert row["apakah_variabel_bisa_diakses_umum"] == "1"


def test_every_error_at_once_by_cell():
    cells = {}

    def spoil(sheet):
        cells["unknown"] = put(sheet, "Tipe data", 1, "bulat")
        cells["number"] = put(sheet, "Tipe data", 2, 5)
        cells["long"] = put(sheet, "Alias", 1, "a" * 256)
        cells["twice"] = put(sheet, "Nama variabel", 2, " produksi  IKAN ")
        cells["formula"] = put(sheet, "Definisi", 2, "=A1&B1")
        cells["error"] = put(sheet, "Satuan", 1, "#REF!")
        sheet[cells["error"]].data_type = "e"
        sheet.merge_cells("C7:D7")
        sheet.cell(HEADING_ROW, 30).value = "Keterangan"

    problems = refused("variabel", spoiled("variabel", ROWS["variabel"], spoil))
    found = {problem.cell: problem for problem in problems if problem.cell}
    assert set(cells.values()) | {"C7:D7", "AD7"} == set(found)
    assert [problem.label["id"] for problem in problems if not problem.cell] == ["Konsep"], (
        "it lay under the merged cell"
    )
    twice = found[cells["twice"]]
    assert (
        twice.line == FIRST_ROW + 1
        and twice.label["id"] == "Nama variabel"
        and twice.finding.params["row"] == FIRST_ROW
    )
    assert len(problems) == 9


def test_a_missing_answer_is_no_error():
    assert read_rows("variabel", write_rows("variabel", HEADING, [{"nama": "Luas"}])) == [{"nama": "Luas"}]


def test_other_columns_are_named():
    def spoil(sheet):
        sheet.cell(HEADING_ROW, column(sheet, "Alias")).value = "Nama pendek"
        sheet.cell(HEADING_ROW, column(sheet, "Satuan")).value = None
        sheet.cell(HEADING_ROW, column(sheet, "Ukuran")).value = "konsep"

    problems = refused("variabel", spoiled("variabel", ROWS["variabel"], spoil))
    assert {p.label.get("id") for p in problems if "missing" in p.finding.message} == {"Alias", "Satuan", "Ukuran"}
    assert len([p for p in problems if p.cell]) == 3


def test_a_sheet_of_the_other_form_is_told_apart():
    (problem,) = refused("variabel", write_rows("indikator", HEADING, [INDIKATOR]))
    assert problem.finding.params == {"found": "MS-Indikator", "wanted": "MS-Variabel"}


def test_the_right_one_of_several_sheets_and_never_a_hidden_one():
    book = load_workbook(io.BytesIO(write_rows("variabel", HEADING, [VARIABEL])))
    copy = book.copy_worksheet(book["MS-Variabel"])
    copy.title = "Lama"
    assert read_rows("variabel", saved(book)) == [VARIABEL], "the sheet of that name"
    book["MS-Variabel"].title = "Baru"
    (problem,) = refused("variabel", saved(book))
    assert problem.finding.params["sheets"] == "“Baru”, “Lama”"
    book["Baru"].sheet_state = "hidden"
    copy.cell(FIRST_ROW, 2).value = "Dari Lama"
    assert read_rows("variabel", saved(book)) == [VARIABEL | {"nama": "Dari Lama"}]


def test_a_line_copied_inside_the_sheet_is_a_new_line():
    rows = [VARIABEL | {"id": "satu"}, VARIABEL | {"id": "satu", "nama": "Salinan"}]
    assert [row.get("id") for row in read_rows("variabel", write_rows("variabel", HEADING, rows))] == ["satu", None]


@pytest.mark.parametrize("name", ["variabel", "indikator"])
def test_a_template_without_a_line_is_refused(name):
    assert len(refused(name, template(name, HEADING))) == 1


def test_five_thousand_lines_are_refused_before_they_are_read():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([field.name for field in form("variabel")])
    for number in range(5000):
        sheet.append([f"Variabel {number}"] + ["teks yang cukup panjang"] * 14)
    data = saved(book)
    tracemalloc.start()
    (problem,) = refused("variabel", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.finding.params == {"limit": 1000}
    assert peak < 60 << 20, f"{peak >> 20} MB"


def test_a_line_far_below_or_far_to_the_right_costs_nothing():
    def spoil(sheet):
        sheet["XFD1048576"] = "jauh"

    assert read_rows("variabel", spoiled("variabel", [VARIABEL], spoil)) == [VARIABEL]


def test_files_that_are_no_workbook():
    whole = write_rows("variabel", HEADING, [VARIABEL])
    files = {
        "empty": b"",
        "text": b"nama,alias\nLuas,l\n",
        "old or protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "cut off": whole[: len(whole) // 2],
        "bent": whole.replace(b"xl/worksheets", b"xl/worksheetz"),
        "too large": whole + bytes(11 << 20),
        "other archive": _zipped({"a.txt": b"a"}),
        "bomb": _zipped({"xl/workbook.xml": bytes(60 << 20)}),
        "no parts": _zipped({"xl/workbook.xml": b"<workbook/>"}),
    }
    for kind, data in files.items():
        (problem,) = refused("variabel", data)
        assert problem.finding.field == "upload", kind


def refused(name: str, data: bytes):
    """What ``read_rows`` finds wrong."""
    with pytest.raises(SheetError) as error:
        read_rows(name, data)
    return error.value.problems


def _zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
