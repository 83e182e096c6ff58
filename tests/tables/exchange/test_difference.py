"""Two files of each format compared: sheets, tables, and what cannot be compared."""

from __future__ import annotations

import io

import openpyxl

from ckanext.sdijember.tables.domain.diff_table import CellChange
from ckanext.sdijember.tables.exchange import difference
from ckanext.sdijember.tables.exchange.difference import FilesDiff, Version

CSV = b"kecamatan,jumlah\nKencong,10\nGumukmas,7\n"


def _book(**sheets) -> io.BytesIO:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream


def compare(old, new, formats, columns=(), given=({}, {})) -> FilesDiff:
    versions = (Version(*one) for one in zip((old, new), formats, given, strict=True))
    return difference.compare(*versions, columns)


def _csv(content: bytes = CSV) -> io.BytesIO:
    return io.BytesIO(content)


def test_csv_in_whatever_spelling():
    same = CSV.decode().replace(",", ";").encode("utf-16")
    assert compare(_csv(), _csv(same), ("CSV", "CSV")) == FilesDiff({})
    found = compare(_csv(), _csv(CSV.replace(b",7", b",8")), ("CSV", "CSV"))
    assert found.sheets[""].changed[0].cells[0].new == "8"


def test_each_sheet_of_a_workbook():
    rows = [["kecamatan", "jumlah"], ["Kencong", 10], ["Gumukmas", 7]]
    old = _book(Satu=rows, Dua=rows, Lama=rows)
    new = _book(Satu=rows, Dua=[*rows, ["Ajung", 3]], Baru=rows)
    found = compare(old, new, ("XLSX", "XLSX"))
    assert list(found.sheets) == ["Dua"] and found.sheets["Dua"].added == (("Ajung", "3"),)
    assert (found.sheets_added, found.sheets_removed) == (("Baru",), ("Lama",))


def test_a_csv_that_became_a_workbook():
    new = _book(Lembar=[["kecamatan", "jumlah"], ["Kencong", 10], ["Gumukmas", 8]])
    found = compare(_csv(), new, ("CSV", "XLSX"))
    assert found.sheets["Lembar"].changed_count == 1 and not found.sheets_added


def test_what_the_dictionary_says_decides_by_what_rows_are_known():
    old, new = b"no,pusk,n\n1,P01,5\n2,P02,6\n", b"no,pusk,n\n1,P02,6\n2,P01,5\n"
    columns = [{"nama": "no", "tipe": "bilangan"}, {"nama": "pusk", "tipe": "kode"}]
    assert compare(_csv(old), _csv(new), ("CSV", "CSV"), columns).sheets[""].key == ("pusk",)
    assert compare(_csv(old), _csv(new), ("CSV", "CSV")).sheets[""].key == ("no",)


def test_what_cannot_be_compared_is_said(monkeypatch):
    assert compare(_csv(), _csv(), ("CSV", "PDF")).problem == difference.NO_TABLE
    assert compare(_csv(), _csv(b"PK rusak"), ("CSV", "XLSX")).problem == difference.UNREADABLE
    monkeypatch.setattr(difference, "LARGEST", 10)
    assert compare(_csv(), _csv(), ("CSV", "CSV")).problem == difference.TOO_LARGE


def test_what_was_decided_of_each_version_is_what_is_compared():
    old = _csv(b"Tabel 1;;\n;;\ndesa;n;rasio\nAjung;1.000;1,5\nArjasa;2.000;2,5\n")
    new = _book(Lembar=[["desa", "n", "rasio"], ["Ajung", 1000, 1.5], ["Arjasa", 2000, 2.75]])
    given = {"columns": {"2": {"number_format": ",."}}}
    found = compare(old, new, ("CSV", "XLSX"), given=(given, {})).sheets["Lembar"]
    assert [row.cells for row in found.changed] == [(CellChange("rasio", "2.5", "2.75"),)]
    as_thousandths = {"columns": {"2": {"number_format": ".,"}}}
    found = compare(old, new, ("CSV", "XLSX"), given=(as_thousandths, {})).sheets["Lembar"]
    assert found.changed_count == 2


def test_a_format_that_was_never_compared_before():
    old, new = _csv(b'[{"desa": "Ajung", "n": 1}]'), _csv(b'[{"desa": "Ajung", "n": 2}]')
    assert compare(old, new, ("JSON", "JSON")).sheets[""].changed_count == 1
