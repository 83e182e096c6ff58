"""Kegiatan statistik: pages, copies from last year, lines, files in and out, forms to sign."""
