"""Tables made of plain rows, for tests of what is said about tables; figures of BPS are those of the demonstration."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import ckanext.sdijember
from ckanext.sdijember.tables.domain.cells import Kind, Void, void_of
from ckanext.sdijember.tables.domain.names import store_names
from ckanext.sdijember.tables.domain.table import Column, Table

#: Figures of BPS Kabupaten Jember, Kecamatan Dalam Angka 2021.
DEMO = Path(next(iter(ckanext.sdijember.__path__))) / "data" / "demo"


def table(names: Sequence[str], rows: Iterable[Sequence[Any]], kinds: Mapping[str, Kind] | None = None) -> Table:
    """A table of values: text that says nothing is a void, numbers are numbers, all else is text."""
    body = [list(row) for row in rows]
    stores = store_names(list(names))
    columns = [
        _column(name, stores[at], at + 1, [row[at] for row in body], (kinds or {}).get(name))
        for at, name in enumerate(names)
    ]
    return Table(tuple(columns), array("l", range(2, len(body) + 2)), header=(1,))


def demo(name: str, kinds: Mapping[str, Kind] | None = None) -> Table:
    """A table of the demonstration, with numbers as numbers and codes as text."""
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        names, *rows = csv.reader(stream)
    return table(names, typed(rows, names), kinds)


def typed(rows: Iterable[Sequence[str]], names: Sequence[str]) -> list[list[Any]]:
    """Rows of text with numbers made of what looks like them, except in columns of codes."""
    coded = {at for at, name in enumerate(names) if name.startswith("kode")}
    return [[value if at in coded else _typed(value) for at, value in enumerate(row)] for row in rows]


def rows_of(given: Table) -> list[list[Any]]:
    """The cells of a table, row by row, as ``table`` takes them."""
    return [[column.raw(row) for column in given.columns] for row in range(len(given))]


def with_cell(given: Table, row: int, name: str, value: Any) -> Table:
    """The same table with another cell."""
    names = [column.name for column in given.columns]
    rows = rows_of(given)
    rows[row][names.index(name)] = value
    return table(names, rows, {column.name: column.kind for column in given.columns})


def _typed(text: str) -> Any:
    try:
        found = Decimal(text)
    except ArithmeticError:
        return text
    return int(text) if text.lstrip("-").isdigit() else found


def _column(name: str, store: str, position: int, cells: list[Any], kind: Kind | None) -> Column:
    known: dict[Any, int] = {}
    codes = array("l", (known.setdefault((type(cell), str(cell)), len(known)) for cell in cells))
    first: dict[int, Any] = {}
    for cell, code in zip(cells, codes, strict=True):
        first.setdefault(code, cell)
    distinct = [first[code] for code in range(len(known))]
    voids = {at: void for at, cell in enumerate(distinct) if (void := void_of(cell)) is not None}
    if kind and kind.numeric:
        voids |= {at: Void.UNFIT for at, cell in enumerate(distinct) if isinstance(cell, str) and at not in voids}
    said = [cell for at, cell in enumerate(distinct) if at not in voids]
    kind = kind or _kind(said)
    values = [None if at in voids else cell for at, cell in enumerate(distinct)]
    if kind is Kind.DECIMAL:
        values = [Decimal(value) if isinstance(value, int) else value for value in values]
    return Column(name, store, position, kind, distinct, values, voids, codes)


def _kind(said: Sequence[Any]) -> Kind:
    if said and all(type(cell) is int for cell in said):
        return Kind.INTEGER
    if said and all(type(cell) in (int, Decimal) for cell in said):
        return Kind.DECIMAL
    return Kind.TEXT
