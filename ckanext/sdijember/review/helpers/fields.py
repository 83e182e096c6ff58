"""The dataset's fields as the review page shows them: sections, labels, what is empty, what is wrong."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.forms import ROW_FORMS, form

#: Keys of ``error_dict`` that speak of the decision itself, not of the dataset.
_OF_THE_DECISION = {
    "note", "number", "date", "confirm", "version", "state", "duty", "id", "open_notes", "conditions",
    "verdicts", "checklist", "surat",
    "publish_at", "override", "channel", "decided_by", "decided_on", "scan",
}  # fmt: skip
#: Shown as the heading of the page.
_HEADING = {"title"}


def sdijember_metadata_sections(pkg_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything the producer was asked, in the sections of the form, with what was left empty.

    :param pkg_dict: the dataset
    :returns: dicts of ``name``, ``title`` and ``rows`` (``field`` of the schema, ``label``, ``empty`` and ``missing``:
        empty but compulsory)
    """
    schema = tk.h.scheming_get_dataset_schema(pkg_dict["type"]) or {}
    sections = {section["name"]: section for section in schema.get("sections", [])}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in sections}
    for field in schema.get("dataset_fields", []):
        name = field["field_name"]
        if field.get("section") not in sections or name in _HEADING or not _asked(field, pkg_dict):
            continue
        empty = not (pkg_dict.get("tags") if name == "tag_string" else pkg_dict.get(name))
        must = bool(field.get("required") or field.get("show_when"))
        label = tk.h.scheming_language_text(field["label"])
        rows[field["section"]].append({"field": field, "label": label, "empty": empty, "missing": empty and must})
    return [
        {"name": name, "title": tk.h.scheming_language_text(section["title"]), "rows": rows[name]}
        for name, section in sections.items()
        if rows[name]
    ]


def sdijember_field_label(dataset_type: str, name: str) -> str:
    """Label of a field of the dataset or of its files; the name itself if the schema does not know it.

    :param dataset_type: type of the dataset
    :param name: of the field
    """
    if name == "resources":
        return tk._("Files")
    if dataset_type == "kegiatan" and name.partition(".")[0] in ROW_FORMS:
        return _cell_label(name)
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    for field in schema.get("dataset_fields", []) + schema.get("resource_fields", []):
        if field["field_name"] == name:
            return tk.h.scheming_language_text(field["label"])
    return name


def _cell_label(name: str) -> str:
    """Name of a sheet of a kegiatan, and of a column of it, as in ``variabel.satuan``."""
    rows, _, column = name.partition(".")
    title = tk.h.sdijember_rows_title(rows)
    fields = form(rows).fields
    return f"{title}, {tk.h.scheming_language_text(fields[column].label)}" if column in fields else title


def sdijember_columns_field(dataset_type: str) -> dict[str, Any]:
    """The schema's field that describes the columns of a file.

    :param dataset_type: type of the dataset
    """
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    fields = {field["field_name"]: field for field in schema.get("resource_fields", [])}
    return fields.get("skema_kolom", {"repeating_subfields": []})


def sdijember_dataset_errors(errors: dict[str, Any], pkg_dict: dict[str, Any]) -> list[dict[str, str]]:
    """Errors of a refused submission that speak of the dataset, one line each.

    :param errors: ``error_dict`` of the refused action
    :param pkg_dict: the dataset
    :returns: dicts of ``label`` and ``message``
    """
    found = []
    for name, said in errors.items():
        if name in _OF_THE_DECISION:
            continue
        label = sdijember_field_label(pkg_dict["type"], name)
        found += [{"label": label, "message": message} for message in _messages(said, pkg_dict["type"])]
    return found


def _asked(field: dict[str, Any], pkg_dict: dict[str, Any]) -> bool:
    """Whether the form showed the field, given the answer it depends on."""
    condition = field.get("show_when")
    return not condition or pkg_dict.get(condition["field"]) in condition["values"]


def _messages(said: Any, dataset_type: str) -> list[str]:
    """Flatten what navl says of lists of resources and subfields."""
    if isinstance(said, str):
        return [said]
    if isinstance(said, dict):
        return [
            f"{sdijember_field_label(dataset_type, name)}: {message}"
            for name, inner in said.items()
            for message in _messages(inner, dataset_type)
        ]
    return [message for inner in said for message in _messages(inner, dataset_type)]
