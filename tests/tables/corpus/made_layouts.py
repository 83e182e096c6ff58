"""CSV that people have laid out, and such that tell of persons."""

from __future__ import annotations

from ..writers import text
from .case import Case

_TIDY = [["kecamatan", "luas_km2", "penduduk"], ["Kencong", "65.92", "68000"], ["Gumukmas", "82.98", "81500"]]
_KOLOM = ["kecamatan: text", "luas_km2: decimal", "penduduk: integer"]
_BARIS = _TIDY[1:]


_LAYOUTS = [
    Case(
        "letak-judul.csv",
        text(
            "Luas Wilayah Menurut Kecamatan,,\nTahun 2024,,\n,,\n"
            "kecamatan,luas_km2,penduduk\nKencong,65.92,68000\nGumukmas,82.98,81500\n"
        ),
        _KOLOM,
        _BARIS,
        ["title-rows"],
        {"header": [4], "first_row": 5},
    ),
    Case(
        "letak-nomor-kolom.csv",
        text("kecamatan,luas_km2,penduduk\n(1),(2),(3)\nKencong,65.92,68000\nGumukmas,82.98,81500\n"),
        _KOLOM,
        _BARIS,
        ["number-row 2"],
        {"first_row": 3},
    ),
    Case(
        "letak-nomor-kolom-polos.csv",
        text("kecamatan,luas_km2,penduduk\n1,2,3\nKencong,65.92,68000\nGumukmas,82.98,81500\n"),
        _KOLOM,
        _BARIS,
        ["number-row 2"],
    ),
    Case(
        "letak-data-satu-dua-tiga.csv",
        text("a,b,c\n1,2,3\n4,5,6\n"),
        ["a: integer", "b: integer", "c: integer"],
        [["1", "2", "3"], ["4", "5", "6"]],
    ),
    Case(
        "letak-jumlah.csv",
        text(
            "kecamatan,luas_km2,penduduk\nKencong,65.92,68000\nGumukmas,82.98,81500\nPuger,1.5,2\nJumlah,150.40,149502\n"
        ),
        _KOLOM,
        [*_BARIS, ["Puger", "1.5", "2"], ["Jumlah", "150.40", "149502"]],
        ["total-row"],
        {"left_out": []},
    ),
    Case(
        "letak-jumlah-dijawab.csv",
        text(
            "kecamatan,luas_km2,penduduk\nKencong,65.92,68000\nGumukmas,82.98,81500\nPuger,1.5,2\nJumlah,150.40,149502\n"
        ),
        _KOLOM,
        [*_BARIS, ["Puger", "1.5", "2"]],
        [],
        {"left_out": [5]},
        given={"file": {"left_out": [5]}},
    ),
    Case(
        "letak-kabupaten.csv",
        text("wilayah,nilai\nKencong,1\nPuger,2\nAmbulu,3\nKabupaten Jember,6\n"),
        ["wilayah: text", "nilai: integer"],
        [["Kencong", "1"], ["Puger", "2"], ["Ambulu", "3"], ["Kabupaten Jember", "6"]],
        ["total-row"],
    ),
    Case(
        "letak-sumber.csv",
        text(
            "kecamatan,luas_km2,penduduk\nKencong,65.92,68000\nGumukmas,82.98,81500\n,,\n"
            "Sumber: Dinas A,,\nCatatan: angka sementara,,\n"
        ),
        _KOLOM,
        _BARIS,
        ["notes-below"],
        {"last_row": 3},
    ),
    Case(
        "letak-sumber-tanpa-jarak.csv",
        text("kecamatan,luas_km2,penduduk\nKencong,65.92,68000\nGumukmas,82.98,81500\nSumber : Dinas A,,\n"),
        _KOLOM,
        _BARIS,
        ["notes-below"],
    ),
    Case(
        "letak-baris-kosong.csv",
        text("kecamatan,luas_km2,penduduk\nKencong,65.92,68000\n,,\n\nGumukmas,82.98,81500\n"),
        _KOLOM,
        _BARIS,
        ["blank-rows", "short-row 4"][:1],
    ),
    Case(
        "letak-dua-baris-nama.csv",
        text("kecamatan,penduduk,,luas\n,laki-laki,perempuan,\nKencong,10,11,1.5\nPuger,12,13,2.5\n"),
        ["kecamatan: text", "penduduk, laki-laki: integer", "penduduk, perempuan: integer", "luas: decimal"],
        [["Kencong", "10", "11", "1.5"], ["Puger", "12", "13", "2.5"]],
        ["two-row-header 1–2"],
        {"header": [1, 2]},
    ),
    Case(
        "letak-dua-baris-dijawab.csv",
        text("kecamatan,penduduk,,luas\n,laki-laki,perempuan,\nKencong,10,11,1.5\n"),
        ["kecamatan: text", "penduduk, laki-laki: integer", "penduduk, perempuan: integer", "luas: decimal"],
        [["Kencong", "10", "11", "1.5"]],
        [],
        given={"file": {"header": [1, 2], "first_row": 3}},
    ),
    Case(
        "letak-tanpa-nama.csv",
        text("1,10,100\n2,20,200\n3,30,300\n"),
        [": integer", ": integer", ": integer"],
        [["1", "10", "100"], ["2", "20", "200"], ["3", "30", "300"]],
        ["no-header"],
    ),
    Case(
        "letak-nama-dijawab.csv",
        text("1,10\n2,20\n"),
        ["a: integer", "b: integer"],
        [["1", "10"], ["2", "20"]],
        [],
        given={"file": {"header": []}, "columns": {"1": {"name": "a"}, "2": {"name": "b"}}},
    ),
    Case(
        "letak-nama-tahun.csv",
        text("kecamatan,2022,2023\nKencong,10,11\nPuger,12,13\n"),
        ["kecamatan: text", "2022: integer", "2023: integer"],
        [["Kencong", "10", "11"], ["Puger", "12", "13"]],
    ),
    Case(
        "letak-kolom-lebih.csv",
        text("kecamatan,luas\nKencong,65,92\nGumukmas,82\nPuger,148\n"),
        ["kecamatan: text", "luas: integer", ": integer"],
        [["Kencong", "65", "92"], ["Gumukmas", "82", "∅"], ["Puger", "148", "∅"]],
        ["blank-header C1", "ragged-row 2"],
    ),
    Case(
        "letak-kolom-kurang.csv",
        text("kecamatan,luas,ket\nKencong,65,a\nGumukmas,82\nPuger,148,b\n"),
        ["kecamatan: text", "luas: integer", "ket: text"],
        [["Kencong", "65", "a"], ["Gumukmas", "82", "∅"], ["Puger", "148", "b"]],
        ["short-row 3"],
    ),
    Case(
        "letak-kolom-kosong.csv",
        text("kecamatan,nilai,ket,,\nKencong,65,,,\nGumukmas,82,,,\n"),
        ["kecamatan: text", "nilai: integer", "ket: text"],
        [["Kencong", "65", "∅"], ["Gumukmas", "82", "∅"]],
        ["empty-column C"],
    ),
    Case(
        "letak-nama-berspasi.csv",
        text('kecamatan,"jumlah\n  penduduk\u200b","JUMLAH penduduk"\nKencong,1,2\n'),
        ["kecamatan: text", "jumlah penduduk: integer", "JUMLAH penduduk: integer"],
        [["Kencong", "1", "2"]],
        ["duplicate-header C1"],
    ),
]
_PERSONS = [
    Case(
        "orang-nip.csv",
        text("jabatan,nomor\nKepala,19800101 200501 1 002\nStaf,-\n"),
        ["jabatan: text", "nomor: text"],
        [["Kepala", "19800101 200501 1 002"], ["Staf", "∅-"]],
        ["personal-nip B2"],
    ),
    Case(
        "orang-nik-titik.csv",
        text("uraian,nomor\na,35.09.12.450590.0003\n"),
        ["uraian: text", "nomor: code"],
        [["a", "35.09.12.450590.0003"]],
        ["personal-nik B2"],
    ),
    Case(
        "orang-nik-dalam-kalimat.csv",
        text('uraian,nilai\n"warga 3509-1245-0590-0003, Puger",1\n'),
        ["uraian: text", "nilai: integer"],
        [["warga 3509-1245-0590-0003, Puger", "1"]],
        ["personal-nik A2"],
    ),
    Case(
        "orang-telepon.csv",
        text("tempat,kontak\nPuskesmas A,0812-3456-7890\nPuskesmas B,+62 857 1234 5678\n"),
        ["tempat: text", "kontak: text"],
        [["Puskesmas A", "0812-3456-7890"], ["Puskesmas B", "+62 857 1234 5678"]],
        ["personal-telephone B2"],
    ),
    Case(
        "orang-surel.csv",
        text("tempat,kontak\nA,budi.contoh@surat.example\nB,dinas@jemberkab.go.id\n"),
        ["tempat: text", "kontak: text"],
        [["A", "budi.contoh@surat.example"], ["B", "dinas@jemberkab.go.id"]],
        ["personal-e-mail B2"],
    ),
    Case(
        "orang-bukan.csv",
        text(
            "uraian,a,b\n11-01-2001 11-01-2012,1234567890123456,3.509124505900003\n"
            "2021 2022 2023 2024,1234567890123457,1.5\n"
        ),
        ["uraian: text", "a: code", "b: decimal"],
        [
            ["11-01-2001 11-01-2012", "1234567890123456", "3.509124505900003"],
            ["2021 2022 2023 2024", "1234567890123457", "1.5"],
        ],
    ),
]
CASES = [*_LAYOUTS, *_PERSONS]
