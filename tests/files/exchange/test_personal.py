"""NIK and NIP are found wherever they hide, and codes of the same length are let be."""

from __future__ import annotations

import io
import zipfile

import pytest

from ckanext.sdijember.files.exchange.check import check_upload
from ckanext.sdijember.kernel.domain.findings import wrong
from ckanext.sdijember.tables.domain.limits import DEFAULT
from ckanext.sdijember.tables.domain.personal import find, find_in_table


def check(stream, name):
    return check_upload(stream, name, "", DEFAULT)


NIK, NIP = "3509124505900003", "198001012005011002"


@pytest.mark.parametrize(
    "text",
    [NIK, f"NIK: {NIK}.", f"'{NIK}", "350912 450590 0003", "3.50912450590000E+15"],
)
def test_nik_is_found_and_masked(text):
    (found,) = find(text)
    assert found.kind == "NIK" and found.masked.startswith("3509") and found.masked.endswith("•" * 12)
    assert NIK not in found.masked


@pytest.mark.parametrize(
    "text",
    [NIP, "NIP. 19800101 200501 1 002", f"({NIP})", "198001012005212002", "NIP 19800101.200501.1.002",
     "1.9800101200501101E+17"],
)  # fmt: skip
def test_nip_is_found(text):
    assert [found.kind for found in find(text)] == ["NIP"]


@pytest.mark.parametrize(
    "text",
    [
        "35.09.12.2001", "3509120001", "3509122001001", "1234567890123456", "9999999999999999", "0000000000000000",
        "12345.1234567890123456", "1,350912450590003,5", "350912450590000", "35091245059000031",
        "2024-01-01 2024-12-31",
        "100000000000000000", "199913012005011002", "198001011990011002", "0331 487028 2024", "081234567890",
        "3509120113900003", "3509129905900003",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text):
    assert not list(find(text))


def test_a_column_of_codes_is_told_apart_by_how_few_look_like_persons():
    codes = [(row, [f"{1000000000000000 + row * 7919}"]) for row in range(2, 60)]
    assert not find_in_table([*codes, (60, [NIK])])
    people = [(row, [f"35091245059000{row:02}"]) for row in range(2, 60)]
    assert [(row, column) for row, column, _ in find_in_table(people)] == [(2, 1)]
    assert [(row, column) for row, column, _ in find_in_table([(9, ["", NIK])])] == [(9, 2)]


def test_the_cell_is_named_and_the_upload_is_not_stopped():
    content = f"nama,keterangan\nA,{NIK}\nB,x\nMengetahui,NIP. 19800101 200501 1 002\n".encode()
    found = [f for f in check(io.BytesIO(content), "data.csv") if f.level == "error"]
    assert {(f.code, f.cell) for f in found if f.code != "personal-names"} == {
        ("personal-nik", "B2"),
        ("personal-nip", "B4"),
    }
    assert not wrong(found) and NIK not in str(found)


def test_every_sheet_of_a_workbook_is_looked_into(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["kecamatan", "jumlah"])
    book.active.append(["Kencong", 3])
    hidden = book.create_sheet("TTD")
    hidden.append(["Kepala Dinas"])
    hidden.append([f"NIP {NIP}"])
    book.save(tmp_path / "buku.xlsx")
    with (tmp_path / "buku.xlsx").open("rb") as stream:
        found = [f for f in check(stream, "buku.xlsx") if f.code == "personal-nip"]
    assert [(f.sheet, f.cell, f.level, f.missing) for f in found] == [("TTD", "A2", "error", True)]


@pytest.mark.parametrize("name", ["data.json", "data.xml"])
def test_texts_of_other_formats_are_looked_into(name):
    content = {"data.json": f'{{"a": ["{NIK}", 1]}}', "data.xml": f"<a><b>{NIK}</b></a>"}[name]
    assert "error" in {f.level for f in check(io.BytesIO(content.encode()), name)}


def test_a_number_on_the_edge_of_two_pieces_is_found():
    content = b"a,b\n" + b"x,y\n" * ((1 << 18) - 3) + f"z,{NIK}\n".encode()
    assert "error" in {f.level for f in check(io.BytesIO(content), "data.csv")}


def test_an_archive_is_looked_into():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for ending in ("shp", "shx", "prj"):
            archive.writestr(f"peta.{ending}", b"x")
        archive.writestr("peta.dbf", f"nama {NIK} ".encode())
    assert "error" in {f.level for f in check(stream, "peta.zip")}
