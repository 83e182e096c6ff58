"""The form of a kegiatan: its steps, what is missing in each, and its fields as the page lays them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.domain.kegiatan_rules import STEPS

_START, _END = "_mulai", "_selesai"
#: What a narrow stepper calls the steps that have no number.
_SHORT = {"halaman_awal": "Awal", "variabel": "Var", "indikator": "Ind", "pengesahan": "TTD"}


def sdijember_kegiatan_steps(pkg_dict: dict[str, Any] | None, errors: dict[str, Any] | None = None) -> list[dict]:
    """Steps of the form: the blocks, the two sheets, the signature.

    :param pkg_dict: the kegiatan as it is stored; ``None`` for a new one
    :param errors: what the last attempt to save was refused for, by field
    :returns: dicts of ``name``, ``short``, ``title``, ``url``, ``rows`` (it is a sheet), ``missing`` (answers that are
        still missing or wrong; ``None`` if nothing is stored yet), ``wrong`` (the last attempt failed here)
    """
    missing = _missing(pkg_dict) if pkg_dict else {}
    wrong = {form("kegiatan").fields[name].section for name in errors or {} if name in form("kegiatan").fields}
    name = pkg_dict["name"] if pkg_dict else ""
    page = tk.h.url_for("kegiatan.edit", id=name) if pkg_dict else tk.h.url_for("kegiatan.new")
    steps = []
    for section in tk.h.scheming_get_dataset_schema("kegiatan")["sections"]:
        if section["name"] == "pengesahan":
            steps += [_sheet(rows, name) for rows in ROW_FORMS]
        steps.append(
            {
                "name": section["name"],
                "short": section.get("nomor") or _SHORT.get(section["name"], ""),
                "title": tk.h.scheming_language_text(section["title"]),
                "url": f"{page}?blok={section['name']}#bagian-{section['name']}",
                "rows": False,
            }
        )
    for step in steps:
        step["missing"] = missing.get(step["name"], 0) if pkg_dict else None
        step["wrong"] = step["name"] in wrong
    return steps


def sdijember_kegiatan_form(
    data: dict[str, Any], changes: dict[str, Any] | None = None, personal: bool = True
) -> list[dict[str, Any]]:
    """The blocks of the form with their fields.

    :param data: answers so far
    :param changes: what ``sdijember_kegiatan_changes`` returned, for a copy
    :param personal: whether the person may see, and so write, personal data
    :returns: dicts of ``name``, ``title``, ``intro`` and ``parts``: each ``field`` (one of the schema) or ``schedule``
        (rows of ``group``, ``label``, ``start`` and ``end``, two fields)
    """
    schema = tk.h.scheming_get_dataset_schema("kegiatan")
    before = sdijember_before(changes)
    fields: dict[str, list[dict[str, Any]]] = {}
    for field in schema["dataset_fields"]:
        if field.get("form_snippet", "") is None or "section" not in field or (field.get("personal") and not personal):
            continue
        name = field["field_name"]
        fields.setdefault(field["section"], []).append(
            {**field, "asked": _asked(field), "was": before.get(name) if name in before else None}
        )
    return [
        {
            "name": section["name"],
            "title": tk.h.sdijember_block_title(section),
            "intro": tk.h.scheming_language_text(section["intro"]),
            "parts": list(_parts(fields.get(section["name"], []))),
        }
        for section in schema["sections"]
    ]


def sdijember_before(changes: dict[str, Any] | None) -> dict[str, dict[str, str]]:
    """What the fields that differ said in the year from which a kegiatan was copied, as people read it.

    :param changes: what ``sdijember_kegiatan_changes`` returned
    :returns: field → dict of ``tahun`` and ``text`` (empty: it said nothing)
    """
    if not changes:
        return {}
    fields, year = form("kegiatan").fields, changes["source"]["tahun"]
    return {
        change["field"]: {"tahun": year, "text": tk.h.sdijember_answer_text(fields[change["field"]], change["before"])}
        for change in changes["fields"]
    }


def _sheet(rows: str, name: str) -> dict[str, Any]:
    url = tk.h.url_for("sdijember_rows.edit", id=name, form=rows) if name else ""
    return {"name": rows, "short": _SHORT[rows], "title": tk.h.sdijember_rows_title(rows), "url": url, "rows": True}


def _missing(pkg_dict: dict[str, Any]) -> dict[str, int]:
    found = tk.h.sdijember_completeness(pkg_dict)
    return {group["name"]: len(group["errors"]) for group in found["groups"]}


def _asked(field: dict[str, Any]) -> str:
    """In words, when a field is asked; empty if always. For those without scripts, who see every field."""
    condition = field.get("show_when")
    if not condition:
        return ""
    source = form("kegiatan")[condition["field"]]
    answers = [source.codelist.label(code, tk.h.lang()) if source.codelist else code for code in condition["values"]]
    return tk._("Only if “{question}” is answered “{answers}”; otherwise leave it empty.").format(
        question=tk.h.scheming_language_text(source.label), answers=" / ".join(answers)
    )


def _parts(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Fields one by one, but the schedule of item 3.3 together."""
    by_name = {field["field_name"]: field for field in fields}
    schedule = [f"iii_jadwal_{step}" for step in STEPS]
    for field in fields:
        stem = field["field_name"].removesuffix(_START).removesuffix(_END)
        if stem not in schedule:
            yield {"field": field}
        elif field["field_name"] == schedule[0] + _START:
            yield {"schedule": [_period(by_name[name + _START], by_name[name + _END]) for name in schedule]}


def _period(start: dict[str, Any], end: dict[str, Any]) -> dict[str, Any]:
    group, _, label = tk.h.scheming_language_text(start["label"]).rpartition(", ")[0].partition(" – ")
    return {"group": group, "label": label, "start": start, "end": end}
