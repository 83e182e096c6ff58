"""Workbooks of three formats, tidy and untidy, and files that only say they are some."""

from __future__ import annotations

from datetime import date, datetime, time

from ..writers import member, ods, repacked, xls, xlsx
from .case import Case

TIDY = [["kecamatan", "luas_km2", "penduduk"], ["Kencong", 65.92, 68000], ["Gumukmas", 82.98, 81500]]
KOLOM = ["kecamatan: text", "luas_km2: decimal", "penduduk: integer"]
BARIS = [["Kencong", "65.92", "68000"], ["Gumukmas", "82.98", "81500"]]
SHEET = "xl/worksheets/sheet1.xml"
_TYPED = [
    ["nama", "hari", "saat", "jam", "ada", "persen", "kode"],
    ["a", date(2024, 1, 2), datetime(2024, 1, 2, 13, 45, 10), time(13, 45), True, 0.712, "007"],
    ["b", date(2024, 12, 31), datetime(2024, 12, 31, 7, 5), time(7, 5, 30), False, 0.5, "012"],
]
_TYPED_KOLOM = [
    "nama: text",
    "hari: date",
    "saat: datetime",
    "jam: time",
    "ada: boolean",
    "persen: decimal",
    "kode: code",
]
_TYPED_BARIS = [
    ["a", "2024-01-02", "2024-01-02 13:45:10", "13:45:00", "TRUE", "0.712", "007"],
    ["b", "2024-12-31", "2024-12-31 07:05:00", "07:05:30", "FALSE", "0.5", "012"],
]
_NIK = "3509124505900003"


def changed(old: str, new: str) -> bytes:
    """A tidy workbook whose sheet differs in one place."""
    book = xlsx({"Data": TIDY})
    sheet = member(book, SHEET)
    assert old in sheet, sheet
    return repacked(book, {SHEET: sheet.replace(old, new, 1)})


def ods_row(name: str, cell: str) -> str:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{text.format(name)}{cell or text.format('n')}</table:table-row>"


_ODS_ERRORS = (
    ods_row("k", "")
    + ods_row(
        "a",
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>",
    )
    + ods_row("b", '<table:table-cell table:formula="of:=1+1"/>')
)


def _word(cell: str, text: str) -> str:
    return f'<x:c r="{cell}" t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>'


