"""Telling teams, the groups of the type ``tim-sdi``, from other groups."""

from __future__ import annotations

from typing import Any

from ckan import model

from ..review.model.membership import TEAM_TYPE


def is_team(group: model.Group | None) -> bool:
    """Whether a group is one of the teams."""
    return group is not None and group.type == TEAM_TYPE


def without_teams(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dictized groups that are not teams."""
    ids = [group["id"] for group in groups]
    query = model.Session.query(model.Group.id).filter(model.Group.id.in_(ids), model.Group.type == TEAM_TYPE)
    teams = {team.id for team in query} if ids else set()
    return [group for group in groups if group["id"] not in teams]
