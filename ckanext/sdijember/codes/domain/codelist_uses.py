"""Where each code list is used, read from the schemas themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True)
class Use:
    """A field that holds codes of a list.

    :param form: name of the schema, such as ``dataset`` or ``variabel``
    :param field: name of the field; one inside a repeated part has that part's name in front
    :param label: its label by language
    :param number: number of the item on the official form, if it has one
    """

    form: str
    field: str
    label: Mapping[str, str]
    number: str = ""


@cache
def uses() -> Mapping[str, tuple[Use, ...]]:
    """Name of a code list → the fields that use it, by form in the order of the form."""
    found: dict[str, list[Use]] = {}
    schemas = files("ckanext.sdijember.schemas").iterdir()
    for path in sorted((path for path in schemas if path.name.endswith(".yaml")), key=lambda path: path.name):
        for name, use in uses_in(path.name.removesuffix(".yaml"), yaml.safe_load(path.read_text(encoding="utf-8"))):
            found.setdefault(name, []).append(use)
    return MappingProxyType({name: tuple(fields) for name, fields in found.items()})


def uses_in(form: str, schema: Any, inside: str = "") -> Iterator[tuple[str, Use]]:
    """The fields of one schema that name a code list, with the name of the list."""
    if isinstance(schema, list):
        for part in schema:
            yield from uses_in(form, part, inside)
    elif isinstance(schema, dict):
        name = schema.get("field_name")
        path = f"{inside}.{name}" if inside and name else name or inside
        if name and "codelist" in schema:
            yield schema["codelist"], Use(form, path, _label(schema, name), str(schema.get("nomor") or ""))
        for part in schema.values():
            if isinstance(part, list | dict):
                yield from uses_in(form, part, path)


def _label(field: dict[str, Any], name: str) -> Mapping[str, str]:
    label = field.get("label") or name
    return MappingProxyType(dict(label) if isinstance(label, dict) else {"id": label, "en": label})
