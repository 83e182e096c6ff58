"""The Rekomendasi Statistik: given once, its letter and template, its public check, its revocation."""
