"""What an address asks of a table: which rows, in which order, which page. What no column can answer is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from .column import BOOLEAN, DATE, DECIMAL, INTEGER, MOMENT, TIME, Column

#: Parameters of an address, in their order.
WORDS, COLUMN, COMPARISON, VALUE, SORT, PAGE, TABLE = "cari", "kolom", "banding", "nilai", "urut", "halaman", "tabel"
EQUAL, LEAST, MOST, HOLDS = "sama", "min", "maks", "memuat"
COMPARISONS = (HOLDS, EQUAL, LEAST, MOST)
#: A search puts a column of this name beside those of the table, in the place of one that is named so.
_RANK = "rank"
_LONGEST, _MOST_WORDS, _LAST_PAGE = 200, 12, 1_000_000
_WORD = re.compile(r"[^\W_]+")
_INT8 = range(-(1 << 63), 1 << 63)
_GROUPED = {",": r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", ".": r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"}
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YES_NO = {"ya": "t", "yes": "t", "true": "t", "t": "t", "tidak": "f", "no": "f", "false": "f", "f": "f"}


@dataclass(frozen=True)
class Asked:
    """What is asked of a table.

    :param words: words that a row holds
    :param column: name of a column in the DataStore, with ``comparison`` and ``value``: what its cells are
    :param sort: name of the column that decides on the order; empty for that of the file
    :param page: from 1
    """

    words: str = ""
    column: str = ""
    comparison: str = HOLDS
    value: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether rows are left out."""
        return bool(self.words or self.column)

    @property
    def plain(self) -> bool:
        """Whether nothing is asked but a page of the whole."""
        return not self.narrowed and not self.sort

    def parameters(self, **changed: Any) -> dict[str, str]:
        """The parameters of an address that asks the same, with something changed; whatever changes, page 1."""
        one = replace(self, **{"page": 1} | changed)
        found = {WORDS: one.words}
        if one.column:
            found |= {COLUMN: one.column, COMPARISON: one.comparison, VALUE: one.value}
        found |= {SORT: f"{'-' if one.descending else ''}{one.sort}" if one.sort else ""}
        found |= {PAGE: str(one.page) if one.page > 1 else ""}
        return {name: value for name, value in found.items() if value}


def asked(parameters: Mapping[str, str]) -> Asked:
    """What an address asks, whatever somebody wrote into it."""
    texts = {name: _clean(str(parameters.get(name) or "")) for name in (WORDS, COLUMN, COMPARISON, VALUE, SORT, PAGE)}
    page = int(texts[PAGE]) if texts[PAGE].isascii() and texts[PAGE].isdigit() and len(texts[PAGE]) < 9 else 1
    narrows = bool(texts[COLUMN] and texts[VALUE])
    return Asked(
        words=texts[WORDS],
        column=texts[COLUMN] if narrows else "",
        comparison=texts[COMPARISON] if texts[COMPARISON] in COMPARISONS else HOLDS,
        value=texts[VALUE] if narrows else "",
        sort=texts[SORT].removeprefix("-"),
        descending=texts[SORT].startswith("-"),
        page=min(max(page, 1), _LAST_PAGE),
    )


def fitting(one: Asked, columns: Sequence[Column], decimal: str = ",") -> Asked:
    """The same without what the columns cannot answer.

    :param decimal: the sign of decimals in the reader's language
    """
    known = {column.id: column for column in columns}
    if one.sort not in known:
        one = replace(one, sort="", descending=False)
    if one.words and (_RANK in known or not search_of(one.words)):
        one = replace(one, words="")
    if one.column:
        column = known.get(one.column)
        comparison = comparison_of(one, column) if column else ""
        hidden = comparison == HOLDS and f"{_RANK} {one.column}" in known
        if not column or not comparison or hidden or value_of(one.value, column, comparison, decimal) is None:
            return replace(one, column="", value="", comparison=HOLDS)
        one = replace(one, comparison=comparison)
    return one


def comparison_of(one: Asked, column: Column) -> str:
    """How a column is compared: only texts hold words, only what is ordered is more or less; empty if not at all."""
    if column.stored and (column.ordered or column.kind == BOOLEAN):
        wanted = EQUAL if one.comparison == HOLDS else one.comparison
        return wanted if column.ordered or wanted == EQUAL else ""
    return one.comparison if one.comparison in (HOLDS, EQUAL) else ""


def search_of(words: str) -> str:
    """Words as a search for beginnings of words; empty if there is nothing to search."""
    return " & ".join(f"{word}:*" for word in _WORD.findall(words)[:_MOST_WORDS])


def value_of(text: str, column: Column, comparison: str, decimal: str = ",") -> str | None:
    """What somebody wrote as the DataStore has it: ``132.802`` is 132802; None if it is nothing of the column."""
    if comparison == HOLDS:
        return search_of(text) or None
    if not column.stored:
        return text
    if column.kind in (INTEGER, DECIMAL):
        number = _number(text, decimal)
        if number is None or column.kind == DECIMAL:
            return number
        return number if "." not in number and int(number) in _INT8 else None
    if column.kind in (DATE, MOMENT):
        return _day(text)
    if column.kind == TIME:
        return _hour(text)
    return _YES_NO.get(text.casefold()) if column.kind == BOOLEAN else text


def _number(text: str, decimal: str) -> str | None:
    text = text.replace("\u2212", "-").replace(" ", "")
    if not text.isascii():
        return None
    if re.fullmatch(_GROUPED[decimal], text):
        return text.replace("." if decimal == "," else ",", "").replace(",", ".")
    return text.replace(",", ".") if _PLAIN.fullmatch(text) else None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        return None
    return day.isoformat()


def _hour(text: str) -> str | None:
    try:
        return time.fromisoformat(text.replace(".", ":")).replace(tzinfo=None).isoformat()
    except ValueError:
        return None


def _clean(text: str) -> str:
    """A text without signs that no database takes and nobody sees."""
    kept = "".join(sign for sign in text[: _LONGEST * 2] if sign.isprintable() and not "\ud800" <= sign <= "\udfff")
    return kept.strip()[:_LONGEST]
