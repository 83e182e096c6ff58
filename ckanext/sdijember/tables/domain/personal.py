"""Numbers and addresses of persons in texts and tables, which may not be published (UU 27/2022).

A number counts as a NIK (16 digits) or NIP (18 digits) only if its parts make sense, in whatever groups its digits
stand: a NIK begins with a region and a date of birth, a NIP with two dates. Codes and amounts of the same length hardly
ever look like that; a column full of them is told apart by how few of its numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

NIK, NIP, PHONE, MAIL = "NIK", "NIP", "telepon", "surel"

#: Codes of the 38 provinces (Kemendagri).
_PROVINCES = frozenset(
    {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)}
)
_BETWEEN = r"[ .\-/_'\u00a0\u2009\u202f\u2010-\u2015]"
_BEFORE, _AFTER = r"(?<![\d.,])", r"(?![\d]|[.,]\d)"
#: Sixteen or eighteen digits with at most three signs between any two of them.
_NIK = re.compile(rf"{_BEFORE}\d(?:{_BETWEEN}{{0,3}}\d){{15}}{_AFTER}")
_NIP = re.compile(rf"{_BEFORE}\d(?:{_BETWEEN}{{0,3}}\d){{17}}{_AFTER}")
#: What has as many digits and is something else: many decimals, two days, years, codes of regions in a row.
_NEITHER = re.compile(
    r"\d{1,4}\.\d{12,}|\d{2}([-/. ])\d{2}\1\d{4}\D{1,2}\d{2}([-/. ])\d{2}\2\d{4}"
    r"|\d{4}([-/.])\d{2}\3\d{2}\D{1,2}\d{4}([-/.])\d{2}\4\d{2}"
    r"|(?:(?:19|20)\d{2}\D{1,2}){3}(?:19|20)\d{2}"
    r"|\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?[^\d.]{1,2}\d{2}\.\d{2}.*"
)
#: A spreadsheet keeps a long number as 3.50912010190000E+15: its last digits are lost, the person is still known by it.
_ROUNDED = re.compile(r"(\d)[.,](\d{8,17})E\+(15|17)", re.IGNORECASE)
_PHONE = re.compile(rf"{_BEFORE}(?:\+?62[ .\-]{{0,2}}|0)8\d(?:[ .\-]?\d){{7,10}}{_AFTER}")
_MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")
#: Addresses of offices, which are public.
_PUBLIC_MAIL = re.compile(r"\.(?:go|desa|sch|ac)\.id$", re.IGNORECASE)
#: What bytes must hold for a NIK or NIP to be there.
SUSPICIOUS = re.compile(rb"\d(?:[ .\-/_']{0,3}\d){15}|\d[.,]\d{8,17}[Ee]\+1[57]")
#: From so many long numbers in a column on, it is another kind of code if fewer than a fifth look like a person's.
_MANY = 10
_SHARE = 5
#: No cell that is shorter holds any of these.
SHORTEST = 7


@dataclass(frozen=True)
class Found:
    """A number or address of a person.

    :param kind: NIK, NIP, PHONE or MAIL
    :param masked: it with all but its beginning made unreadable
    """

    kind: str
    masked: str


def find(text: str) -> Iterator[Found]:
    """Every NIK and NIP in a text."""
    for kind, digits in _candidates(text):
        if (_is_nip if kind == NIP else _is_nik)(digits):
            yield _masked(kind, digits)


def find_contacts(text: str) -> Iterator[Found]:
    """Every mobile telephone number and e-mail address in a text; those of offices (.go.id, .desa.id …) are let be."""
    for match in _PHONE.finditer(text):
        yield _masked(PHONE, re.sub(r"\D", "", match[0]))
    if "@" in text:
        for match in _MAIL.finditer(text):
            if not _PUBLIC_MAIL.search(match[0]):
                name, _, host = match[0].partition("@")
                yield Found(MAIL, f"{name[:1]}{'•' * max(2, len(name) - 1)}@{host}")


class Column:
    """What is found in the cells of a column, one after the other."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, Found]] = {}
        self._seen: dict[str, list[int]] = {}

    def add(self, text: str, at: int, rows: int = 1) -> None:
        """One more cell.

        :param at: what the caller knows it by
        :param rows: how many rows hold it
        """
        if len(text) < SHORTEST:
            return
        for kind, digits in _candidates(text) if len(text) >= 16 else ():
            self._count(kind, rows, at, (_is_nip if kind == NIP else _is_nik)(digits) and _masked(kind, digits))
        for found in find_contacts(text):
            self._count(found.kind, rows, at, found)

    def _count(self, kind: str, rows: int, at: int, found: Found | bool) -> None:
        seen = self._seen.setdefault(kind, [0, 0])
        seen[0] += rows
        if isinstance(found, Found):
            seen[1] += rows
            self._first.setdefault(kind, (at, found))

    def found(self) -> Iterator[tuple[int, Found, int]]:
        """The first of each kind, by what the caller knows its cell, and how many there are."""
        for kind, (at, one) in self._first.items():
            seen, fitting = self._seen[kind]
            if seen < _MANY or _SHARE * fitting >= seen:
                yield at, one, fitting


def find_in_table(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, int, Found]]:
    """The first NIK and the first NIP of each column of a table.

    :param rows: number of the row as people see it, and its cells
    :returns: row, column (from 1) and what stands there
    """
    columns: dict[int, Column] = {}
    for number, cells in rows:
        for column, cell in enumerate(cells, 1):
            if len(cell) >= SHORTEST:
                columns.setdefault(column, Column()).add(cell, number)
    return [
        (row, column, one)
        for column, seen in sorted(columns.items())
        for row, one, _ in seen.found()
        if one.kind in (NIK, NIP)
    ]


def _masked(kind: str, digits: str) -> Found:
    return Found(kind, f"{digits[:4]}{'•' * (len(digits) - 4)}")


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in ((NIP, _NIP), (NIK, _NIK)):
        for match in pattern.finditer(text):
            if not _NEITHER.fullmatch(match[0]):
                yield kind, re.sub(r"\D", "", match[0])
    for match in _ROUNDED.finditer(text):
        length = int(match[3]) + 1
        yield (NIK if length == 16 else NIP), (match[1] + match[2]).ljust(length, "0")[:length]


def _is_nik(digits: str) -> bool:
    """Region (province, regency, district), date of birth (day + 40 for women) and a number of its own."""
    regency, district, day, month = (int(digits[at : at + 2]) for at in (2, 4, 6, 8))
    day -= 40 if day > 40 else 0
    known = int(digits[:2]) in _PROVINCES and 1 <= regency <= 79 and 1 <= district <= 60
    return known and 1 <= day <= 31 and 1 <= month <= 12 and len(set(digits)) > 2


def _is_nip(digits: str) -> bool:
    """Date of birth, year and month of appointment (21 for a contract), 1 or 2 for the sex, a number of its own."""
    born, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    since, since_month, sex = int(digits[8:12]), int(digits[12:14]), digits[14]
    dates = 1930 <= born <= 2015 and 1 <= month <= 12 and 1 <= day <= 31 and born + 15 <= since <= 2100
    return dates and (1 <= since_month <= 12 or since_month == 21) and sex in "12"
