"""People who may read a note: they can be named in it, and are told of it by mail."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...review.domain import transitions as states
from ...review.model import membership
from ...review.model.review import Review
from ..domain import conversation as rules

NOBODY_CALLED = states.N_(
    "Nobody who may read this note is called {names}. Choose from the list of people, or leave out the @."
)


def readers(package: model.Package, audience: str) -> dict[str, list[model.User]]:
    """Who may read a note for an audience as things stand, by side, in the order of their names; one query.

    :param audience: one of ``domain.conversation.AUDIENCES``
    """
    review = Review.get(package.id)
    teams = states.STATES[review.state if review else states.INITIAL].read_by
    wanted = {side for side in rules.SIDES if side in teams | {states.PRODUSEN} and audience in (rules.SHARED, side)}
    group = sa.or_(
        sa.and_(model.Group.type == membership.TEAM_TYPE, model.Group.name.in_(wanted - {states.PRODUSEN})),
        model.Group.id == (package.owner_org if states.PRODUSEN in wanted else None),
    )
    found: dict[str, list[model.User]] = {side: [] for side in rules.SIDES if side in wanted}
    for user, kind, name in model.Session.execute(_members().where(group)).tuples():
        found[name if kind == membership.TEAM_TYPE else states.PRODUSEN].append(user)
    return {side: users for side, users in found.items() if users}


def named(package: model.Package, audience: str, text: str) -> list[str]:
    """Ids of the people that a text names.

    :raises ValidationError: it names somebody who may not read the note, or nobody at all
    """
    names = rules.mentions(text)
    if not names:
        return []
    known = {user.name: user.id for users in readers(package, audience).values() for user in users}
    if unknown := [name for name in names if name not in known]:
        raise tk.ValidationError({"text": [tk._(NOBODY_CALLED).format(names=_listed(unknown))]})
    return [known[name] for name in names]


def still_readers(package: model.Package, audience: str, ids: Iterable[str]) -> list[model.User]:
    """Those of some people who may still read a note, for the mail that comes a little later."""
    wanted = set(ids)
    people = {user.id: user for users in readers(package, audience).values() for user in users}
    return [user for id_, user in people.items() if id_ in wanted]


def _members() -> sa.Select:
    """Active people with the kind and the name of a group that they belong to, each once."""
    return (
        sa.select(model.User, model.Group.type, model.Group.name)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(
            model.Member.state == "active",
            model.Group.state == "active",
            model.User.state == "active",
        )
        .distinct()
        .order_by(model.User.name)
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"@{name}" for name in names)
