"""Uploaded files: what is taken, what is taken with advice, what is refused and why."""

from __future__ import annotations

import io
import json
import zlib

import pytest

from ckanext.sdijember.files.domain import tables
from ckanext.sdijember.files.domain.check import check_file
from tests.files.samples import TIDY, archive, ods, xlsx

MB = 1 << 20
TABLE = [["kode", "desa", "jumlah"], ["35.09.01.2001", "Padomasan", 4031], ["35.09.01.2002", "Keting", 3952]]
POINT = {
    "type": "Feature",
    "properties": {"nama": "Alun-alun"},
    "geometry": {"type": "Point", "coordinates": [113.7, -8.2]},
}
MAP = {"type": "FeatureCollection", "features": [POINT]}
SHAPE = {"peta.shp": b"1", "peta.shx": b"1", "peta.dbf": b"1", "peta.prj": b"1"}
PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
DOCX = archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
WEB_PAGE = b"<html><body><table><tr><td>1</td></tr></table></body></html>"


def check(content: bytes, filename: str, declared: str = "", limit: int = 10 * MB):
    return check_file(io.BytesIO(content), filename, declared, limit)


def errors(*args, **kwargs) -> list[str]:
    return [f.message for f in check(*args, **kwargs) if f.level == "error"]


def warnings(*args, **kwargs) -> list[str]:
    return [f.message for f in check(*args, **kwargs) if f.level == "warning"]


@pytest.mark.parametrize(
    ("content", "filename", "declared"),
    [
        (TIDY.encode(), "penduduk.csv", ""),
        (TIDY.encode(), "penduduk.csv", "CSV"),
        (TIDY.encode(), "penduduk.csv", "text/csv"),
        (b"\xef\xbb\xbf" + TIDY.encode(), "penduduk.csv", "csv"),
        (TIDY.encode("utf-16"), "penduduk.csv", "CSV"),
        (b"desa\nKeting\nPadomasan\n", "desa.csv", ""),
        (xlsx(TABLE), "penduduk.xlsx", ""),
        (xlsx(TABLE, shared=True), "penduduk.xlsx", "XLSX"),
        (ods(TABLE), "penduduk.ods", ""),
        (json.dumps([{"desa": "Keting"}]).encode(), "desa.json", ""),
        (b"\xef\xbb\xbf" + json.dumps({"a": 1}).encode(), "desa.json", "JSON"),
        (json.dumps(MAP).encode(), "peta.geojson", ""),
        (json.dumps(MAP).encode(), "peta.json", "GeoJSON"),
        (json.dumps({"features": [POINT], "type": "FeatureCollection"}).encode(), "peta.geojson", ""),
        (b'<?xml version="1.0"?><data><desa>Keting</desa></data>', "desa.xml", ""),
        (b"<data><desa>Keting</desa></data>", "desa.xml", "XML"),
        (archive(SHAPE), "peta.zip", ""),
        (
            archive({name.replace("peta", "Peta Jember/Batas").upper(): b"1" for name in SHAPE}),
            "peta.zip",
            "ZIP",
        ),
    ],
)
def test_sound_files_are_taken_without_a_word(content, filename, declared):
    assert check(content, filename, declared) == []


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "penduduk.csv", "is empty (0 bytes)"),
        (b"\n\n", "penduduk.csv", "holds no data"),
        (b"kode,desa,jumlah\n", "penduduk.csv", "holds no data"),
        (b"\x00\x01\x02\x03" * 50, "penduduk.csv", "This is no text"),
        (TIDY.encode() + b"\x00" * 9, "penduduk.csv", "This is no text"),
        (TIDY.encode() + b"\x81\x8d\xe9", "penduduk.csv", "This is no text"),
        (b"\xff\xfe\x00", "penduduk.csv", "This is no text"),
        (xlsx(TABLE)[:-40], "penduduk.xlsx", "is damaged"),
        (xlsx([]), "penduduk.xlsx", "holds no data"),
        (xlsx([["kode", "desa"]]), "penduduk.xlsx", "holds no data"),
        (
            archive({"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<a/>"}),
            "a.xlsx",
            "is damaged",
        ),
        (archive({"xl/workbook.xml": "<workbook/>"}), "a.xlsx", "is damaged"),
        (ods([]), "penduduk.ods", "holds no data"),
        (b'{"desa": "Keting"', "desa.json", "no valid {format}"),
        (b"desa: Keting", "desa.json", "no valid {format}"),
        (b"[]", "desa.json", "holds no data"),
        (b"{}", "desa.json", "holds no data"),
        (b'{"type": "FeatureCollection", "features": [', "peta.geojson", "no valid {format}"),
        (b'{"desa": "Keting"}', "peta.geojson", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "peta.geojson", "no geometry"),
        (b"<data><desa>Keting</data>", "desa.xml", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "desa.xml", "its own entities"),
        (archive({"laporan.docx": b"1"}), "laporan.zip", "only if it holds a shapefile"),
        (archive({"peta.shp": b"1", "peta.dbf": b"1"}), "peta.zip", "is missing from the ZIP"),
        (PDF[:20], "laporan.pdf", "is damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xls", "protected by a password"),
        (PNG, "foto.png", "of this kind are not taken"),
        (TIDY.encode(), "penduduk", "of this kind are not taken"),
    ],
)
def test_files_that_cannot_be_read_are_refused(content, filename, words):
    assert [words in message for message in errors(content, filename)] == [True]


