"""What a dataset's fields hold as people read it: labels from the schema and from the code lists it names."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

import ckan.plugins.toolkit as tk

from ..domain.codelists import codelist


def sdijember_value_label(field: str, code: str) -> str:
    """Label of ``code`` in the reader's language; an unknown code is returned as it is.

    :param field: field of the dataset or kegiatan that holds the code
    :param code: what the field holds
    """
    fields = chain(*(_schema(kind).get("dataset_fields", []) for kind in ("dataset", "kegiatan")))
    return _label(tk.h.scheming_field_by_name(fields, field) or {}, code)


def sdijember_facts(dataset: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """What a dataset says in one section of its schema; fields that say nothing are left out.

    :param dataset: the dataset as ``package_show`` returns it
    :param section: name of the section
    :returns: dicts of ``name``, ``label``, ``value`` and ``parts`` of the value (``text``, and ``url`` of its entry in
        Kode Referensi or nothing), in the order of the schema
    """
    facts = []
    for field in _schema().get("dataset_fields", []):
        name = field["field_name"]
        if field.get("section") == section and name not in ("license_id", "periode_selesai"):
            parts = _parts(field, dataset)
            if parts:
                value = "; ".join(part["text"] for part in parts)
                facts.append({"name": name, "label": _title(field), "value": value, "parts": parts})
    return facts


def sdijember_section_title(section: str) -> str:
    """Name of a section of the dataset's schema in the reader's language.

    :param section: name of the section
    """
    found = next((part for part in _schema().get("sections", []) if part["name"] == section), None)
    return tk.h.scheming_language_text(found["title"]) if found else section


def sdijember_column_type(resource_column: dict[str, str]) -> str:
    """Kind of content of a column in the reader's language.

    :param resource_column: one row of ``skema_kolom``
    """
    fields = _schema().get("resource_fields", [])
    columns = tk.h.scheming_field_by_name(fields, "skema_kolom") or {}
    kinds = tk.h.scheming_field_by_name(columns.get("repeating_subfields", []), "tipe") or {}
    return _label(kinds, resource_column.get("tipe") or "")


def sdijember_urusan_code(group_name: str) -> str:
    """Code of the urusan whose datasets a group gathers, such as ``1.02``; empty for another group.

    :param group_name: name of the group
    """
    return _urusan_codes().get(group_name, "")


def sdijember_group_title(name: str, title: str) -> str:
    """Title of a group in the reader's language: an urusan has its name from the code list.

    :param name: name of the group
    :param title: its title as stored
    """
    code = sdijember_urusan_code(name)
    return codelist("urusan").label(code, _language()) if code else title


def _schema(dataset_type: str = "dataset") -> dict[str, Any]:
    return tk.h.scheming_get_dataset_schema(dataset_type) or {}


def _title(field: dict[str, Any]) -> str:
    if field["field_name"] == "periode_mulai":
        return tk._("Period")
    return tk.h.scheming_language_text(field["label"])


def _parts(field: dict[str, Any], dataset: dict[str, Any]) -> list[dict[str, str]]:
    value = dataset.get(field["field_name"])
    if field["field_name"] == "periode_mulai":
        period = tk.h.sdijember_period(value, dataset.get("periode_selesai"))
        return [{"text": period, "url": ""}] if period else []
    if not value:
        return []
    if field.get("display_snippet") == "date.html":
        return [{"text": tk.h.sdijember_day(value), "url": ""}]
    codes = value if isinstance(value, list) else [value]
    return [{"text": _coded(field, code), "url": tk.h.sdijember_code_link(field, code)} for code in codes]


def _coded(field: dict[str, Any], code: str) -> str:
    label = _label(field, code)
    return f"{code} – {label}" if field.get("show_code") else label


def _label(field: dict[str, Any], code: str) -> str:
    if "codelist" in field:
        return codelist(field["codelist"]).label(code, _language())
    chosen = next((choice for choice in field.get("choices", []) if choice["value"] == code), None)
    return tk.h.scheming_language_text(chosen["label"]) if chosen else code


@cache
def _urusan_codes() -> dict[str, str]:
    return {entry.attributes["group"]: entry.code for entry in codelist("urusan") if "group" in entry.attributes}


def _language() -> str:
    return tk.h.lang() or "id"
