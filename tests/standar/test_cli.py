"""``ckan sdijember standar``: a national list in, the register out, errors by row."""

from __future__ import annotations

import pytest

from tests import factories

HEADER = "kode;sumber_kode;jenis;nama;definisi;rujukan_konsep;referensi;satuan"
ROWS = ["SDS-1;SDS;konsep;Penduduk;Semua orang.;;BPS;Orang", "SDS-2;SDS;variabel;Umur;Lama hidup.;SDS-1;BPS;Tahun"]


@pytest.fixture
def portal(run):
    return factories.portal()


@pytest.fixture
def load(portal, run, tmp_path):
    def load(*lines: str, person: str = "walidata", more: tuple[str, ...] = (), encoding: str = "utf-8-sig"):
        path = tmp_path / "daftar.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return run("standar", "import", str(path), "--as", portal.people[person]["name"], *more)

    return load


def test_a_list_is_loaded_once(load):
    assert "2 dibuat, 0 diubah, 0 tetap" in load(HEADER, *ROWS).output
    again = load(HEADER, *ROWS)
    assert again.exit_code == 0
    assert "0 dibuat, 0 diubah, 2 tetap" in again.output


def test_errors_are_told_by_row_and_nothing_is_written(load, run):
    result = load(HEADER, ROWS[0], "SDS-3;SDS;konsep;;x;;;", ROWS[0])
    assert result.exit_code == 1
    for said in ("baris 3, nama", "baris 3, referensi", "baris 4, kode", "baris 4, nama"):
        assert said in result.output, said
    assert len(run("standar", "export").output.splitlines()) == 1


def test_a_dry_run_writes_nothing(load, run):
    assert "2 dibuat" in load(HEADER, *ROWS, more=("--dry-run",)).output
    assert len(run("standar", "export").output.splitlines()) == 1


@pytest.mark.parametrize("person", ["editor", "pembina", "sysadmin"])
def test_the_walidata_loads_and_nobody_else(load, person):
    assert load(HEADER, *ROWS, person=person).exit_code == 1


def test_what_is_no_list_is_refused(load):
    assert "definisi" in load("kode,nama", "1,2").output
    assert load(HEADER, "SDS-1;SDS;konsep;Pendud\u00fck;x;;x;", encoding="latin-1").exit_code == 1
    assert load("").exit_code == 1


def test_what_is_exported_can_be_imported(load, run, portal, tmp_path):
    load(HEADER, *ROWS)
    path = tmp_path / "keluar.csv"
    assert "2 entri" in run("standar", "export", str(path)).output
    again = run("standar", "import", str(path), "--as", portal.people["walidata"]["name"])
    assert "0 dibuat, 0 diubah, 2 tetap" in again.output
