"""Core actions that the public pages call, without asking the database the same thing again and again."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.datapreview import get_view_plugin
from ckan.lib.dictization.model_dictize import resource_view_list_dictize
from ckan.types import Action, Context

from ....kernel.logic.chained import checked_first

_KEPT = "sdijember_resource_views"


@tk.chained_action
@tk.side_effect_free
def resource_view_list(original: Action, context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """The views of a file. A page that shows a dataset asks for each of its files: one query answers for all of them.

    :param id: id of the file
    :returns: what CKAN's own action returns
    :raises NotAuthorized: the caller may not see the dataset
    """
    package = context.get("package")
    if not context.get("for_view") or package is None:
        return original(context, data_dict)
    kept: dict[str, Any] = context  # type: ignore[assignment]
    if _KEPT not in kept:
        kept[_KEPT] = _files_with_views(package.id)
    if data_dict.get("id") not in kept[_KEPT]:
        return original(context, data_dict)
    tk.check_access("resource_view_list", context, data_dict)
    _, views = kept[_KEPT][data_dict["id"]]
    return resource_view_list_dictize(views, context)


@tk.side_effect_free
@checked_first
def am_following_dataset(context: Context, data_dict: dict[str, Any]) -> None:
    """Whether the caller follows a dataset; nobody signed in follows nothing, and that needs no question.

    :param id: id or name of the dataset
    :raises NotAuthorized: nobody is signed in
    """
    _require_somebody(context)
    _require_visible(context, data_dict)


@tk.side_effect_free
@checked_first
def dataset_follower_count(context: Context, data_dict: dict[str, Any]) -> None:
    """How many follow a dataset, for those who may see it.

    :param id: id or name of the dataset
    """
    _require_visible(context, data_dict)


@tk.side_effect_free
@checked_first
def package_collaborator_list(context: Context, data_dict: dict[str, Any]) -> None:
    """Nobody is a collaborator here; core breaks when nobody is signed in, which tells that there is a dataset.

    :param id: id or name of the dataset
    """
    _require_somebody(context)
    _require_visible(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def task_status_show(original: Action, context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What the loader noted about a file, for those who may see the file; core tells everybody.

    :param entity_id: id of the file
    """
    found = original(context, data_dict)
    if found.get("entity_type") == "resource" and not context.get("ignore_auth"):
        tk.check_access("resource_show", tk.fresh_context(context), {"id": found["entity_id"]})
    return found


@tk.side_effect_free
@checked_first
def am_following_group(context: Context, data_dict: dict[str, Any]) -> None:
    """Whether the caller follows an office or an urusan; nobody signed in follows nothing.

    :param id: id or name of the group
    :raises NotAuthorized: nobody is signed in
    """
    _require_somebody(context)


def _files_with_views(package_id: str) -> dict[str, tuple[Any, list[Any]]]:
    """Every file of a dataset with its views, by id. The files come along because whoever checks access or turns a
    view into a dict asks the session for them.
    """
    resource, view = model.Resource, model.ResourceView
    rows = model.Session.execute(
        sa.select(resource, view)
        .outerjoin(view, view.resource_id == resource.id)
        .where(resource.package_id == package_id)
        .order_by(view.order)
    ).tuples()
    found: dict[str, tuple[Any, list[Any]]] = {}
    for file, preview in rows:
        _, previews = found.setdefault(file.id, (file, []))
        if preview is not None and get_view_plugin(preview.view_type):
            previews.append(preview)
    return found


def _require_visible(context: Context, data_dict: dict[str, Any]) -> None:
    tk.check_access("package_show", tk.fresh_context(context), {"id": tk.get_or_bust(data_dict, "id")})


def _require_somebody(context: Context) -> None:
    if not context.get("user"):
        raise tk.NotAuthorized
