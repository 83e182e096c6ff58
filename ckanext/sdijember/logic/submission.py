"""What must hold before a dataset may be submitted (SOP step 16): it still validates, and nothing is missing."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import logic, model
from ckan.lib.plugins import lookup_package_plugin, plugin_validate
from ckan.types import Context

from ..domain import completeness


def require_complete(context: Context, dataset: dict[str, Any]) -> None:
    """Refuse a dataset that is not ready, with every reason at once.

    :raises ValidationError: keyed by field
    """
    errors: dict[str, Any] = _schema_errors(context, dataset)
    if dataset.get("state") != model.State.ACTIVE:
        errors.setdefault("resources", []).append(tk._("Add at least one file and finish the form first."))
    for finding in completeness.check_dataset(dataset):
        if finding.level == "error":
            said = errors.setdefault(finding.field, [])
            message = tk._(finding.message).format(**finding.params)
            if isinstance(said, list) and message not in said:
                said.append(message)
    if errors:
        raise tk.ValidationError(errors)


def _schema_errors(context: Context, dataset: dict[str, Any]) -> dict[str, Any]:
    """Errors that saving the dataset would give now; the schema may have become stricter since it was saved."""
    plugin = lookup_package_plugin(dataset["type"])
    fresh = logic.fresh_context(context, ignore_auth=True)
    fresh["package"] = model.Package.get(dataset["id"])
    _, errors = plugin_validate(plugin, fresh, dict(dataset), plugin.update_package_schema(), "package_update")
    return dict(errors)
