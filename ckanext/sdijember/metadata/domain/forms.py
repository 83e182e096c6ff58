"""The three forms of Metadata Statistik (Peraturan BPS 5/2020) as data: MS-Kegiatan, MS-Variabel, MS-Indikator.

The fields are declared once, in ``schemas/{kegiatan,variabel,indikator}.yaml``; the form, the checks and every
exchanged file read them from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import yaml

from ...codes.domain.codelists import Codelist, codelist

Kind = Literal["text", "textarea", "number", "date", "code", "codes", "list"]

#: What a preset of the scheming schema makes of a field.
_KINDS: Mapping[str, Kind] = {
    "text": "text",
    "textarea": "textarea",
    "number": "number",
    "date": "date",
    "radio": "code",
    "select": "code",
    "checkboxes": "codes",
}
_PRESET = "sdijember_form_"
#: The forms whose lines are rows of a table of their own.
ROW_FORMS = ("variabel", "indikator")
DEFAULT_LENGTH: Mapping[str, int] = {"text": 255, "textarea": 4000, "list": 500}


@dataclass(frozen=True)
class Condition:
    """A field is asked only while the field called ``field`` has one of ``values``."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True)
class Field:
    """One item of a form.

    :param name: flat name of BPS, or a name of ours where an item needs several fields
    :param number: of the item on the form, such as "4.6" or "(9)"; may be empty
    :param required: must be answered before submission, while its condition holds
    :param flat: name in exchanged files
    :param parts: of a "list": names of the parts of each entry, set apart by ``sign``; ``many`` is itself a list
    :param choices_by: the list of codes is cut to those whose attribute equals the answer to another field
    """

    name: str
    kind: Kind
    label: Mapping[str, str]
    number: str = ""
    section: str = ""
    help: Mapping[str, str] = dataclass_field(default_factory=dict)
    codes: str = ""
    required: bool = False
    condition: Condition | None = None
    choices_by: Mapping[str, str] | None = None
    min_length: int = 0
    max_length: int = 0
    minimum: int | None = None
    maximum: int | str | None = None
    dash: bool = False
    personal: bool = False
    unique: bool = False
    sum: bool = False
    flat: str = ""
    default: Any = None
    parts: tuple[str, ...] = ()
    sign: str = ""
    many: str = ""
    last_part_alone: bool = False

    @property
    def codelist(self) -> Codelist | None:
        """The list that its codes come from."""
        return codelist(self.codes) if self.codes else None


@dataclass(frozen=True)
class Section:
    """A block of a form."""

    name: str
    number: str
    title: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """A form: its blocks, and its fields by name in their order."""

    name: str
    fields: Mapping[str, Field]
    sections: tuple[Section, ...] = ()

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]

    @property
    def personal(self) -> tuple[str, ...]:
        """Names of the fields that hold personal data."""
        return tuple(field.name for field in self if field.personal)

    def applies(self, field: Field, values: Mapping[str, Any]) -> bool:
        """Whether ``field`` is asked, given the other answers; a question nobody was asked asks no further one."""
        condition = field.condition
        if condition is None:
            return True
        answer = values.get(condition.field)
        given = answer if isinstance(answer, list | tuple) else [answer]
        return bool(condition.values & {str(one) for one in given}) and self.applies(
            self.fields[condition.field], values
        )


@cache
def form(name: str) -> Form:
    """The form called "kegiatan", "variabel" or "indikator".

    :raises KeyError: there is no such form
    """
    if name not in ("kegiatan", *ROW_FORMS):
        raise KeyError(name)
    content = yaml.safe_load(files("ckanext.sdijember.schemas").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    declared = content.get("dataset_fields") or content["fields"]
    fields = {field.name: field for entry in declared if (field := _field(entry))}
    sections = tuple(Section(s["name"], s.get("nomor", ""), s["title"]) for s in content.get("sections", ()))
    return Form(name, MappingProxyType(fields), sections)


def _field(entry: Mapping[str, Any]) -> Field | None:
    """A field of the YAML, if it is an item of the form."""
    preset = str(entry.get("preset", ""))
    kind = entry.get("kind") or _KINDS.get(preset.removeprefix(_PRESET))
    if kind is None or (preset and not preset.startswith(_PRESET)):
        return None
    shown = entry.get("show_when")
    return Field(
        name=entry["field_name"],
        kind=kind,
        label=entry["label"],
        number=entry.get("nomor", ""),
        section=entry.get("section", ""),
        help=entry.get("help_text", {}),
        codes=entry.get("codelist", ""),
        required=bool(entry.get("wajib") or entry.get("required")),
        condition=Condition(shown["field"], frozenset(shown["values"])) if shown else None,
        choices_by=entry.get("choices_by"),
        min_length=entry.get("min_length", 0),
        max_length=entry.get("max_length") or DEFAULT_LENGTH.get(kind, 0),
        minimum=entry.get("minimum"),
        maximum=entry.get("maximum"),
        flat=entry.get("flat") or entry["field_name"],
        default=entry.get("default"),
        parts=tuple(entry.get("parts", ())),
        sign=entry.get("sign", ""),
        many=entry.get("many", ""),
        **{key: bool(entry.get(key)) for key in ("dash", "personal", "unique", "sum", "last_part_alone")},
    )
