"""Core actions that write a dataset, each behind the lock of ``logic/guard.py``."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ... import jobs
from ...model import kegiatan as store
from .. import guard, kegiatan, national


@tk.side_effect_free
@tk.chained_action
def package_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Core asks for the row lock here before it writes: the review row comes first."""
    if context.get("for_update"):
        guard.lock(data_dict.get("id") or data_dict.get("name_or_id"))
    return original(context, data_dict)


@tk.chained_action
def package_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A dataset of a type that is not reviewed would be public at once."""
    guard.require_reviewed_type(context, data_dict)
    guard.require_new_id(data_dict)
    kegiatan.begin(context)
    return original(context, national.taken_out(None, data_dict))


@tk.chained_action
def package_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Also the way of patch, revise, bulk updates and every resource action."""
    data_dict = national.taken_out(data_dict.get("id") or data_dict.get("name"), data_dict)
    guard.require_editable_or_same(context, data_dict)
    kegiatan.begin(context)
    saved = original(context, data_dict)
    if not context.get("defer_commit"):
        jobs.dataset_changed(saved if isinstance(saved, str) else saved["id"])
    return saved


@tk.chained_action
def package_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A dataset under review or published is withdrawn first."""
    guard.require_editable(data_dict.get("id"))
    return original(context, data_dict)


@tk.chained_action
def dataset_purge(original: Action, context: Context, data_dict: DataDict) -> Any:
    """What is published cannot vanish without a trace; what is purged leaves no personal data behind."""
    guard.require_editable(data_dict.get("id"))
    package = model.Package.get(data_dict.get("id"))
    if package:
        store.forget(package.id)
    return original(context, data_dict)


@tk.chained_action
def package_owner_org_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Core calls this within ``package_update``; called alone it would move a dataset between offices."""
    package = model.Package.get(data_dict.get("id"))
    if package and package.owner_org != data_dict.get("organization_id"):
        guard.require_editable(package.id)
    return original(context, data_dict)


@tk.chained_action
def member_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Putting a dataset into a group changes its metadata without ``package_update``."""
    _guard_membership(data_dict)
    return original(context, data_dict)


@tk.chained_action
def member_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Taking a dataset out of a group changes its metadata without ``package_update``."""
    _guard_membership(data_dict)
    return original(context, data_dict)


@tk.chained_action
def datastore_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows and data dictionary of a published file are part of what was approved."""
    _guard_table(context, data_dict)
    _no_foreign_alias(data_dict)
    return original(context, data_dict)


@tk.chained_action
def datastore_upsert(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a published file are part of what was approved."""
    _guard_table(context, data_dict)
    return original(context, data_dict)


@tk.chained_action
def datastore_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a published file are part of what was approved."""
    _guard_table(context, data_dict)
    return original(context, data_dict)


@tk.chained_action
def datastore_records_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a published file are part of what was approved."""
    _guard_table(context, data_dict)
    return original(context, data_dict)


@tk.chained_action
def datastore_run_triggers(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Triggers rewrite rows."""
    _guard_table(context, data_dict)
    return original(context, data_dict)


def _guard_membership(data_dict: DataDict) -> None:
    if data_dict.get("object_type") == "package":
        guard.require_editable(data_dict.get("object"))


def _guard_table(context: Context, data_dict: DataDict) -> None:
    """The loader only copies the approved file and runs inside the portal, with ``ignore_auth``.

    The DataStore takes the file as ``resource_id``, as ``id`` or as a ``resource``: whichever it would choose.
    """
    if context.get("ignore_auth"):
        return
    named = data_dict.get("resource")
    named = named if isinstance(named, dict) else {}
    for reference in (data_dict.get("resource_id"), data_dict.get("id"), named.get("id")):
        resource = model.Resource.get(reference) if reference else None
        if resource:
            guard.require_editable(resource.package_id)


def _no_foreign_alias(data_dict: DataDict) -> None:
    """A table is not called like the table of another file."""
    aliases = data_dict.get("aliases") or []
    for alias in aliases.split(",") if isinstance(aliases, str) else aliases:
        if model.Resource.get(str(alias).strip()):
            raise tk.ValidationError({"aliases": [tk._("“{alias}” is the id of a file.").format(alias=alias)]})
