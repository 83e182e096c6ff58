"""Validators of what is asked of Kode Referensi and Data Induk."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ..domain.codelists import LEVELS, wilayah


def sdijember_iso_day(value: Any) -> datetime.date:
    """A day, ISO 8601 (2026-05-17)."""
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise tk.Invalid(tk._("Write the date as year-month-day, for example 2026-05-17.")) from error


def sdijember_region_level(value: str) -> str:
    """One of the levels of regions."""
    if value not in LEVELS:
        message = tk._("“{value}” is no level of regions. Choose one of: {levels}.")
        raise tk.Invalid(message.format(value=value, levels=", ".join(LEVELS)))
    return value


def sdijember_region_code(value: str) -> str:
    """The Kemendagri code of a region in the list."""
    if not any(place.kode_kemendagri == value for place in wilayah()):
        raise tk.Invalid(tk._("There is no region with the Kemendagri code “{code}”.").format(code=value))
    return value
