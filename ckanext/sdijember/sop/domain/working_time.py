"""Working time of the offices: working days, hours of the day, and moments measured in them.

Public holidays and *cuti bersama* come from the library ``holidays``; what the ministers decide later, and the hours of
a Ramadan, are given by whoever makes the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

#: The portal's time: Western Indonesia Time, without summer time.
WIB = ZoneInfo("Asia/Jakarta")

#: How the days of a week are written in the settings, Monday first.
DAYS = ("sen", "sel", "rab", "kam", "jum", "sab", "min")

#: A day without hours longer than this has no working day after it: the settings leave none.
_LONGEST_REST = timedelta(days=400)

#: From and to within a day.
Span = tuple[time, time]
#: Spans of the seven days, Monday first; none on a day without work.
Week = tuple[tuple[Span, ...], ...]


class NoSuchTime(ValueError):
    """Working hours or days are not written as they must be."""


@dataclass(frozen=True)
class Period:
    """Days, both included, on which other hours hold."""

    first: date
    last: date
    week: Week


@dataclass(frozen=True)
class Calendar:
    """When the offices work.

    ``free`` and ``worked`` are days that differ from the country's list of holidays: free besides it, worked in spite
    of it.
    """

    week: Week
    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    periods: tuple[Period, ...] = field(default=())

    def spans(self, day: date) -> tuple[Span, ...]:
        """Working hours of a day; none if nobody works."""
        if day in self.free or (day not in self.worked and day in _national()):
            return ()
        week = next((period.week for period in self.periods if period.first <= day <= period.last), self.week)
        return week[day.weekday()]

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """The moment at which ``working`` time has passed since ``moment``; always within working hours.

        Time that is used up when an office closes ends there, not when it opens again.
        """
        left, end = working, moment
        for begin, end in self._from(moment):
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise NoSuchTime(f"nobody ever works after {end}")

    def add_days(self, moment: datetime, days: int) -> datetime:
        """The same time of day, ``days`` working days later; on a shorter day at its end at the latest.

        A whole day that begins when the office opens ends when it closes on the same day.
        """
        begin = self.next_open(moment)
        if days == 0:
            return begin
        used = self.between(_midnight(begin), begin)
        ahead = self._working_days(begin.date())
        chosen = next(ahead)
        for _ in range(days if used else days - 1):
            chosen = next(ahead)
        wanted = used or self._length(chosen)
        return self.add(_midnight_of(chosen), min(wanted, self._length(chosen)))

    def between(self, first: datetime, last: datetime) -> timedelta:
        """Working time from one moment to the other; negative if ``last`` comes before ``first``."""
        if last < first:
            return -self.between(last, first)
        total = timedelta()
        first, last = first.astimezone(WIB), last.astimezone(WIB)
        day = first.date()
        while day <= last.date():
            for begin, end in self._moments(day):
                total += max(timedelta(), min(end, last) - max(begin, first))
            day += timedelta(days=1)
        return total

    def days_between(self, first: datetime, last: datetime) -> int:
        """Whole working days that have passed from one moment to the other, as ``add_days`` counts them."""
        begin, last = self.next_open(first), last.astimezone(WIB)
        touched = 0
        for day in self._working_days(begin.date()):
            if day > last.date():
                break
            touched += 1
        # the first and the last of them may not be whole
        passed = max(touched - 2, 0)
        while self.add_days(begin, passed + 1) <= last:
            passed += 1
        return passed

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself if somebody works then, or else when the offices open again."""
        begin, _ = next(self._from(moment))
        return begin

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of every span from a moment on."""
        moment = moment.astimezone(WIB)
        for day in self._working_days(moment.date()):
            for begin, end in self._moments(day):
                if end > moment:
                    yield max(begin, moment), end

    def _working_days(self, day: date) -> Iterator[date]:
        """Working days from a day on, the day itself included."""
        last = day
        while day - last < _LONGEST_REST:
            if self.spans(day):
                last = day
                yield day
            day += timedelta(days=1)
        raise NoSuchTime(f"nobody ever works after {last}")

    def _moments(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for begin, end in self.spans(day):
            yield datetime.combine(day, begin, WIB), datetime.combine(day, end, WIB)

    def _length(self, day: date) -> timedelta:
        return sum((end - begin for begin, end in self._moments(day)), timedelta())


@cache
def _national() -> holidays.HolidayBase:
    """Public holidays and cuti bersama of Indonesia; years are added when they are asked for."""
    return holidays.country_holidays("ID", categories=(holidays.PUBLIC, holidays.GOVERNMENT))


def _midnight(moment: datetime) -> datetime:
    return _midnight_of(moment.date())


def _midnight_of(day: date) -> datetime:
    return datetime.combine(day, time(), WIB)


def read_week(text: str) -> Week:
    """Working hours as the settings write them: ``sen-kam 07:30-12:00 13:00-16:00; jum 07:30-11:30``.

    :raises NoSuchTime: a day or an hour is not understood, hours overlap, or there is none at all
    """
    week: list[tuple[Span, ...]] = [()] * len(DAYS)
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, *hours = part.split()
        spans = tuple(_span(hour) for hour in hours)
        ends = [end for _, end in spans]
        if not spans or any(begin < end for (begin, _), end in zip(spans[1:], ends, strict=False)):
            raise NoSuchTime(part)
        for number in _days(days):
            week[number] = spans
    if not any(week):
        raise NoSuchTime(text)
    return tuple(week)


def read_days(words: Iterable[str]) -> frozenset[date]:
    """Days as the settings write them: ISO 8601.

    :raises NoSuchTime: one is no day
    """
    found = set()
    for word in words:
        try:
            found.add(date.fromisoformat(word))
        except ValueError as error:
            raise NoSuchTime(word) from error
    return frozenset(found)


def read_periods(lines: Iterable[str]) -> tuple[Period, ...]:
    """Other hours for some days: ``2026-02-18..2026-03-19 sen-kam 08:00-12:00 12:30-15:00; jum 08:00-11:30``.

    :raises NoSuchTime: a line is not understood
    """
    found = []
    for line in filter(None, (line.strip() for line in lines)):
        days, _, hours = line.partition(" ")
        first, _, last = days.partition("..")
        ((begin,), (end,)) = read_days([first]), read_days([last or first])
        if end < begin:
            raise NoSuchTime(line)
        found.append(Period(begin, end, read_week(hours)))
    return tuple(found)


def _days(text: str) -> range:
    first, _, last = text.lower().partition("-")
    if first not in DAYS or (last or first) not in DAYS or DAYS.index(last or first) < DAYS.index(first):
        raise NoSuchTime(text)
    return range(DAYS.index(first), DAYS.index(last or first) + 1)


def _span(text: str) -> Span:
    first, _, last = text.partition("-")
    try:
        begin, end = time.fromisoformat(first), time.fromisoformat(last)
    except ValueError as error:
        raise NoSuchTime(text) from error
    if end <= begin or begin.tzinfo or end.tzinfo:
        raise NoSuchTime(text)
    return begin, end
