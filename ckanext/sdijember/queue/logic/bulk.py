"""One decision on many datasets: each a transition of its own, by every rule, with its outcome in words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.logic.wording import flat, person
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.model.review import Review

logger = logging.getLogger(__name__)

#: Decisions that may be taken on many datasets: those that need nothing said about each.
ACTIONS = ("verify", "publish")
#: How many at once; each is a transition with its checks, and whoever sends the form waits for the answer.
MOST = 50

DONE, SKIPPED, REFUSED, FAILED = "done", "skipped", "refused", "failed"

GONE = rules.N_("This dataset is not, or no longer, under your review.")
WITH_COLLEAGUE = rules.N_("Left alone: {person} works on it.")
BROKEN = rules.N_("Not done, because the portal could not finish it. Nothing was changed; try again later.")
NOT_TRIED = rules.N_("Not tried, because the portal could not finish the one before.")


def decide(context: Context, action: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take every item through ``action``; one that is refused keeps none of the others.

    :param items: dicts of ``id`` and ``version`` (that the person saw)
    :returns: for each item ``id``, ``title`` (of what the person may read), ``outcome`` (done, skipped, refused,
        failed) and ``message``
    """
    return list(_each(context, action, items))


def _each(context: Context, action: str, items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    broken = False
    for item in items:
        title, found = item["id"], (FAILED, tk._(NOT_TRIED))
        try:
            title = _title(context, item["id"])
            if not broken:
                found = _one(context, action, item)
        except (tk.ObjectNotFound, tk.NotAuthorized):
            found = REFUSED, tk._(GONE)
        except Exception:
            # a service is down: what is done stays done, the rest is not tried
            logger.exception("Could not %s %s", action, item["id"])
            model.Session.rollback()
            broken, found = True, (FAILED, tk._(BROKEN))
        yield {"id": item["id"], "title": title, "outcome": found[0], "message": found[1]}


def _one(context: Context, action: str, item: dict[str, Any]) -> tuple[str, str]:
    package = cases.package_of(item["id"])
    review, actor = Review.get(package.id), cases.actor_of(context)
    if review and actor and review.claimed_by not in (None, actor.id):
        return SKIPPED, tk._(WITH_COLLEAGUE).format(person=person(review.claimed_by))
    try:
        tk.get_action(f"sdijember_review_{action}")(tk.fresh_context(context), {**item, "id": package.id})
    except tk.ValidationError as error:
        return REFUSED, " ".join(flat(error.error_dict))
    label = next(line.label for line in rules.TRANSITIONS if line.action == action)
    return DONE, tk._("Done: {decision}").format(decision=tk._(label))


def _title(context: Context, package_id: str) -> str:
    """What the dataset is called, for somebody who may read its review.

    :raises ObjectNotFound, NotAuthorized: there is nothing to read for this person
    """
    package = cases.package_of(package_id)
    tk.check_access("sdijember_review_show", tk.fresh_context(context), {"id": package.id})
    return package.title or package.name
