"""What the three forms of Peraturan BPS 5/2020 ask for, written down item by item from the regulation's forms.

It stands beside the schemas and is not made from them: a field or a code that goes missing there is missed here.
"""

from __future__ import annotations

#: Number of the item, flat name of BPS, codes (none: free text, number or date).
KEGIATAN: list[tuple[str, str, str]] = [
    ("", "judul_kegiatan", ""),
    ("", "tahun_kegiatan", ""),
    ("", "cara_pengumpulan_data", "1 2 3 4"),
    ("", "sektor_kegiatan", " ".join(str(n) for n in range(1, 23))),
    ("", "jenis_statistik", "1 2 3"),
    ("", "mendapatkan_rekomendasi", "1 2"),
    ("", "identitas_rekomendasi", ""),
    ("1.1", "i_instansi_penyelanggara", ""),
    ("1.2", "i_alamat", ""),
    ("1.2", "i_telepon", ""),
    ("1.2", "i_email", ""),
    ("1.2", "i_faksimile", ""),
    ("2.1", "ii_unit_eselon1", ""),
    ("2.1", "ii_unit_eselon2", ""),
    ("2.2", "ii_pj_nama", ""),
    ("2.2", "ii_pj_jabatan", ""),
    ("2.2", "ii_pj_alamat", ""),
    ("2.2", "ii_pj_telepon", ""),
    ("2.2", "ii_pj_email", ""),
    ("2.2", "ii_pj_faksimile", ""),
    ("3.1", "iii_latar_belakang_kegiatan", ""),
    ("3.2", "iii_tujuan_kegiatan", ""),
    ("3.3", "iii_jadwal_perencanaan_kegiatan", ""),
    ("3.3", "iii_jadwal_desain", ""),
    ("3.3", "iii_jadwal_pengumpulan_data", ""),
    ("3.3", "iii_jadwal_pengolahan_data", ""),
    ("3.3", "iii_jadwal_analisis", ""),
    ("3.3", "iii_jadwal_diseminasi_hasil", ""),
    ("3.3", "iii_jadwal_evaluasi", ""),
    ("4.1", "iv_kegiatan_ini_dilakukan", "1 2"),
    ("4.2", "iv_frekuensi_penyelanggara", "1 2 3 4 5 6 7 8"),
    ("4.3", "iv_tipe_pengumpulan_data", "1 2 3"),
    ("4.4", "iv_cakupan_wilayah_pengumpulan_data", "1 2"),
    ("4.6", "iv_metode_pengumpulan_data", "1 2 4 8 16"),
    ("4.6", "iv_metode_pengumpulan_data_lainnya", ""),
    ("4.7", "iv_sarana_pengumpulan_data", "1 2 4 8 16 32"),
    ("4.7", "iv_sarana_pengumpulan_data_lainnya", ""),
    ("4.8", "iv_unit_pengumpulan_data", "1 2 4 8"),
    ("4.8", "iv_unit_pengumpulan_data_lainnya", ""),
    ("5.1", "v_jenis_rancangan_sampel", "1 2"),
    ("5.2", "v_metode_pemilihan_sampel_tahap_terakhir", "1 2"),
    ("5.3", "v_metode_yang_digunakan", "1 2 3 4 5 6 7 8 9 10"),
    ("5.4", "v_kerangka_sampel_tahap_terakhir", "1 2"),
    ("5.5", "v_fraksi_sampel_keseluruhan", ""),
    ("5.6", "v_nilai_perkiraan_sampling_error_variabel_utama", ""),
    ("5.7", "v_unit_sampel", ""),
    ("5.8", "v_unit_observasi", ""),
    ("6.1", "vi_apakah_melakukan_uji_coba", "1 2"),
    ("6.2", "vi_metode_pemeriksaan_kualitas_pengumpulan_data", "1 2 4 8"),
    ("6.2", "vi_metode_pemeriksaan_kualitas_pengumpulan_data_lainnya", ""),
    ("6.3", "vi_apakah_melakukan_penyesuaian_nonrespon", "1 2"),
    ("6.4", "vi_petugas_pengumpulan_data", "1 2 3"),
    ("6.5", "vi_persyaratan_pendidikan_terendah_petugas_pengumpulan_data", "1 2 3 4"),
    ("6.6", "vi_jumlah_petugas_supervisor", ""),
    ("6.6", "vi_jumlah_petugas_enumerator", ""),
    ("6.7", "vi_apakah_melakukan_pelatihan_petugas", "1 2"),
    ("7.1", "vii_tahapan_pengolahan_data", "1 2"),
    ("7.2", "vii_metode_analisis", "1 2 3"),
    ("7.3", "vii_unit_analisis", "1 2 4 8"),
    ("7.3", "vii_unit_analisis_lainnya", ""),
    ("7.4", "vii_tingkat_penyajian_hasil_analisis", "1 2 4 8 16"),
    ("7.4", "vii_tingkat_penyajian_hasil_analisis_lainnya", ""),
    ("8.1", "viii_ketersediaan_produk_tercetak", "1 2"),
    ("8.1", "viii_ketersediaan_produk_digital", "1 2"),
    ("8.1", "viii_ketersediaan_produk_mikrodata", "1 2"),
    ("8.2", "viii_rencana_jadwal_rilis_produk_tercetak", ""),
    ("8.2", "viii_rencana_jadwal_rilis_produk_digital", ""),
    ("8.2", "viii_rencana_jadwal_rilis_produk_mikrodata", ""),
]
#: Item 4.5 lists regions; which ones is not the form's matter. Item 3.4 is MS-Variabel itself.
REGIONS = ("4.5", "iv_sebagian_cakupan_wilayah_pengumpulan_data")

