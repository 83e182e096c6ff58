"""MS-Variabel and MS-Indikator: every cell and every line is checked, and the cell is named."""

from __future__ import annotations

import pytest

from ckanext.sdijember.kernel.domain.findings import errors, wrong
from ckanext.sdijember.metadata.domain.forms import form
from ckanext.sdijember.metadata.domain.row_rules import MOST_ROWS, check_rows
from tests.metadata.kegiatan import INDIKATOR, VARIABEL

ROWS = {"variabel": VARIABEL, "indikator": INDIKATOR}
COMPOSITE = {key: value for key, value in INDIKATOR.items() if key != "variabel_pembangun"} | {
    "apakah_indikator_komposit": "1",
    "indikator_pembangun": [{"nama": "Produksi Tangkap", "sumber_publikasi": ["Jember Dalam Angka"]}],
}


def cells(found):
    return [(finding.row, finding.field) for finding in found]


@pytest.mark.parametrize(("name", "row"), [*ROWS.items(), ("indikator", COMPOSITE)])
def test_a_complete_line_has_no_errors(name, row):
    assert errors(check_rows(name, [row])) == []


@pytest.mark.parametrize(
    ("name", "field"), [(name, field.name) for name in ROWS for field in form(name) if field.required]
)
def test_each_compulsory_cell_is_missed(name, field):
    row = {key: value for key, value in ROWS[name].items() if key != field}
    found = [finding for finding in check_rows(name, [ROWS[name] | {"nama": "Lain"}, row]) if finding.missing]
    asked = form(name).applies(form(name)[field], ROWS[name])
    assert ((2, field) in cells(found)) is asked


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field.name) for name in ROWS for field in form(name) if field.kind in ("text", "textarea")],
)
def test_each_text_has_a_limit(name, field):
    limit = form(name)[field].max_length
    assert wrong(check_rows(name, [ROWS[name] | {field: "a" * limit}])) == []
    assert cells(wrong(check_rows(name, [ROWS[name] | {field: "a" * (limit + 1)}]))) == [(1, field)]


@pytest.mark.parametrize(
    ("name", "field"), [(name, field.name) for name in ROWS for field in form(name) if field.kind in ("code", "codes")]
)
def test_codes_come_from_their_list(name, field):
    value = ["99"] if form(name)[field].kind == "codes" else "99"
    assert (1, field) in cells(wrong(check_rows(name, [ROWS[name] | {field: value}])))


def test_names_differ_whatever_their_letters():
    found = wrong(check_rows("variabel", [VARIABEL, VARIABEL | {"nama": "produksi  IKAN"}]))
    assert cells(found) == [(2, "nama")] and found[0].params["row"] == 1


def test_what_an_indicator_is_built_from_follows_from_its_kind():
    both = COMPOSITE | {"variabel_pembangun": INDIKATOR["variabel_pembangun"]}
    assert cells(wrong(check_rows("indikator", [both]))) == [(1, "variabel_pembangun")]
    assert cells(wrong(check_rows("indikator", [both | {"apakah_indikator_komposit": "2"}]))) == [
        (1, "indikator_pembangun")
    ]


@pytest.mark.parametrize(
    "entries",
    [
        [{"kode": "1", "nilai": ""}],
        [{"kode": "1", "nilai": "Ya"}, {"kode": "1", "nilai": "Tidak"}],
        [{"kode": "1=2", "nilai": "Ya"}],
        [{"kode": "1", "nilai": "Ya\nTidak"}],
        [{"kode": "1", "nilai": "a" * 501}],
        [{"kode": str(n), "nilai": "x"} for n in range(501)],
    ],
    ids=["no meaning", "twice", "sign", "line", "too long", "too many"],
)
def test_a_list_of_values_can_be_written_and_read_again(entries):
    assert cells(wrong(check_rows("variabel", [VARIABEL | {"value_domain": entries}]))) == [(1, "value_domain")]


def test_a_sheet_of_thousands_of_lines_is_another_sheet():
    assert wrong(check_rows("variabel", [VARIABEL | {"nama": f"V {n}"} for n in range(MOST_ROWS)])) == []
    found = check_rows("variabel", [VARIABEL] * 5000)
    assert len(found) == 1 and found[0].params == {"count": 5000, "limit": MOST_ROWS}


def test_the_naming_rules_for_a_concept_are_advice():
    found = check_rows("variabel", [VARIABEL | {"konsep": "Jumlah Ikan"}])
    assert [finding.level for finding in found] == ["warning"] and cells(found) == [(1, "konsep")]


def test_every_error_is_said_at_once_in_the_order_of_the_lines():
    rows = [VARIABEL | {"tipe_data": "5"}, VARIABEL | {"apakah_variabel_bisa_diakses_umum": "mungkin"}]
    assert cells(wrong(check_rows("variabel", rows))) == [
        (1, "tipe_data"),
        (2, "nama"),
        (2, "apakah_variabel_bisa_diakses_umum"),
    ]
