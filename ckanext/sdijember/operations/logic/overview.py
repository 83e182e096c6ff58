"""What a system administrator wants to see at a glance: teams, settings, health."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ... import config
from ...log import model as log
from ...override import model as override
from ...review.domain import transitions as rules
from ...review.model import membership
from ...review.model.review import Review


def teams() -> list[dict[str, Any]]:
    """Every team in the order of the table, with its members; ``id`` is ``None`` where the group is missing.

    :returns: dicts of ``name``, ``id``, ``title`` and ``members`` (``id``, ``name``, ``display_name``)
    """
    groups = {group.name: group for group in model.Session.scalars(_groups())}
    people: dict[str, list[dict[str, str]]] = {}
    for group_id, user in model.Session.execute(_members(group.id for group in groups.values())).tuples():
        member = {"id": user.id, "name": user.name, "display_name": user.display_name}
        people.setdefault(group_id, []).append(member)
    found = []
    for name in rules.TEAMS:
        group = groups.get(name)
        found.append(
            {
                "name": name,
                "id": group.id if group else None,
                "title": (group.title or group.name) if group else name,
                "members": people.get(group.id, []) if group else [],
            }
        )
    return found


def settings() -> list[dict[str, Any]]:
    """Options of the extension with their effective values.

    :returns: dicts of ``key``, ``value``, ``default`` and ``description``
    """
    return config.effective()


def health() -> dict[str, Any]:
    """Number of datasets per state, exceptions to be approved, and whether the log of decisions is what was written.

    :returns: ``overrides`` (number not yet approved by a second person),
        ``states`` (every state of the table → number) and ``log`` (``ok``, ``count``, ``broken_at``, ``reason``)
    """
    query = (
        sa.select(Review.state, sa.func.count())
        .join(model.Package, model.Package.id == Review.package_id)
        .where(model.Package.state != model.State.DELETED)
        .group_by(Review.state)
    )
    counted = dict(model.Session.execute(query).tuples().all())
    verdict = log.verify_chain()
    return {
        "overrides": override.count(None, only_open=True),
        "states": {state: counted.get(state, 0) for state in rules.STATES},
        "log": {
            "ok": verdict.ok,
            "count": verdict.count,
            "broken_at": verdict.broken_at,
            "reason": verdict.reason,
        },
    }


def _groups() -> sa.Select:
    return sa.select(model.Group).where(
        model.Group.type == membership.TEAM_TYPE, model.Group.name.in_(rules.TEAMS), model.Group.state == "active"
    )


def _members(group_ids: Any) -> sa.Select:
    return (
        sa.select(model.Member.group_id, model.User)
        .join(model.User, model.User.id == model.Member.table_id)
        .where(
            model.Member.group_id.in_(list(group_ids)),
            model.Member.table_name == "user",
            model.Member.state == "active",
            model.User.state == "active",
        )
        .order_by(model.User.fullname, model.User.name)
    )
