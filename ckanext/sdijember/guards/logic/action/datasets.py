"""Core actions that write a dataset, each behind the lock of ``review/logic/lock.py``.

Each asks for the right to write first: whoever has it not hears nothing of the lock, nor that there is a dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ....dataset.logic import national
from ....kernel.logic import outbox
from ....kernel.logic.chained import checked_first
from ....metadata import model as store
from ....metadata.logic import kegiatan
from ....review.logic import lock, working_copy
from ....review.model import working_copy as revisions
from ....revision.logic import closing


@tk.side_effect_free
@tk.chained_action
def package_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Core asks for the row lock here before it writes: the review row comes first."""
    if context.get("for_update"):
        lock.lock(data_dict.get("id") or data_dict.get("name_or_id"))
    return original(context, data_dict)


@tk.chained_action
def package_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A dataset of a type that is not reviewed would be public at once."""
    lock.require_reviewed_type(context, data_dict)
    lock.require_new_id(data_dict)
    kegiatan.begin(context)
    made = original(context, national.taken_out(None, data_dict))
    if not context.get("defer_commit"):
        outbox.dataset_changed(made if isinstance(made, str) else made["id"])
    return made


@tk.chained_action
def package_update(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Also the way of patch, revise, bulk updates and every resource action."""
    data_dict = national.taken_out(data_dict.get("id") or data_dict.get("name"), data_dict)
    if package := model.Package.get(data_dict.get("id") or data_dict.get("name")):
        tk.check_access("package_update", tk.fresh_context(context, package=package), data_dict | {"id": package.id})
    lock.require_editable_or_same(context, data_dict)
    _same_office(data_dict)
    kegiatan.begin(context)
    saved = original(context, data_dict)
    if not context.get("defer_commit"):
        outbox.dataset_changed(saved if isinstance(saved, str) else saved["id"])
    return saved


@tk.chained_action
def package_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A dataset under review or published is withdrawn first; with a working copy its revision ends."""
    tk.check_access("package_delete", tk.fresh_context(context), data_dict)
    lock.require_editable(data_dict.get("id"))
    with _ending(context, data_dict.get("id")):
        return original(context, data_dict)


@tk.chained_action
def dataset_purge(original: Action, context: Context, data_dict: DataDict) -> Any:
    """What is published cannot vanish without a trace; what is purged leaves no personal data behind.

    The working copy of a revision that has ended goes from the trash like any other dataset.
    """
    tk.check_access("dataset_purge", tk.fresh_context(context), data_dict)
    package = model.Package.get(data_dict.get("id"))
    if package is None or not _ended(package):
        lock.require_editable(data_dict.get("id"))
    with _ending(context, data_dict.get("id")):
        files = [one.id for one in package.resources_all] if package else []
        if package:
            store.forget(package.id)
        purged = original(context, data_dict)
        outbox.files_gone(files)
        return purged


@checked_first
def package_owner_org_update(context: Context, data_dict: DataDict) -> None:
    """Core calls this within ``package_update``; called alone it would move a dataset between offices."""
    package = model.Package.get(data_dict.get("id"))
    if package and package.owner_org != data_dict.get("organization_id"):
        tk.check_access("package_owner_org_update", tk.fresh_context(context), data_dict)
        lock.require_editable(package.id)
        working_copy.require_same_office(package, data_dict.get("organization_id"))


@checked_first
def member_create(context: Context, data_dict: DataDict) -> None:
    """Putting a dataset into a group changes its metadata without ``package_update``."""
    _guard_membership("member_create", context, data_dict)


@checked_first
def member_delete(context: Context, data_dict: DataDict) -> None:
    """Taking a dataset out of a group changes its metadata without ``package_update``."""
    _guard_membership("member_delete", context, data_dict)


def _same_office(data_dict: DataDict) -> None:
    """Moving a working copy to another office would move the published dataset when it is merged."""
    package = model.Package.get(data_dict.get("id") or data_dict.get("name"))
    if package and "owner_org" in data_dict:
        working_copy.require_same_office(package, data_dict["owner_org"])


def _ended(package: model.Package) -> bool:
    found = revisions.of_working(package.id)
    return bool(found and found.closed_at and package.state == model.State.DELETED)


@contextmanager
def _ending(context: Context, name_or_id: str | None) -> Iterator[None]:
    """A working copy is deleted in the ordinary way: its revision ends with it, in the same transaction."""
    package = model.Package.get(name_or_id)
    working_id = package.id if package and revisions.of_working(package.id) else None
    if package and working_id:
        closing.close(context, package)
    yield
    if working_id:
        outbox.tables_follow(working_id)


def _guard_membership(action: str, context: Context, data_dict: DataDict) -> None:
    tk.check_access(action, tk.fresh_context(context), data_dict)
    if data_dict.get("object_type") == "package":
        lock.require_editable(data_dict.get("object"))
