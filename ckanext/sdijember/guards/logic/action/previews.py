"""Core actions that change the previews of a file: their titles and texts are read by everybody who reads the file."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from .... import config
from ....kernel.logic.chained import checked_first
from ....review.logic import lock


@checked_first
def resource_view_create(context: Context, data_dict: DataDict) -> None:
    """The loader, which is the site user, makes the preview of a table also after the submission."""
    if context.get("user") != config.site_user():
        _guard(context, data_dict.get("resource_id"))


@checked_first
def resource_view_update(context: Context, data_dict: DataDict) -> None:
    """The preview of a locked file says what it said."""
    _guard_view(context, data_dict)


@checked_first
def resource_view_delete(context: Context, data_dict: DataDict) -> None:
    """The preview of a locked file stays."""
    _guard_view(context, data_dict)


@checked_first
def resource_view_reorder(context: Context, data_dict: DataDict) -> None:
    """The previews of a locked file stay in their order."""
    _guard(context, data_dict.get("id"))


def _guard_view(context: Context, data_dict: DataDict) -> None:
    view = model.ResourceView.get(data_dict.get("id") or "")
    _guard(context, view.resource_id if view else None)


def _guard(context: Context, resource_id: str | None) -> None:
    resource = model.Resource.get(resource_id) if resource_id else None
    if resource is None and resource_id:
        raise tk.ObjectNotFound(tk._("Resource was not found."))
    if resource:
        tk.check_access("resource_update", tk.fresh_context(context), {"id": resource.id})
        lock.require_editable(resource.package_id)
