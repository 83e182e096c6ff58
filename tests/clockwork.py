"""Moving the clock of a dataset in the tests: as if it had come to its state earlier."""

from __future__ import annotations

import datetime

from ckan import model

from ckanext.sdijember.review.logic.deadlines import clock
from ckanext.sdijember.review.model.review import Review


def late(package_id: str, days: int = 0) -> None:
    """Let a dataset be late by so many working days and a little more, whatever day it is today."""
    calendar, now = clock().calendar, datetime.datetime.now(datetime.timezone.utc)
    moment = now - datetime.timedelta(minutes=5)
    while calendar.next_open(moment) != moment or calendar.days_between(moment, now) < days:
        moment -= datetime.timedelta(minutes=5)
    due_at(package_id, moment)


def due_at(package_id: str, moment: datetime.datetime) -> None:
    """Let a dataset be due at a moment."""
    review = Review.get(package_id)
    assert review
    review.due_at = moment
    model.Session.commit()


def publish_since(package_id: str, **late: float) -> None:
    """Let the chosen moment of publication have come."""
    review = Review.get(package_id)
    assert review
    review.publish_at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**late)
    model.Session.commit()


def in_an_hour() -> str:
    """A moment that is still to come, ISO 8601."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).isoformat()
