"""A kegiatan whose three forms are complete, for the tests of its rules."""

from __future__ import annotations

from typing import Any

STEPS = (
    "perencanaan_kegiatan",
    "desain",
    "pengumpulan_data",
    "pengolahan_data",
    "analisis",
    "diseminasi_hasil",
    "evaluasi",
)

#: Answers of MS-Kegiatan to a compilation of administrative records: no sample, no interviewers.
KEGIATAN: dict[str, Any] = {
    "title": "Kompilasi Data Produksi Perikanan Kabupaten Jember Tahun 2025",
    "owner_org": "dinas-satu",
    "tahun": "2025",
    "cara_pengumpulan_data": "3",
    "sektor_kegiatan": "1",
    "jenis_statistik": "2",
    "mendapatkan_rekomendasi": "1",
    "identitas_rekomendasi": "K-25.3509.012",
    "i_instansi_penyelanggara": "Dinas Perikanan Kabupaten Jember",
    "i_alamat": "Jalan Letjen Suprapto, Jember",
    "i_telepon": "0331-000000",
    "i_email": "perikanan@example.go.id",
    "ii_unit_eselon1": "-",
    "ii_unit_eselon2": "Kepala Dinas Perikanan",
    "ii_pj_nama": "Siti Rahasia",
    "ii_pj_jabatan": "Kepala Bidang Perikanan Tangkap",
    "ii_pj_alamat": "Jalan Letjen Suprapto, Jember",
    "ii_pj_telepon": "081200000000",
    "ii_pj_email": "siti@example.go.id",
    "iii_latar_belakang_kegiatan": "Produksi perikanan menjadi dasar perencanaan bantuan benih dan sarana nelayan.",
    "iii_tujuan_kegiatan": "Mengetahui banyaknya produksi perikanan tangkap dan budidaya tiap kecamatan setiap tahun.",
    **{f"iii_jadwal_{step}_mulai": f"2025-{number:02}-01" for number, step in enumerate(STEPS, 1)},
    **{f"iii_jadwal_{step}_selesai": f"2025-{number:02}-28" for number, step in enumerate(STEPS, 1)},
    "iv_kegiatan_ini_dilakukan": "2",
    "iv_frekuensi_penyelanggara": "7",
    "iv_tipe_pengumpulan_data": "2",
    "iv_cakupan_wilayah_pengumpulan_data": "2",
    "iv_sebagian_cakupan_wilayah_pengumpulan_data": ["35.09"],
    "iv_metode_pengumpulan_data": ["8"],
    "iv_sarana_pengumpulan_data": ["16"],
    "iv_unit_pengumpulan_data": ["4"],
    "vi_apakah_melakukan_uji_coba": "2",
    "vi_metode_pemeriksaan_kualitas_pengumpulan_data": ["2"],
    "vi_apakah_melakukan_penyesuaian_nonrespon": "2",
    "vii_tahapan_penyuntingan": "1",
    "vii_tahapan_penyandian": "2",
    "vii_tahapan_data_entry": "1",
    "vii_tahapan_penyahihan": "1",
    "vii_metode_analisis": "1",
    "vii_unit_analisis": ["4"],
    "vii_tingkat_penyajian_hasil_analisis": ["4", "8"],
    "viii_ketersediaan_produk_tercetak": "2",
    "viii_ketersediaan_produk_digital": "1",
    "viii_ketersediaan_produk_mikrodata": "2",
    "viii_rencana_jadwal_rilis_produk_digital": "2025-12-01",
}  # fmt: skip

#: What a survey by interviewers answers besides.
SURVEY: dict[str, Any] = {
    "cara_pengumpulan_data": "2",
    "iv_metode_pengumpulan_data": ["1"],
    "iv_sarana_pengumpulan_data": ["1"],
    "v_jenis_rancangan_sampel": "1",
    "v_metode_pemilihan_sampel_tahap_terakhir": "1",
    "v_metode_yang_digunakan": "3",
    "v_kerangka_sampel_tahap_terakhir": "1",
    "v_fraksi_sampel_keseluruhan": "0,05",
    "v_nilai_perkiraan_sampling_error_variabel_utama": "3 persen",
    "v_unit_sampel": "Rumah tangga nelayan",
    "v_unit_observasi": "Rumah tangga nelayan",
    "vi_petugas_pengumpulan_data": "1",
    "vi_persyaratan_pendidikan_terendah_petugas_pengumpulan_data": "2",
    "vi_jumlah_petugas_supervisor": "2",
    "vi_jumlah_petugas_enumerator": "10",
    "vi_apakah_melakukan_pelatihan_petugas": "1",
}

VARIABEL: dict[str, Any] = {
    "nama": "Produksi Ikan",
    "alias": "produksi",
    "konsep": "Produksi Perikanan",
    "definisi": "Berat ikan yang ditangkap atau dipanen, dalam keadaan segar.",
    "referensi_pemilihan": "Peraturan Menteri Kelautan dan Perikanan",
    "referensi_waktu": "Setahun yang lalu",
    "tipe_data": "float",
    "value_domain": [{"kode": "", "nilai": "0 atau lebih"}],
    "aturan_validasi": "Harus terisi",
    "kalimat_pertanyaan": "-",
    "apakah_variabel_bisa_diakses_umum": "1",
    "ukuran": "Berat",
    "satuan": "Ton",
}

INDIKATOR: dict[str, Any] = {
    "nama": "Pertumbuhan Produksi Ikan",
    "konsep": "Produksi Perikanan",
    "definisi": "Perubahan berat produksi terhadap tahun sebelumnya.",
    "interpretasi": "Di atas nol berarti produksi naik.",
    "metode_perhitungan": "Selisih produksi dua tahun dibagi produksi tahun sebelumnya.",
    "rumus": "(P1 - P0) / P0 x 100",
    "ukuran": "Persentase",
    "satuan": "Persen",
    "variabel_disaggregasi": [{"nama": "Kecamatan", "sumber": "Kode wilayah Kemendagri"}],
    "apakah_indikator_komposit": "2",
    "variabel_pembangun": [
        {"nama": "Produksi Ikan", "kegiatan_penghasil": ["Kompilasi Data Produksi Perikanan"], "kode_kegiatan": ""}
    ],
    "level_estimasi": ["kabupaten", "kecamatan"],
    "apakah_indikator_bisa_diakses_umum": "1",
}
