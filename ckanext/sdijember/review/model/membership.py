"""Roles are membership: editors and admins of an OPD are produsen, members of ``tim-sdi`` groups the teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model

from ..domain import transitions as rules

TEAM_TYPE = "tim-sdi"
#: Capacities in the OPD's organization that may prepare and submit data.
PRODUSEN_CAPACITIES = ("admin", "editor")


@dataclass(frozen=True)
class Belongings:
    """Names of a user's teams, and the user's organizations: id → capacity (admin, editor, member)."""

    teams: frozenset[str]
    offices: Mapping[str, str]


def belongings(user_id: str) -> Belongings:
    """Teams and organizations of a user, in one query."""
    team = sa.and_(model.Group.type == TEAM_TYPE, model.Group.name.in_(rules.TEAMS))
    query = _memberships(user_id).where(sa.or_(team, model.Group.is_organization.is_(True)))
    teams, offices = set(), {}
    for group_id, name, is_office, capacity in model.Session.execute(
        query.with_only_columns(model.Group.id, model.Group.name, model.Group.is_organization, model.Member.capacity)
    ):
        if is_office:
            offices[group_id] = capacity
        else:
            teams.add(name)
    return Belongings(frozenset(teams), offices)


def members_of(team: str) -> sa.Select:
    """Active people of a team, by name."""
    return _people().where(model.Group.type == TEAM_TYPE, model.Group.name == team)


def producers_of(office: str | None) -> sa.Select:
    """Active people who may prepare the data of an office, by name."""
    return _people().where(model.Group.id == office, model.Member.capacity.in_(PRODUSEN_CAPACITIES))


def _people() -> sa.Select:
    return (
        sa.select(model.User)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(model.Member.state == "active", model.Group.state == "active", model.User.state == "active")
        .order_by(model.User.fullname, model.User.name)
    )


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
