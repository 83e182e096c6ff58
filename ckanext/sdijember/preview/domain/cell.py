"""Cells as people read them: 132.802, 101,86, 31 Januari 2024; nothing is rounded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .column import BOOLEAN, DATE, MOMENT, TIME, Column

_NUMBER = re.compile(r"(-?)(0|[1-9]\d*)(?:\.(\d+))?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?")


@dataclass(frozen=True)
class Cell:
    """A cell.

    :param text: what is read
    :param machine: the same for machines, where that is another (days and hours)
    :param place: the region whose code it is
    :param cut: whether there is more of it than is shown
    """

    text: str
    machine: str = ""
    place: str = ""
    cut: bool = False


@dataclass(frozen=True)
class Manner:
    """How the reader's language writes.

    :param decimal: sign of decimals
    :param day: a day, from ISO 8601
    :param yes, no: the words
    """

    decimal: str
    day: Callable[[str], str]
    yes: str
    no: str


def number(text: str, decimal: str = ",", grouped: bool = True) -> str | None:
    """A number with its thousands set apart, exactly as many decimals as it has; None if the text is no number.

    :param text: as the DataStore writes numbers
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, fraction = found.groups()
    if grouped:
        whole = f"{int(whole):,}" if len(whole) < 4000 else whole
        whole = whole.replace(",", "." if decimal == "," else ",")
    return f"{sign}{whole}{decimal}{fraction}" if fraction else f"{sign}{whole}"


def cell(text: str, column: Column, manner: Manner, longest: int, place: str = "") -> Cell:
    """A cell of the DataStore as it is read; one that is not what its column is stays the text that it is.

    :param text: as the DataStore writes it; empty for nothing
    :param longest: characters that are shown
    """
    if not text:
        return Cell("")
    if place:
        return Cell(text[:longest], place=place)
    if column.numeric:
        return Cell(number(text, manner.decimal, column.grouped) or text[:longest], cut=False)
    if column.kind == BOOLEAN:
        return Cell({"t": manner.yes, "f": manner.no}.get(text, text))
    if column.kind == DATE:
        return Cell(manner.day(text) or text, text)
    if column.kind == MOMENT:
        return _moment(text, manner)
    if column.kind == TIME:
        return Cell(text.removesuffix(":00") if text.count(":") == 2 else text, text)
    return Cell(text[:longest].rstrip() + "…", cut=True) if len(text) > longest else Cell(text)


def _moment(text: str, manner: Manner) -> Cell:
    """A moment; at midnight it is the day."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return Cell(text)
    day, hour, seconds, fraction = found[1], found[2], found[3] or "00", found[4] or ""
    if hour == "00:00" and seconds == "00" and not fraction.strip(".0"):
        return Cell(manner.day(day) or day, day)
    exact = hour if seconds == "00" and not fraction else f"{hour}:{seconds}{fraction}"
    return Cell(f"{manner.day(day) or day} {exact}", text.replace(" ", "T"))
