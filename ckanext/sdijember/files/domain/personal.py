"""NIK and NIP in texts and tables: numbers of persons that may not be published (UU 27/2022).

A number counts as one only if its parts make sense: a NIK (16 digits) begins with a region and a date of birth, a NIP
(18 digits) with two dates. Codes and amounts of the same length hardly ever look like that; a column full of them is
told apart by how few of its numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: Codes of the 38 provinces (Kemendagri).
_PROVINCES = frozenset(
    {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)}
)
_NIK = re.compile(r"(?<![\d.,])(?:\d{16}|\d{6}[ .-]\d{6}[ .-]\d{4})(?![\d]|[.,]\d)")
_NIP = re.compile(r"(?<![\d.,])(?:\d{18}|\d{8}[ .-]+\d{6}[ .-]+\d[ .-]+\d{3})(?![\d]|[.,]\d)")
#: A spreadsheet keeps a long number as 3.50912010190000E+15: its last digits are lost, the person is still known by it.
_ROUNDED = re.compile(r"(\d)\.(\d{8,17})E\+(15|17)", re.I)
#: What bytes must hold for any of these to be there.
SUSPICIOUS = re.compile(rb"\d{16}|\d{8}[ .-]+\d{6}[ .-]+\d|\d{6}[ .-]\d{6}[ .-]\d{4}|\d\.\d{8,17}[Ee]\+1[57]")
#: From so many long numbers in a column on, it is another kind of code if fewer than half look like a person's.
_MANY = 10


@dataclass(frozen=True)
class Found:
    """A number of a person.

    :param kind: "NIK" or "NIP"
    :param masked: the number with all but its beginning made unreadable
    """

    kind: str
    masked: str


def find(text: str) -> Iterator[Found]:
    """Every NIK and NIP in a text."""
    for kind, digits in _candidates(text):
        if (_is_nip if kind == "NIP" else _is_nik)(digits):
            yield Found(kind, f"{digits[:4]}{'•' * (len(digits) - 4)}")


def find_in_table(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, int, Found]]:
    """The first NIK and the first NIP of each column of a table.

    :param rows: number of the row as people see it, and its cells
    :returns: row, column (from 1) and what stands there
    """
    first: dict[tuple[int, str], tuple[int, Found]] = {}
    long: dict[tuple[int, str], list[int]] = {}
    for number, cells in rows:
        for column, cell in enumerate(cells, 1):
            if len(cell) < 16:
                continue
            for kind, digits in _candidates(cell):
                seen = long.setdefault((column, kind), [0, 0])
                seen[0] += 1
                if not (_is_nip if kind == "NIP" else _is_nik)(digits):
                    continue
                seen[1] += 1
                masked = f"{digits[:4]}{'•' * (len(digits) - 4)}"
                first.setdefault((column, kind), (number, Found(kind, masked)))
    return [
        (row, column, found)
        for (column, kind), (row, found) in sorted(first.items())
        if long[column, kind][0] < _MANY or 2 * long[column, kind][1] >= long[column, kind][0]
    ]


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in (("NIP", _NIP), ("NIK", _NIK)):
        for match in pattern.finditer(text):
            yield kind, re.sub(r"\D", "", match[0])
    for match in _ROUNDED.finditer(text):
        length = int(match[3]) + 1
        yield ("NIK" if length == 16 else "NIP"), (match[1] + match[2]).ljust(length, "0")[:length]


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
