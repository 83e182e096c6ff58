"""The description of a table beside its files: a Table Schema (Frictionless), true of the CSV and of the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.cells import Kind
from ...domain.declared import key
from ...domain.table import Column, Table
from ...domain.written import names_of, nothings

_TYPES = {
    Kind.INTEGER: "integer", Kind.DECIMAL: "number", Kind.BOOLEAN: "boolean", Kind.DATE: "date", Kind.TIME: "time",
    Kind.DATETIME: "datetime", Kind.CODE: "string", Kind.TEXT: "string",
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """What the dictionary says of a column.

    :param title: what it is called
    :param description: what it means
    :param unit: in which it is counted
    :param codelist: name of the list whose codes it holds
    :param codes: the codes it may hold
    """

    title: str = ""
    description: str = ""
    unit: str = ""
    codelist: str = ""
    codes: tuple[str, ...] = ()


def schema(table: Table, dictionary: Mapping[str, Described]) -> dict[str, Any]:
    """The Table Schema of a table.

    Besides the words of the standard a field has ``unit``, ``codelist``, and ``storeName``, its name in the DataStore.

    :param dictionary: by name of the column, compared as ``declared.key`` does
    """
    known = {key(name): described for name, described in dictionary.items()}
    fields = [
        _field(name, column, known.get(key(column.name), Described()))
        for name, column in zip(names_of(table), table.columns, strict=True)
    ]
    return {"fields": fields, "missingValues": nothings(table)}


def _field(name: str, column: Column, described: Described) -> dict[str, Any]:
    field = {
        "name": name,
        "type": _TYPES[column.kind],
        "format": _moments(column) if column.kind in (Kind.TIME, Kind.DATETIME) else "",
        "title": described.title or column.name,
        "description": described.description,
        "unit": described.unit,
        "codelist": described.codelist,
        "storeName": column.store_name,
        "constraints": _constraints(column, described),
    }
    return {key: value for key, value in field.items() if value}


def _moments(column: Column) -> str:
    """How hours are written: a pattern, unless some have fractions of a second."""
    if any(getattr(value, "microsecond", 0) for value in column.values):
        return "any"
    return "%Y-%m-%d %H:%M:%S" if column.kind is Kind.DATETIME else ""


def _constraints(column: Column, described: Described) -> dict[str, Any]:
    """The codes, where the column holds nothing else."""
    held = {value for value in column.values if value is not None}
    return {"enum": list(described.codes)} if described.codes and held <= set(described.codes) else {}
