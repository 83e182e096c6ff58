"""Numbers, codes, days and hours written as text, one column of interest a file."""

from __future__ import annotations

from ..writers import csv_file, text
from .case import Case


def _column(name: str, cells: list[str], kind: str, values: list[str], *findings: str, **more) -> Case:
    """A file of one column of interest beside names of kecamatan, set apart by tabs."""
    names = ["Kencong", "Gumukmas", "Puger", "Wuluhan", "Ambulu", "Tempurejo"]
    rows = [["kecamatan", "x"], *([names[at], cell] for at, cell in enumerate(cells))]
    found = [[names[at], value] for at, value in enumerate(values)]
    content = csv_file(rows, "\t")
    return Case(name, content, ["kecamatan: text", f"x: {kind}"], found, ["delimiter", *findings], **more)


_NUMBERS = [
    _column("angka-indonesia.csv", ["1.234,5", "12", "1.234.567"], "decimal", ["1234.5", "12", "1234567"]),
    _column("angka-inggris.csv", ["1,234.5", "12", "1,234,567"], "decimal", ["1234.5", "12", "1234567"]),
    _column("angka-ribuan-indonesia.csv", ["1.234.567", "12", "1.500"], "integer", ["1234567", "12", "1500"]),
    _column("angka-ragu.csv", ["1.234", "42.223", "7"], "integer", ["1234", "42223", "7"], "ask-number-format B2"),
    _column(
        "angka-ragu-dijawab.csv",
        ["1.234", "42.223", "7"],
        "decimal",
        ["1.234", "42.223", "7"],
        given={"columns": {"2": {"number_format": ".,"}}},
    ),
    _column(
        "angka-ragu-koma.csv", ["1,234", "42,223", "7"], "decimal", ["1.234", "42.223", "7"], "ask-number-format B2"
    ),
    _column("angka-nol-di-depan.csv", ["0.123", "12.345", "7"], "decimal", ["0.123", "12.345", "7"]),
    _column("angka-spasi.csv", ["1 234 567", "12\u00a0345,5", "7"], "decimal", ["1234567", "12345.5", "7"]),
    _column("angka-persen.csv", ["71,2%", "64,5 %", "7%"], "decimal", ["71.2", "64.5", "7"]),
    _column("angka-persen-campur.csv", ["71,2%", "64,5", "7"], "decimal", ["71.2", "64.5", "7"], "percent-mixed B2"),
    _column("angka-minus.csv", ["-5", "−3,5", "+2"], "decimal", ["-5", "-3.5", "2"]),
    _column("angka-ilmiah.csv", ["1,5E+03", "2", "3"], "decimal", ["1500", "2", "3"]),
    _column("angka-ilmiah-besar.csv", ["1E+999", "2", "3"], "integer", ["∅?", "2", "3"], "mixed-types B2"),
    _column(
        "angka-campur-tanda.csv",
        ["1.234,5", "1,234.5", "7.654,3"],
        "decimal",
        ["1234.5", "∅?", "7654.3"],
        "mixed-types B3",
    ),
    _column(
        "angka-campur-teks.csv",
        ["12", "tidak ada data", "15", "18"],
        "integer",
        ["12", "∅?", "15", "18"],
        "mixed-types B3",
    ),
    _column(
        "angka-campur-teks-dijawab.csv",
        ["12", "tidak ada data", "15"],
        "text",
        ["12", "tidak ada data", "15"],
        given={"columns": {"2": {"kind": "text"}}},
    ),
    _column(
        "angka-kosong-macam.csv", ["-", "…", "n.a.", "", "0", "12"], "integer", ["∅-", "∅…", "∅n.a.", "∅", "0", "12"]
    ),
    _column(
        "angka-kosong-ejaan.csv",
        ["–", "...", "N/A", " ", "NA", "12"],
        "integer",
        ["∅-", "∅…", "∅n.a.", "∅", "∅n.a.", "12"],
    ),
    _column("angka-tahun.csv", ["2022", "2023", "2024"], "integer", ["2022", "2023", "2024"]),
    _column(
        "angka-rentang.csv", ["2020/2021", "2021/2022", "2022/2023"], "text", ["2020/2021", "2021/2022", "2022/2023"]
    ),
    _column("angka-rupiah.csv", ["Rp 1.000", "Rp 2.000", "Rp 3.000"], "text", ["Rp 1.000", "Rp 2.000", "Rp 3.000"]),
    _column("angka-arab.csv", ["١٢", "٣٤", "٥٦"], "text", ["١٢", "٣٤", "٥٦"]),
]
_CODES = [
    _column("kode-nol.csv", ["007", "012", "100"], "code", ["007", "012", "100"]),
    _column("kode-wilayah.csv", ["35.09.21", "35.09.01.2001", "35.09"], "code", ["35.09.21", "35.09.01.2001", "35.09"]),
    Case(
        "kode-npsn.csv",
        text("NPSN,sekolah,siswa\n20523914,SDN Kencong 01,120\n20523915,SDN Puger 02,98\n"),
        ["NPSN: code", "sekolah: text", "siswa: integer"],
        [["20523914", "SDN Kencong 01", "120"], ["20523915", "SDN Puger 02", "98"]],
    ),
    _column(
        "kode-panjang.csv",
        ["1000000000000001", "1000000000000002", "1000000000007921"],
        "code",
        ["1000000000000001", "1000000000000002", "1000000000007921"],
    ),
]
_MOMENTS = [
    _column("tanggal-iso.csv", ["2024-01-02", "2024-12-31", "-"], "date", ["2024-01-02", "2024-12-31", "∅-"]),
    _column(
        "tanggal-indonesia.csv",
        ["31/12/2024", "01/02/2024", "3/4/2024"],
        "date",
        ["2024-12-31", "2024-02-01", "2024-04-03"],
    ),
    _column(
        "tanggal-amerika.csv",
        ["12/31/2024", "01/02/2024", "3/4/2024"],
        "date",
        ["2024-12-31", "2024-01-02", "2024-03-04"],
    ),
    _column(
        "tanggal-ragu.csv",
        ["01/02/2024", "03/04/2024", "05/06/2024"],
        "date",
        ["2024-02-01", "2024-04-03", "2024-06-05"],
        "ask-date-format B2",
    ),
    _column(
        "tanggal-dijawab.csv",
        ["01/02/2024", "03/04/2024"],
        "date",
        ["2024-01-02", "2024-03-04"],
        given={"columns": {"2": {"date_format": "mdy"}}},
    ),
    _column(
        "tanggal-nama-bulan.csv",
        ["2 Januari 2024", "17 Agustus 1945", "5 Mei 2023"],
        "date",
        ["2024-01-02", "1945-08-17", "2023-05-05"],
    ),
    _column(
        "tanggal-singkat.csv",
        ["2-Jan-2024", "17 Agt 2023", "5 Des 2023"],
        "date",
        ["2024-01-02", "2023-08-17", "2023-12-05"],
    ),
    _column(
        "tanggal-tidak-ada.csv",
        ["31/02/2024", "30/01/2024", "15/06/2024"],
        "date",
        ["∅?", "2024-01-30", "2024-06-15"],
        "mixed-types B2",
    ),
    _column(
        "tanggal-jam.csv",
        ["2024-01-02 13:45", "2024-01-03T07:05:30", "2024-01-04"],
        "datetime",
        ["2024-01-02 13:45:00", "2024-01-03 07:05:30", "2024-01-04 00:00:00"],
    ),
    _column("jam.csv", ["13:45", "07:05:30", "00:00"], "time", ["13:45:00", "07:05:30", "00:00:00"]),
    _column("ya-tidak.csv", ["TRUE", "FALSE", "true"], "boolean", ["TRUE", "FALSE", "TRUE"]),
    _column("ya-tidak-kata.csv", ["ya", "tidak", "ya"], "text", ["ya", "tidak", "ya"]),
]
CASES = [*_NUMBERS, *_CODES, *_MOMENTS]
