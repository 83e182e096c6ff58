"""A dataset and files as an office would send them, for tests of every part."""

from __future__ import annotations

import io
from typing import Any

from werkzeug.datastructures import FileStorage

CSV = b"kode,desa,jumlah\n35.09.01.2001,Padomasan,4031\n35.09.01.2002,Keting,3952\n"


def dataset(**changes: Any) -> dict[str, Any]:
    """A dataset that validates; ``changes`` replace its fields, None takes one out."""
    values: dict[str, Any] = {
        "title": "Jumlah Penduduk menurut Desa/Kelurahan Tahun 2024",
        "notes": "Penduduk tiap desa dan kelurahan.",
        "konsep": "Penduduk",
        "definisi": "Semua orang yang berdomisili di Kabupaten Jember.",
        "klasifikasi": "Wilayah, Jenis Kelamin",
        "ukuran": "Jumlah",
        "satuan": "Orang",
        "urusan": "2.12",
        "periode_mulai": "2024-01-01",
        "periode_selesai": "2024-12-31",
        "frekuensi_pemutakhiran": "tahunan",
        "cakupan_wilayah": "35.09",
        "level_wilayah": "desa_kelurahan",
        "kategori_rad": "03.07",
        "data_prioritas": "tidak",
        "kode_referensi": ["wilayah-kemendagri"],
        "klasifikasi_akses": "terbuka",
        "license_id": "CC-BY-4.0",
        **changes,
    }
    return {key: value for key, value in values.items() if value is not None}


def upload(content: bytes = CSV, filename: str = "penduduk.csv") -> FileStorage:
    """A file as the API and the form hand it over."""
    return FileStorage(stream=io.BytesIO(content), filename=filename)
