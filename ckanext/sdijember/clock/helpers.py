"""Due times in words: how much working time is left, or by how much something is late; and who works on it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import ckan.plugins.toolkit as tk

from ..kernel.domain.findings import P_
from ..queue.logic import claim
from ..review.domain import deadlines, ownership
from ..review.domain.transitions import ACTIONS, STATES
from ..review.logic.deadlines import clock
from ..review.model.review import Review
from ..sop.domain.steps import sop
from .logic import schedule

_WORDS = {
    (False, "menit"): P_("{number} working minute left", "{number} working minutes left"),
    (False, "jam"): P_("{number} working hour left", "{number} working hours left"),
    (False, "hari"): P_("{number} working day left", "{number} working days left"),
    (True, "menit"): P_("{number} working minute late", "{number} working minutes late"),
    (True, "jam"): P_("{number} working hour late", "{number} working hours late"),
    (True, "hari"): P_("{number} working day late", "{number} working days late"),
}


def sdijember_due(due_at: str | datetime | None) -> dict[str, Any] | None:
    """A due time in words.

    :param due_at: the moment, ISO 8601 or ``datetime``
    :returns: ``level`` (on_time, soon, overdue), ``text`` such as ``2 working hours left``, ``moment`` (in WIB);
        ``None`` if nothing is due
    """
    moment = datetime.fromisoformat(due_at) if isinstance(due_at, str) and due_at else due_at
    if not isinstance(moment, datetime):
        return None
    found = deadlines.standing(moment, datetime.now(timezone.utc), clock())
    return {"level": found.level, "text": _said(found), "moment": tk.h.sdijember_moment(moment)}


def sdijember_norm(state: str) -> str:
    """The norm that the SOP gives for a state, such as ``3 jam kerja (langkah 18)``; empty where there is none."""
    norm = deadlines.norm_of(state)
    if norm is None:
        return ""
    unit = sop().units[norm.unit][_language()]
    return tk._("{amount} {unit} of work (SOP step {step})").format(
        amount=norm.amount, unit=unit, step=STATES[state].sop_step
    )


def sdijember_last_move(review: dict[str, Any]) -> dict[str, Any] | None:
    """The last decision on a dataset; what else the log holds is no move.

    :param review: what ``sdijember_review_show`` returned, with its events
    """
    return next((event for event in reversed(review.get("events", [])) if event["action"] in ACTIONS), None)


def sdijember_announced(review: dict[str, Any]) -> str:
    """The day that the public page announces for the release that this revision is; empty if there is none.

    :param review: what ``sdijember_review_show`` returned
    """
    announced = schedule.announced_day(review["revision_of"]) if review["owner"] in ownership.REVIEWERS else None
    return announced.isoformat() if announced else ""


def sdijember_publish_missed(publish_at: str | None) -> bool:
    """Whether the chosen moment of publication of something unpublished has passed."""
    return bool(publish_at) and datetime.fromisoformat(publish_at or "") <= datetime.now(timezone.utc)


def sdijember_colleagues(review: dict[str, Any]) -> list[dict[str, str]]:
    """Members of the team that has a dataset, without who works on it already.

    :param review: what ``sdijember_review_show`` returned
    :returns: dicts of ``id`` and ``name``; empty unless the signed-in person belongs to that team
    """
    if review["owner"] not in tk.h.sdijember_my_teams():
        return []
    row = Review.get(review["package_id"])
    people = claim.colleagues(row) if row else []
    return [{"id": user.id, "name": user.display_name} for user in people if user.id != review["claimed_by"]]


def _said(found: deadlines.Standing) -> str:
    if found.amount == 0:
        return tk._("late") if found.level == deadlines.OVERDUE else tk._("due now")
    one, many = _WORDS[found.level == deadlines.OVERDUE, found.unit]
    return tk.ungettext(one, many, found.amount).format(number=found.amount)


def _language() -> str:
    return "id" if tk.h.lang() == "id" else "en"
