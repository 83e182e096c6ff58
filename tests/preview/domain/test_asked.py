"""What an address may ask of a table, and that nothing else comes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.sdijember.preview.domain.asked import Asked, asked, fitting, search_of, value_of
from ckanext.sdijember.preview.domain.column import Column, columns_of

FIELDS = [
    {"id": "_id", "type": "int"},
    {"id": "kecamatan", "type": "text", "info": {"label": "Kecamatan"}},
    {"id": "jumlah", "type": "int8", "info": {"label": "Jumlah", "satuan": "jiwa"}},
    {"id": "rasio", "type": "numeric"},
    {"id": "tanggal", "type": "date"},
    {"id": "aktif", "type": "bool"},
    {"id": "tahun", "type": "int4"},
    {"id": "lama", "type": "text", "info": {"tipe": "bilangan"}},
]
COLUMNS = columns_of(FIELDS, {})
KNOWN = {column.id: column for column in COLUMNS}


@given(st.dictionaries(st.sampled_from(["cari", "kolom", "banding", "nilai", "urut", "halaman", "x"]), st.text()))
def test_whatever_is_in_an_address_something_can_be_asked(parameters):
    one = fitting(asked(parameters), COLUMNS)
    assert one.page >= 1
    assert one.sort in {"", *KNOWN}
    assert one.column in {"", *KNOWN}
    assert "\0" not in one.words + one.value
    again = fitting(asked(one.parameters(page=one.page)), COLUMNS)
    assert again == one, "an address made of a question asks the same"


@given(st.text())
def test_a_search_is_made_of_letters_and_figures_alone(words):
    assert set(search_of(words)) - {" ", "&", ":", "*"} <= {sign for sign in words if sign.isalnum()}


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("jumlah", "132.802", "132802"), ("jumlah", "132802", "132802"), ("jumlah", "1,5", None), ("jumlah", "x", None),
        ("jumlah", "9" * 19, None), ("jumlah", "-5", "-5"), ("jumlah", "1; DROP TABLE x", None), ("jumlah", "٣", None),
        ("rasio", "101,86", "101.86"), ("rasio", "101.86", "101.86"), ("rasio", "1.234,5", "1234.5"),
        ("tanggal", "31/01/2024", "2024-01-31"), ("tanggal", "2024-01-31", "2024-01-31"),
        ("tanggal", "31/02/2024", None),
        ("aktif", "Ya", "t"), ("aktif", "tidak", "f"), ("aktif", "mungkin", None),
        ("kecamatan", "O'Brien; --", "O'Brien; --"), ("lama", "12", "12"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_its_column_is(column, text, value):
    assert value_of(text, KNOWN[column], "sama") == value


def test_an_english_reader_writes_numbers_otherwise():
    assert value_of("132,802", KNOWN["jumlah"], "sama", ".") == "132802"
    assert value_of("1,234.5", KNOWN["rasio"], "sama", ".") == "1234.5"


def test_only_what_is_ordered_is_more_or_less():
    text = fitting(asked({"kolom": "kecamatan", "banding": "min", "nilai": "A"}), COLUMNS)
    number = fitting(asked({"kolom": "jumlah", "banding": "min", "nilai": "5"}), COLUMNS)
    words = fitting(asked({"kolom": "jumlah", "banding": "memuat", "nilai": "5"}), COLUMNS)
    assert (text.column, number.comparison, words.comparison) == ("", "min", "sama")


def test_a_column_with_the_name_of_the_rank_is_never_overwritten_by_it():
    columns = [Column("rank", "rank"), Column("rank nama", "x"), Column("nama", "y")]
    assert fitting(Asked(words="a"), columns).words == ""
    assert fitting(Asked(column="nama", value="a"), columns).column == ""


def test_columns_are_called_as_the_dictionary_calls_them():
    assert (KNOWN["jumlah"].label, KNOWN["jumlah"].unit) == ("Jumlah", "jiwa")
    mine = columns_of(FIELDS, {"jumlah": {"variabel": "Jumlah penduduk", "satuan": "orang", "tipe": "bilangan"}})
    assert (mine[1].label, mine[1].unit) == ("Jumlah penduduk", "orang")
    assert [column.id for column in mine] == [field["id"] for field in FIELDS[1:]]
    assert KNOWN["jumlah"].grouped and not KNOWN["tahun"].grouped
    assert KNOWN["lama"].numeric and not KNOWN["lama"].ordered
