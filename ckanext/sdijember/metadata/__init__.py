"""Metadata Statistik: the forms MS-Kegiatan, MS-Variabel and MS-Indikator, their rules, the national field names."""
