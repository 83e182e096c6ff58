"""Teams of the Satu Data institution: CKAN groups of the type ``tim-sdi``, kept out of the public pages."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultGroupForm
from flask import Blueprint, Response, request

from ..review.model.membership import TEAM_TYPE


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


def _close_list() -> Response | None:
    """The list of teams is part of the administration."""
    if request.endpoint != f"{TEAM_TYPE}.index":
        return None
    user = tk.current_user
    if not (user.is_authenticated and user.sysadmin):
        tk.abort(403, tk._("Only administrators see the list of teams."))
    return tk.redirect_to("sdijember_admin.index")


def _show_members() -> Response | None:
    """A team has members and no datasets, so its first page is that of its members."""
    if request.endpoint == f"{TEAM_TYPE}.read":
        return tk.redirect_to(f"{TEAM_TYPE}.members", id=(request.view_args or {})["id"])
    return None
