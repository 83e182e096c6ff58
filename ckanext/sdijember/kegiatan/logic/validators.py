"""Validators of a kegiatan statistik: one for all its items, so that every error is said at once."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ...codes.domain import values as plain
from ...kernel.domain.findings import wrong
from ...kernel.logic.wording import said
from ...metadata.domain.answers import answer
from ...metadata.domain.forms import form
from ...metadata.domain.kegiatan_rules import check_kegiatan
from ...metadata.logic import kegiatan


def sdijember_kegiatan(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """Bring the answers into plain shape, refuse wrong ones beside their fields, take personal data out of the dataset.

    What has not been answered yet is not refused here: the submission asks for it.
    """
    fields = form("kegiatan")
    values: dict[str, Any] = {}
    for field in fields:
        given = data.get((field.name,), tk.missing)
        if given is tk.missing:
            continue
        values[field.name] = answer(field, given)
        if field.kind == "codes":
            data[(field.name,)] = json.dumps(values[field.name]) if values[field.name] else ""
        elif not isinstance(given, list | dict):
            data[(field.name,)] = values[field.name]
    package = context.get("package")
    personal = {name: values[name] for name in fields.personal if name in values}
    values |= kegiatan.put_aside(context, package.id if package else None, personal)
    for name in fields.personal:
        data.pop((name,), None)
    answered = {name: value for name, value in values.items() if not plain.is_blank(value)}
    for finding in wrong(check_kegiatan(answered)):
        errors.setdefault((finding.field,), []).append(said(finding))


def sdijember_projected_kegiatan(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Overwrite the field with what our tables say of the kegiatan, whatever a caller sent."""
    package = context.get("package")
    data[key] = kegiatan.projection(context, package.id if package else None)[key[-1]]
    errors[key] = []
