"""Uploaded files: what is taken, what is taken with advice, what is refused and why."""

from __future__ import annotations

import io
import json
import zlib
from dataclasses import replace

import pytest

from ckanext.sdijember.files.exchange.check import check_upload
from ckanext.sdijember.kernel.domain.findings import wrong
from ckanext.sdijember.tables.domain.limits import DEFAULT
from tests.files.samples import TIDY, archive, ods, xlsx
from tests.tables import writers

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
    return check_upload(io.BytesIO(content), filename, declared, replace(DEFAULT, bytes=limit))


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
        (xlsx(TABLE), "penduduk.xlsx", ""),
        (xlsx(TABLE), "penduduk.xlsx", "XLSX"),
        (ods(TABLE), "penduduk.ods", ""),
        (json.dumps([{"desa": "Keting"}]).encode(), "desa.json", ""),
        (b"\xef\xbb\xbf" + json.dumps({"data": [{"a": 1}]}).encode(), "desa.json", "JSON"),
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
        (b"\n\n", "penduduk.csv", "There is no data below"),
        (b"kode,desa,jumlah\n", "penduduk.csv", "There is no data below"),
        (b"\x00\x01\x02\x03" * 50, "penduduk.csv", "There is no data below"),
        (TIDY.encode() + b"\x00" * 9, "penduduk.csv", "This is no text"),
        (TIDY.encode() + b"\x81\x8d\xe9", "penduduk.csv", "This is no text"),
        (b"\xff\xfe\x00", "penduduk.csv", "This is no text"),
        (xlsx(TABLE)[:-40], "penduduk.xlsx", "is damaged"),
        (xlsx([]), "penduduk.xlsx", "There is no data below"),
        (xlsx([["kode", "desa"]]), "penduduk.xlsx", "There is no data below"),
        (
            archive({"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<a/>"}),
            "a.xlsx",
            "is damaged",
        ),
        (archive({"xl/workbook.xml": "<workbook/>"}), "a.xlsx", "is damaged"),
        (ods([]), "penduduk.ods", "There is no data below"),
        (b'{"desa": "Keting"', "desa.json", "no valid {format}"),
        (b"desa: Keting", "desa.json", "no valid {format}"),
        (b'{"type": "FeatureCollection", "features": [', "peta.geojson", "no valid {format}"),
        (b'{"desa": "Keting"}', "peta.geojson", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "peta.geojson", "no geometry"),
        (b"<data><desa>Keting</data>", "desa.xml", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "desa.xml", "its own entities"),
        (archive({"laporan.docx": b"1"}), "laporan.zip", "only if it holds a shapefile"),
        (archive({"peta.shp": b"1", "peta.dbf": b"1"}), "peta.zip", "is missing from the ZIP"),
        (PDF[:20], "laporan.pdf", "is damaged"),
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
    ("content", "filename", "code"),
    [
        (b"kode,desa,\n1,Keting,4\n2,Suren,5\n", "a.csv", "blank-header"),
        (b"kode,desa\n1,Keting,4\n2,Suren,5\n", "a.csv", "blank-header"),
        (b"desa,laki-laki,laki-laki\nKeting,1,2\nSuren,3,4\n", "a.csv", "duplicate-header"),
        (b"1,2,3\n4,5,6\n7,8,9\n", "a.csv", "no-header"),
        (xlsx(TABLE, TABLE), "a.xlsx", "ask-sheet"),
        (b"[]", "desa.json", "no-records"),
        (b"{}", "desa.json", "no-records"),
    ],
)
def test_what_must_be_mended_or_answered_is_taken_and_stops_the_submission(content, filename, code):
    found = check(content, filename)
    assert [f.code for f in found if f.level == "error" and f.missing] == [code] and not wrong(found)


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        (TIDY.replace(",", ";"), "utf-8", ["set apart by"]),
        (TIDY.replace(",", "\t"), "utf-8", ["set apart by"]),
        (TIDY.replace("Keting", "Café"), "cp1252", ["not in UTF-8"]),
        ("JUMLAH PENDUDUK KABUPATEN JEMBER\nTAHUN 2024\n\n" + TIDY, "utf-8", ["above the column names"]),
        ("kode,desa,jumlah\n(1),(2),(3)\nA,Keting,4\n", "utf-8", ["only counts the columns"]),
        ("kode,desa,jumlah\nA,Keting,4\nB,Suren,5\n,Jumlah,9\n", "utf-8", ["look like totals"]),
        ("desa\nKeting\nPadomasan\n", "utf-8", ["single column"]),
    ],
)
def test_untidy_tables_are_taken_with_advice(text, encoding, words):
    found = [f for f in check(text.encode(encoding), "penduduk.csv") if f.code != "short-row"]
    assert all(f.level == "warning" or f.missing for f in found)
    assert [word in f.message for f, word in zip(found, words, strict=False)] == [True] * len(words)


