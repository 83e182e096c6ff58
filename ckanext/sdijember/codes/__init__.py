"""Kode Referensi and Data Induk: code lists, regions, offices, and the rules for single values."""
