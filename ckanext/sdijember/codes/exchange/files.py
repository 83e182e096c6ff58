"""Kode Referensi and Data Induk as files: CSV in UTF-8 with one row of names, and JSON with its metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...kernel.exchange.csv_table import table_csv

CODE_COLUMNS = ("code", "label_id", "label_en", "valid_from", "valid_to", "replaced_by")
REGION_COLUMNS = (
    "kode_kemendagri", "kode_bps", "level", "nama", "nama_bps", "kode_induk", "kode_bps_induk", "nama_induk",
    "valid_from", "valid_to", "replaced_by",
)  # fmt: skip
OFFICE_COLUMNS = ("kode_skpd", "name", "title", "valid_from", "valid_to", "replaced_by")


def codelist_csv(shown: Mapping[str, Any]) -> str:
    """The codes of a list, its attributes as further columns.

    :param shown: the list as ``sdijember_codelist_show`` returns it
    """
    attributes = dict.fromkeys(name for code in shown["codes"] for name in code["attributes"])
    rows = [
        {**code["attributes"], **code, "label_id": code["label"]["id"], "label_en": code["label"]["en"]}
        for code in shown["codes"]
    ]
    return table_csv([*CODE_COLUMNS, *(name for name in attributes if name not in CODE_COLUMNS)], rows)


def as_json(content: Any) -> str:
    """JSON that people can read too."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
