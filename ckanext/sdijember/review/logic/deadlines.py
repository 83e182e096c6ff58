"""Until when the ball should move on, written beside the state; SOP steps 16 and 18–20."""

from __future__ import annotations

import datetime
from functools import cache

import sqlalchemy as sa
from ckan import model
from ckan.exceptions import CkanConfigurationException

from ... import config
from ...sop.domain import working_time
from ..domain import deadlines as rules
from ..domain import transitions
from ..model.review import Review


def start(review: Review) -> bool:
    """Set the due time of a review that has just moved, or whose clock is set differently now.

    What was sent stays sent, unless there is time again.

    :returns: whether the due time is another than before
    """
    due = rules.due(review.state, review.changed, clock().calendar, review.publish_at)
    if due == review.due_at:
        return False
    review.due_at = due
    if due is None or due > datetime.datetime.now(datetime.timezone.utc):
        review.reminded = 0
    return True


def recompute() -> tuple[int, int]:
    """Count anew for every review whose clock runs, one transaction each.

    :returns: how many there are, and how many have another due time now
    """
    running = [name for name in transitions.STATES if rules.norm_of(name)]
    query = sa.select(Review.package_id).where(sa.or_(Review.state.in_(running), Review.due_at.is_not(None)))
    ids, changed = list(model.Session.scalars(query.order_by(Review.package_id))), 0
    for package_id in ids:
        changed += start(Review.lock(package_id))
        model.Session.commit()
    return len(ids), changed


def clock() -> rules.Rules:
    """How the clock of the SOP is set.

    :raises CkanConfigurationException: an option is not written as it must be
    """
    return _clock(*config.clock_texts())


@cache
def _clock(hours: str, special: str, free: str, worked: str, soon: str, *reminders: str) -> rules.Rules:
    try:
        first, second, escalation = (rules.read_norm(reminder) for reminder in reminders)
        calendar = working_time.Calendar(
            working_time.read_week(hours),
            working_time.read_days(free.split()),
            working_time.read_days(worked.split()),
            working_time.read_periods(special.replace("|", "\n").splitlines()),
        )
        return rules.Rules(calendar, rules.read_norm(soon), (first, second, escalation))
    except working_time.NoSuchTime as error:
        raise CkanConfigurationException(f"ckanext.sdijember.clock.*: cannot understand “{error}”") from error
