"""The columns of a file: what is remembered of them, and how they are compared with what is declared."""

from __future__ import annotations

import io

import pytest

from ckanext.sdijember.dataset.domain.column_rules import check_columns, number
from ckanext.sdijember.dataset.domain.dictionary import (
    dictionary,
    guessed_type,
    info,
    matched,
    table_rows,
    table_schema,
)
from ckanext.sdijember.tables.domain.look import look_at
from ckanext.sdijember.tables.exchange.reader import read
from tests.metadata.kegiatan import VARIABEL

ROWS = [["kecamatan", "jumlah", "kelas"], ["Kencong", "12", "1"], ["Puger", "x7", "3"], ["Ambulu", "1.200", ""]]
VARIABLE = VARIABEL | {"id": "v-1", "alias": "jumlah", "tipe_data": "integer"}
CODED = VARIABEL | {"id": "v-2", "nama": "Kelas", "alias": "-", "tipe_data": "char",
                    "value_domain": [{"kode": "1", "nilai": "Rendah"}, {"kode": "2", "nilai": "Tinggi"}]}  # fmt: skip


def _declared(*columns):
    return dictionary([{"nama": name, "tipe": kind} for name, kind in columns], [])


def _said(findings):
    return [(f.level, f.params["column"]) for f in findings]


def columns_of(rows):
    content = "\n".join(",".join(row) for row in rows).encode()
    return list(look_at(read(io.BytesIO(content), "CSV")).columns)


def test_the_type_is_that_of_the_whole_column():
    first, second, third = columns_of(ROWS)
    assert (guessed_type(first), guessed_type(second), guessed_type(third)) == ("teks", "bilangan", "bilangan")
    (day, code) = columns_of([["tanggal", "kode"], ["2024-01-31", "007"]])
    assert (guessed_type(day), guessed_type(code)) == ("tanggal", "kode")
    assert guessed_type({"nama": "kosong", "jenis": "text"}) == ""


def test_columns_from_before_their_kinds_were_told_have_a_type_too():
    assert guessed_type({"nama": "n", "nilai": ["1"], "bukan": {"tanggal": [2, "1"]}}) == "bilangan"
    assert guessed_type({"nama": "n", "bukan": {"bilangan": [2, "x"], "desimal": [2, "x"]}}) == "teks"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("0,5", 0.5), ("65.92", 65.92), ("1.200.000", 1200000), ("-3", -3),
     ("12%", 12), ("1e3", 1000), ("x", None), ("1.2.3", None)],
)  # fmt: skip
def test_numbers_in_both_spellings(text, value):
    assert number(text) == value


def test_the_same_columns_in_the_same_order_are_right():
    assert not check_columns(_declared(("Kecamatan ", ""), ("jumlah", ""), ("kelas", "")), columns_of(ROWS), "b")


def test_nothing_is_said_where_nothing_is_declared_or_known():
    assert not check_columns([], columns_of(ROWS), "b") and not check_columns(_declared(("a", "")), [], "b")


def test_undeclared_absent_and_moved_columns_are_named():
    found = check_columns(_declared(("jumlah", ""), ("kecamatan", ""), ("lain", "")), columns_of(ROWS), "b")
    assert _said(found) == [("error", "kelas"), ("error", "lain"), ("error", "jumlah")]


def test_a_value_that_does_not_fit_is_a_warning_with_its_cell():
    found = check_columns(_declared(("kecamatan", ""), ("jumlah", "bilangan"), ("kelas", "")), columns_of(ROWS), "b")
    assert _said(found) == [("warning", "jumlah")]
    assert (found[0].params["row"], found[0].params["cell"]) == (3, "x7")


def test_values_outside_of_the_domain_are_warned_of():
    columns = [{"nama": "kecamatan"}, {"nama": "jumlah"}, {"nama": "kelas", "variabel": "v-2"}]
    found = check_columns(dictionary(columns, [CODED]), columns_of(ROWS), "b")
    assert _said(found) == [("warning", "kelas")] and found[0].params["cell"] == "3"
    ranged = CODED | {"value_domain": [{"kode": "", "nilai": "0–2"}]}
    (found,) = check_columns(dictionary(columns, [ranged]), columns_of(ROWS), "b")
    assert (found.params["cell"], found.params["row"]) == ("3", 3)


def test_what_is_written_by_hand_wins_and_the_rest_is_inherited():
    (entry,) = dictionary([{"nama": "n", "satuan": "Kg", "variabel": "v-1", "kode": "npsn"}], [VARIABLE])
    assert (entry["satuan"], entry["tipe"], entry["variabel"]) == ("Kg", "bilangan", "Produksi Ikan")
    assert entry["definisi"] == VARIABLE["definisi"] and entry["daftar_kode"].startswith("NPSN")
    (alone,) = dictionary([{"nama": "n", "variabel": "v-1"}], [])
    assert (alone["satuan"], alone["variabel"], alone["variabel_id"]) == ("", "", ""), "what the reader may not see"


def test_columns_are_matched_by_alias_and_name():
    declared = [{"nama": "JUMLAH", "keterangan": "Banyaknya", "variabel": "gone"}, {"nama": "lama"}]
    first, second, third = matched(declared, columns_of(ROWS), [VARIABLE, CODED])
    assert first == {"nama": "kecamatan", "tipe": "teks"}
    assert second == {"nama": "jumlah", "keterangan": "Banyaknya", "variabel": "v-1"}
    assert third == {"nama": "kelas", "variabel": "v-2"}


def test_the_forms_in_which_it_leaves():
    entries = dictionary([{"nama": "kelas", "variabel": "v-2"}], [CODED])
    assert info(entries[0])["nilai"] == "1 = Rendah\n2 = Tinggi"
    (field,) = table_schema(entries)["fields"]
    assert field["name"] == "kelas" and field["constraints"] == {"enum": ["1", "2"]}
    header, row = table_rows(entries)
    assert len(header) == len(row) and "1 = Rendah; 2 = Tinggi" in row
