"""Rules on a single value, whatever it is of: blank, a filler, a day, a period, the name of a Konsep."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ...kernel.domain.findings import N_, Finding, error
from . import konsep_names

FILL_IN = N_("Fill this in.")
CHOOSE = N_("Choose one of the answers.")
FILLER = N_("“{value}” tells the reader nothing. Write the answer in words.")

_NOTHING = re.compile(r"[-–—_.,:;?*/\\\s]*|n/?a|nihil|kosong|xx+", re.IGNORECASE)


def is_blank(value: Any) -> bool:
    """Whether somebody has left the field empty."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def is_filler(value: str) -> bool:
    """Whether the text stands in for an answer: "-", "...", "n/a"."""
    return bool(_NOTHING.fullmatch(value.strip()))


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


def lint_konsep(konsep: str) -> list[Finding]:
    """Naming rules for a Konsep in INDAH, as advice: a person decides, so nothing here stops a dataset."""
    return [remark.warning("konsep") for remark in konsep_names.remarks(konsep)]