_PREFIXED = (
    '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
    f'<x:row r="1">{_word("A1", "a")}{_word("B1", "b")}</x:row>'
    f'<x:row r="2">{_word("A2", "k")}<x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    f'<x:row r="3">{_word("A3", "l")}<x:c r="B3"><x:f>A1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
)
_PLAIN = [
    Case("lembar-rapi.xlsx", xlsx({"Data": TIDY}), KOLOM, BARIS, [], {"sheet": "Data"}),
    Case("lembar-rapi.xls", xls({"Data": TIDY}), KOLOM, BARIS, [], {"sheet": "Data"}),
    Case("lembar-rapi.ods", ods({"Data": TIDY}), KOLOM, BARIS, [], {"sheet": "Data"}),
    Case("lembar-jenis.xlsx", xlsx({"Data": _TYPED}), _TYPED_KOLOM, _TYPED_BARIS),
    Case("lembar-jenis.xls", xls({"Data": _TYPED}), _TYPED_KOLOM, _TYPED_BARIS),
    Case("lembar-jenis.ods", ods({"Data": _TYPED}), _TYPED_KOLOM, _TYPED_BARIS),
    Case("lembar-tanpa-nama-bagian.xlsx", repacked(xlsx({"Data": TIDY}), {"docProps/app.xml": None}), KOLOM, BARIS),
]
_CHOICE = [
    Case(
        "lembar-tersembunyi.xlsx",
        xlsx({"Lama": TIDY, "Baru": TIDY}, {"Lama": "hidden"}),
        KOLOM,
        BARIS,
        ["hidden-sheet Lama"],
        {"sheet": "Baru"},
    ),
    Case(
        "lembar-sangat-tersembunyi.xlsx",
        xlsx({"Lama": [["nik"], [_NIK]], "Baru": TIDY}, {"Lama": "veryHidden"}),
        KOLOM,
        BARIS,
        ["hidden-sheet Lama", "personal-nik Lama A2"],
        {"sheet": "Baru"},
    ),
    Case(
        "lembar-tersembunyi.xls",
        xls({"Lama": [["nik"], [_NIK]], "Baru": TIDY}, {"Lama": 2}),
        KOLOM,
        BARIS,
        ["hidden-sheet Lama", "personal-nik Lama A2"],
        {"sheet": "Baru"},
    ),
    Case(
        "lembar-tersembunyi.ods",
        ods({"Lama": [["nik"], [_NIK]], "Baru": TIDY}, ["Lama"]),
        KOLOM,
        BARIS,
        ["hidden-sheet Lama", "personal-nik Lama A2"],
        {"sheet": "Baru"},
    ),
    Case("lembar-dua.xlsx", xlsx({"Satu": TIDY, "Dua": TIDY}), KOLOM, BARIS, ["ask-sheet"], {"sheet": "Satu"}),
    Case(
        "lembar-dua-dijawab.xlsx",
        xlsx({"Satu": [["a"], [1], [2]], "Dua": TIDY}),
        KOLOM,
        BARIS,
        [],
        {"sheet": "Dua"},
        given={"file": {"sheet": "Dua"}},
    ),
    Case(
        "lembar-minta-tersembunyi.xlsx",
        xlsx({"Lama": [["a"], [1]], "Baru": TIDY}, {"Lama": "hidden"}),
        KOLOM,
        BARIS,
        ["hidden-sheet Lama"],
        {"sheet": "Baru"},
        given={"file": {"sheet": "Lama"}},
    ),
    Case("lembar-kosong-lain.xlsx", xlsx({"Kosong": [], "Data": TIDY}), KOLOM, BARIS, [], {"sheet": "Data"}),
    Case("lembar-kosong.xlsx", xlsx({"Kosong": []}), findings=["no-data"]),
    Case("lembar-hanya-nama.xlsx", xlsx({"Data": [["a", "b"]]}), findings=["no-data Data"]),
]
_UNTIDY = [
    Case(
        "lembar-galat.xlsx",
        xlsx({"Data": [["k", "n"], ["a", 1], ["b", "#DIV/0!"], ["c", 3]]}),
        ["k: text", "n: integer"],
        [["a", "1"], ["b", "∅"], ["c", "3"]],
        ["error-cell Data B3"],
    ),
    Case(
        "lembar-galat.ods",
        ods({"Data": _ODS_ERRORS}),
        ["k: text", "n: text"],
        [["a", "∅"], ["b", "∅"]],
        ["error-cell Data B2", "formula-without-value Data B3", "empty-column Data B"],
    ),
    Case(
        "lembar-rumus.xls",
        xls({"Data": [["k", "n", "j"], ["a", 1, "=B2+1"], ["b", 2, 5]]}),
        ["k: text", "n: integer", "j: integer"],
        [["a", "1", "∅"], ["b", "2", "5"]],
        ["formula-without-value Data C2"],
    ),
    Case(
        "lembar-gabung-data.xlsx",
        xlsx(
            {"Data": [["kec", "desa", "n"], ["Kencong", "a", 1], [None, "b", 2], ["Puger", "c", 3]]}, merged=["A2:A3"]
        ),
        ["kec: text", "desa: text", "n: integer"],
        [["Kencong", "a", "1"], ["∅", "b", "2"], ["Puger", "c", "3"]],
        ["merged-cells Data"],
    ),
    Case(
        "lembar-judul-gabung.xlsx",
        xlsx(
            {"Data": [["Tabel 1. Penduduk", None, None], [None] * 3, *TIDY, [None] * 3, ["Sumber: Dinas A"]]},
            merged=["A1:C1"],
        ),
        KOLOM,
        BARIS,
        ["title-rows Data", "notes-below Data"],
        {"header": [3]},
    ),
    Case(
        "lembar-tiga-baris-nama.xlsx",
        xlsx(
            {
                "Data": [
                    ["kec", "penduduk", None, None, None],
                    [None, "kota", None, "desa", None],
                    [None, "l", "p", "l", "p"],
                    ["Kencong", 1, 2, 3, 4],
                    ["Puger", 5, 6, 7, 8],
                ]
            },
            merged=["A1:A3", "B1:E1", "B2:C2", "D2:E2"],
        ),
        [
            "kec: text",
            "penduduk, kota, l: integer",
            "penduduk, kota, p: integer",
            "penduduk, desa, l: integer",
            "penduduk, desa, p: integer",
        ],
        [["Kencong", "1", "2", "3", "4"], ["Puger", "5", "6", "7", "8"]],
        ["two-row-header Data 1–3"],
    ),
    Case(
        "lembar-nomor-kolom.xlsx",
        xlsx({"Data": [TIDY[0], ["(1)", "(2)", "(3)"], *TIDY[1:], ["Total", 148.9, 149500]]}),
        KOLOM,
        [*BARIS, ["Total", "148.9", "149500"]],
        ["number-row Data 2", "total-row Data"],
    ),
    Case(
        "lembar-mulai-c4.xlsx",
        xlsx({"Data": [[], [], [], [None, None, "a", "b"], [None, None, "x", 1], [None, None, "y", 2]]}),
        ["a: text", "b: integer"],
        [["x", "1"], ["y", "2"]],
        [],
        {"header": [4]},
    ),
    Case(
        "lembar-angka-teks.xlsx",
        xlsx({"Data": [["k", "n"], ["a", 68000], ["b", "42.223"], ["c", 132802]]}),
        ["k: text", "n: integer"],
        [["a", "68000"], ["b", "42223"], ["c", "132802"]],
        ["ask-number-format Data B3", "number-as-text Data B3"],
    ),
    Case(
        "lembar-digit-hilang.xlsx",
        xlsx({"Data": [["k", "n"], ["a", 1234567890123456], ["b", 2]]}),
        ["k: text", "n: integer"],
        [["a", "1234567890123456"], ["b", "2"]],
        ["digits-lost Data B2"],
    ),
    Case(
        "lembar-nik-angka.xlsx",
        xlsx({"Data": [["k", "n"], ["a", int(_NIK)], ["b", int(_NIK) + 1]]}),
        ["k: text", "n: integer"],
        [["a", _NIK], ["b", "3509124505900004"]],
        ["digits-lost Data B2", "personal-nik Data B2"],
    ),
    Case(
        "lembar-npsn.xlsx",
        xlsx({"Data": [["Kode Sekolah", "siswa"], [20523914, 120], [20523915, 98]]}),
        ["Kode Sekolah: code", "siswa: integer"],
        [["20523914", "120"], ["20523915", "98"]],
    ),
    Case(
        "lembar-rumus-teks-kosong.xlsx",
        changed('<c r="B3" t="n"><v>82.98</v></c>', '<c r="B3" t="str"><f>IF(1,"")</f><v></v></c>'),
        KOLOM,
        [["Kencong", "65.92", "68000"], ["Gumukmas", "∅", "81500"]],
    ),
    Case(
        "lembar-rumus-bernilai.xlsx",
        changed('<c r="B3" t="n"><v>82.98</v></c>', '<c r="B3"><f>1+1</f><v>0.30000000000000004</v></c>'),
        KOLOM,
        [["Kencong", "65.92", "68000"], ["Gumukmas", "0.3", "81500"]],
    ),
    Case(
        "lembar-awalan-xml.xlsx",
        repacked(
            xlsx({"Data": TIDY}),
            {SHEET: _PREFIXED},
        ),
        ["a: text", "b: text"],
        [["k", "∅"], ["l", "∅"]],
        ["empty-column Data B", "error-cell Data B2", "formula-without-value Data B3"],
    ),
]
CASES = [*_PLAIN, *_CHOICE, *_UNTIDY]
