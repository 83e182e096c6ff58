"""The field cases: small files that users of such portals really meet."""

from __future__ import annotations

from .case import FILES, Case

LONG = "persentase_rumah_tangga_yang_memiliki_akses_terhadap_sumber_air_minum_layak"


def _kept(name: str, *args, **kwargs) -> Case:
    return Case(name, (FILES / name).read_bytes(), *args, **kwargs)


_LUAS = ["kecamatan: text", "luas_km2: decimal"]
_TWO = [["Kencong", "65.92"], ["Gumukmas", "82.98"]]
CASES = [
    _kept(
        "02-nama-kolom-kosong.csv",
        ["kecamatan: text", ": code", "luas_km2: decimal", "keterangan: text"],
        [
            ["Kencong", "35.09.01", "65.92", "∅"],
            ["Gumukmas", "35.09.02", "82.98", "∅"],
            ["Puger", "35.09.03", "148.99", "∅"],
        ],
        ["blank-header B1", "empty-column D"],
    ),
    _kept("03-awal.csv", _LUAS, _TWO),
    _kept(
        "03a-kolom-lain.csv",
        ["kecamatan: text", "penduduk: integer", "rasio: integer"],
        [["Kencong", "68000", "98"], ["Gumukmas", "81500", "99"]],
    ),
    _kept("03b-angka-baru.csv", _LUAS, [["Kencong", "65.93"], ["Gumukmas", "82.99"]]),
    _kept("04-lembar-pertama-tersembunyi.xlsx", _LUAS, _TWO, ["hidden-sheet Sumber"], {"sheet": "Data"}),
    _kept(
        "05-nik-lembar-tersembunyi.xlsx",
        ["kecamatan: text", "penerima: integer"],
        [["Kencong", "2"], ["Gumukmas", "1"]],
        ["hidden-sheet BNBA", "personal-nik BNBA B2"],
    ),
    _kept("06-satu-huruf-bukan-ascii.csv", ["kecamatan: text", "luas_km²: decimal"], _TWO, [], {"encoding": "utf-8"}),
    _kept("07-data.ods", ["kecamatan: text", "jumlah: integer"], [["Kencong", "12"], ["Gumukmas", "15"]]),
    _kept(
        "08-titik-di-nama-kolom.csv",
        ["No.: integer", "Nama Desa: text", "Luas (Ha.): decimal", "Jml. Penduduk: integer"],
        [["1", "Kencong", "65.92", "68000"], ["2", "Gumukmas", "82.98", "81500"]],
    ),
    _kept(
        "09-dua-ratus-kolom.csv",
        [f"k{at:03}: integer" for at in range(200)],
        [[str(at * row) for at in range(200)] for row in (1, 2, 3)],
    ),
    _kept(
        "10-angka.csv",
        ["kecamatan: text", "penduduk: integer"],
        [["Tanggul", "95089"], ["Sumbersari", "132802"], ["Jelbuk", "33780"], ["Kaliwates", "120450"]],
    ),
    _kept(
        "11-nik-berkelompok.csv",
        ["nama: text", "nomor: text", "bantuan: integer"],
        [["Warga Contoh", "3509 0110 0190 0001", "300000"], ["Warga Dua", "3509 0150 0585 0002", "300000"]],
        ["personal-nik B2", "personal-names A1"],
    ),
    _kept(
        "12a-nama-kolom-panjang.csv",
        ["kecamatan: text", f"{LONG}_2022: decimal", f"{LONG}_2023: decimal"],
        [["Kencong", "71.2", "73.9"], ["Gumukmas", "64.5", "66.1"]],
        ["long-header B1", "long-header C1"],
    ),
    _kept(
        "12b-garis-bawah.csv",
        ["_kode: code", "kecamatan: text", "jumlah: integer"],
        [["1", "Kencong", "68000"], ["2", "Gumukmas", "81500"]],
    ),
    _kept(
        "12c-nama-kembar.csv",
        ["kecamatan: text", "2022: integer", "2023: integer", "2022: integer", "2023: integer"],
        [["Kencong", "1", "2", "3", "4"], ["Gumukmas", "5", "6", "7", "8"]],
        ["duplicate-header D1", "duplicate-header E1"],
    ),
    _kept("13-sep.csv", _LUAS, _TWO, ["delimiter"], {"delimiter": ";", "header": [1]}),
    _kept(
        "14-koma-desimal.csv",
        ["kecamatan: text", "rasio: decimal"],
        [["Kencong", "1.02"], ["Gumukmas", "0.98"], ["Puger", "1234.5"]],
        ["delimiter"],
    ),
    _kept(
        "15-judul-dua-baris.xlsx",
        ["No: integer", "Kecamatan: text", "Penduduk, Laki-laki: integer", "Penduduk, Perempuan: integer"],
        [["1", "Kencong", "100", "101"], ["2", "Gumukmas", "200", "201"]],
        ["two-row-header Sheet 1–2"],
        {"header": [1, 2]},
    ),
    _kept(
        "16-tanggal-dan-jam.xlsx",
        ["kecamatan: text", "tanggal: date", "waktu: datetime"],
        [["Kencong", "2024-01-02", "2024-01-02 13:45:00"], ["Gumukmas", "2024-12-31", "2024-12-31 07:05:00"]],
    ),
    _kept(
        "17-rumus-tanpa-nilai.xlsx",
        ["kecamatan: text", "a: integer", "b: integer", "jumlah: text"],
        [["Kencong", "1", "2", "∅"], ["Gumukmas", "3", "4", "∅"]],
        ["empty-column Sheet D", "formula-without-value Sheet D2"],
    ),
    _kept("بيانات السكان.csv", ["kecamatan: text", "jumlah: integer"], [["Kencong", "1"], ["Gumukmas", "2"]]),
]
