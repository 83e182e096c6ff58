"""What must hold before a dataset may be submitted (SOP step 16): it still validates, and nothing is missing."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import logic, model
from ckan.lib.plugins import lookup_package_plugin, plugin_validate
from ckan.types import Context

from ...kernel.domain.findings import Finding
from ...kernel.logic import outbox
from ...kernel.logic.wording import said
from ...metadata.domain.forms import ROW_FORMS
from ...tables.logic import readiness
from .completeness import findings_of


def require_complete(context: Context, dataset: dict[str, Any]) -> None:
    """Refuse a dataset that is not ready, with every reason at once.

    :raises ValidationError: keyed by field
    """
    errors: dict[str, Any] = _schema_errors(context, dataset)
    if dataset.get("state") != model.State.ACTIVE:
        errors.setdefault("resources", []).append(tk._("Add at least one file and finish the form first."))
    for finding in findings_of(dataset):
        if finding.level == "error":
            messages, message = errors.setdefault(finding.field, []), _at_its_row(finding)
            if isinstance(messages, list) and message not in messages:
                messages.append(message)
    if readiness.waiting(dataset):
        # whoever was to make the table may have been stopped before it was queued
        outbox.dataset_changed(dataset["id"])
    if errors:
        raise tk.ValidationError(errors)


def _at_its_row(finding: Finding) -> str:
    """The message, with the number of the line it is about if there are many."""
    if not finding.row:
        return said(finding)
    return tk._("Row {row}: {message}").format(row=finding.row, message=said(finding))


def _schema_errors(context: Context, dataset: dict[str, Any]) -> dict[str, Any]:
    """Errors that saving the dataset would give now; the schema may have become stricter since it was saved."""
    plugin = lookup_package_plugin(dataset["type"])
    dataset = {key: value for key, value in dataset.items() if key not in ROW_FORMS}
    fresh = logic.fresh_context(context, ignore_auth=True)
    fresh["package"] = model.Package.get(dataset["id"])
    _, errors = plugin_validate(plugin, fresh, dict(dataset), plugin.update_package_schema(), "package_update")
    return dict(errors)
