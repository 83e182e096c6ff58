"""Numbers written as text: with which signs for decimals and thousands a cell can be read, and what it then says."""

from __future__ import annotations

import re
from decimal import Decimal

from ..decisions import NUMBER_FORMATS

#: Digits of a number, before and after its decimal sign together; no statistic has more, and no store takes more.
MAX_DIGITS = 120
_SPACES = "\u00a0\u2007\u2009\u202f"
_MINUS = "\u2212\u2013"
#: Digits are made 9, letters a; but for those of an exponent.
_LETTERS = str.maketrans("012345678bcdfghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZ", "9" * 9 + "a" * 24 + "a" * 25)
_LOOKS = {
    form: re.compile(
        r"[+-]?(?P<whole>[1-9]\d{0,2}(?:G\d{3})+|\d+)(?:D(?P<part>\d+))?".replace("G", re.escape(form[1])).replace(
            "D", re.escape(form[0])
        )
    )
    for form in NUMBER_FORMATS
}
_SCIENTIFIC = {sign: re.compile(rf"[+-]?\d(?:{re.escape(sign)}\d+)?[Ee][+-]\d{{1,3}}") for sign in ".,"}


def cleaned(text: str) -> str:
    """A cell without blanks around it, and with one kind of blank and of minus."""
    text = text.strip()
    if text.isascii():
        return text
    for sign in _SPACES:
        text = text.replace(sign, " ")
    return "-" + text[1:] if text[:1] in _MINUS else text


def number(text: str, form: str) -> int | Decimal | None:
    """The number that a cell says in one of NUMBER_FORMATS; None if it says none.

    A percent sign at its end is taken off: "71,2%" is 71.2. A number of decimals is a Decimal even if they are zeros.
    """
    text = cleaned(text)
    if text.isascii() and len(text) <= 18 and text.isdigit():
        return int(text)
    if text.endswith("%"):
        text = text[:-1].rstrip()
    if not text or len(text) > 2 * MAX_DIGITS:
        return None
    found = _LOOKS[form].fullmatch(text)
    decimal, group = form
    if found:
        plain = text.replace(group, "").replace(decimal, ".") if group in text or decimal in text else text
        if sum(map(str.isdigit, plain)) > MAX_DIGITS or not plain.isascii():
            return None
        return Decimal(plain) if found["part"] else int(plain)
    if _SCIENTIFIC[decimal].fullmatch(text) and text.isascii():
        value = Decimal(text.replace(decimal, "."))
        return value if abs(value.adjusted()) < MAX_DIGITS else None
    return None


def forms(text: str) -> frozenset[str]:
    """The number formats in which a cell can be read; none if it is no number."""
    text = cleaned(text)
    if text.isascii() and len(text) <= 18 and text.isdigit():
        return EVERY
    return frozenset(form for form in NUMBER_FORMATS if number(text, form) is not None)


EVERY = frozenset(NUMBER_FORMATS)


def shape(text: str) -> str:
    """A cell with its digits, and its letters, made equal: cells of one shape are numbers in the same formats."""
    found = text.translate(_LETTERS)
    first = found.find("9")
    return f"{found[:first]}0{found[first + 1 :]}" if first >= 0 and text[first] == "0" else found


def has_leading_zero(text: str) -> bool:
    """Whether a whole number begins with a zero that a number would not have: "007", but not "0" or "0,5"."""
    text = text.strip()
    return len(text) > 1 and text[0] == "0" and text.isdigit()
