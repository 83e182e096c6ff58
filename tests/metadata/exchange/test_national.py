"""The national flat fields: every name of the list, nothing personal, nothing of what is not public."""

from __future__ import annotations

import copy

import pytest

from ckanext.sdijember.metadata.exchange import national
from ckanext.sdijember.portal.exchange.dcat_json import dataset as as_json
from tests.factories import METADATA
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY

PERSONAL = ("Siti Rahasia", "081200000000", "siti@example.go.id")
CODES = {"id_kegiatan": "K-1", "id_mskeg": "M-1", "id_kegiatan_mms": "MMS-1", "total_msvar": "3", "total_msind": "1"}
DATASET = METADATA | {
    "id": "d-1",
    "name": "luas",
    "type": "dataset",
    "organization": {"title": "Dinas Perikanan"},
    "kegiatan": "k-1",
    "id_msind": ["i-1"],
    "kode_referensi": ["wilayah-kemendagri"],
    "data_prioritas": "ya",
    "prioritas_tahun": "2025",
    "sdi_status": "published",
    "sdi_verified_at": "2026-05-01",
    "sdi_recommendation_number": "V-1",
    "resources": [],
}
PUBLIC = national.PublicKegiatan(
    "k-1",
    "k",
    KEGIATAN | SURVEY | CODES | {"i_faksimile": "0331-111111"},
    ({**INDIKATOR, "id": "i-1", "id_indikator_mms": "IND-1"},),
)


def test_every_name_of_the_list_is_given_or_said_to_have_no_source():
    given = national.fields(DATASET, PUBLIC)
    assert set(given) == set(national.NAMES) - national.LEFT_OUT
    assert len(national.NAMES) == len(set(national.NAMES)) == 69


def test_the_misspelt_key_says_the_same():
    given = national.fields(DATASET, PUBLIC)
    assert given["iii_latar_belakang_kegiatang"] == given["iii_latar_belakang_kegiatan"] != ""


def test_answers_are_words_and_several_answers_a_list():
    given = national.fields(DATASET, PUBLIC)
    assert given["cara_pengumpulan_data"] == "Survei"
    assert given["iv_metode_pengumpulan_data"] == ["Wawancara"]
    assert given["tahun_kegiatan"] == "2025"
    assert given["accessRights"] == "public" and given["accrualPeriodicity"] == "Tahunan"
    assert (given["produsen_data_province_code"], given["produsen_data_city_code"]) == ("35", "3509")
    assert given["theme"] == "Pertanahan"
    assert given["level_estimasi"] == ["Kabupaten/kota", "Kecamatan"]
    assert len(given["vii_tahapan_pengolahan_data"]) == 3


def test_the_office_stands_in_the_place_of_the_person():
    given = national.fields(DATASET, PUBLIC)
    assert given["ii_pj_nama"] == KEGIATAN["i_instansi_penyelanggara"]
    assert given["ii_pj_telepon"] == KEGIATAN["i_telepon"] and given["ii_pj_email"] == KEGIATAN["i_email"]
    # even were personal data in what comes from the store, none would leave
    assert not [secret for secret in PERSONAL if secret in str(given)]


def test_without_a_public_kegiatan_nothing_of_one_is_said():
    given = national.fields(DATASET, None)
    assert not [name for name in given if name.startswith(("i_", "ii_", "iii_", "iv_", "vi_", "vii_", "viii_"))]
    assert "judul_kegiatan" not in given and "total_msvar" not in given
    dataset = copy.deepcopy(DATASET)
    national.add(dataset, None)
    assert "id_msind" not in national.flat(dataset), "which indicators they are is of the kegiatan"


def test_what_was_added_is_taken_out_again_and_nothing_else():
    dataset = copy.deepcopy(DATASET) | {"extras": [{"key": "lain", "value": "1"}]}
    before = copy.deepcopy(dataset)
    national.add(dataset, PUBLIC)
    assert dataset != before and dataset["satuan"] == DATASET["satuan"]
    assert {"key": "Hasil_Pemeriksaan_SKDN", "value": "1"} in dataset["extras"]
    assert {"key": "prioritas_tahun", "value": "2025"} in dataset["extras"]
    national.add(dataset, PUBLIC)
    assert len(dataset["extras"]) == 3, "adding twice adds once"
    national.strip(dataset)
    assert dataset == before


@pytest.mark.parametrize("missing", ["sdi_verified_at", "sdi_recommendation_number"])
def test_only_data_that_passed_both_gates_are_said_to_be_checked(missing):
    assert "Hasil_Pemeriksaan_SKDN" not in {one["key"] for one in national.extras(DATASET | {missing: ""})}


def test_dcat_json_has_the_fields_at_its_top_level():
    dataset = copy.deepcopy(DATASET)
    national.add(dataset, PUBLIC)
    given = as_json(dataset, "https://portal.example/dataset/luas", {"name": "Walidata", "email": ""})
    missing = set(national.NAMES) - national.LEFT_OUT - set(given)
    assert not missing
    assert given["prioritas_tahun"] == "2025" and given["Hasil_Pemeriksaan_SKDN"] == "1"
    assert given["landingPage"] == "https://portal.example/dataset/luas"
    assert given["contactPoint"] == {"fn": "Walidata"}
