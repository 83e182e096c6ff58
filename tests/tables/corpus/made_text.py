"""CSV of every dialect, and what only says it is CSV."""

from __future__ import annotations

from ..writers import csv_file, text
from .case import Case

_TIDY = [["kecamatan", "luas_km2", "penduduk"], ["Kencong", "65.92", "68000"], ["Gumukmas", "82.98", "81500"]]
_KOLOM = ["kecamatan: text", "luas_km2: decimal", "penduduk: integer"]
_BARIS = _TIDY[1:]
_NAMED = ["kecamatan: text", "nilai: integer"]


CASES = [
    Case("teks-bom.csv", csv_file(_TIDY, mark=True), _KOLOM, _BARIS, [], {"encoding": "utf-8", "delimiter": ","}),
    Case("teks-lf.csv", csv_file(_TIDY, end="\n"), _KOLOM, _BARIS),
    Case("teks-cr.csv", csv_file(_TIDY, end="\r"), _KOLOM, _BARIS),
    Case("teks-titik-koma.csv", csv_file(_TIDY, ";"), _KOLOM, _BARIS, ["delimiter"], {"delimiter": ";"}),
    Case("teks-tab.csv", csv_file(_TIDY, "\t"), _KOLOM, _BARIS, ["delimiter"], {"delimiter": "\t"}),
    Case("teks-garis.csv", csv_file(_TIDY, "|"), _KOLOM, _BARIS, ["delimiter"], {"delimiter": "|"}),
    Case(
        "teks-utf16-le-bom.csv",
        csv_file(_TIDY, "\t", encoding="utf-16-le", mark=True),
        _KOLOM,
        _BARIS,
        ["delimiter"],
        {"encoding": "utf-16-le"},
    ),
    Case(
        "teks-utf16-be-bom.csv",
        csv_file(_TIDY, encoding="utf-16-be", mark=True),
        _KOLOM,
        _BARIS,
        [],
        {"encoding": "utf-16-be"},
    ),
    Case("teks-utf16-le.csv", csv_file(_TIDY, encoding="utf-16-le"), _KOLOM, _BARIS, [], {"encoding": "utf-16-le"}),
    Case("teks-utf16-be.csv", csv_file(_TIDY, encoding="utf-16-be"), _KOLOM, _BARIS, [], {"encoding": "utf-16-be"}),
    Case(
        "teks-cp1252.csv",
        text("kecamatan,luas_km²,catatan\nKencong,65.92,“Café”\nGumukmas,82.98,–\n", "cp1252"),
        ["kecamatan: text", "luas_km²: decimal", "catatan: text"],
        [["Kencong", "65.92", "“Café”"], ["Gumukmas", "82.98", "∅-"]],
        ["not-utf-8"],
        {"encoding": "cp1252"},
    ),
    Case(
        "teks-bukan-cp1252.csv",
        "kecamatan,nilai\nКенчонг,1\nПугер,2\n".encode("cp1251"),
        ["kecamatan: text", "nilai: integer"],
        [["Êåí÷îíã", "1"], ["Ïóãåð", "2"]],
        ["ask-encoding", "not-utf-8"],
        {"encoding": "cp1252"},
    ),
    Case(
        "teks-utf8-rusak.csv", "kecamatan,luas_km²\nKencong²²,1\nPuger".encode() + b"\xb2,2\n", findings=["broken-text"]
    ),
    Case(
        "teks-sep-tab.csv",
        text("sep=\t\r\nkecamatan\tnilai\r\nKencong\t1\r\nPuger\t2\r\n"),
        _NAMED,
        [["Kencong", "1"], ["Puger", "2"]],
        ["delimiter"],
        {"delimiter": "\t"},
    ),
    Case(
        "teks-sep-utf16.csv",
        text("sep=;\nkecamatan;nilai\nKencong;1,5\n", "utf-16-le", mark=True),
        ["kecamatan: text", "nilai: decimal"],
        [["Kencong", "1.5"]],
        ["delimiter"],
    ),
    Case(
        "teks-kutip.csv",
        text('kecamatan,"nama, lengkap",x\n"Kencong ""A""","baris 1\nbaris 2","1,234"\nPuger,,"2,000,000"\n'),
        ["kecamatan: text", "nama, lengkap: text", "x: integer"],
        [['Kencong "A"', "baris 1\nbaris 2", "1234"], ["Puger", "∅", "2000000"]],
    ),
    Case(
        "teks-kutip-terbuka.csv",
        text('kecamatan,nilai\n"Kencong,1\nPuger,2\n'),
        _NAMED,
        [['"Kencong', "1"], ["Puger", "2"]],
        ["bad-quote 2"],
    ),
    Case(
        "teks-inci.csv",
        text('pipa,nilai\nPVC 3",1\nPVC 4",2\n'),
        ["pipa: text", "nilai: integer"],
        [['PVC 3"', "1"], ['PVC 4"', "2"]],
    ),
    Case(
        "teks-pemisah-ragu.csv",
        text("a;b,c\nx;1,2\ny;3,4\n"),
        ["a;b: text", "c: integer"],
        [["x;1", "2"], ["y;3", "4"]],
        ["ask-delimiter"],
        {"delimiter": ","},
    ),
    Case(
        "teks-pemisah-dijawab.csv",
        text("a;b,c\nx;1,2\ny;3,4\n"),
        ["a: text", "b,c: decimal"],
        [["x", "1.2"], ["y", "3.4"]],
        ["delimiter"],
        {"delimiter": ";"},
        given={"file": {"delimiter": ";"}},
    ),
    Case(
        "teks-satu-kolom.csv",
        text("kecamatan\nKencong\nPuger\n"),
        ["kecamatan: text"],
        [["Kencong"], ["Puger"]],
        ["one-column"],
    ),
    Case("teks-kosong.csv", b"", findings=["no-data"]),
    Case("teks-hanya-nama.csv", text("kecamatan,nilai\n"), findings=["no-data"]),
    Case("teks-hanya-baris-kosong.csv", text("\n\n\n,,\n"), findings=["no-data"]),
    Case("teks-biner.csv", b"kecamatan,nilai\nKencong\x00\x01\x02,1\n", findings=["not-text"]),
    Case(
        "teks-html.csv",
        b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
        findings=["web-page"],
    ),
    Case("teks-sebenarnya-zip.csv", b"PK\x03\x04" + b"\0" * 40, findings=["other-format"]),
    Case(
        "teks-arab.csv",
        text("المنطقة,عدد\nKencong,1\nPuger,2\n"),
        ["المنطقة: text", "عدد: integer"],
        [["Kencong", "1"], ["Puger", "2"]],
    ),
]
