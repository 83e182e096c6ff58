"""Who works on a review: coordination within a team, never a lock (SOP steps 18–20)."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.logic.wording import person
from ...review.domain import ownership
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.logic.beside import remark
from ...review.model import membership
from ...review.model.review import Review

NOT_WITH_YOU = rules.N_("This dataset is not, or no longer, with your team.")
HELD = rules.N_("{person} works on this dataset already. Take it over if you have agreed on that.")
NOT_YOURS = rules.N_("{person} works on this dataset, not you.")
NO_COLLEAGUE = rules.N_("“{name}” is no member of the team that has the dataset now.")
CANNOT_DECIDE = rules.N_("{person} cannot decide on this dataset, because duties are separate.")


def claim(context: Context, package_id: str, take_over: bool, note: str) -> None:
    """Say that one works on a dataset. Taking it over from a colleague stands in the log.

    :raises NotAuthorized: the dataset is not with a team of the person
    :raises ValidationError: a colleague works on it, and it is not to be taken over
    """
    review, package, actor = _held(context, package_id)
    holder = review.claimed_by
    if holder == actor.id:
        model.Session.rollback()
        return
    if holder and not take_over:
        raise _refused("claimed_by", HELD, person=person(holder))
    _hand(review, actor.id)
    if holder:
        remark(
            package,
            review,
            "take_over",
            actor,
            role=review.rule.owner,
            note=note,
            data={"from": holder, "to": actor.id},
        )
    model.Session.commit()


def release(context: Context, package_id: str) -> None:
    """Put a dataset back for the colleagues; nothing happens if nobody works on it.

    :raises NotAuthorized: the dataset is not with a team of the person
    :raises ValidationError: it is a colleague who works on it
    """
    review, _, actor = _held(context, package_id)
    if review.claimed_by and review.claimed_by != actor.id:
        raise _refused("claimed_by", NOT_YOURS, person=person(review.claimed_by))
    review.claimed_by = review.claimed_at = None
    model.Session.commit()


def assign(context: Context, package_id: str, to: str, note: str) -> None:
    """Give a dataset to a member of the team that has it; stands in the log.

    :param to: id or name of the member
    :raises NotAuthorized: the dataset is not with a team of the person
    :raises ValidationError: the other is no member, or could not decide on it
    """
    review, package, actor = _held(context, package_id)
    chosen = next((user for user in colleagues(review) if to in (user.id, user.name)), None)
    if chosen is None:
        raise _refused("assignee", NO_COLLEAGUE, name=to)
    if not ownership.leads_on(cases.case_of(chosen, package, review)):
        raise _refused("assignee", CANNOT_DECIDE, person=chosen.display_name)
    if review.claimed_by == chosen.id:
        model.Session.rollback()
        return
    holder = review.claimed_by
    _hand(review, chosen.id)
    remark(
        package,
        review,
        "assign",
        actor,
        role=review.rule.owner,
        note=note,
        data={"from": holder, "to": chosen.id, "to_name": chosen.display_name},
    )
    model.Session.commit()


def colleagues(review: Review) -> list[model.User]:
    """Members of the team that has the dataset; nobody where it is with a producer or public."""
    owner = review.rule.owner
    if owner not in ownership.REVIEWERS:
        return []
    return list(model.Session.scalars(membership.members_of(owner)))


def _held(context: Context, package_id: str) -> tuple[Review, model.Package, model.User]:
    """The locked review, for somebody of the team that has it."""
    review = Review.lock(package_id)
    package = cases.package_of(package_id)
    actor = cases.actor_of(context)
    if actor is None or not ownership.works_on(cases.case_of(actor, package, review)):
        raise tk.NotAuthorized(tk._(NOT_WITH_YOU))
    return review, package, actor


def _hand(review: Review, user_id: str) -> None:
    review.claimed_by, review.claimed_at = user_id, datetime.datetime.now(datetime.timezone.utc)


def _refused(field: str, message: str, **params: str) -> tk.ValidationError:
    model.Session.rollback()
    return tk.ValidationError({field: [tk._(message).format(**params)]})
