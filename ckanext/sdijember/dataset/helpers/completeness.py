"""Kelengkapan as people read it: what is missing or doubtful, by block, each with the way to its field."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.forms import ROW_FORMS, form

#: Name of the step or section that findings on files belong to.
FILES = "resources"


def sdijember_completeness(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """What ``sdijember_completeness_show`` found in a dataset or kegiatan, grouped for its pages.

    :param pkg_dict: the dataset as ``package_show`` returns it; the person may read its review
    :returns: ``complete``, ``errors`` and ``warnings`` (numbers), and ``groups``, in the order of the form: dicts of
        ``name``, ``title``, ``errors`` and ``warnings``, lists of ``label``, ``message``, ``url`` and ``missing``
    """
    found = tk.get_action("sdijember_completeness_show")({"user": tk.g.user}, {"id": pkg_dict["id"]})
    groups = {name: {"name": name, "title": title, "errors": [], "warnings": []} for name, title in _groups(pkg_dict)}
    way = _Way(pkg_dict)
    for level in ("errors", "warnings"):
        for finding in found[level]:
            name = _group_of(pkg_dict["type"], finding["field"])
            group = groups.setdefault(name, {"name": name, "title": "", "errors": [], "warnings": []})
            group[level].append(
                {
                    "label": _label(pkg_dict["type"], finding),
                    "message": finding["message"],
                    "missing": finding["missing"],
                    "url": way.to(name, finding),
                }
            )
    return {
        "complete": found["complete"],
        "errors": len(found["errors"]),
        "warnings": len(found["warnings"]),
        "groups": [group for group in groups.values() if group["errors"] or group["warnings"]],
    }


class _Way:
    """Where a finding is mended, for those who may; for others, where it is read."""

    def __init__(self, pkg_dict: dict[str, Any]):
        self.name, self.type = pkg_dict["name"], pkg_dict["type"]
        self.edits = tk.h.check_access("package_update", {"id": pkg_dict["id"]})

    def to(self, group: str, finding: dict[str, Any]) -> str:
        """Address of the field."""
        if not self.edits:
            page = tk.h.url_for("sdijember_review.read", id=self.name)
            return f"{page}#{'berkas' if group == FILES else f'isi-{group}'}"
        if group == FILES:
            return tk.h.url_for(f"{self.type}.resources", id=self.name)
        if group in ROW_FORMS:
            return tk.h.url_for("sdijember_rows.edit", id=self.name, form=group) + f"#baris-{finding['row'] or 1}"
        asked = {"blok": group} if self.type == "kegiatan" else {}
        return f"{tk.h.url_for(f'{self.type}.edit', id=self.name, **asked)}#field-{finding['field']}"


def _groups(pkg_dict: dict[str, Any]) -> list[tuple[str, str]]:
    schema = tk.h.scheming_get_dataset_schema(pkg_dict["type"]) or {}
    titles = [(section["name"], sdijember_block_title(section)) for section in schema.get("sections", [])]
    rows = [(name, tk.h.sdijember_rows_title(name)) for name in ROW_FORMS] if pkg_dict["type"] == "kegiatan" else []
    return [*titles, *rows, (FILES, tk._("Files"))]


def sdijember_block_title(section: dict[str, Any]) -> str:
    """Name of a section of a form, with the number of the block if it has one.

    :param section: as the schema declares it
    """
    title = tk.h.scheming_language_text(section["title"])
    return tk._("Block {number}: {title}").format(number=section["nomor"], title=title) if "nomor" in section else title


def _group_of(dataset_type: str, field: str) -> str:
    head = field.partition(".")[0]
    if dataset_type == "kegiatan" and head in ROW_FORMS:
        return head
    schema = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    sections = {one["field_name"]: one.get("section", "") for one in schema.get("dataset_fields", [])}
    return FILES if field == FILES else sections.get(field, "")


def _label(dataset_type: str, finding: dict[str, Any]) -> str:
    name, _, column = finding["field"].partition(".")
    if dataset_type != "kegiatan" or name not in ROW_FORMS:
        return tk.h.sdijember_field_label(dataset_type, name)
    if not finding["row"]:
        return tk.h.sdijember_rows_title(name)
    fields = form(name).fields
    label = tk.h.scheming_language_text(fields[column].label) if column in fields else column
    return tk._("Line {number}, {label}").format(number=finding["row"], label=label)
