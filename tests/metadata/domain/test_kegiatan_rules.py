"""MS-Kegiatan is checked as INDAH would check it: each rule lets the right answer pass and names the wrong one."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.sdijember.kernel.domain.findings import errors, wrong
from ckanext.sdijember.metadata.domain.forms import form
from ckanext.sdijember.metadata.domain.kegiatan_rules import STEPS, check_kegiatan, check_whole
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

TODAY = date(2026, 5, 17)
PLAIN = {key: value for key, value in KEGIATAN.items() if key != "owner_org"}
SURVEYED = PLAIN | SURVEY
NONPROBABILITY = {
    key: value
    for key, value in (
        SURVEYED | {"v_metode_pemilihan_sampel_tahap_terakhir": "2", "v_metode_yang_digunakan": "8"}
    ).items()
    if key
    not in (
        "v_kerangka_sampel_tahap_terakhir",
        "v_fraksi_sampel_keseluruhan",
        "v_nilai_perkiraan_sampling_error_variabel_utama",
    )
}


def wrong_fields(values):
    return {finding.field for finding in wrong(check_kegiatan(values, TODAY))}


def missing_fields(values):
    return {finding.field for finding in check_kegiatan(values, TODAY) if finding.missing}


def without(values, *names):
    return {name: value for name, value in values.items() if name not in names}


@pytest.mark.parametrize("values", [PLAIN, SURVEYED, NONPROBABILITY], ids=["compilation", "survey", "no probability"])
def test_a_complete_kegiatan_has_no_errors(values):
    assert errors(check_kegiatan(values, TODAY)) == []


@pytest.mark.parametrize("name", [field.name for field in form("kegiatan") if field.required])
def test_each_compulsory_answer_is_missed_where_it_is_asked(name):
    asked = form("kegiatan").applies(form("kegiatan")[name], SURVEYED)
    values = without(SURVEYED, name)
    assert (name in missing_fields(values)) is asked
    assert name not in wrong_fields(values), "what is not written yet may wait"


@pytest.mark.parametrize(
    "name",
    ["i_faksimile", "ii_pj_faksimile", "ttd_kota", "ttd_tanggal", "ttd_jabatan", "ttd_nama", "ttd_nip"],
)
def test_the_other_answers_are_optional(name):
    assert name not in missing_fields(without(SURVEYED, name))


#: An answer that is right, and one that is not, for each rule on one item.
SHORTEST = {
    "title": 10, "identitas_rekomendasi": 3, "i_instansi_penyelanggara": 10, "i_alamat": 5, "i_telepon": 10,
    "i_email": 10, "ii_unit_eselon2": 10, "ii_pj_jabatan": 10, "iii_latar_belakang_kegiatan": 50,
    "iii_tujuan_kegiatan": 50,
}  # fmt: skip


@pytest.mark.parametrize(("name", "length"), SHORTEST.items())
def test_texts_have_a_least_length(name, length):
    assert name not in wrong_fields(PLAIN | {name: "a" * length})
    assert name in wrong_fields(PLAIN | {name: "a" * (length - 1)})


def test_no_other_text_has_a_least_length():
    assert {field.name: field.min_length for field in form("kegiatan") if field.min_length} == SHORTEST


@pytest.mark.parametrize("name", ["i_telepon", "i_email", "ii_unit_eselon1", "ii_pj_telepon", "ii_pj_email"])
def test_a_dash_is_an_answer_where_the_form_says_so(name):
    assert name not in wrong_fields(PLAIN | {name: "-"})


@pytest.mark.parametrize("name", ["i_alamat", "iii_tujuan_kegiatan", "ii_pj_nama"])
def test_a_dash_is_no_answer_elsewhere(name):
    assert name in wrong_fields(PLAIN | {name: "-"})


@pytest.mark.parametrize(
    ("year", "right"), [("2018", False), ("2019", True), ("2026", True), ("2027", False), ("20 25", False)]
)
def test_the_year_lies_between_2019_and_this_year(year, right):
    assert ("tahun" not in wrong_fields(PLAIN | {"tahun": year})) is right


@pytest.mark.parametrize("name", [field.name for field in form("kegiatan") if field.kind in ("code", "codes")])
def test_codes_come_from_their_list(name):
    values = SURVEYED | NONPROBABILITY
    field = form("kegiatan")[name]
    values = values | {name: ["99"] if field.kind == "codes" else "99"}
    assert name in wrong_fields(values) or not form("kegiatan").applies(field, values)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_ends_before_it_starts(step):
    start, end = f"iii_jadwal_{step}_mulai", f"iii_jadwal_{step}_selesai"
    assert end not in wrong_fields(PLAIN | {start: "2025-03-01", end: "2025-03-01"})
    assert end in wrong_fields(PLAIN | {start: "2025-03-02", end: "2025-03-01"})


@pytest.mark.parametrize("day", ["2025-02-30", "kemarin", "2025", "0001-01-01"])
def test_dates_are_days_that_exist(day):
    assert "iii_jadwal_desain_mulai" in wrong_fields(PLAIN | {"iii_jadwal_desain_mulai": day})


def test_steps_that_start_before_the_one_before_are_remarked():
    values = PLAIN | {"iii_jadwal_evaluasi_mulai": "2025-01-01"}
    found = [finding for finding in check_kegiatan(values, TODAY) if finding.level == "warning"]
    assert [finding.field for finding in found] == ["iii_jadwal_evaluasi_mulai"]


#: A field, the answer it is given, and the answers under which it is not asked.
NOT_ASKED = [
    ("mendapatkan_rekomendasi", "1", {"jenis_statistik": "1"}),
    ("identitas_rekomendasi", "V-25.3509.001", {"mendapatkan_rekomendasi": "2"}),
    ("iv_frekuensi_penyelanggara", "7", {"iv_kegiatan_ini_dilakukan": "1"}),
    ("iv_sebagian_cakupan_wilayah_pengumpulan_data", ["35.09"], {"iv_cakupan_wilayah_pengumpulan_data": "1"}),
    ("iv_metode_pengumpulan_data_lainnya", "Sensor", {"iv_metode_pengumpulan_data": ["1"]}),
    ("iv_sarana_pengumpulan_data_lainnya", "Sensor", {"iv_sarana_pengumpulan_data": ["1"]}),
    ("iv_unit_pengumpulan_data_lainnya", "Sekolah", {"iv_unit_pengumpulan_data": ["1"]}),
    ("vi_metode_pemeriksaan_kualitas_pengumpulan_data_lainnya", "Uji silang",
     {"vi_metode_pemeriksaan_kualitas_pengumpulan_data": ["1"]}),
    ("vii_unit_analisis_lainnya", "Sekolah", {"vii_unit_analisis": ["1"]}),
    ("vii_tingkat_penyajian_hasil_analisis_lainnya", "Desa", {"vii_tingkat_penyajian_hasil_analisis": ["4"]}),
    *[(name, SURVEY[name], {"cara_pengumpulan_data": way}) for name in SURVEY if name.startswith("v_")
      for way in ("1", "3", "4")],
    *[(name, SURVEY[name], {"v_metode_pemilihan_sampel_tahap_terakhir": "2", "v_metode_yang_digunakan": "8"})
      for name in ("v_kerangka_sampel_tahap_terakhir", "v_fraksi_sampel_keseluruhan",
                   "v_nilai_perkiraan_sampling_error_variabel_utama")],
    *[(name, SURVEY[name], {"iv_sarana_pengumpulan_data": [means]}) for name in SURVEY
      if name.startswith("vi_") for means in ("8", "16")],
    *[(f"viii_rencana_jadwal_rilis_produk_{product}", "2025-12-01", {f"viii_ketersediaan_produk_{product}": "2"})
      for product in ("tercetak", "digital", "mikrodata")],
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "answers"), NOT_ASKED)
def test_what_is_not_asked_stays_empty(name, value, answers):
    values = SURVEYED | answers
    assert name in wrong_fields(values | {name: value})
    assert name not in missing_fields(without(values, name))


def test_every_condition_of_the_form_is_tried_above():
    assert {name for name, _, _ in NOT_ASKED} == {field.name for field in form("kegiatan") if field.condition}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("iv_metode_pengumpulan_data", "16"),
        ("iv_sarana_pengumpulan_data", "32"),
        ("iv_unit_pengumpulan_data", "8"),
        ("vi_metode_pemeriksaan_kualitas_pengumpulan_data", "8"),
        ("vii_unit_analisis", "8"),
        ("vii_tingkat_penyajian_hasil_analisis", "16"),
    ],
)
def test_lainnya_is_named(name, code):
    values = SURVEYED | {name: [*SURVEYED[name], code]}
    assert f"{name}_lainnya" in missing_fields(values)
    assert f"{name}_lainnya" not in missing_fields(values | {f"{name}_lainnya": "Sesuatu"})
    assert f"{name}_lainnya" not in wrong_fields(values | {f"{name}_lainnya": "Sesuatu"})


@pytest.mark.parametrize("means", ["1", "2", "4"])
def test_interviewers_are_described_wherever_staff_interview(means):
    values = without(SURVEYED | {"iv_sarana_pengumpulan_data": ["8", means]}, "vi_petugas_pengumpulan_data")
    assert "vi_petugas_pengumpulan_data" in missing_fields(values)


@pytest.mark.parametrize(("chosen", "method", "right"), [
    ("1", "1", True), ("1", "5", True), ("1", "6", False), ("2", "6", True), ("2", "10", True), ("2", "5", False),
])  # fmt: skip
def test_the_method_fits_the_way_the_sample_is_chosen(chosen, method, right):
    values = SURVEYED | {"v_metode_pemilihan_sampel_tahap_terakhir": chosen, "v_metode_yang_digunakan": method}
    assert ("v_metode_yang_digunakan" not in wrong_fields(values)) is right


@pytest.mark.parametrize(("supervisors", "right"), [("2", True), ("10", True), ("11", False), ("dua", False)])
def test_supervisors_are_not_more_than_enumerators(supervisors, right):
    values = SURVEYED | {"vi_jumlah_petugas_supervisor": supervisors, "vi_jumlah_petugas_enumerator": "10"}
    assert ("vi_jumlah_petugas_supervisor" not in wrong_fields(values)) is right


@pytest.mark.parametrize(("nip", "right"), [
    ("197001011995031001", True), ("19700101 199503 1 001", True), ("12345", False), ("1970010119950310011", False),
])  # fmt: skip
def test_a_nip_has_eighteen_digits(nip, right):
    assert ("ttd_nip" not in wrong_fields(PLAIN | {"ttd_nip": nip})) is right


@pytest.mark.parametrize("text", ["NIK 3509010101010001", "NIP 197001011995031001", "NIP 19700101 199503 1 001."])
def test_numbers_of_people_are_refused_where_the_text_becomes_public(text):
    assert "i_alamat" in wrong_fields(PLAIN | {"i_alamat": text})


@pytest.mark.parametrize("text", ["Anggaran 1234567890123456,00 rupiah", "Kode 3509010", "0331-1234567"])
def test_other_long_numbers_are_let_pass(text):
    assert "i_alamat" not in wrong_fields(PLAIN | {"i_alamat": text})


def test_a_text_that_is_too_long_and_signs_that_cannot_be_printed():
    assert "i_alamat" not in wrong_fields(PLAIN | {"i_alamat": "a" * 4000})
    assert "i_alamat" in wrong_fields(PLAIN | {"i_alamat": "a" * 4001})
    assert "i_alamat" in wrong_fields(PLAIN | {"i_alamat": "Jember\x00"})


def test_a_title_of_another_year_is_remarked():
    found = check_kegiatan(PLAIN | {"tahun": "2024"}, TODAY)
    assert [finding.field for finding in found if finding.level == "warning"] == ["title"]


def test_a_kegiatan_has_at_least_one_variable():
    found = check_whole(PLAIN, [], [INDIKATOR], TODAY)
    assert [(finding.field, finding.missing) for finding in errors(found)] == [("variabel", True)]
    assert errors(check_whole(PLAIN, [VARIABEL], [], TODAY)) == []


def test_a_finding_on_a_line_names_the_line():
    found = errors(check_whole(PLAIN, [VARIABEL, without(VARIABEL, "nama")], [INDIKATOR], TODAY))
    assert [(finding.field, finding.row) for finding in found] == [("variabel.nama", 2)]


def test_messages_name_the_question_in_the_language_of_the_reader():
    found = wrong(check_kegiatan(PLAIN | {"v_unit_sampel": "Desa"}, TODAY))
    assert "Cara pengumpulan data" in found[0].text(str, "id")
    assert "Way of collecting data" in found[0].text(str, "en")
