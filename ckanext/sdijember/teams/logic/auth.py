"""Who may see and manage the teams: members see their own, only sysadmins (whom CKAN does not ask) manage them."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthFunction, AuthResult, ChainedAuthFunction, Context, DataDict

from ...kernel.logic.declared import Declared, declared_as
from ...review.model import membership
from ..model import is_team


def _group(context: Context, reference: str | None) -> model.Group | None:
    """The group, from the context when the action already read it."""
    group = context.get("group")
    if group is not None and reference in {group.id, group.name}:
        return group
    return model.Group.get(reference)


def _not_for_teams(key: str = "id") -> Callable[[Declared], ChainedAuthFunction]:
    """Only sysadmins do this with a team; with any other group whoever core lets.

    :param key: the parameter that names the group
    """

    def make(declared: Declared) -> ChainedAuthFunction:
        @tk.chained_auth_function
        def allowed(next_auth: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
            if is_team(_group(context, data_dict.get(key))):
                return {"success": False, "msg": tk._("Only administrators manage the teams.")}
            return next_auth(context, data_dict)

        return declared_as(declared, allowed)

    return make


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def group_show(next_auth: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """A team is shown to its members."""
    group = _group(context, data_dict.get("id"))
    if not is_team(group):
        return next_auth(context, data_dict)
    user = model.User.get(context.get("user"))
    if user and group.name in membership.teams_of(user.id):
        return {"success": True}
    return {"success": False, "msg": tk._("Only its members see this team.")}


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def group_list(next_auth: AuthFunction, context: Context, data_dict: DataDict | None = None) -> AuthResult:
    """The list of teams is not public."""
    if (data_dict or {}).get("type") == membership.TEAM_TYPE:
        return {"success": False, "msg": tk._("Only administrators see the list of teams.")}
    return next_auth(context, data_dict)


@_not_for_teams()
def member_create() -> None:
    """Covers ``member_delete`` too, which asks this one."""


@_not_for_teams()
def group_member_create() -> None:
    """The form of the member pages asks this one."""


@_not_for_teams()
def group_edit_permissions() -> None:
    """The list from which members are managed."""


@_not_for_teams()
def group_update() -> None:
    """Covers ``group_patch`` and ``group_change_state`` too."""


@_not_for_teams()
def group_delete() -> None:
    """A team is never deleted by those in it."""


@_not_for_teams(key="group_id")
def user_invite() -> None:
    """Core calls its own ``group_member_create`` directly here, past any chain."""
