"""One cell read as its column's kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from ..cells import Kind, Raw, Value, text_of
from .moments import day, hour, moment
from .numbers import MAX_DIGITS, number

_YES = frozenset(("ya", "y", "yes", "true", "benar", "ada", "1"))
_NO = frozenset(("tidak", "t", "no", "n", "false", "salah", "tidak ada", "0"))


def parse(raw: Raw, kind: Kind, number_format: str = ".,", date_format: str = "dmy") -> Value:
    """What a cell says as ``kind``; None if it says nothing of that kind.

    :param raw: a cell that says something (``cells.void_of`` is None)
    :param number_format: one of NUMBER_FORMATS, for numbers written as text
    :param date_format: one of DATE_FORMATS, for days written as text
    """
    return _READ[kind](raw, number_format, date_format)


def _integer(raw: Raw, form: str, _: str) -> int | None:
    value = _number(raw, form)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else None
    return value


def _decimal(raw: Raw, form: str, _: str) -> Decimal | None:
    value = _number(raw, form)
    return Decimal(value) if isinstance(value, int) else value


def _number(raw: Raw, form: str) -> int | Decimal | None:
    if isinstance(raw, str):
        return number(raw, form)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() and abs(raw.adjusted()) < MAX_DIGITS else None
    return raw if isinstance(raw, int) and abs(raw) < 10**MAX_DIGITS else None


def _boolean(raw: Raw, _: str, __: str) -> bool | None:
    if isinstance(raw, bool):
        return raw
    said = text_of(raw).strip().casefold()
    return True if said in _YES else False if said in _NO else None


def _date(raw: Raw, _: str, form: str) -> date | None:
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time.min else None
    if isinstance(raw, date):
        return raw
    return day(raw, form) if isinstance(raw, str) else None


def _time(raw: Raw, _: str, __: str) -> time | None:
    if isinstance(raw, time):
        return raw
    return hour(raw) if isinstance(raw, str) else None


def _datetime(raw: Raw, _: str, form: str) -> datetime | None:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime.combine(raw, time.min)
    if not isinstance(raw, str):
        return None
    found = moment(raw, form)
    if found is None and (of_day := day(raw, form)):
        return datetime.combine(of_day, time.min)
    return found


def _text(raw: Raw, _: str, __: str) -> str:
    return text_of(raw)


def _code(raw: Raw, _: str, __: str) -> str:
    if isinstance(raw, Decimal) and raw == raw.to_integral_value() and abs(raw.adjusted()) < MAX_DIGITS:
        return str(int(raw))
    return text_of(raw).strip()


_READ: Mapping[Kind, Callable[[Raw, str, str], Value]] = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.DATETIME: _datetime,
    Kind.CODE: _code,
    Kind.TEXT: _text,
}
