"""What differs between two submissions, in words."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...codes.domain.codelists import codelist, codelist_names
from ...dataset.domain.reading_form import LABELS, words_of
from ...metadata.domain.forms import ROW_FORMS, form
from ..domain.items import READING


def sdijember_submissions(review: dict[str, Any]) -> int:
    """How many submissions can be compared; a working copy counts what is public as the first.

    :param review: what ``sdijember_review_show`` returned
    """
    own = sum(event["action"] == "submit" and bool(event["data"].get("snapshot")) for event in review["events"])
    return own + bool(review.get("revision_of"))


def sdijember_changed_field(dataset_type: str, change: dict[str, Any], of: str = "") -> dict[str, Any]:
    """A changed field as the page shows it.

    :param dataset_type: type of the dataset
    :param change: one of ``fields`` of ``sdijember_review_diff``
    :param of: "file", "column", or the form of the lines; empty for the dataset itself
    :returns: ``label``, ``old``, ``new`` (texts, empty where it said nothing) and ``words`` for a text of several words
    """
    field = _field(dataset_type, change["name"], of)
    if of == "file" and change["name"] == READING:
        old, new = change["old"] or {}, change["new"] or {}
        told = [{key: one[key] for key in one if one[key] != other.get(key)} for one, other in ((old, new), (new, old))]
        return {
            "label": field.get("label") or READING,
            "old": _decided(told[0]),
            "new": _decided(told[1]),
            "words": None,
        }
    coded = bool(field.get("codelist") or field.get("choices"))
    words = change["words"]
    if coded or not words or not any(piece["kind"] == "same" and piece["text"].strip() for piece in words):
        words = None
    return {
        "label": field.get("label") or change["name"],
        "old": _text(field, change["old"]),
        "new": _text(field, change["new"]),
        "words": words,
    }


def sdijember_table_problem(problem: str) -> str:
    """Why the content of two files was not compared; empty if it was."""
    return {
        "no_table": tk._("The content differs. It cannot be compared row by row: that is done for tables."),
        "too_large": tk._("The content differs. The file is too large to be compared row by row; download both."),
        "unreadable": tk._("The content differs. One of the two files cannot be read as a table."),
        "gone": tk._("The content differs. The earlier file was not kept, so it cannot be compared."),
    }.get(problem, "")


def _decided(told: dict[str, Any]) -> str:
    """What was decided of a file, in words."""
    found = []
    for name, value in told.items():
        column, _, key = name.rpartition(":")
        label = tk._(LABELS.get(key, key))
        at = tk._("Column {number}: {label}").format(number=column, label=label) if column else label
        found.append(f"{at}: {tk._(words_of(key, value))}")
    return "; ".join(found)


def _field(dataset_type: str, name: str, of: str) -> dict[str, Any]:
    """Label and choices of a field."""
    if of in ROW_FORMS or (not of and dataset_type == "kegiatan" and name in form("kegiatan").fields):
        fields = form(of or "kegiatan").fields
        found = fields.get(name)
        return (
            {"label": tk.h.scheming_language_text(found.label), "codelist": found.codes, "form": found} if found else {}
        )
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    fields = schema.get("resource_fields" if of else "dataset_fields", [])
    if of == "column":
        fields = tk.h.sdijember_columns_field(dataset_type)["repeating_subfields"]
    found = next((one for one in fields if one["field_name"] == name), None)
    return {**found, "label": tk.h.scheming_language_text(found["label"])} if found else {}


def _text(field: dict[str, Any], value: Any) -> str:
    if value is None:
        return ""
    if "form" in field:
        return tk.h.sdijember_answer_text(field["form"], value)
    many = value if isinstance(value, list) else [value]
    return "; ".join(_one(field, str(one)) for one in many)


def _one(field: dict[str, Any], value: str) -> str:
    for choice in field.get("choices") or []:
        if choice["value"] == value:
            return tk.h.scheming_language_text(choice["label"])
    name = field.get("codelist")
    return codelist(name).label(value, tk.h.lang()) if name in codelist_names() else value
