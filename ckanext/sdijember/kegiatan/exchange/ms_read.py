"""JSON of BPS, of INDAH or of this portal read back into the answers of the three forms.

BPS answers with JSON inside of text for schedules, regions and variables, INDAH with names instead of codes, older
programs with the added-up codes of the paper form: all of them are understood. What is not is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ...kernel.domain.findings import N_, Finding, error, warning
from ...metadata.domain.answers import answer
from ...metadata.domain.forms import ROW_FORMS, Field, form
from ...metadata.domain.kegiatan_facts import Kegiatan
from . import ms_codes
from . import ms_names as names
from .outcome import Reading

NO_KEGIATAN = N_("This is no Metadata Statistik: the file has no “judul_kegiatan”. Is it the right file?")
SEVERAL = N_("The file holds {count} activities. Take a file with one of them.")
UNKNOWN = N_("“{key}” is no item of this form, so nothing of it can be saved. Is the name spelt right?")
TEXT = N_("A text is expected here, not a list or an object.")
PERIOD = N_("A list of two dates is expected here: the first and the last day.")
ONE_DAY = N_("One date is expected here.")
STAGES = N_("An object is expected here that says 1 or 2 of each stage: {stages}.")
ENTRIES = N_("A list of objects is expected here, each with: {parts}.")
LINES = N_("A list of lines is expected here, each an object.")
NO_JSON = N_("The file is no valid JSON: it cannot be read to its end. Save it again where it comes from.")
SAID_TWICE = N_("“{key}” stands here twice. Leave one of them.")
TWICE = N_("“{first}” and “{second}” are the same item, but their values differ.")
OTHER_VARIABLES = N_("The variables named here are not those of MS-Variabel (msvar); those of MS-Variabel count.")
#: Objects that only hold others: the payload of INDAH and its blocks.
_HOLDERS = ("content", "data", "pengesahan", *(f"blok_{n}" for n in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")))
_ALIASES = {"nama_variabel": "nama"}

Note = Callable[[Finding], None]


def parse(text: str) -> tuple[Any, list[Finding]]:
    """The value of a JSON text; a key that stands twice in one object is a finding, for one of the two would be lost.

    :returns: the value, None if the text is no JSON, and what is wrong
    """
    found: list[Finding] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            found.extend(error(_field_of(key), SAID_TWICE, key=key) for key in made if keys.count(key) > 1)
        return made

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=_refuse), found
    except (ValueError, RecursionError):
        return None, [error("upload", NO_JSON)]


def from_flat(given: Any) -> Reading:
    """Read a kegiatan.

    :param given: what ``json.loads`` made of the file: what ``to_flat`` or ``to_indah`` wrote, what the read API of BPS
        answers, or a mixture of them
    :returns: the answers; every item that could not be understood is a finding, all of them at once
    """
    reading = Reading()
    note = reading.findings.append
    found = _unpacked(given, note)
    if found is None:
        return reading
    values, lines, collected = {}, {}, None
    for key, raw in found.items():
        if key in names.flat_fields():
            values.update(_item(key, raw, note))
        elif key in names.YEARS:
            values.update(_item("tahun_kegiatan", raw, note))
        elif key == names.COLLECTED:
            collected = _rows("variabel", key, raw, note, reading.aside)
        elif key in names.LINES.values():
            name = next(form_name for form_name in ROW_FORMS if names.LINES[form_name] == key)
            lines[name] = _rows(name, key, raw, note, reading.aside)
        elif key in names.ADMINISTRATIVE:
            reading.aside[key] = raw
        else:
            note(error(key, UNKNOWN, key=key))
    variabel = _variables(lines.get("variabel"), collected, note)
    reading.kegiatan = Kegiatan(ms_codes.with_kecamatan(values), variabel, lines.get("indikator", []))
    return reading


def _candidates(given: Any) -> list[Any]:
    """The kegiatan in what the API of BPS answers to a search, in a list, or alone."""
    if isinstance(given, Mapping) and "result" in given and "judul_kegiatan" not in given:
        return _candidates(given["result"])
    if isinstance(given, Mapping) and isinstance(given.get("data"), list):
        return given["data"]
    return given if isinstance(given, list) else [given]


def _unpacked(given: Any, note: Note) -> dict[str, Any] | None:
    """All keys of the one kegiatan on one level; None if this is something else."""
    candidates = _candidates(given)
    if len(candidates) > 1:
        note(error("title", SEVERAL, count=len(candidates)))
        return None
    if not candidates or not isinstance(candidates[0], Mapping):
        note(error("title", NO_KEGIATAN))
        return None
    given = candidates[0]
    found: dict[str, Any] = {}
    _unpack(given, found, note)
    if "judul_kegiatan" not in found:
        note(error("title", NO_KEGIATAN))
        return None
    if all(found.get(year) is not None for year in names.YEARS) and str(found["tahun"]) != str(found["tahun_kegiatan"]):
        note(error("tahun", TWICE, first=names.YEARS[0], second=names.YEARS[1]))
    elif found.get("tahun") is not None:
        found["tahun_kegiatan"] = found.pop("tahun")
    return found


def _unpack(given: Mapping[str, Any], found: dict[str, Any], note: Note) -> None:
    for key, value in given.items():
        inside = decoded(value) if key in _HOLDERS else None
        if isinstance(inside, Mapping):
            _unpack(inside, found, note)
        elif key in found and found[key] != value and key not in names.ADMINISTRATIVE:
            note(error(_field_of(key), TWICE, first=key, second=key))
        else:
            found[key] = value


def _item(flat: str, raw: Any, note: Note) -> dict[str, Any]:
    """The answers that a flat name of MS-Kegiatan stands for."""
    fields = names.flat_fields()[flat]
    if flat == names.STAGES:
        return _stages(fields, decoded(raw), note)
    if names.is_period(fields):
        return _period(fields, decoded(raw), note)
    if fields[0].kind == "date":
        return {fields[0].name: _day(fields[0], decoded(raw), note)}
    return _values(fields[0], raw, note)


def _values(field: Field, raw: Any, note: Note, row: int = 0, place: str = "") -> dict[str, Any]:
    """One answer, with the text of "lainnya" where the file has it among the codes."""
    name = place or field.name
    if field.kind in ("codes", "code"):
        value, other = ms_codes.read(field, decoded(raw))
        if value is None:
            note(Finding(name, ms_codes.CODES, {"value": shown(raw)}, row=row))
            return {}
        return {field.name: answer(field, value)} | ({f"{field.name}_lainnya": other} if other else {})
    if field.kind == "list":
        return {field.name: _entries(field, decoded(raw), note, row, name)}
    if isinstance(raw, list | Mapping | bool):
        note(Finding(name, TEXT, row=row))
        return {}
    return {field.name: answer(field, raw)}


def _period(fields: tuple[Field, ...], raw: Any, note: Note) -> dict[str, Any]:
    if isinstance(raw, Mapping) and len(raw) == 2:
        raw = list(raw.values())
    days = [] if raw is None or raw == "" else raw
    if not isinstance(days, list) or len(days) not in (0, 2) or not all(_is_plain(day) for day in days):
        note(error(fields[0].name, PERIOD))
        return {}
    return {field.name: answer(field, day) for field, day in zip(fields, days or ["", ""], strict=True)}


def _day(field: Field, raw: Any, note: Note) -> str:
    days = raw if isinstance(raw, list) else [raw]
    days = list(dict.fromkeys(day for day in days if _is_plain(day) and day not in (None, "")))
    if len(days) > 1 or (isinstance(raw, list) and not all(_is_plain(day) for day in raw)) or isinstance(raw, Mapping):
        note(error(field.name, ONE_DAY))
        return ""
    return answer(field, days[0]) if days else ""


def _stages(fields: tuple[Field, ...], raw: Any, note: Note) -> dict[str, Any]:
    known = {names.stage(field): field for field in fields}
    if raw is None or raw == "":
        return {field.name: "" for field in fields}
    if not isinstance(raw, Mapping) or set(raw) - set(known):
        note(error(fields[0].name, STAGES, stages=", ".join(known)))
        return {}
    found: dict[str, Any] = {field.name: "" for field in fields}
    for stage, value in raw.items():
        found.update(_values(known[stage], value, note))
    return found


def _rows(name: str, key: str, raw: Any, note: Note, aside: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines of MS-Variabel or MS-Indikator, each with the ``id`` that the file gives it."""
    given = decoded(raw)
    given = [] if given is None or given == "" else given
    if not isinstance(given, list) or not all(isinstance(line, Mapping) for line in given):
        note(error(name, LINES))
        return []
    return [_row(name, line, number, note, aside) for number, line in enumerate(given, 1)]


