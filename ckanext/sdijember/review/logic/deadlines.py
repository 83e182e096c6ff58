"""Until when the ball should move on, written beside the state; SOP steps 16 and 18–20."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from ckan import model

from ..domain import deadlines
from ..domain import transitions as rules
from ..model.review import Review
from . import clock_settings


def start(review: Review) -> bool:
    """Set the due time of a review that has just moved, or whose clock is set differently now.

    What was sent stays sent, unless there is time again.

    :returns: whether the due time is another than before
    """
    due = deadlines.due(review.state, review.changed, clock_settings.clock().calendar, review.publish_at)
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
    running = [name for name in rules.STATES if deadlines.norm_of(name)]
    query = sa.select(Review.package_id).where(sa.or_(Review.state.in_(running), Review.due_at.is_not(None)))
    ids, changed = list(model.Session.scalars(query.order_by(Review.package_id))), 0
    for package_id in ids:
        changed += start(Review.lock(package_id))
        model.Session.commit()
    return len(ids), changed
