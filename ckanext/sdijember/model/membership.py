"""Roles are membership: editors and admins of an OPD are produsen, members of ``tim-sdi`` groups the teams."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ..domain import review as rules

TEAM_TYPE = "tim-sdi"
#: Capacities in the OPD's organization that may prepare and submit data.
PRODUSEN_CAPACITIES = ("admin", "editor")


def teams_of(user_id: str) -> frozenset[str]:
    """Names of the teams a user belongs to, in any capacity."""
    query = _memberships(user_id).where(model.Group.type == TEAM_TYPE, model.Group.name.in_(rules.TEAMS))
    return frozenset(model.Session.scalars(query.with_only_columns(model.Group.name)))


def offices_of(user_id: str) -> dict[str, str]:
    """Organizations a user belongs to: id → capacity (admin, editor, member)."""
    query = _memberships(user_id).where(model.Group.is_organization.is_(True))
    rows = model.Session.execute(query.with_only_columns(model.Group.id, model.Member.capacity))
    return dict(rows.tuples().all())


def in_team(user_id: str, team: str) -> sa.Exists:
    """Whether a user belongs to a team, as a condition within another statement."""
    return _memberships(user_id).where(model.Group.type == TEAM_TYPE, model.Group.name == team).exists()


def all_offices(user_id: str) -> sa.Select:
    """Ids of the offices a user belongs to in any capacity, as a part of another statement."""
    return _memberships(user_id).where(model.Group.is_organization.is_(True)).with_only_columns(model.Group.id)


def producing_offices(user_id: str) -> sa.Select:
    """Ids of the offices whose data a user may prepare, as a part of another statement."""
    query = _memberships(user_id).where(
        model.Group.is_organization.is_(True), model.Member.capacity.in_(PRODUSEN_CAPACITIES)
    )
    return query.with_only_columns(model.Group.id)


def roles_towards(user_id: str, owner_org: str | None) -> tuple[frozenset[str], bool]:
    """What a user is to a dataset of ``owner_org``, in one query.

    :returns: the roles, and whether the user belongs to the producing office in any capacity
    """
    query = _memberships(user_id).where(
        sa.or_(
            sa.and_(model.Group.type == TEAM_TYPE, model.Group.name.in_(rules.TEAMS)),
            model.Group.id == owner_org,
        )
    )
    roles, inside = set(), False
    for group_id, name, capacity in model.Session.execute(
        query.with_only_columns(model.Group.id, model.Group.name, model.Member.capacity)
    ):
        if group_id == owner_org:
            inside = True
            if capacity in PRODUSEN_CAPACITIES:
                roles.add(rules.PRODUSEN)
        else:
            roles.add(name)
    return frozenset(roles), inside


def _memberships(user_id: str) -> sa.Select:
    return (
        sa.select(model.Group)
        .join(model.Member, model.Member.group_id == model.Group.id)
        .where(
            model.Member.table_name == "user",
            model.Member.table_id == user_id,
            model.Member.state == "active",
            model.Group.state == "active",
        )
        .correlate(None)
    )
