"""Metadata Statistik as JSON: every name of BPS, nothing lost on the way out and back, nothing taken in silence."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings

from ckanext.sdijember.kegiatan.exchange.ms_json import to_flat, to_indah
from ckanext.sdijember.kegiatan.exchange.ms_read import from_flat
from ckanext.sdijember.metadata.domain.kegiatan_facts import Facts, Kegiatan
from tests.metadata.generated import kegiatans
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

VALUES = {name: value for name, value in KEGIATAN.items() if name != "owner_org"}
FACTS = Facts(
    id="5b1f", office="Dinas Perikanan", state="published", codes={"id_mskeg": "77", "id_kegiatan": "K-1"},
    url="https://portal.example/kegiatan/x", created="2025-01-02", modified="2025-02-03", personal=True,
)  # fmt: skip
WHOLE = Kegiatan(VALUES | SURVEY, [VARIABEL], [INDIKATOR])

#: Written from the forms and from what BPS answers, by hand; not read from our own schema.
_MSKEG = """
judul_kegiatan tahun tahun_kegiatan id_kegiatan id_kegiatan_mms cara_pengumpulan_data sektor_kegiatan jenis_statistik
identitas_rekomendasi
i_instansi_penyelanggara i_alamat i_telepon i_email i_faksimile
ii_unit_eselon1 ii_unit_eselon2 ii_pj_nama ii_pj_jabatan ii_pj_alamat ii_pj_telepon ii_pj_email ii_pj_faksimile
iii_latar_belakang_kegiatan iii_tujuan_kegiatan
iii_jadwal_perencanaan_kegiatan iii_jadwal_desain iii_jadwal_pengumpulan_data iii_jadwal_pengolahan_data
iii_jadwal_analisis iii_jadwal_diseminasi_hasil iii_jadwal_evaluasi iii_variabel_yang_dikumpulkan
iv_kegiatan_ini_dilakukan iv_frekuensi_penyelanggara iv_tipe_pengumpulan_data iv_cakupan_wilayah_pengumpulan_data
iv_sebagian_cakupan_wilayah_pengumpulan_data iv_metode_pengumpulan_data iv_sarana_pengumpulan_data
iv_unit_pengumpulan_data
v_jenis_rancangan_sampel v_metode_pemilihan_sampel_tahap_terakhir v_metode_yang_digunakan
v_kerangka_sampel_tahap_terakhir v_fraksi_sampel_keseluruhan v_nilai_perkiraan_sampling_error_variabel_utama
v_unit_sampel v_unit_observasi
vi_apakah_melakukan_uji_coba vi_metode_pemeriksaan_kualitas_pengumpulan_data vi_apakah_melakukan_penyesuaian_nonrespon
vi_petugas_pengumpulan_data vi_persyaratan_pendidikan_terendah_petugas_pengumpulan_data
vi_jumlah_petugas_supervisor vi_jumlah_petugas_enumerator vi_apakah_melakukan_pelatihan_petugas
vii_tahapan_pengolahan_data vii_metode_analisis vii_unit_analisis vii_tingkat_penyajian_hasil_analisis
viii_ketersediaan_produk_tercetak viii_ketersediaan_produk_digital viii_ketersediaan_produk_mikrodata
viii_rencana_jadwal_rilis_produk_tercetak viii_rencana_jadwal_rilis_produk_digital
viii_rencana_jadwal_rilis_produk_mikrodata
id id_mskeg requested_by updated_by approved_by produsen_data_name produsen_data_province_code produsen_data_city_code
total_msvar total_msind last_sync status submission_period link_mskeg created_at updated_at
"""
_SYSTEM = """
id id_mskeg id_sds requested_by updated_by approved_by produsen_data_name produsen_data_province_code
produsen_data_city_code last_sync status submission_period link_mskeg
"""
_MSVAR = f"""
nama alias konsep definisi referensi_pemilihan referensi_waktu tipe_data value_domain aturan_validasi kalimat_pertanyaan
apakah_variabel_bisa_diakses_umum ukuran satuan id_variabel_mms link_msvar {_SYSTEM}
"""
_MSIND = f"""
nama konsep definisi interpretasi metode_perhitungan rumus ukuran satuan variabel_disaggregasi apakah_indikator_komposit
indikator_pembangun variabel_pembangun level_estimasi apakah_indikator_bisa_diakses_umum id_indikator_mms link_msind
{_SYSTEM}
"""
FLAT_MSKEG, FLAT_MSVAR, FLAT_MSIND = (text.split() for text in (_MSKEG, _MSVAR, _MSIND))


def back(content):
    """What is read of a file, after it has been a file."""
    return from_flat(json.loads(json.dumps(content)))


def fields(reading):
    """Names of what was found, errors only."""
    return {finding.field for finding in reading.problems()}


def test_every_flat_name_stands_in_the_file():
    flat = to_flat(WHOLE, FACTS)
    assert set(FLAT_MSKEG) <= set(flat)
    assert set(FLAT_MSVAR) <= set(flat["msvar"][0])
    assert set(FLAT_MSIND) <= set(flat["msind"][0])


def test_an_empty_kegiatan_names_every_item_too():
    assert set(FLAT_MSKEG) <= set(to_flat(Kegiatan({"title": "Uji"}), FACTS))


def test_the_forms_of_composed_items():
    flat = to_flat(WHOLE, FACTS)
    assert flat["tahun"] == flat["tahun_kegiatan"] == 2025
    assert flat["iii_jadwal_desain"] == ["2025-02-01", "2025-02-28"]
    assert flat["vii_tahapan_pengolahan_data"] == {
        "penyuntingan": "1", "penyandian": "2", "data_entry": "1", "penyahihan": "1",
    }  # fmt: skip
    assert flat["iii_variabel_yang_dikumpulkan"] == [
        {
            "nama": "Produksi Ikan",
            "konsep": "Produksi Perikanan",
            "definisi": VARIABEL["definisi"],
            "referensi_waktu": "Setahun yang lalu",
        }
    ]
    assert flat["vii_tingkat_penyajian_hasil_analisis"] == ["4", "8"]
    assert flat["viii_rencana_jadwal_rilis_produk_digital"] == ["2025-12-01"]
    assert flat["viii_rencana_jadwal_rilis_produk_tercetak"] == []
    assert flat["iv_sebagian_cakupan_wilayah_pengumpulan_data"] == ["35.09"]
    assert (flat["produsen_data_province_code"], flat["produsen_data_city_code"]) == ("35", "09")
    assert (flat["id"], flat["id_kegiatan"], flat["status"], flat["total_msvar"]) == ("77", "K-1", "APPROVED", 1)
    assert flat["requested_by"] == "Dinas Perikanan", "an office, not a person"
    assert flat["msind"][0]["variabel_pembangun"][0]["kegiatan_penghasil"] == ["Kompilasi Data Produksi Perikanan"]


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", "DRAFT"), ("submitted", "SUBMITTED"), ("returned", "CORRECTION_REQUIRED"), ("verified", "UNDER_REVIEW"),
     ("recommended", "APPROVED"), ("published", "APPROVED"), ("withdrawn", None)],
)  # fmt: skip
def test_the_state_in_the_words_of_indah(state, status):
    assert to_flat(WHOLE, Facts(state=state))["status"] == status
    assert to_indah(WHOLE, Facts(state=state))["status"] == status


def test_the_payload_of_indah():
    payload = to_indah(WHOLE, FACTS)
    assert (payload["version"], payload["submission_period"]) == ("v2", 2025)
    data = payload["data"]
    assert set(data) == {
        "judul_kegiatan", "tahun", "tahun_kegiatan", "cara_pengumpulan_data", "sektor_kegiatan", "jenis_statistik",
        "mendapatkan_rekomendasi", "identitas_rekomendasi", "blok_i", "blok_ii", "blok_iii", "blok_iv", "blok_v",
        "blok_vi", "blok_vii", "blok_viii", "pengesahan",
    }  # fmt: skip
    assert data["cara_pengumpulan_data"] == "SURVEI" and data["jenis_statistik"] == "STATISTIK_SEKTORAL"
    assert data["blok_iv"]["iv_cakupan_wilayah_pengumpulan_data"] == "SEBAGIAN_WILAYAH_INDONESIA"
    assert data["blok_iv"]["iv_sarana_pengumpulan_data"] == ["PAPI"]
    assert data["blok_v"]["v_metode_pemilihan_sampel_tahap_terakhir"] == "SAMPEL_PROBABILITAS"
    assert data["blok_vi"]["vi_persyaratan_pendidikan_terendah_petugas_pengumpulan_data"] == "SMA_ATAU_SMK"
    assert data["blok_vii"]["vii_tingkat_penyajian_hasil_analisis"] == ["KABUPATEN_KOTA", "LAINNYA"]
    assert data["blok_vii"]["vii_tingkat_penyajian_hasil_analisis_lainnya"] == "Kecamatan"
    assert payload["msvar"][0]["data"]["tipe_data"] == "FLOAT"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(kegiatans())
def test_what_goes_out_comes_back(kegiatan):
    for exporter in (to_flat, to_indah):
        reading = back(exporter(kegiatan, FACTS))
        assert reading.problems() == []
        assert _plain(reading.kegiatan) == _plain(kegiatan), exporter.__name__


def test_personal_data_are_in_no_file_for_others():
    for exporter in (to_flat, to_indah):
        text = json.dumps(exporter(WHOLE, Facts()))
        for secret in ("Siti Rahasia", "081200000000", "siti@example.go.id"):
            assert secret not in text
        assert "ii_pj_nama" not in text, "an empty answer would delete what is stored, when the file is read back"


def test_what_bps_answers_is_understood():
    flat = to_flat(WHOLE, FACTS)
    for name in ("iii_jadwal_desain", "iv_sebagian_cakupan_wilayah_pengumpulan_data", "vii_unit_analisis",
                 "iii_variabel_yang_dikumpulkan", "vii_tahapan_pengolahan_data"):  # fmt: skip
        flat[name] = json.dumps(flat[name])
    flat["msvar"][0]["value_domain"] = json.dumps(flat["msvar"][0]["value_domain"])
    flat |= {"cara_pengumpulan_data": "SURVEI", "jenis_statistik": 2, "vi_apakah_melakukan_uji_coba": False}
    reading = back({"result": {"data": [flat], "next_page_url": None}})
    assert reading.problems() == []
    assert _plain(reading.kegiatan) == _plain(WHOLE)


def test_the_variables_of_item_3_4_are_lines_where_there_are_no_others():
    flat = to_flat(WHOLE, FACTS)
    del flat["msvar"]
    flat["iii_variabel_yang_dikumpulkan"][0]["nama_variabel"] = flat["iii_variabel_yang_dikumpulkan"][0].pop("nama")
    reading = back(flat)
    assert reading.kegiatan.variabel == [
        {name: VARIABEL[name] for name in ("konsep", "definisi", "referensi_waktu", "nama")}
    ]


def test_added_up_codes_are_taken_apart():
    reading = back(to_flat(WHOLE, FACTS) | {"iv_metode_pengumpulan_data": 9, "iv_unit_pengumpulan_data": "3"})
    assert reading.kegiatan.values["iv_metode_pengumpulan_data"] == ["1", "8"]
    assert reading.kegiatan.values["iv_unit_pengumpulan_data"] == ["1", "2"]


def test_several_answers_as_an_object_of_indah():
    chosen = {"wawancara": True, "mengisi_kuesioner_sendiri": False, "lainnya": "Sensor"}
    reading = back(to_flat(WHOLE, FACTS) | {"iv_metode_pengumpulan_data": chosen})
    assert reading.kegiatan.values["iv_metode_pengumpulan_data"] == ["1", "16"]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("cara_pengumpulan_data", "SENSUS", "cara_pengumpulan_data"),
        ("cara_pengumpulan_data", "2 Survei", "cara_pengumpulan_data"),
        ("cara_pengumpulan_data", {"kode": "2", "nama": "Survei"}, "cara_pengumpulan_data"),
        ("cara_pengumpulan_data", ["2"], "cara_pengumpulan_data"),
        ("iv_metode_pengumpulan_data", [{"kode": "1"}], "iv_metode_pengumpulan_data"),
        ("iv_metode_pengumpulan_data", 64, "iv_metode_pengumpulan_data"),
        ("iv_metode_pengumpulan_data", ["WAWANCARA", "TEBAKAN"], "iv_metode_pengumpulan_data"),
        ("iii_tujuan_kegiatan", ["Tujuan"], "iii_tujuan_kegiatan"),
        ("i_alamat", True, "i_alamat"),
        ("iii_jadwal_desain", "2025-01-01", "iii_jadwal_desain_mulai"),
        ("iii_jadwal_desain", ["2025-01-01"], "iii_jadwal_desain_mulai"),
        ("iii_jadwal_desain", ["2025-02-01", "kapan-kapan"], "iii_jadwal_desain_selesai"),
        ("viii_rencana_jadwal_rilis_produk_digital", ["2025-12-01", "2026-12-01"],
         "viii_rencana_jadwal_rilis_produk_digital"),
        ("vii_tahapan_pengolahan_data", ["1", "2"], "vii_tahapan_penyuntingan"),
        ("vii_tahapan_pengolahan_data", {"lain": "1"}, "vii_tahapan_penyuntingan"),
        ("tahun", 2024, "tahun"),
        ("penyelenggara", "Dinas", "penyelenggara"),
        ("i_instansi_penyelenggara", "Dinas Perikanan Jember", "i_instansi_penyelenggara"),
        ("msvar", "Produksi", "variabel"),
        ("msvar", [["Produksi"]], "variabel"),
        ("msvar", [VARIABEL | {"warna": "biru"}], "variabel.warna"),
        ("msvar", [VARIABEL | {"tipe_data": "angka"}], "variabel.tipe_data"),
        ("msvar", [VARIABEL | {"value_domain": [{"kode": "1", "arti": "x"}]}], "variabel.value_domain"),
        ("msind", [INDIKATOR | {"indikator_pembangun": {"nama": ["x"]}}], "indikator.indikator_pembangun"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said(name, value, found):
    assert found in fields(back(to_flat(WHOLE, FACTS) | {name: value}))


def test_everything_that_is_wrong_is_said_at_once():
    reading = back(
        to_flat(WHOLE, FACTS)
        | {"sektor_kegiatan": "99", "iii_jadwal_desain": "besok", "x": 1, "msvar": [VARIABEL | {"tipe_data": "angka"}]}
    )
    assert fields(reading) == {"sektor_kegiatan", "iii_jadwal_desain_mulai", "x", "variabel.tipe_data"}


@pytest.mark.parametrize("content", [None, 7, "x", [], {}, [1, 2], {"type": "FeatureCollection"}, {"result": []},
                                     {"data": {"blok_i": {}}}, {"result": {"data": [{}, {}]}}])  # fmt: skip
def test_json_of_another_shape_is_refused(content):
    assert "title" in fields(back(content))


def test_administrative_fields_are_left_to_the_portal():
    reading = back(to_flat(WHOLE, FACTS))
    assert reading.aside["id_mskeg"] == "77"
    assert "id_mskeg" not in reading.kegiatan.values


def _plain(kegiatan):
    """Answers alone: without what says nothing, and without ids."""
    values = {name: value for name, value in kegiatan.values.items() if value not in ("", [])}
    lines = [[{key: value for key, value in row.items() if key != "id"} for row in rows]
             for rows in (kegiatan.variabel, kegiatan.indikator)]  # fmt: skip
    return values, *lines
