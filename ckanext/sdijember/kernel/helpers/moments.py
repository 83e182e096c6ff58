"""Moments as people in Jember read them: Western Indonesia Time, dates written out."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk
from babel.dates import format_date, format_datetime, format_timedelta

WIB = ZoneInfo("Asia/Jakarta")


def sdijember_moment(value: str | datetime | None) -> str:
    """Day and time in WIB, such as ``22 November 2026 pukul 16.51 WIB``.

    :param value: a moment, ISO 8601 or ``datetime``; without offset it is UTC, as CKAN stores it
    :returns: empty if there is no moment
    """
    moment = _moment(value)
    if moment is None:
        return ""
    return format_datetime(moment.astimezone(WIB), tk._("d MMMM y 'at' HH:mm 'WIB'"), locale=_locale())


def sdijember_day(value: str | datetime | date | None) -> str:
    """The day alone, such as ``22 November 2026``; moments are read in WIB, plain dates as they stand.

    :param value: a day or moment, ISO 8601 or Python object
    :returns: empty if there is no day; the text itself if it is none
    """
    if isinstance(value, str) and len(value) == len("2026-11-22"):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    if not isinstance(value, date) or isinstance(value, datetime):
        moment = _moment(value)
        if moment is None:
            return ""
        value = moment.astimezone(WIB).date()
    return format_date(value, "d MMMM y", locale=_locale())


def sdijember_waited(value: str | datetime | None) -> str:
    """How long ago a moment was, in whole days: ``hari ini``, ``3 hari``.

    :param value: a moment, ISO 8601 or ``datetime``
    """
    moment = _moment(value)
    if moment is None:
        return ""
    days = (datetime.now(WIB).date() - moment.astimezone(WIB).date()).days
    if days < 1:
        return tk._("since today")
    return tk._("for {duration}").format(
        duration=format_timedelta(timedelta(days=days), granularity="day", threshold=30, locale=_locale())
    )


def sdijember_today() -> str:
    """Today's date in Jember, ISO 8601."""
    return datetime.now(WIB).date().isoformat()


def _moment(value: str | datetime | date | None) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=timezone.utc)


def _locale() -> str:
    return "id" if tk.h.lang() == "id" else "en"