VARIABEL: list[tuple[str, str, str]] = [
    ("(2)", "nama", ""),
    ("(3)", "alias", ""),
    ("(4)", "konsep", ""),
    ("(5)", "definisi", ""),
    ("(6)", "referensi_pemilihan", ""),
    ("(7)", "referensi_waktu", ""),
    ("(8)", "tipe_data", "integer float char string array"),
    ("(9)", "value_domain", ""),
    ("(10)", "aturan_validasi", ""),
    ("(11)", "kalimat_pertanyaan", ""),
    ("(12)", "apakah_variabel_bisa_diakses_umum", "1 2"),
    ("", "ukuran", ""),
    ("", "satuan", ""),
    ("", "id_sds", ""),
    ("", "id_variabel_mms", ""),
]

INDIKATOR: list[tuple[str, str, str]] = [
    ("(2)", "nama", ""),
    ("(3)", "konsep", ""),
    ("(4)", "definisi", ""),
    ("(5)", "interpretasi", ""),
    ("(6)", "metode_perhitungan", ""),
    ("(6)", "rumus", ""),
    ("(7)", "ukuran", ""),
    ("(8)", "satuan", ""),
    ("(9)", "variabel_disaggregasi", ""),
    ("(10)", "apakah_indikator_komposit", "1 2"),
    ("(11)–(12)", "indikator_pembangun", ""),
    ("(13)–(15)", "variabel_pembangun", ""),
    (
        "(16)",
        "level_estimasi",
        "nasional provinsi kabupaten perangkat_daerah kecamatan kelurahan rt individu",
    ),
    ("(17)", "apakah_indikator_bisa_diakses_umum", "1 2"),
    ("", "id_sds", ""),
    ("", "id_indikator_mms", ""),
]

#: Numbers of the items on each form, so that none is skipped in the lists above.
NUMBERS = {
    "kegiatan": "1.1 1.2 2.1 2.2 3.1 3.2 3.3 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 "
    "6.1 6.2 6.3 6.4 6.5 6.6 6.7 7.1 7.2 7.3 7.4 8.1 8.2",
    "variabel": "(2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12)",
    "indikator": "(2) (3) (4) (5) (6) (7) (8) (9) (10) (11)–(12) (13)–(15) (16) (17)",
}

ITEMS = {"kegiatan": KEGIATAN, "variabel": VARIABEL, "indikator": INDIKATOR}
