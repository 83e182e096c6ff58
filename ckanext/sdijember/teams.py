"""Teams of the Satu Data institution: CKAN groups of the type ``tim-sdi``, kept out of the public pages."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.plugins import DefaultGroupForm
from flask import Blueprint, Response, request

from .model.membership import TEAM_TYPE


class TeamForm(DefaultGroupForm):
    """Gives the group type ``tim-sdi`` CKAN's ordinary group pages, members included, under ``/tim-sdi``."""

    is_organization = False

    def group_types(self) -> list[str]:
        return [TEAM_TYPE]

    def is_fallback(self) -> bool:
        return False

    def group_controller(self) -> str:
        return TEAM_TYPE

    def prepare_group_blueprint(self, group_type: str, blueprint: Blueprint) -> Blueprint:
        """Close the list of teams; every other page asks ``group_show`` or a stricter permission itself."""
        blueprint.before_request(_close_list)
        blueprint.before_request(_show_members)
        return blueprint


def is_team(group: model.Group | None) -> bool:
    """Whether a group is one of the teams."""
    return group is not None and group.type == TEAM_TYPE


def without_teams(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dictized groups that are not teams."""
    ids = [group["id"] for group in groups]
    query = model.Session.query(model.Group.id).filter(model.Group.id.in_(ids), model.Group.type == TEAM_TYPE)
    teams = {team.id for team in query} if ids else set()
    return [group for group in groups if group["id"] not in teams]


def _close_list() -> None:
    user = tk.current_user
    if request.endpoint == f"{TEAM_TYPE}.index" and not (user.is_authenticated and user.sysadmin):
        tk.abort(403, tk._("Only administrators see the list of teams."))


def _show_members() -> Response | None:
    """A team has members and no datasets, so its first page is that of its members."""
    if request.endpoint == f"{TEAM_TYPE}.read":
        return tk.redirect_to(f"{TEAM_TYPE}.members", id=(request.view_args or {})["id"])
    return None
