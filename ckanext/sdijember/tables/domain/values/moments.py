"""Days and hours written as text: in which order of day and month a cell can be read, and what it then says."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from ..decisions import DATE_FORMATS

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari pebruari february feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agt agu ags aug",
            "september sept sep", "oktober october okt oct", "november nopember nov nop", "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?")
_LONGEST = 40
_EVERY = frozenset(DATE_FORMATS)


def day(text: str, form: str = "dmy") -> date | None:
    """The day that a cell says, read in one of DATE_FORMATS; None if it says none.

    The year has four digits. A year that comes first, or a month by its name (Indonesian or English), is read in any.
    """
    text = text.strip()
    if not 8 <= len(text) <= _LONGEST or not text.isascii():
        return None
    if found := _ISO.fullmatch(text):
        return _date(found[1], found[3], found[4])
    if found := _NAMED.fullmatch(text):
        return _date(found[3], _MONTHS.get(found[2].lower(), 0), found[1])
    if found := _NAMED_FIRST.fullmatch(text):
        return _date(found[3], _MONTHS.get(found[1].lower(), 0), found[2])
    if form in ("dmy", "mdy") and (found := _SHORT.fullmatch(text)):
        first, second = found[1], found[3]
        return _date(found[4], second, first) if form == "dmy" else _date(found[4], first, second)
    return None


def hour(text: str) -> time | None:
    """The hour that a cell says (13:45, 13:45:10, 13:45:10.5); None if it says none."""
    found = _HOUR.fullmatch(text.strip()) if len(text) <= _LONGEST and text.isascii() else None
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0), int((found[4] or "0").ljust(6, "0")))
    except ValueError:
        return None


def moment(text: str, form: str = "dmy") -> datetime | None:
    """The day and hour that a cell says; None if it says none, or names a zone."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    left, _, right = text.replace("T", " ", 1).rpartition(" ") if text[10:11] == "T" else text.rpartition(" ")
    found, at = day(left, form), hour(right)
    return datetime.combine(found, at) if found is not None and at is not None else None


def forms(text: str) -> frozenset[str]:
    """The orders of day and month in which a cell can be read as a day, with or without an hour; none if it is none."""
    if not 8 <= len(text.strip()) <= _LONGEST:
        return frozenset()
    return frozenset(form for form in _EVERY if day(text, form) or moment(text, form))


def _date(year: str, month: str | int, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None
