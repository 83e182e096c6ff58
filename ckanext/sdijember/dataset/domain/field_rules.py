"""Rules on the fields of one dataset: which must be answered, and which answers go together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...codes.domain.values import CHOOSE, FILL_IN, FILLER, is_blank, is_filler
from ...kernel.domain.findings import N_, Finding, error

#: The five components of Standar Data (Perpres 39/2019 Pasal 4).
STANDAR_DATA = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")

#: Fields without which no dataset is submitted; ``schemas/dataset.yaml`` marks the same ones as required.
MANDATORY = (
    "title",
    "owner_org",
    *STANDAR_DATA,
    "urusan",
    "periode_mulai",
    "periode_selesai",
    "frekuensi_pemutakhiran",
    "cakupan_wilayah",
    "level_wilayah",
    "data_prioritas",
    "klasifikasi_akses",
    "license_id",
)
#: Those of them that are chosen from a list, not written.
CHOSEN = frozenset(MANDATORY) - {"title", *STANDAR_DATA, "periode_mulai", "periode_selesai"}

FIRST_PRIORITY_YEAR, LAST_PRIORITY_YEAR = 2019, 2100


def check_mandatory(dataset: Mapping[str, Any]) -> list[Finding]:
    """Every field that must be answered is answered, in words where words are asked for."""
    found = []
    for name in MANDATORY:
        value = dataset.get(name)
        if is_blank(value):
            found.append(error(name, CHOOSE if name in CHOSEN else FILL_IN))
        elif name not in CHOSEN and is_filler(str(value)):
            found.append(error(name, FILLER, value=value))
    return found


def check_restriction(access: Any, reason: Any) -> list[Finding]:
    """Data that are not open carry their legal reason (SOP step 16)."""
    if access in ("terbatas", "tertutup") and is_blank(reason):
        return [error("dasar_pembatasan", N_("Choose the legal reason for which these data are not open."))]
    return []


def check_priority_year(priority: Any, year: Any) -> list[Finding]:
    """Data Prioritas name the year of the Daftar Data that chose them."""
    if priority != "ya":
        return []
    if is_blank(year):
        return [error("prioritas_tahun", N_("Fill in the year of the Daftar Data that named these data."))]
    text = str(year).strip()
    if not re.fullmatch(r"\d{4}", text) or not FIRST_PRIORITY_YEAR <= int(text) <= LAST_PRIORITY_YEAR:
        message = N_("Write the year with four digits, between {first} and {last}.")
        return [error("prioritas_tahun", message, first=FIRST_PRIORITY_YEAR, last=LAST_PRIORITY_YEAR)]
    return []
