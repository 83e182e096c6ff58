"""The items of a submission with what people call them, in the order of the review page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.exchange.rows_columns import SHEETS
from ...metadata.logic import kegiatan
from ...review.model import working_copy as revisions
from ...review.model.review import Review
from ...review.model.snapshot import Snapshot
from ..domain import items as rules

#: Items are named in the language of letters, whoever reads them.
LANGUAGE = "id"
_ENDS = "_selesai"


def content_of(review: Review | None) -> dict[str, Any]:
    """The snapshot that the teams judge; empty if nothing was submitted yet."""
    row = model.Session.get(Snapshot, review.snapshot) if review and review.snapshot else None
    return row.content if row else {}


def names_here(package_id: str, names: Iterable[str]) -> dict[str, str]:
    """Name of each item → its name with the ids of this dataset. A working copy is judged in terms of the live one.

    :param package_id: of the dataset whose pages show the items
    """
    copies = {live: copy for copy, live in revisions.parts_of(package_id).items()}
    found = {name: rules.parse(name) for name in names}
    return {
        name: str(rules.Item(item.kind, copies.get(item.name, item.name), item.part)) for name, item in found.items()
    }


def labels(kind: str, snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Name of each item of a snapshot → what people call it.

    :param kind: "dataset" or "kegiatan"
    """
    fields = dict(_fields(kind, snapshot))
    return {str(item): _label(item, fields, snapshot) for item in rules.items_of(snapshot, fields)}


def _fields(kind: str, snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Fields that the producer was asked, with their labels."""
    if kind == kegiatan.TYPE:
        for field in form(kind):
            in_schedule = field.name.startswith("iii_jadwal_") and field.name.endswith(_ENDS)
            if not in_schedule and form(kind).applies(field, snapshot):
                yield field.name, f"{field.number} {field.label[LANGUAGE]}".strip()
        return
    schema = tk.h.scheming_get_dataset_schema(kind) or {}
    for field in schema.get("dataset_fields", []):
        condition = field.get("show_when")
        if not field.get("section") or field["field_name"] == "owner_org":
            continue
        if not condition or snapshot.get(condition["field"]) in condition["values"]:
            yield field["field_name"], field["label"][LANGUAGE]


def _label(item: rules.Item, fields: Mapping[str, str], snapshot: Mapping[str, Any]) -> str:
    if item.kind == rules.FIELD:
        return fields[item.name]
    if item.kind in ROW_FORMS:
        row = rules.content(snapshot, item) or {}
        return f"{SHEETS[item.kind]}: {row.get('nama') or item.name}"
    resource = next(one for one in snapshot["resources"] if one["id"] == item.name)
    name = resource.get("name") or resource.get("url") or item.name
    return f"{name}, kolom {item.part}" if item.kind == rules.COLUMN else str(name)
