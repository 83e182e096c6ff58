"""Rules on the fields of one dataset: pure functions from values to findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...kernel.domain.findings import N_, Finding, error
from . import konsep_names

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

FILL_IN = N_("Fill this in.")
CHOOSE = N_("Choose one of the answers.")
FILLER = N_("“{value}” tells the reader nothing. Write the answer in words.")

FIRST_PRIORITY_YEAR, LAST_PRIORITY_YEAR = 2019, 2100

_NOTHING = re.compile(r"[-–—_.,:;?*/\\\s]*|n/?a|nihil|kosong|xx+", re.IGNORECASE)


def is_blank(value: Any) -> bool:
    """Whether somebody has left the field empty."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def is_filler(value: str) -> bool:
    """Whether the text stands in for an answer: "-", "...", "n/a"."""
    return bool(_NOTHING.fullmatch(value.strip()))


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


def parse_date(value: Any) -> date | None:
    """The day that ``value`` (``YYYY-MM-DD``, a date or a moment in ISO 8601) names, or None."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def check_period(start: Any, end: Any, field: str = "periode_selesai") -> list[Finding]:
    """The last day is not before the first; days that cannot be read are left to their own fields."""
    first, last = parse_date(start), parse_date(end)
    if first and last and last < first:
        message = N_("The last day ({end}) lies before the first day ({start}). Correct one of the two dates.")
        return [error(field, message, start=first.isoformat(), end=last.isoformat())]
    return []


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


def lint_konsep(konsep: str) -> list[Finding]:
    """Naming rules for a Konsep in INDAH, as advice: a person decides, so nothing here stops a dataset."""
    return [remark.warning("konsep") for remark in konsep_names.remarks(konsep)]
