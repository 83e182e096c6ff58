"""Datasets with a table of real types, as the loader makes them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.sdijember.tables.logic import datastore

FIELDS = [
    {"id": "kode", "type": "text", "info": {"label": "Kode wilayah", "tipe": "kode"}},
    {"id": "kecamatan", "type": "text", "info": {"label": "Kecamatan"}},
    {"id": "tahun", "type": "int4", "info": {"label": "Tahun"}},
    {"id": "jumlah", "type": "int8", "info": {"label": "Jumlah penduduk", "satuan": "jiwa"}},
    {"id": "rasio", "type": "numeric", "info": {"label": "Rasio jenis kelamin"}},
    {"id": "tanggal", "type": "date", "info": {"label": "Tanggal"}},
    {"id": "lengkap", "type": "bool", "info": {"label": "Lengkap"}},
]
RECORDS = [
    {"kode": "35.09.19", "kecamatan": "Kaliwates", "tahun": 2023, "jumlah": 132802, "rasio": "97.60",
     "tanggal": "2024-01-31", "lengkap": True},
    {"kode": "35.09.21", "kecamatan": "Sumbersari", "tahun": 2023, "jumlah": 9999, "rasio": "101.86",
     "tanggal": "2024-02-29", "lengkap": False},
    {"kode": "35.09.20", "kecamatan": "<b>Patrang</b>", "tahun": 2023, "jumlah": 9007199254740993,
     "rasio": "0.12345678901234567890", "tanggal": None, "lengkap": None},
]  # fmt: skip


def loaded(resource_id: str, fields: list[dict[str, Any]] = FIELDS, records: list[dict[str, Any]] = RECORDS) -> None:
    """Put another table in the place of the one that the loader made, to have columns of every type."""
    datastore.drop(resource_id)
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    values = {"resource_id": resource_id, "force": True, "fields": fields, "records": records}
    tk.get_action("datastore_create")({"ignore_auth": True, "user": site_user}, values)
