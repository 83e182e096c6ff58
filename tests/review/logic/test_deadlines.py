"""Due times are written with the transition, and counted anew when the settings change."""

from __future__ import annotations

import datetime

import pytest

from ckanext.sdijember.review.domain import deadlines as review_deadlines
from ckanext.sdijember.review.logic import deadlines as deadline
from ckanext.sdijember.review.logic.deadlines import clock
from ckanext.sdijember.review.model.review import Review
from tests.clockwork import in_an_hour, late
from tests.factories import WAYS


@pytest.mark.parametrize("state", list(WAYS))
def test_each_state_is_due_when_its_norm_is_used_up(portal, state):
    dataset = portal.bring_to(state)
    review = Review.get(dataset["id"])
    assert review.due_at == review_deadlines.due(state, review.changed, clock().calendar)
    assert (review.due_at is not None) == (state in {"submitted", "verified", "recommended", "returned"})
    assert portal.take(dataset["id"], "show", "editor")["due_at"] == (
        review.due_at.astimezone(datetime.timezone.utc).isoformat(timespec="seconds") if review.due_at else None
    )


def test_a_chosen_moment_of_publication_moves_the_due_time(portal):
    dataset = portal.bring_to("recommended")
    before = Review.get(dataset["id"]).due_at
    late(dataset["id"])
    moment = datetime.datetime.fromisoformat("2030-01-02T01:00:00+00:00")
    portal.take(dataset["id"], "schedule", "walidata", publish_at=moment.isoformat())
    review = Review.get(dataset["id"])
    assert review.due_at == review_deadlines.due("recommended", moment, clock().calendar) > before
    portal.take(dataset["id"], "unschedule", "walidata", note="Rapat dibatalkan.")
    assert Review.get(dataset["id"]).due_at == before


def test_reminders_begin_anew_with_each_transition(portal):
    dataset = portal.bring_to("submitted")
    review = Review.get(dataset["id"])
    review.reminded = 3
    portal.take(dataset["id"], "verify", "walidata")
    assert Review.get(dataset["id"]).reminded == 0


@pytest.mark.ckan_config("ckanext.sdijember.clock.hours", "sen-min 00:00-23:59")
def test_other_hours_hold_from_the_next_transition_on(portal):
    dataset = portal.bring_to("submitted")
    review = Review.get(dataset["id"])
    assert datetime.timedelta(hours=3) <= review.due_at - review.changed <= datetime.timedelta(hours=3, minutes=2)


def test_recomputation_touches_what_runs_and_only_that(portal):
    running, public = portal.bring_to("submitted"), portal.bring_to("published")
    right = Review.get(running["id"]).due_at
    late(running["id"])
    assert deadline.recompute() == (1, 1)
    assert Review.get(running["id"]).due_at == right
    assert Review.get(public["id"]).due_at is None
    assert deadline.recompute() == (1, 0)


def test_recomputation_forgets_no_reminder_that_was_sent_unless_there_is_time_again(portal):
    dataset = portal.bring_to("recommended")
    review = Review.get(dataset["id"])
    review.reminded, review.due_at = 2, datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    review.changed = datetime.datetime(2021, 1, 1, tzinfo=datetime.timezone.utc)
    assert deadline.start(review)
    assert review.reminded == 2
    review.publish_at = datetime.datetime.fromisoformat(in_an_hour())
    assert deadline.start(review)
    assert review.reminded == 0