def test_years_as_column_names_are_names():
    assert warnings(b"2021,2022,2023\n4,5,6\n7,8,9\n", "a.csv") == []


def test_the_faults_of_one_printed_table_are_all_said():
    above, below = "Tabel 3. Murid;;\n\n", "(1);(2);(3)\n1;Ajung;4.334\n2;Café;6.404\n;Jumlah;10.738\n"
    printed = f"{above}No;Kecamatan;Murid\n{below}"
    found = [f.message for f in check(printed.encode("cp1252"), "murid.csv")]
    for words in ("not in UTF-8", "set apart by", "above the column names", "only counts", "look like totals"):
        assert any(words in message for message in found), words


def test_rows_are_numbered_as_people_see_them():
    (finding,) = [f for f in check(("JUDUL\n\n\n" + TIDY).encode(), "a.csv") if f.code == "title-rows"]
    assert finding.params["rows"].startswith("1")


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (xlsx(TABLE, merged="A2:A3"), "a.xlsx", "Cells are merged"),
        (xlsx([["DATA PENDUDUK"], [], *TABLE]), "a.xlsx", "above the column names"),
        (writers.xls({"A": TABLE}), "a.xls", "XLS is an old format"),
        (PDF, "a.pdf", "is a document"),
        (archive({k: v for k, v in SHAPE.items() if k != "peta.prj"}), "peta.zip", "no .prj file"),
        (json.dumps({"type": "Point", "coordinates": [795000, 9090000]}).encode(), "a.geojson", "no degrees"),
    ],
)
def test_other_files_are_taken_with_advice(content, filename, words):
    assert not wrong(check(content, filename))
    assert any(words in message for message in warnings(content, filename))


def test_an_empty_second_sheet_needs_no_word():
    assert check(xlsx(TABLE, []), "a.xlsx") == []


@pytest.mark.parametrize("name", ["bytes", "columns", "rows", "cell_length", "ratio"])
def test_every_limit_is_said_with_its_number(name):
    contents = {
        "bytes": TIDY.encode(),
        "columns": TIDY.encode(),
        "rows": TIDY.encode(),
        "cell_length": TIDY.encode(),
        "ratio": xlsx([["a", "b"], *([str(row % 7), "x" * 400] for row in range(40_000))]),
    }
    small = {"bytes": 20, "columns": 2, "rows": 1, "cell_length": 4, "ratio": 2}
    content, filename = contents[name], "a.xlsx" if name == "ratio" else "a.csv"
    found = check_upload(io.BytesIO(content), filename, "", replace(DEFAULT, **{name: small[name]}))
    refusal = wrong(found)[0]
    allowed = refusal.params["limit"] if name == "bytes" else refusal.params["allowed"]
    assert str(allowed) == ("0" if name == "bytes" else str(small[name])) and not found.columns


def test_a_file_that_is_let_pass_tells_its_columns_and_how_it_was_read():
    found = check(b"a;b\n1;x\n2;y\n", "x.csv")
    assert [column["nama"] for column in found.columns] == ["a", "b"]
    assert found.reading["file"]["delimiter"]["value"] == ";"
    refused = check(b"rusak", "x.xlsx")
    assert not refused.columns and not refused.reading


def test_the_process_of_the_caller_decodes_no_table(monkeypatch):
    """Whoever serves a request looks at the first bytes; the rest is done where it can be ended."""
    for name in ("text_file.grid_of", "workbook.opened", "json_file.grid_of"):
        monkeypatch.setattr(f"ckanext.sdijember.tables.exchange.{name}", lambda *_, **__: pytest.fail("decoded here"))
    assert check(TIDY.encode(), "a.csv").columns and check(xlsx(TABLE), "a.xlsx").columns


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = archive({**SHAPE, "peta.dbf": b"0" * 10_001})
    (refusal,) = check_upload(io.BytesIO(bomb), "peta.zip", "", replace(DEFAULT, unpacked=10_000))
    assert "unpacks to more than" in refusal.message and refusal.params["allowed"] == 10_000


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
        check_upload(stream, name, "", DEFAULT)
        assert stream.tell() == 0


class _Counting(io.BytesIO):
    largest = 0

    def read(self, size=-1):
        chunk = super().read(size)
        self.largest = max(self.largest, len(chunk))
        return chunk


def test_a_large_file_is_read_piece_by_piece():
    stream = _Counting(TIDY.encode() + b"35.09.01.2002,Keting,3952\n" * 400_000)
    assert check_upload(stream, "a.csv", "", DEFAULT) == []
    assert stream.largest <= MB