@pytest.mark.parametrize(
    ("content", "filename", "declared", "words"),
    [
        (xlsx(TABLE), "penduduk.csv", "CSV", "its content is {actual}"),
        (xlsx(TABLE), "penduduk.csv", "", "its content is {actual}"),
        (PNG, "penduduk.csv", "CSV", "its content is {actual}"),
        (PDF, "penduduk.xlsx", "XLSX", "its content is {actual}"),
        (DOCX, "penduduk.xlsx", "XLSX", "its content is {actual}"),
        (TIDY.encode(), "penduduk.xlsx", "", "but it is none"),
        (TIDY.encode(), "penduduk.csv", "XLSX", "but it is none"),
        (TIDY.encode(), "penduduk.pdf", "PDF", "but it is none"),
        (OLE, "penduduk.xlsx", "XLSX", "old Excel file"),
        (xlsx(TABLE), "penduduk.xls", "XLS", "its content is {actual}"),
        (WEB_PAGE, "penduduk.xls", "XLS", "it is a web page"),
        (WEB_PAGE, "penduduk.csv", "CSV", "it is a web page"),
        (json.dumps(MAP).encode(), "penduduk.csv", "CSV", "its content is {actual}"),
        (xlsx(TABLE), "penduduk.zip", "ZIP", "its content is {actual}"),
        (TIDY.encode(), "penduduk.csv", "PNG", "of this kind are not taken"),
    ],
)
def test_a_format_that_the_bytes_belie_is_refused(content, filename, declared, words):
    assert [words in message for message in errors(content, filename, declared)] == [True]


def test_the_limit_is_the_last_size_that_is_taken():
    content = TIDY.encode()
    assert check(content, "a.csv", limit=len(content)) == []
    (finding,) = check(content, "a.csv", limit=len(content) - 1)
    assert finding.level == "error"
    assert "at most {limit} MB" in finding.message


def test_sizes_are_said_in_megabytes():
    (finding,) = check(b"x" * (3 * MB // 2), "a.csv", limit=MB)
    assert (finding.params["size"], finding.params["limit"]) == ("1,5", "1")


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        (TIDY.replace(",", ";"), "utf-8", ["set apart by"]),
        (TIDY.replace(",", "\t"), "utf-8", ["set apart by"]),
        (TIDY.replace("Keting", "Café"), "cp1252", ["not in UTF-8"]),
        ("JUMLAH PENDUDUK KABUPATEN JEMBER\nTAHUN 2024\n\n" + TIDY, "utf-8", ["stand in row {row}"]),
        ("kode,desa,\n1,Keting,4\n2,Suren,5\n", "utf-8", ["has no name"]),
        ("kode,desa\n1,Keting,4\n2,Suren,5\n", "utf-8", ["has no name"]),
        ("desa,laki-laki,laki-laki\nKeting,1,2\nSuren,3,4\n", "utf-8", ["Two columns are called"]),
        ("kode,desa,jumlah\n(1),(2),(3)\nA,Keting,4\n", "utf-8", ["only counts the columns"]),
        ("kode,desa,jumlah\nA,Keting,4\nB,Suren,5\n,Jumlah,9\n", "utf-8", ["looks like a total"]),
        ("1,2,3\n4,5,6\n7,8,9\n", "utf-8", ["holds figures where"]),
    ],
)
def test_untidy_tables_are_taken_with_advice(text, encoding, words):
    found = check(text.encode(encoding), "penduduk.csv")
    assert [f.level for f in found] == ["warning"] * len(words)
    assert all(word in f.message for f, word in zip(found, words, strict=True))


