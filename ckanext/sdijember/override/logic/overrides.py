"""Decisions for which duties were not separated: how they are listed, and how a second person approves one."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.logic.transaction import transaction
from ...log import model as log
from ...review.logic import dictize
from ...review.logic import facts as cases
from ...review.model import membership
from ...review.model.review import Review
from .. import model as store
from ..domain import override as rules
from ..model import Overridden


def offices_seen(user: model.User) -> set[str] | None:
    """Ids of the offices whose overrides a person sees; ``None`` for all of them."""
    return None if rules.role_of(membership.teams_of(user.id)) else set(membership.offices_of(user.id))


def as_dict(found: Overridden, user_id: str, teams: frozenset[str]) -> dict[str, Any]:
    """An override as the actions return it to one person."""
    event, office = found.event, found.office
    rule, reason = (event.data["override"][key] for key in ("rule", "reason"))
    return {
        "id": event.id,
        "package_id": event.package_id,
        "name": event.data.get("name", ""),
        "title": event.data.get("title") or event.data.get("name", ""),
        "organization": {"id": office.id, "name": office.name, "title": office.title} if office else None,
        "action": event.action,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "actor_role": event.actor_role,
        "created": dictize.event_dict(event)["created"],
        "rule": tk._(rule),
        "reason": reason,
        "approved": _approval(found.approval),
        "may_approve": rules.may_approve(_case(found, user_id, teams)),
    }


def approve(context: Context, event_id: int, note: str) -> Overridden:
    """Write the approval into the log, under the lock of the review's row.

    :raises ValidationError: it is approved already, or this is not a second person
    """
    actor, found = cases.actor_of(context), store.find(event_id)
    assert actor and found
    with transaction():
        review = Review.lock(found.event.package_id)
        teams = membership.teams_of(actor.id)
        found = store.find(event_id)
        assert found
        if refused := rules.refusal(_case(found, actor.id, teams)):
            raise tk.ValidationError({"duty": [tk._(refused)]})
        decided = found.event
        log.append(
            package_id=decided.package_id,
            action=rules.APPROVE,
            from_state=review.state,
            to_state=review.state,
            actor_id=actor.id,
            actor_name=actor.display_name,
            actor_role=rules.role_of(teams) or "",
            note=note,
            data={"event": decided.id, "name": decided.data.get("name", ""), "title": decided.data.get("title", "")},
        )
    found = store.find(event_id)
    assert found
    return found


def _case(found: Overridden, user_id: str, teams: frozenset[str]) -> rules.Case:
    return rules.Case(found.event.actor_id, found.submitted_by, found.approval is not None, user_id, teams)


def _approval(event: log.ReviewEvent | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "actor_role": event.actor_role,
        "note": event.note,
        "created": dictize.event_dict(event)["created"],
    }
