"""What is remembered of the columns of a file: enough to compare them with what is declared, and no table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from . import personal
from .cells import Kind, Raw, Void, text_of
from .decisions import DATE_FORMATS, NUMBER_FORMATS, Decisions
from .table import Column, Table
from .values.parse import parse

#: Distinct values that are remembered; a column with more is no list of choices.
VALUES = 30
_LONGEST = 60
_YEAR = re.compile(r"(19|20)\d{2}(-\d{2})?")
#: Kinds of the reader whose every cell is of a type of the data dictionary, by that type.
_SURE = {
    "bilangan": (Kind.INTEGER,),
    "desimal": (Kind.INTEGER, Kind.DECIMAL),
    "tanggal": (Kind.DATE, Kind.DATETIME),
    "ya_tidak": (Kind.BOOLEAN,),
}


def profile_of(table: Table) -> list[dict[str, Any]]:
    """Columns of a table.

    :returns: per column ``nama``, ``jenis`` (a ``Kind``), ``simpan`` (its name in the store), ``posisi`` (in the sheet,
        from 1), and of what stands below the name ``bukan`` (type of the data dictionary → row and cell of the first
        that is none), ``nilai`` (the distinct values, if they are few) and ``min``/``maks`` (value and row) of numbers
    """
    return [_column(one, table) for one in table.columns]


def _column(column: Column, table: Table) -> dict[str, Any]:
    spoken = [code for code, _ in enumerate(column.cells) if column.voids.get(code) in (None, Void.UNFIT)]
    found: dict[str, Any] = {
        "nama": column.name,
        "jenis": column.kind.value,
        "simpan": column.store_name,
        "posisi": column.position,
    }
    if not spoken:
        return found
    wrong = {name: first for name in _SURE if (first := _first_unlike(name, column, spoken, table))}
    if wrong:
        found["bukan"] = wrong
    if len(spoken) <= VALUES:
        found["nilai"] = list(dict.fromkeys(_text(column.cells[code]) for code in spoken))
    return found | _range(column, table)


def _first_unlike(name: str, column: Column, spoken: list[int], table: Table) -> list[Any] | None:
    """Row and cell of the first that is none of a type; distinct cells come in the order of their first rows."""
    if column.kind in _SURE[name] and Void.UNFIT not in column.voids.values():
        return None
    fits = _fitting(name, column, table.decisions)
    code = next((code for code in spoken if not fits(column.cells[code])), None)
    return None if code is None else [_row(column, code, table), _text(column.cells[code])]


def _fitting(name: str, column: Column, decisions: Decisions) -> Callable[[Raw], bool]:
    form = decisions.of_column(column.position, "number_format")
    order = decisions.of_column(column.position, "date_format")
    numbers, days = [form] if form else NUMBER_FORMATS, [order] if order else DATE_FORMATS
    tests: Mapping[str, Callable[[Raw], bool]] = {
        "bilangan": lambda raw: any(parse(raw, Kind.INTEGER, one) is not None for one in numbers),
        "desimal": lambda raw: any(parse(raw, Kind.DECIMAL, one) is not None for one in numbers),
        "tanggal": lambda raw: (
            any(parse(raw, Kind.DATETIME, date_format=one) is not None for one in days)
            or bool(_YEAR.fullmatch(text_of(raw).strip()))
        ),
        "ya_tidak": lambda raw: parse(raw, Kind.BOOLEAN) is not None,
    }
    return tests[name]


def _range(column: Column, table: Table) -> dict[str, Any]:
    if not column.kind.numeric:
        return {}
    numbers = [(value, code) for code, value in enumerate(column.values) if value is not None]
    if not numbers:
        return {}
    ends = {"min": min(numbers), "maks": max(numbers, key=lambda one: (one[0], -one[1]))}
    return {name: [float(value), _row(column, code, table)] for name, (value, code) in ends.items()}  # type: ignore[arg-type]


def _row(column: Column, code: int, table: Table) -> int:
    return table.rows[column.codes.index(code)]


def _text(raw: Raw) -> str:
    """A cell as it is remembered: cut, and without the number of a person."""
    text = text_of(raw).strip()
    found = next(personal.find(text), None) if len(text) >= personal.SHORTEST else None
    return found.masked if found else text[:_LONGEST]