def _row(name: str, given: Mapping[str, Any], number: int, note: Note, aside: dict[str, Any]) -> dict[str, Any]:
    content = decoded(given.get("data"))
    inside = content if isinstance(content, Mapping) else {}
    line = {key: value for key, value in given.items() if key != "data" or not inside} | dict(inside)
    fields = {field.flat: field for field in form(name)}
    row: dict[str, Any] = {}
    for key, raw in line.items():
        known = fields.get(_ALIASES.get(key, key))
        if known:
            row.update(_values(known, raw, note, number, f"{name}.{known.name}"))
        elif key == "id":
            row["id"] = str(raw) if raw else ""
        elif key not in names.ADMINISTRATIVE:
            note(Finding(f"{name}.{key}", UNKNOWN, {"key": key}, row=number))
    return {key: value for key, value in row.items() if value not in ("", [], None)}


def _entries(field: Field, raw: Any, note: Note, row: int, name: str) -> Any:
    """Entries of a cell that is a list; a text is split as in a sheet."""
    if not isinstance(raw, list | Mapping):
        return answer(field, raw)
    given = [raw] if isinstance(raw, Mapping) else raw
    fit = all(isinstance(entry, str) or (isinstance(entry, Mapping) and _parts_fit(field, entry)) for entry in given)
    if not fit:
        note(Finding(name, ENTRIES, {"parts": ", ".join(field.parts)}, row=row))
        return []
    return answer(field, given)


def _parts_fit(field: Field, entry: Mapping[str, Any]) -> bool:
    return set(entry) <= set(field.parts) and all(
        _is_plain(value) or (part == field.many and isinstance(value, list) and all(map(_is_plain, value)))
        for part, value in entry.items()
    )


def _variables(
    lines: list[dict[str, Any]] | None, collected: list[dict[str, Any]] | None, note: Note
) -> list[dict[str, Any]]:
    """The lines of MS-Variabel; item 3.4 stands for them where the file has no others."""
    if not lines:
        return collected or []
    if collected and [row.get("nama") for row in collected] != [row.get("nama") for row in lines]:
        note(warning("variabel", OTHER_VARIABLES))
    return lines


def decoded(raw: Any) -> Any:
    """A list or object that stands in a text as JSON, as itself."""
    if isinstance(raw, str) and raw[:1] in ("[", "{"):
        try:
            return json.loads(raw)
        except ValueError:
            return raw
    return raw


def shown(raw: Any) -> str:
    """A value as a message quotes it."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _is_plain(value: Any) -> bool:
    return value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))


def _field_of(key: str) -> str:
    fields = names.flat_fields().get(key)
    return fields[0].name if fields else key
