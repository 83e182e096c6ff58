"""Core actions that change offices and groups, where that would change the datasets in them."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context, DataDict

from ....kernel.logic.chained import checked_first
from ....review.logic import lock


@checked_first
def group_create(context: Context, data_dict: DataDict) -> None:
    """A group may begin with datasets in it: their metadata name it then."""
    tk.check_access("group_create", tk.fresh_context(context), data_dict)
    _guard_members((), data_dict)


@checked_first
def group_update(context: Context, data_dict: DataDict) -> None:
    """Also the way of ``group_patch``: core takes a list of datasets here, and a state."""
    tk.check_access("group_update", tk.fresh_context(context), data_dict)
    inside = _datasets_of(data_dict.get("id"))
    _guard_members(inside, data_dict)
    if _leaves(data_dict):
        _guard_all(inside)


@checked_first
def group_delete(context: Context, data_dict: DataDict) -> None:
    """What is published or under review would lose a part of its metadata."""
    tk.check_access("group_delete", tk.fresh_context(context), data_dict)
    _guard_all(_datasets_of(data_dict.get("id")))


@checked_first
def group_purge(context: Context, data_dict: DataDict) -> None:
    """As ``group_delete``."""
    tk.check_access("group_purge", tk.fresh_context(context), data_dict)
    _guard_all(_datasets_of(data_dict.get("id")))


@checked_first
def organization_create(context: Context, data_dict: DataDict) -> None:
    """An office may begin with datasets in it, which would be in two offices then."""
    tk.check_access("organization_create", tk.fresh_context(context), data_dict)
    _guard_members((), data_dict)


@checked_first
def organization_update(context: Context, data_dict: DataDict) -> None:
    """Also the way of ``organization_patch``. A state is no way round what ``organization_delete`` refuses.

    :raises ValidationError: the office would go while it has datasets
    """
    tk.check_access("organization_update", tk.fresh_context(context), data_dict)
    if _leaves(data_dict) and _owns_datasets(data_dict.get("id")):
        raise tk.ValidationError({"state": [tk._("Organization cannot be deleted while it still has datasets")]})


def _leaves(data_dict: DataDict) -> bool:
    """Whether a group that is there would not be there any more."""
    group = model.Group.get(data_dict.get("id"))
    wanted = data_dict.get("state") or model.State.ACTIVE
    return group is not None and group.state == model.State.ACTIVE and wanted != model.State.ACTIVE


def _owns_datasets(office: str | None) -> bool:
    group = model.Group.get(office)
    owned = sa.select(model.Package.id).where(
        model.Package.owner_org == (group.id if group else None), model.Package.state != model.State.DELETED
    )
    return bool(model.Session.scalar(sa.select(owned.exists())))


def _datasets_of(reference: str | None) -> set[str]:
    """Ids of the datasets in a group."""
    group = model.Group.get(reference)
    query = sa.select(model.Member.table_id).where(
        model.Member.group_id == (group.id if group else None),
        model.Member.table_name == "package",
        model.Member.state == model.State.ACTIVE,
    )
    return {package_id for package_id in model.Session.scalars(query) if package_id}


def _guard_members(inside: Iterable[str], data_dict: DataDict) -> None:
    """Refuse a list of datasets that puts a locked one into the group, or leaves one out that is in it."""
    if "packages" not in data_dict:
        return
    named = [entry.get("id") or entry.get("name") for entry in data_dict["packages"] or [] if isinstance(entry, dict)]
    wanted = {package.id for package in map(model.Package.get, named) if package}
    _guard_all(wanted ^ set(inside))


def _guard_all(package_ids: Iterable[str]) -> None:
    """In one order, so that two who change many wait for each other and not for ever."""
    for package_id in sorted(package_ids):
        lock.require_editable(package_id)