def test_years_as_column_names_are_names():
    assert warnings(b"2021,2022,2023\n4,5,6\n7,8,9\n", "a.csv") == []


def test_the_faults_of_one_printed_table_are_all_said():
    above, below = "Tabel 3. Murid;;\n\n", "(1);(2);(3)\n1;Ajung;4.334\n2;Café;6.404\n;Jumlah;10.738\n"
    printed = f"{above}No;Kecamatan;Murid\n{below}"
    found = warnings(printed.encode("cp1252"), "murid.csv")
    expected = ["not in UTF-8", "set apart by", "stand in row", "only counts", "looks like a total"]
    assert [any(word in message for message in found) for word in expected] == [True] * 5


def test_rows_are_numbered_as_people_see_them():
    (finding,) = check(("JUDUL\n\n\n" + TIDY).encode(), "a.csv")
    assert finding.params == {"row": 4}


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (xlsx(TABLE, merged="A1:B1"), "a.xlsx", "merged cells"),
        (xlsx(TABLE, TABLE), "a.xlsx", "becomes a table"),
        (xlsx([["DATA PENDUDUK"], [], *TABLE]), "a.xlsx", "stand in row {row}"),
        (OLE, "a.xls", "XLS is an old format"),
        (PDF, "a.pdf", "is a document"),
        (archive({k: v for k, v in SHAPE.items() if k != "peta.prj"}), "peta.zip", "no .prj file"),
        (json.dumps({"type": "Point", "coordinates": [795000, 9090000]}).encode(), "a.geojson", "no degrees"),
    ],
)
def test_other_files_are_taken_with_advice(content, filename, words):
    assert errors(content, filename) == []
    assert [words in message for message in warnings(content, filename)] == [True]


def test_an_empty_second_sheet_needs_no_word():
    assert check(xlsx(TABLE, []), "a.xlsx") == []


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("ckanext.sdijember.files.domain.workbooks.MAX_UNPACKED", 1000)
    assert "once it is unpacked" in errors(archive({**SHAPE, "peta.dbf": b"0" * 1001}), "peta.zip")[0]


def test_a_member_with_a_wrong_checksum_is_damage():
    content = xlsx(TABLE)
    crc = zlib.crc32(b"").to_bytes(4, "little")
    at = content.index(b"PK\x01\x02") + 16
    assert "is damaged" in errors(content[:at] + crc + content[at + 4 :], "a.xlsx")[0]


def test_the_stream_is_left_at_its_beginning():
    for content, name in (
        (TIDY.encode(), "a.csv"),
        (xlsx(TABLE), "a.xlsx"),
        (b"", "a.csv"),
        (b"[1", "a.json"),
    ):
        stream = io.BytesIO(content)
        check_file(stream, name, "", 10 * MB)
        assert stream.tell() == 0


class _Counting(io.BytesIO):
    largest = 0

    def read(self, size=-1):
        chunk = super().read(size)
        self.largest = max(self.largest, len(chunk))
        return chunk


def test_a_large_file_is_read_piece_by_piece():
    stream = _Counting(TIDY.encode() + b"35.09.01.2002,Keting,3952\n" * 400_000)
    assert check_file(stream, "a.csv", "", 100 * MB) == []
    assert stream.largest <= MB


def test_the_first_rows_are_those_of_the_file():
    raw = "nama;jumlah\nDesa Ajung;12\n\nDesa Arjasa;é\nterpoto".encode()
    assert tables.first_rows(raw, 3) == [["nama", "jumlah"], ["Desa Ajung", "12"], ["Desa Arjasa", "é"]]
    assert tables.first_rows(raw, 2) == [["nama", "jumlah"], ["Desa Ajung", "12"]]
    assert tables.first_rows(b"satu,dua", 5) == [["satu", "dua"]]
    assert tables.first_rows(b"\x00\x01\x02\n", 5) == []
    assert tables.first_rows(b"", 5) == []
