"""A column of the DataStore as people see it: its label, its unit, and what kind of thing stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

INTEGER, DECIMAL, CODE, DATE, MOMENT, TIME, BOOLEAN, TEXT = (
    "integer", "decimal", "code", "date", "moment", "time", "boolean", "text",
)  # fmt: skip
_STORED = {
    "int2": INTEGER, "int4": INTEGER, "int8": INTEGER, "int": INTEGER, "bigint": INTEGER, "integer": INTEGER,
    "numeric": DECIMAL, "float4": DECIMAL, "float8": DECIMAL, "float": DECIMAL,
    "bool": BOOLEAN, "boolean": BOOLEAN,
    "date": DATE, "timestamp": MOMENT, "timestamptz": MOMENT, "time": TIME,
}  # fmt: skip
#: What a column of text is by its description, as long as its cells are read that way one by one.
_DESCRIBED = {"bilangan": INTEGER, "desimal": DECIMAL, "kode": CODE}
#: Years are numbers that nobody groups: 2023, not 2.023.
_YEAR = re.compile(r"(?:^|[^a-z])(?:tahun|thn|th|year)(?:[^a-z]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    :param id: its name in the DataStore
    :param label: what it is called
    :param unit: in which its numbers are counted
    :param kind: one of the kinds above
    :param stored: whether the DataStore holds it as that kind, and not as text
    :param codelist: name of the list whose codes it holds
    """

    id: str
    label: str
    unit: str = ""
    kind: str = TEXT
    stored: bool = True
    codelist: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its cells are numbers, and stand at the right."""
        return self.kind in (INTEGER, DECIMAL)

    @property
    def ordered(self) -> bool:
        """Whether the DataStore knows what is more and what is less."""
        return self.stored and self.kind in (INTEGER, DECIMAL, DATE, MOMENT, TIME)

    @property
    def grouped(self) -> bool:
        """Whether thousands of its numbers are set apart."""
        return self.numeric and not _YEAR.search(f"{self.id} {self.label}")


def columns_of(fields: Iterable[Mapping[str, Any]], described: Mapping[str, Mapping[str, Any]]) -> list[Column]:
    """The columns of a table that people see.

    :param fields: as ``datastore_search`` gives them, each with what the DataStore keeps of the dictionary in ``info``
    :param described: by ``id``, entries of the dictionary as this reader sees it; they come first
    """
    return [_column(field, described.get(field["id"], {})) for field in fields if field["id"] != "_id"]


def _column(field: Mapping[str, Any], entry: Mapping[str, Any]) -> Column:
    info = field.get("info") or {}
    kind = str(entry.get("tipe") or info.get("tipe") or "")
    stored = _STORED.get(str(field.get("type") or "").lower(), TEXT)
    if kind == "kode":
        stored = CODE
    return Column(
        id=field["id"],
        label=str(entry.get("variabel") or entry.get("arti") or info.get("label") or field["id"]),
        unit=str(entry.get("satuan") or info.get("satuan") or ""),
        kind=stored if stored != TEXT else _DESCRIBED.get(kind, TEXT),
        stored=stored != TEXT,
        codelist=str(entry.get("daftar_kode") or info.get("daftar_kode") or ""),
    )
