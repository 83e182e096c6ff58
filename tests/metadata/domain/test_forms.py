"""The schemas hold every item and every code of the three forms, labelled in both languages."""

from __future__ import annotations

import pytest

from ckanext.sdijember.metadata.domain.forms import ROW_FORMS, Form, form
from tests.metadata.form_items import ITEMS, NUMBERS, REGIONS

FORMS = ("kegiatan", *ROW_FORMS)


def _with_flat_name(wanted: Form, flat: str):
    return [field for field in wanted if field.flat == flat]


@pytest.mark.parametrize(
    ("name", "number", "flat", "codes"), [(name, *item) for name, items in ITEMS.items() for item in items]
)
def test_every_item_is_asked(name, number, flat, codes):
    fields = _with_flat_name(form(name), flat)
    assert fields, f"no field is exchanged as {flat}"
    for field in fields:
        assert field.number == number
        assert [code.code for code in field.codelist or ()] == codes.split()


@pytest.mark.parametrize("name", FORMS)
def test_no_number_is_left_out(name):
    assert list(dict.fromkeys(field.number for field in form(name) if field.number)) == NUMBERS[name].split()


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_asked_that_no_form_asks(name):
    of_ours = {
        "kegiatan": {REGIONS[1], "ttd_kota", "ttd_tanggal", "ttd_jabatan", "ttd_nama", "ttd_nip"},
        "variabel": set(),
        "indikator": set(),
    }
    assert {field.flat for field in form(name)} - {flat for _, flat, _ in ITEMS[name]} == of_ours[name]


def test_the_regions_of_an_activity_hold_the_province_and_the_regency():
    field = form("kegiatan")[REGIONS[1]]
    assert field.number == REGIONS[0] and field.kind == "codes"
    assert {"35", "35.09"} <= {code.code for code in field.codelist or ()}


@pytest.mark.parametrize("name", FORMS)
def test_everything_is_labelled_in_both_languages(name):
    for thing in (*form(name), *form(name).sections):
        label = thing.label if hasattr(thing, "label") else thing.title
        assert label["id"].strip() and label["en"].strip()


@pytest.mark.parametrize("name", FORMS)
def test_every_condition_names_a_field_and_codes_that_exist(name):
    wanted = form(name)
    for field in wanted:
        if field.condition:
            source = wanted[field.condition.field]
            assert field.condition.values <= {code.code for code in source.codelist or ()}


def test_a_question_that_was_not_asked_asks_no_further_one():
    wanted = form("kegiatan")
    method = wanted["v_metode_yang_digunakan"]
    sampled = {"v_metode_pemilihan_sampel_tahap_terakhir": "1"}
    assert wanted.applies(method, sampled | {"cara_pengumpulan_data": "2"})
    assert not wanted.applies(method, sampled | {"cara_pengumpulan_data": "3"}), "only a survey has a sample"


def test_blocks_are_those_of_the_form():
    assert [section.number for section in form("kegiatan").sections if section.number] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII",
    ]  # fmt: skip
    named = {section.name for section in form("kegiatan").sections}
    assert {field.section for field in form("kegiatan")} == named


def test_personal_data_are_those_of_people():
    assert set(form("kegiatan").personal) == {
        "ii_pj_nama", "ii_pj_alamat", "ii_pj_telepon", "ii_pj_email", "ii_pj_faksimile", "ttd_nama", "ttd_nip",
    }  # fmt: skip


def test_there_is_no_other_form():
    with pytest.raises(KeyError):
        form("../kegiatan")
