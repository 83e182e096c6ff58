"""A kegiatan as a workbook: as the printed form has it, read back without loss, refused by cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from ckanext.sdijember.files.exchange.workbook import SheetError
from ckanext.sdijember.kegiatan.exchange.ms_xlsx import template, write_workbook
from ckanext.sdijember.kegiatan.exchange.ms_xlsx_reading import read_workbook
from ckanext.sdijember.metadata.domain.answers import added_up, taken_apart
from ckanext.sdijember.metadata.domain.forms import form
from ckanext.sdijember.metadata.domain.kegiatan_facts import Facts, Kegiatan
from tests.metadata.generated import kegiatans
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

VALUES = {name: value for name, value in KEGIATAN.items() if name != "owner_org"}
WHOLE = Kegiatan(VALUES | SURVEY, [VARIABEL], [INDIKATOR])
OPEN = Facts(personal=True, office="Dinas Perikanan", codes={"id_kegiatan": "K-1"})


def rows(data: bytes) -> dict[str, list[Any]]:
    """The rows of MS-Keg by their name, values only."""
    sheet = load_workbook(io.BytesIO(data))["MS-Keg"]
    return {str(row[5].value): [cell.value for cell in row] for row in sheet.iter_rows(min_row=9) if row[5].value}


def spoilt(spoil: Any, data: bytes | None = None) -> bytes:
    """A workbook that somebody has changed."""
    book = load_workbook(io.BytesIO(data or write_workbook(WHOLE, OPEN)))
    spoil(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def line_of(book: Any, name: str) -> int:
    """Row of an item of MS-Keg."""
    return next(cell.row for cell in book["MS-Keg"]["F"] if cell.value == name)


def refused(spoil: Any) -> dict[str, list[str]]:
    """What is said of a spoilt workbook: cell with its sheet → fields."""
    with pytest.raises(SheetError) as caught:
        read_workbook(spoilt(spoil))
    found: dict[str, list[str]] = {}
    for problem in caught.value.problems:
        found.setdefault(f"{problem.sheet}!{problem.cell}", []).append(problem.finding.field)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(kegiatans())
def test_what_goes_out_comes_back(kegiatan):
    read = read_workbook(write_workbook(kegiatan, OPEN)).kegiatan
    assert {name: value for name, value in read.values.items() if value not in ("", [])} == kegiatan.values
    assert (read.variabel, read.indikator) == (kegiatan.variabel, kegiatan.indikator)


def test_every_item_has_its_row_and_the_codes_are_added_up():
    found = rows(write_workbook(WHOLE, OPEN))
    assert len(found) == len(form("kegiatan").fields)
    assert found["judul_kegiatan"][2] == KEGIATAN["title"]
    assert found["vii_tingkat_penyajian_hasil_analisis"][0] == "7.4"
    assert found["vii_tingkat_penyajian_hasil_analisis"][2:4] == ["Kabupaten/kota; Kecamatan", "12"]
    assert found["cara_pengumpulan_data"][2:4] == ["Survei", "2"]
    assert found["iii_jadwal_desain_mulai"][2] == "01/02/2025"
    assert found["iv_sebagian_cakupan_wilayah_pengumpulan_data"][3] == "35.09"


@pytest.mark.parametrize(
    ("name", "codes", "total"),
    [("iv_metode_pengumpulan_data", ["1", "8"], 9),
     ("iv_sarana_pengumpulan_data", ["1", "2", "4", "8", "16", "32"], 63),
     ("iv_unit_pengumpulan_data", ["8"], 8), ("vi_metode_pemeriksaan_kualitas_pengumpulan_data", ["2", "4"], 6),
     ("vii_unit_analisis", ["1", "2"], 3), ("vii_tingkat_penyajian_hasil_analisis", ["1", "2", "4", "8", "16"], 31)],
)  # fmt: skip
def test_the_sums_of_the_paper_form(name, codes, total):
    field = form("kegiatan")[name]
    assert field.sum and added_up(codes) == total
    assert taken_apart(field, total) == codes


def test_no_codes_add_up_to_a_number_that_is_no_sum():
    field = form("kegiatan")["iv_metode_pengumpulan_data"]
    assert taken_apart(field, 32) is None and taken_apart(field, 0) is None


def test_the_template_is_empty_and_can_be_filled_in():
    assert read_workbook(template()).kegiatan.values["ii_unit_eselon1"] == "-"

    def fill(book):
        for name, text in (("judul_kegiatan", "Survei Kepuasan 2025"), ("sektor_kegiatan", "Kesehatan")):
            book["MS-Keg"].cell(line_of(book, name), 3, text)
        book["MS-Keg"].cell(line_of(book, "vii_unit_analisis"), 4, 5)

    values = read_workbook(spoilt(fill, template())).kegiatan.values
    assert values["title"] == "Survei Kepuasan 2025" and values["sektor_kegiatan"] == "9"
    assert values["vii_unit_analisis"] == ["1", "4"]


def test_personal_data_are_in_no_sheet_for_others():
    data = write_workbook(WHOLE, Facts())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    for secret in ("Siti Rahasia", "081200000000", "siti@example.go.id"):
        assert secret not in text
    assert "ii_pj_nama" not in read_workbook(data).kegiatan.values, "an empty row would delete what is stored"


def test_everything_that_is_wrong_is_said_at_its_cell():
    at: dict[str, int] = {}

    def spoil(book):
        sheet = book["MS-Keg"]
        for name, column, value in (
            ("sektor_kegiatan", 3, "Antariksa"), ("tahun_kegiatan", 3, "dua ribu"), ("i_alamat", 3, "=A1"),
            ("iv_unit_pengumpulan_data", 4, 3), ("iii_tujuan_kegiatan", 3, "Pendek"),
            ("iii_jadwal_desain_selesai", 3, "besok"), ("v_unit_sampel", 6, "v_unit_sampell"),
        ):  # fmt: skip
            at[name] = line_of(book, name)
            sheet.cell(at[name], column, value)
        sheet.cell(at["sektor_kegiatan"], 4).value = None
        book["MS-Variabel"]["H9"] = "angka"

    found = refused(spoil)
    assert found == {
        f"MS-Keg!C{at['sektor_kegiatan']}": ["sektor_kegiatan"],
        f"MS-Keg!C{at['tahun_kegiatan']}": ["tahun"],
        f"MS-Keg!C{at['i_alamat']}": ["i_alamat"],
        f"MS-Keg!D{at['iv_unit_pengumpulan_data']}": ["iv_unit_pengumpulan_data"],
        f"MS-Keg!C{at['iii_tujuan_kegiatan']}": ["iii_tujuan_kegiatan"],
        f"MS-Keg!C{at['iii_jadwal_desain_selesai']}": ["iii_jadwal_desain_selesai"],
        f"MS-Keg!F{at['v_unit_sampel']}": ["upload"],
        "MS-Keg!": ["v_unit_sampel"],
        "MS-Variabel!H9": ["tipe_data"],
    }


def test_merged_cells_rows_twice_and_answers_to_nothing_are_refused():
    def spoil(book):
        sheet = book["MS-Keg"]
        sheet["F500"], sheet["C501"] = "i_alamat", "Tanpa nama"
        sheet.merge_cells("A520:B520")

    assert refused(spoil) == {"MS-Keg!F500": ["i_alamat"], "MS-Keg!C501": ["upload"], "MS-Keg!A520:B520": ["upload"]}


def test_another_workbook_is_refused():
    def spoil(book):
        del book["MS-Keg"]
        book.create_sheet("Lain")["A1"] = "halo"

    assert "upload" in refused(spoil)["!"]


def test_what_is_no_workbook_is_refused():
    with pytest.raises(SheetError):
        read_workbook(b"judul;tahun\nUji;2025\n")


def test_the_nip_of_who_signs_comes_back_and_other_numbers_of_persons_are_refused_at_their_cell():
    signed = Kegiatan(WHOLE.values | {"ttd_nip": "198001012005011001"}, WHOLE.variabel, WHOLE.indikator)
    data = write_workbook(signed, OPEN)
    assert read_workbook(data).kegiatan.values["ttd_nip"] == "198001012005011001"
    at: dict[str, int] = {}

    def spoil(book):
        at["line"] = line_of(book, "i_alamat")
        book["MS-Keg"].cell(at["line"], 3, "Jalan 198001012005011001")

    assert refused(spoil) == {f"MS-Keg!C{at['line']}": ["i_alamat"]}
