"""What is remembered of the columns of a file for comparing them with what is declared."""

from __future__ import annotations

import io

import pytest

from ckanext.sdijember.tables.domain.declared import Declared, Kind
from ckanext.sdijember.tables.domain.profile import VALUES, profile_of
from ckanext.sdijember.tables.exchange.reader import read

ROWS = [["kecamatan", "jumlah", "kelas"], ["Kencong", "12", "1"], ["Puger", "x7", "3"], ["Ambulu", "1.200", ""]]


def columns(rows, dictionary=None):
    content = "\n".join(";".join(row) for row in rows).encode()
    table = read(io.BytesIO(content), "CSV", dictionary=dictionary).table
    assert table
    return profile_of(table)


def test_what_is_remembered():
    first, second, third = columns(ROWS)
    assert first["nama"] == "kecamatan" and first["nilai"] == ["Kencong", "Puger", "Ambulu"]
    assert (first["jenis"], first["simpan"], first["posisi"]) == ("text", "kecamatan", 1)
    assert second["bukan"]["bilangan"] == [3, "x7"]
    assert third["min"] == [1.0, 2] and third["maks"] == [3.0, 3] and "bilangan" not in third["bukan"]


def test_a_column_that_says_nothing_remembers_nothing():
    (_, empty) = columns([["a", "b"], ["1", "-"], ["2", ""]])
    assert set(empty) == {"nama", "jenis", "simpan", "posisi"}


def test_the_names_are_those_that_the_reader_found():
    assert [one["nama"] for one in columns([["Judul tabel"], [], *ROWS])] == ["kecamatan", "jumlah", "kelas"]


def test_long_columns_remember_no_values():
    assert "nilai" in columns([["n"], *([f"d{n}"] for n in range(VALUES))])[0]
    assert "nilai" not in columns([["n"], *([f"d{n}"] for n in range(VALUES + 1))])[0]


@pytest.mark.parametrize("at", [0, 199, 5000])
def test_the_first_cell_that_does_not_fit_is_found_in_whatever_row(at):
    rows = [["n"], *([str(row)] for row in range(at)), ["salah"], *([str(row)] for row in range(at, at + 300))]
    (column,) = columns(rows, {"n": Declared(Kind.INTEGER)})
    assert column["bukan"]["bilangan"] == [at + 2, "salah"]
    assert column["maks"][0] == at + 299.0


def test_no_number_of_a_person_is_remembered():
    rows = [["nik", "n"], ["3509124505900003", "1"], ["3509124505900004", "2"]]
    assert "4505900003" not in str(columns(rows)) and "3509" in str(columns(rows))
