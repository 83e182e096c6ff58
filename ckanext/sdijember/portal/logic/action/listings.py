"""Core lists that tell of what is not public: values of facets that nothing public has, members that nobody may see."""

from __future__ import annotations

from typing import Any, cast

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.dictization.model_dictize import get_group_dataset_counts
from ckan.lib.plugins import get_permission_labels
from ckan.types import Action, Context, DataDict

from ....review.logic import facts as cases
from ....review.model import membership


@tk.chained_action
@tk.side_effect_free
def package_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Without the values of a facet that nothing found has: the index gives those of unpublished datasets too."""
    if str(data_dict.get("facet.mincount", 1)).strip() in {"0", ""} or _negative(data_dict.get("facet.mincount", 1)):
        data_dict = data_dict | {"facet.mincount": 1}
    return original(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def member_list(original: Action, context: Context, data_dict: DataDict) -> list[tuple[Any, ...]]:
    """Datasets that are not public are named to those who belong to the office or group, and to sysadmins."""
    found = original(context, data_dict)
    group, user = model.Group.get(data_dict["id"]), cases.actor_of(context)
    datasets = {row[0] for row in found if row[1] == "package"}
    if not datasets or context.get("ignore_auth") or _belongs(user, group):
        return found
    public = sa.select(model.Package.id).where(
        model.Package.id.in_(datasets),
        model.Package.private.is_(False),
        model.Package.state == model.State.ACTIVE,
    )
    shown = set(model.Session.scalars(public))
    return [row for row in found if row[1] != "package" or row[0] in shown]


@tk.chained_action
@tk.side_effect_free
def organization_list_for_user(original: Action, context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Datasets of an office are counted as far as whoever asks may see them; CKAN counts all."""
    return original(_counting_what_is_seen(context, data_dict), data_dict)


@tk.chained_action
@tk.side_effect_free
def group_list_authz(original: Action, context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Datasets of a group are counted as far as whoever asks may see them."""
    return original(_counting_what_is_seen(context, data_dict), data_dict)


@tk.chained_action
def activity_create(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What happens to a preview is in no stream: CKAN asks of datasets only who may read them, and tells the rest."""
    if str(data_dict.get("activity_type", "")).endswith("resource view"):
        tk.check_access("activity_create", context, data_dict)
        return {}
    return original(context, data_dict)


def _counting_what_is_seen(context: Context, data_dict: DataDict) -> Context:
    if not tk.asbool(data_dict.get("include_dataset_count")):
        return context
    user = cases.actor_of(context)
    everything = context.get("ignore_auth") or (user and user.sysadmin)
    labels = None if everything else get_permission_labels().get_user_dataset_labels(user)
    counts = get_group_dataset_counts(fq="entity_type:package", permissions_labels=labels)
    return cast(Context, {**context, "dataset_counts": counts})


def _belongs(user: model.User | None, group: model.Group | None) -> bool:
    if user is None or group is None:
        return False
    return bool(user.sysadmin) or (bool(group.is_organization) and group.id in membership.offices_of(user.id))


def _negative(value: Any) -> bool:
    return str(value).strip().startswith("-")
