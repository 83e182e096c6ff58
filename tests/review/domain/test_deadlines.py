"""The clock: whose norm runs in which state, how late is late, and which reminder is due."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ckanext.sdijember.review.domain import deadlines, transitions
from ckanext.sdijember.review.domain.deadlines import OVERDUE, SOON, Rules, Standing, read_norm
from ckanext.sdijember.sop.domain.steps import Norm, sop
from ckanext.sdijember.sop.domain.working_time import WIB, Calendar, NoSuchTime, read_week

CALENDAR = Calendar(read_week("sen-kam 07:30-12:00 13:00-16:00; jum 07:30-11:30 13:00-16:30"))
RULES = Rules(CALENDAR, Norm(1, "jam"), (Norm(0, "menit"), Norm(1, "hari"), Norm(3, "hari")))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def test_each_state_with_somebody_to_wait_for_has_the_norm_of_its_step():
    norms = {state: deadlines.norm_of(state) for state in transitions.STATES}
    assert {state: norm for state, norm in norms.items() if norm} == {
        "submitted": sop().step(18).norm,
        "verified": sop().step(19).norm,
        "recommended": sop().step(20).norm,
        "returned": sop().step(16).norm,
    }


@pytest.mark.parametrize(
    ("state", "entered", "due"),
    [
        ("submitted", "2026-11-24 08:00", "2026-11-24 11:00"),
        ("verified", "2026-11-27 15:30", "2026-11-30 09:30"),
        ("recommended", "2026-11-24 15:30", "2026-11-25 08:00"),
        ("returned", "2026-11-28 12:00", "2026-11-30 09:30"),
    ],
)
def test_the_norm_begins_when_the_state_is_entered(state, entered, due):
    assert deadlines.due(state, at(entered), CALENDAR) == at(due)


@pytest.mark.parametrize("state", ["draft", "published", "merged", "withdrawn"])
def test_where_nobody_is_waited_for_nothing_is_due(state):
    assert deadlines.due(state, at("2026-11-24 08:00"), CALENDAR) is None


def test_until_an_announced_moment_nobody_is_waited_for():
    due = deadlines.due("recommended", at("2026-11-24 08:00"), CALENDAR, publish_at=at("2026-12-01 08:00"))
    assert due == at("2026-12-01 09:00")


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("2026-11-23 10:00", Standing("on_time", 1, "hari")),
        ("2026-11-24 08:00", Standing("on_time", 3, "jam")),
        ("2026-11-24 09:59", Standing("on_time", 1, "jam")),
        ("2026-11-24 10:00", Standing(SOON, 1, "jam")),
        ("2026-11-24 10:45", Standing(SOON, 15, "menit")),
        ("2026-11-24 11:00", Standing(SOON, 0, "menit")),
        ("2026-11-24 11:30", Standing(OVERDUE, 30, "menit")),
        ("2026-11-24 15:00", Standing(OVERDUE, 3, "jam")),
        ("2026-11-25 10:59", Standing(OVERDUE, 7, "jam")),
        ("2026-11-25 11:00", Standing(OVERDUE, 1, "hari")),
        ("2026-12-01 11:00", Standing(OVERDUE, 5, "hari")),
    ],
)
def test_how_a_dataset_stands(now, standing):
    assert deadlines.standing(at("2026-11-24 11:00"), at(now), RULES) == standing


@pytest.mark.parametrize(
    ("now", "reminder"),
    [
        ("2026-11-24 10:59", 0),
        ("2026-11-24 11:00", 1),
        ("2026-11-25 10:59", 1),
        ("2026-11-25 11:00", 2),
        ("2026-11-27 10:59", 2),
        ("2026-11-27 11:00", 3),
        ("2027-11-27 11:00", 3),
    ],
)
def test_which_reminder_is_due(now, reminder):
    assert deadlines.reminder_due(at("2026-11-24 11:00"), at(now), RULES) == reminder


def test_reminders_wait_for_working_days():
    due = at("2026-03-17 16:00")  # the eve of Nyepi and Lebaran
    assert deadlines.reminder_due(due, at("2026-03-25 10:00"), RULES) == 1
    assert deadlines.reminder_due(due, at("2026-03-25 16:00"), RULES) == 2


def test_the_time_of_each_team_is_counted_while_it_has_the_ball():
    history = [
        (at("2026-11-23 08:00"), "draft"),
        (at("2026-11-23 10:00"), "submitted"),
        (at("2026-11-23 11:00"), "returned"),
        (at("2026-11-23 15:00"), "submitted"),
        (at("2026-11-24 08:30"), "verified"),
        (at("2026-11-24 09:00"), "recommended"),
        (at("2026-11-24 10:00"), "published"),
    ]
    spent = deadlines.time_spent(history, at("2026-11-24 11:00"), CALENDAR)
    assert spent == {
        transitions.PRODUSEN: timedelta(hours=5),
        transitions.WALIDATA: timedelta(hours=4),
        transitions.PEMBINA: timedelta(minutes=30),
        transitions.PUBLIC: timedelta(hours=1),
    }


def test_what_is_noted_without_a_change_of_state_changes_no_sum():
    history = [(at("2026-11-23 08:00"), "submitted"), (at("2026-11-23 10:00"), "verified")]
    noted = [history[0], (at("2026-11-23 09:00"), "submitted"), history[1]]
    until = at("2026-11-23 15:00")
    assert deadlines.time_spent(noted, until, CALENDAR) == deadlines.time_spent(history, until, CALENDAR)


@pytest.mark.parametrize(
    ("text", "norm"), [("30 menit", Norm(30, "menit")), ("2jam", Norm(2, "jam")), (" 1 minggu ", Norm(1, "minggu"))]
)
def test_a_span_as_the_settings_write_it(text, norm):
    assert read_norm(text) == norm


@pytest.mark.parametrize("text", ["", "1", "satu hari", "1 day", "-1 jam", "1,5 jam"])
def test_a_span_that_is_none_is_refused(text):
    with pytest.raises(NoSuchTime):
        read_norm(text)


def test_a_week_is_five_working_days():
    assert deadlines.after(at("2026-11-23 10:00"), Norm(1, "minggu"), CALENDAR) == at("2026-11-30 10:00")
