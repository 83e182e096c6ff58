"""Working time: what is added can be measured again, and nothing is ever due while the offices are closed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.sop.domain.working_time import WIB, Calendar, NoSuchTime, read_days, read_periods, read_week

WEEK = "sen-kam 07:30-12:00 13:00-16:00; jum 07:30-11:30 13:00-16:30"
CALENDAR = Calendar(read_week(WEEK))
RAMADAN = Calendar(
    read_week(WEEK),
    periods=read_periods(["2026-02-18..2026-03-19 sen-kam 08:00-12:00 12:30-15:00; jum 08:00-11:30 12:30-15:30"]),
)

moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 12, 1), timezones=st.sampled_from([WIB, timezone.utc]))
calendars = st.sampled_from([CALENDAR, RAMADAN])
spans = st.integers(1, 60 * 24 * 15).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def works(calendar: Calendar, moment: datetime) -> bool:
    here = moment.astimezone(WIB)
    return any(begin <= here.time() <= end for begin, end in calendar.spans(here.date()))


@settings(deadline=None)
@given(calendars, moments, spans)
def test_what_is_added_is_measured_again(calendar, moment, span):
    assert calendar.between(moment, calendar.add(moment, span)) == span


@settings(deadline=None)
@given(calendars, moments, spans, st.integers(0, 40))
def test_nothing_is_due_while_the_offices_are_closed(calendar, moment, span, days):
    assert works(calendar, calendar.add(moment, span))
    assert works(calendar, calendar.add_days(moment, days))


@settings(deadline=None)
@given(calendars, moments, st.integers(0, 40))
def test_days_that_are_added_are_counted_again(calendar, moment, days):
    assert calendar.days_between(moment, calendar.add_days(moment, days)) == days


@settings(deadline=None)
@given(calendars, moments, spans, spans)
def test_spans_add_up(calendar, moment, first, second):
    assert calendar.add(calendar.add(moment, first), second) == calendar.add(moment, first + second)


@settings(deadline=None)
@given(calendars, moments, moments)
def test_backwards_is_the_negative(calendar, first, last):
    assert calendar.between(first, last) == -calendar.between(last, first)


@settings(deadline=None)
@given(calendars, moments, st.integers(0, 20), st.integers(1, 20))
def test_later_is_later(calendar, moment, days, more):
    assert calendar.add_days(moment, days) < calendar.add_days(moment, days + more)


def test_the_week_has_the_hours_of_perpres_21_2023():
    monday = at("2026-11-02 00:00")
    assert CALENDAR.between(monday, monday + timedelta(days=7)) == timedelta(hours=37, minutes=30)


@pytest.mark.parametrize(
    ("begin", "minutes", "end"),
    [
        ("2026-11-24 08:00", 180, "2026-11-24 11:00"),
        ("2026-11-24 11:00", 120, "2026-11-24 14:00"),  # over the break
        ("2026-11-24 15:00", 60, "2026-11-24 16:00"),  # ends when the office closes, not when it opens again
        ("2026-11-24 15:00", 61, "2026-11-25 07:31"),
        ("2026-11-27 16:00", 60, "2026-11-30 08:00"),  # over the weekend
        ("2026-11-28 03:00", 60, "2026-11-30 08:30"),  # handed in on a Saturday night
        ("2026-12-31 15:30", 60, "2027-01-04 08:00"),  # New Year's Day and a weekend
        ("2026-08-14 16:00", 60, "2026-08-18 08:00"),  # a long weekend: the 17th of August is a Monday
        ("2026-03-17 15:30", 60, "2026-03-25 08:00"),  # Nyepi and Lebaran with all their cuti bersama
        ("2026-05-13 15:30", 60, "2026-05-18 08:00"),  # Ascension, cuti bersama on the Friday, weekend
    ],
)
def test_hours_over_breaks_weekends_and_holidays(begin, minutes, end):
    assert CALENDAR.add(at(begin), timedelta(minutes=minutes)) == at(end)


@pytest.mark.parametrize(
    ("begin", "days", "end"),
    [
        ("2026-11-24 10:00", 1, "2026-11-25 10:00"),
        ("2026-11-24 07:30", 1, "2026-11-24 16:00"),  # a whole day
        ("2026-11-24 12:30", 1, "2026-11-25 12:00"),  # in the break, the morning is over
        ("2026-11-27 15:30", 1, "2026-11-30 15:00"),  # as much of the Monday as of the Friday
        ("2026-11-28 09:00", 5, "2026-12-04 16:30"),  # Saturday: the whole week after it
        ("2026-12-30 10:00", 2, "2027-01-04 10:00"),
        ("2026-03-17 09:00", 1, "2026-03-25 09:00"),
    ],
)
def test_days(begin, days, end):
    assert CALENDAR.add_days(at(begin), days) == at(end)


def test_hours_of_a_ramadan_hold_on_its_days_only():
    assert RAMADAN.add(at("2026-03-16 14:00"), timedelta(hours=2)) == at("2026-03-17 09:00")
    assert RAMADAN.add(at("2026-04-06 14:00"), timedelta(hours=2)) == at("2026-04-06 16:00")
    # a day of seven hours and a half that is followed by a shorter one ends with it
    assert RAMADAN.add_days(at("2026-02-13 16:00"), 2) == at("2026-02-19 15:00")


def test_days_the_ministers_decide_later():
    free = Calendar(read_week(WEEK), free=read_days(["2026-11-25"]))
    assert free.add_days(at("2026-11-24 10:00"), 1) == at("2026-11-26 10:00")
    worked = Calendar(read_week(WEEK), worked=read_days(["2026-12-24"]))
    assert CALENDAR.add_days(at("2026-12-23 10:00"), 1) == at("2026-12-28 10:00")
    assert worked.add_days(at("2026-12-23 10:00"), 1) == at("2026-12-24 10:00")


def test_the_portal_counts_in_wib():
    utc = datetime(2026, 11, 24, 1, 0, tzinfo=timezone.utc)
    assert CALENDAR.add(utc, timedelta(hours=3)) == at("2026-11-24 11:00")
    assert CALENDAR.add(utc, timedelta(hours=3)).utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sen",
        "mon 07:30-12:00",
        "kam-sen 07:30-12:00",
        "sen 12:00-07:30",
        "sen 7.30-12",
        "sen 07:30-12:00 11:00-13:00",
    ],
)
def test_hours_that_cannot_be_meant_are_refused(text):
    with pytest.raises(NoSuchTime):
        read_week(text)


@pytest.mark.parametrize("text", ["24-11-2026", "2026-11-31", "besok"])
def test_days_that_are_none_are_refused(text):
    with pytest.raises(NoSuchTime):
        read_days([text])


def test_periods_that_end_before_they_begin_are_refused():
    with pytest.raises(NoSuchTime):
        read_periods(["2026-03-19..2026-02-18 sen 08:00-12:00"])


def test_a_calendar_without_work_says_so_instead_of_counting_for_ever():
    with pytest.raises(NoSuchTime):
        Calendar(((),) * 7).add(at("2026-01-05 08:00"), timedelta(minutes=5))
