"""Code lists are complete, and labelled in both languages."""

from __future__ import annotations

from collections import Counter

import pytest

from ckanext.sdijember.codes.domain.codelists import Code, Codelist, codelist, codelist_names, wilayah

LENGTHS = {
    "dasar_pembatasan": 13,
    "format_berkas": 9,
    "frekuensi_pemutakhiran": 7,
    "klasifikasi_akses": 3,
    "kode_referensi": 13,
    "level_wilayah": 5,
    "ms_cakupan_wilayah": 2,
    "ms_cara_pengumpulan_data": 4,
    "ms_frekuensi_penyelenggaraan": 8,
    "ms_jenis_rancangan_sampel": 2,
    "ms_jenis_statistik": 3,
    "ms_kegiatan_ini_dilakukan": 2,
    "ms_kerangka_sampel": 2,
    "ms_level_estimasi": 8,
    "ms_metode_analisis": 3,
    "ms_metode_pemeriksaan": 4,
    "ms_metode_pemilihan_sampel": 2,
    "ms_metode_pengumpulan_data": 5,
    "ms_metode_sampel": 10,
    "ms_pendidikan": 4,
    "ms_petugas": 3,
    "ms_sarana_pengumpulan_data": 6,
    "ms_sektor_kegiatan": 22,
    "ms_tingkat_penyajian": 5,
    "ms_tipe_data": 5,
    "ms_tipe_pengumpulan_data": 3,
    "ms_unit": 4,
    "ms_wilayah_kegiatan": 39,
    "ms_ya_tidak": 2,
    "rad": 59,
    "sumber_referensi": 7,
    "urusan": 43,
    "wilayah": 280,
}


def test_every_list_is_counted_here():
    assert {name: len(codelist(name)) for name in codelist_names()} == LENGTHS


@pytest.mark.parametrize("name", LENGTHS)
def test_every_code_is_labelled_in_both_languages(name):
    content = codelist(name)
    assert content.title["id"] and content.title["en"] and content.origin
    for code in content:
        assert isinstance(code.code, str) and code.code == code.code.strip()
        assert code.label("id").strip() and code.label("en").strip()


@pytest.mark.parametrize("name", LENGTHS)
def test_labels_tell_the_codes_apart(name):
    for lang in ("id", "en"):
        labels = Counter((code.label(lang), code.attributes.get("parent")) for code in codelist(name))
        assert [label for label, n in labels.items() if n > 1] == []


def test_looking_up():
    access = codelist("klasifikasi_akses")
    assert "terbuka" in access
    assert "rahasia" not in access
    assert access["terbuka"].label("en") == "Open"
    assert access.label("terbatas") == "Terbatas"
    assert access.label("rahasia") == "rahasia"
    assert access.get("rahasia") is None


def test_unknown_list():
    with pytest.raises(KeyError):
        codelist("../codelists")


def test_a_code_cannot_stand_in_a_list_twice():
    twice = (Code("a", "A", "A"), Code("a", "B", "B"))
    with pytest.raises(ValueError, match="twice"):
        Codelist("x", {"id": "x", "en": "x"}, "here", twice)


def test_frequencies_are_the_seven_of_the_daftar_data_sheet():
    assert [code.code for code in codelist("frekuensi_pemutakhiran")] == [
        "harian",
        "mingguan",
        "bulanan",
        "triwulanan",
        "semesteran",
        "tahunan",
        "insidental",
    ]


def test_rad_subjects_carry_their_tier_one():
    rad = codelist("rad")
    tops = {code.code for code in rad if "parent" not in code.attributes}
    assert tops == {f"{n:02d}" for n in range(1, 11)}
    for code in rad:
        assert code.code in tops or code.attributes["parent"] == code.code[:2]


def test_urusan_name_their_group():
    urusan = codelist("urusan")
    assert urusan["1.02"].attributes["group"] == "urusan-1-02"
    assert urusan["2.20"].label() == "Statistik"
    assert len({code.attributes["group"] for code in urusan}) == len(urusan)


def test_article_17_is_there_from_a_to_j():
    codes = [c.code for c in codelist("dasar_pembatasan") if c.code.startswith("uu-14-2008-17")]
    assert "".join(code[-1] for code in codes) == "abcdefghij"


def test_open_formats():
    assert {c.code for c in codelist("format_berkas") if not c.attributes["open"]} == {"XLS", "PDF"}


def test_regions_are_counted_as_the_ministry_counts_them():
    kinds = Counter(place.jenis for place in wilayah())
    assert kinds == {"kabupaten": 1, "kecamatan": 31, "desa": 226, "kelurahan": 22}


def test_every_region_lies_in_a_region_of_the_table():
    codes = {place.kode_kemendagri for place in wilayah()}
    for place in wilayah():
        assert place.jenis == "kabupaten" or place.kode_induk in codes
        assert place.kode_kemendagri.startswith(place.kode_induk)


def test_bps_codes_stand_beside_and_nest_in_their_own_kecamatan():
    by_code = {place.kode_kemendagri: place for place in wilayah()}
    for place in wilayah():
        if place.jenis in {"desa", "kelurahan"} and place.kode_bps:
            assert place.kode_bps.startswith(by_code[place.kode_induk].kode_bps)
            assert len(place.kode_bps) == 10
    known = [place.kode_bps for place in wilayah() if place.kode_bps]
    assert len(known) == len(set(known)) == 279
    assert [place.nama for place in wilayah() if not place.kode_bps] == ["Klungkung"]


@pytest.mark.parametrize(
    ("kemendagri", "bps"),
    [
        ("35.09.01", "3509160"),
        ("35.09.02", "3509010"),
        ("35.09.19", "3509710"),
        ("35.09.01.2001", "3509160003"),
    ],
)
def test_the_two_systems_number_differently(kemendagri, bps):
    assert codelist("wilayah")[kemendagri].attributes["kode_bps"] == bps


def test_a_desa_is_labelled_with_its_kecamatan():
    assert codelist("wilayah").label("35.09.05.2001") == "Desa Sukoreno, Kec. Umbulsari"
    assert codelist("wilayah").label("35.09.27.2002", "en") == "Sukoreno Village, Kalisat"
    assert codelist("wilayah").label("35.09.19.1001") == "Kelurahan Mangli, Kec. Kaliwates"
