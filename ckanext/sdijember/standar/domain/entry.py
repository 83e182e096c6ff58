"""What an entry of the Standar Data register says: its fields, and whether they may be proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...codes.domain import konsep_names
from ...codes.domain.values import CHOOSE, FILL_IN, FILLER, is_blank, is_filler
from ...kernel.domain.findings import N_, Finding, error, warning
from . import register

#: A code as people copy it from a national list, and as it stands in an address.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")

#: Messages of the naming rules of INDAH.
NAME_RULES = frozenset(
    {konsep_names.MEASURE, konsep_names.PERIOD, konsep_names.PLACE, konsep_names.CAPITAL, konsep_names.SHORT}
)

TAKEN_NAME = N_("There is already an entry of this name: {code}. Use that one, or propose to change it.")
TAKEN_NAME_PROPOSED = N_("An entry of this name is already proposed.")
TAKEN_CODE = N_("There is already an entry with this code: {name}.")
CODE_MISSING = N_("Write the code that the national list gives this entry.")
CODE_LOCAL = N_("A local code is issued when the entry is approved. Leave the code empty, or choose SDS or KUGI.")
CODE_FORM = N_("A code holds letters, digits and the signs . _ : - only, without blanks.")
CODE_RESERVED = N_("Codes that begin with “JBR-” are issued by this register.")
CODE_FIXED = N_(
    "The code of an entry does not change: datasets refer to it. Take the entry out of use and name a successor."
)
TOO_LONG = N_("This is {length} characters long; at most {limit} fit.")
NO_SUCH_CONCEPT = N_("There is no concept in force with the code “{code}”. Choose one from the register.")
INCOMPLETE = N_(
    "Without {names} whoever chooses this concept has to find them alone. "
    "Leave them empty only if they differ from dataset to dataset."
)


@cache
def fields(jenis: str) -> tuple[Mapping[str, Any], ...]:
    """Fields of a kind of entry, in the order of the form, in the language of scheming.

    :param jenis: "konsep" or "variabel"
    """
    content = yaml.safe_load((files("ckanext.sdijember.schemas") / "standar.yaml").read_text(encoding="utf-8"))
    return tuple(_field(field, jenis) for field in content["fields"] if jenis in field["jenis"])


def _field(field: dict[str, Any], jenis: str) -> dict[str, Any]:
    """One field as this kind of entry has it."""
    own = {key: value.get(jenis, value) for key, value in field.items() if isinstance(value, dict)}
    return {**field, **own, "required": jenis in field.get("required", ())}


def field_names() -> tuple[str, ...]:
    """Every field that some kind of entry has, in order."""
    return tuple(dict.fromkeys(field["field_name"] for jenis in register.JENIS for field in fields(jenis)))


def content(jenis: str, values: Mapping[str, Any]) -> dict[str, str]:
    """What ``values`` say in the fields of this kind of entry: trimmed text, blanks in a name made single."""
    found = {field["field_name"]: str(values.get(field["field_name"]) or "").strip() for field in fields(jenis)}
    found["nama"] = " ".join(found["nama"].split())
    return found


def check(jenis: str, text: Mapping[str, str]) -> list[Finding]:
    """What is wrong in the text of an entry, taken by itself.

    :param jenis: "konsep" or "variabel"
    :param text: as ``content`` returns it
    :returns: findings by field; an error stops the proposal, a warning is shown beside the field
    """
    found = [finding for field in fields(jenis) for finding in _check_field(field, text[field["field_name"]])]
    found += _check_code(text)
    if jenis == register.KONSEP:
        found += [remark.finding("nama") for remark in konsep_names.remarks(text["nama"])]
        if empty := [name for name in ("klasifikasi", "ukuran", "satuan") if not text[name]]:
            found.append(warning(empty[0], INCOMPLETE, names=", ".join(empty)))
    return found


def _check_field(field: Mapping[str, Any], value: str) -> Iterator[Finding]:
    name, choices = field["field_name"], [choice["value"] for choice in field.get("choices", ())]
    if is_blank(value):
        if field["required"]:
            yield error(name, CHOOSE if choices else FILL_IN)
    elif choices and value not in choices:
        yield error(name, CHOOSE)
    elif field["required"] and not choices and is_filler(value):
        yield error(name, FILLER, value=value)
    elif len(value) > field.get("max_length", len(value)):
        yield error(name, TOO_LONG, length=len(value), limit=field["max_length"])


def _check_code(text: Mapping[str, str]) -> list[Finding]:
    code, source = text["kode"], text["sumber_kode"]
    if source == register.LOKAL:
        return [error("kode", CODE_LOCAL)] if code else []
    if not source:
        return []
    if not code:
        return [error("kode", CODE_MISSING)]
    if not _CODE.fullmatch(code):
        return [error("kode", CODE_FORM)]
    return [error("kode", CODE_RESERVED)] if code.upper().startswith("JBR-") else []


def check_change(text: Mapping[str, str], code: str, source: str) -> list[Finding]:
    """A new version keeps the code of its entry.

    :param text: the new text
    :param code: the code in force
    :param source: who issued it
    """
    local = source == register.LOKAL
    same = text["sumber_kode"] == source and text["kode"] == ("" if local else code)
    return [] if same else [error("kode", CODE_FIXED)]


def check_unique(text: Mapping[str, str], named: Mapping[str, str] | None, coded: str | None) -> list[Finding]:
    """No two live entries of a kind have one name, no two entries one code.

    :param named: ``kode`` of another live entry of the same name (empty while it is only proposed), if there is one
    :param coded: name of another entry with the same code, if there is one
    """
    found = []
    if named is not None:
        code = named["kode"]
        found.append(error("nama", TAKEN_NAME, code=code) if code else error("nama", TAKEN_NAME_PROPOSED))
    if coded is not None:
        found.append(error("kode", TAKEN_CODE, name=coded))
    return found


def check_concept(text: Mapping[str, str], in_force: Callable[[str], bool]) -> list[Finding]:
    """A variable points to a concept that is in force.

    :param in_force: whether a code is that of such a concept
    """
    code = text.get("rujukan_konsep")
    return [error("rujukan_konsep", NO_SUCH_CONCEPT, code=code)] if code and not in_force(code) else []
