"""Places of a review that a note can be about: a field, a file, a column of it, a line of a kegiatan."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...dataset.domain.column_rules import COLUMNS
from ...metadata import model as store
from ...metadata.domain.forms import ROW_FORMS
from ...review.domain.transitions import N_

FIELD, FILE = "field", "file"

NO_PLACE = N_("There is no such place in these data (any more). Choose another, or the whole of them.")
NO_FILE = N_("A column belongs to a file: choose the file that has it.")
NO_COLUMN = N_("The file has no column “{column}”. Its columns are: {columns}.")


def find(package: model.Package, place: str, column: str) -> dict[str, str]:
    """The place that a form or a caller names.

    :param place: "field:<name>", "file:<id>", "variabel:<id>", "indikator:<id>", or empty for the whole review
    :param column: name of a column of the file
    :returns: ``kind``, ``key``, ``name`` (of what is not in the schema) and ``column``; empty for the whole review
    :raises ValidationError: there is no such place
    """
    kind, _, key = place.partition(":")
    if column and kind != FILE:
        raise tk.ValidationError({"column": [tk._(NO_FILE)]})
    if not place:
        return {}
    name = _name(package, kind, key)
    if name is None:
        raise tk.ValidationError({"place": [tk._(NO_PLACE)]})
    found = {"kind": kind, "key": key, "name": name}
    return found | {"column": _column(key, column)} if column else found


def fields_of(package_type: str) -> list[dict[str, Any]]:
    """Fields of the metadata that a note can be about, as the schema declares them."""
    schema = tk.h.scheming_get_dataset_schema(package_type) or {}
    return [field for field in schema.get("dataset_fields", []) if field.get("section")]


def _name(package: model.Package, kind: str, key: str) -> str | None:
    """What a place is called in the data; empty for a field, which the schema names; ``None`` if it is not there."""
    if kind == FIELD:
        return "" if any(field["field_name"] == key for field in fields_of(package.type)) else None
    if kind == FILE:
        resource = model.Session.get(model.Resource, key)
        if resource is None or resource.package_id != package.id or resource.state != model.State.ACTIVE:
            return None
        return resource.name or resource.url.rpartition("/")[2]
    if kind in ROW_FORMS:
        row = model.Session.get(store.TABLES[kind], key)
        return str(row.content.get("nama") or "") if row and row.package_id == package.id else None
    return None


def _column(resource_id: str, column: str) -> str:
    """The column as the file spells it."""
    columns = columns_of(resource_id)
    known = next((name for name in columns if name.lower() == column.lower()), None)
    if columns and known is None:
        message = tk._(NO_COLUMN).format(column=column, columns=", ".join(columns))
        raise tk.ValidationError({"column": [message]})
    return known or column


def columns_of(resource_id: str) -> list[str]:
    """Columns of a file as far as they are known: described by the producer, or found in the file."""
    resource = model.Session.get(model.Resource, resource_id)
    extras = (resource.extras if resource else None) or {}
    listed = [column for key in ("skema_kolom", COLUMNS) for column in _listed(extras.get(key))]
    return [name for name in dict.fromkeys(str(column.get("nama") or "") for column in listed) if name]


def _listed(stored: Any) -> list[dict[str, Any]]:
    """Rows of a field of a file, which the database keeps as JSON or as its text."""
    return (json.loads(stored) if isinstance(stored, str) and stored else stored) or []
