"""The clock of the SOP: until when the ball should have moved on, how late it is, and when to remind.

The norms are those of ``sop.yaml``; which step clocks a state is said by the table of states. A norm is a target:
nothing here keeps anybody from acting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...sop.domain.steps import Norm, sop
from ...sop.domain.working_time import Calendar, NoSuchTime
from . import transitions

ON_TIME = "on_time"
SOON = "soon"
OVERDUE = "overdue"

#: Working days of a week, in which norms of weeks are counted.
WEEK = 5
#: What is counted in hours of work; the rest in whole working days.
_HOURS = {"menit": timedelta(minutes=1), "jam": timedelta(hours=1)}
_DAYS = {"hari": 1, "minggu": WEEK}

#: Reminders that were sent: none, the first, the second, and the escalation.
NOT_REMINDED = 0
ESCALATED = 3

_WRITTEN = re.compile(r"(\d+) *(menit|jam|hari|minggu)")


@dataclass(frozen=True)
class Rules:
    """How the clock is set: the calendar, what "soon" means, and when each reminder is due after the due time."""

    calendar: Calendar
    soon: Norm
    reminders: tuple[Norm, Norm, Norm]


@dataclass(frozen=True)
class Standing:
    """How a dataset stands: ``level``, and ``amount`` of ``unit`` (menit, jam, hari) that are left or too much."""

    level: str
    amount: int
    unit: str


def read_norm(text: str) -> Norm:
    """A span of working time as the settings write it: ``30 menit``, ``2 jam``, ``1 hari``, ``2 minggu``.

    :raises NoSuchTime: it is not written like that
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise NoSuchTime(text)
    return Norm(int(found[1]), found[2])


def norm_of(state: str) -> Norm | None:
    """Working time that the SOP gives to whoever has the ball in a state; nothing where nobody is waited for."""
    number = transitions.STATES[state].sop_step
    return sop().step(number).norm if number else None


def after(moment: datetime, norm: Norm, calendar: Calendar) -> datetime:
    """The moment at which a norm is used up that began to run at ``moment``."""
    if norm.unit in _DAYS:
        return calendar.add_days(moment, norm.amount * _DAYS[norm.unit])
    return calendar.add(moment, norm.amount * _HOURS[norm.unit])


def due(state: str, entered: datetime, calendar: Calendar, publish_at: datetime | None = None) -> datetime | None:
    """Until when the ball should have moved on from a state.

    :param entered: when the dataset came into the state
    :param publish_at: the announced moment of publication, before which nobody is waited for
    """
    norm = norm_of(state)
    if norm is None:
        return None
    return after(max(entered, publish_at) if publish_at else entered, norm, calendar)


def standing(due_at: datetime, now: datetime, rules: Rules) -> Standing:
    """How much working time is left, or how late it is; counted in days from one whole working day on."""
    late = now > due_at
    first, last = (due_at, now) if late else (now, due_at)
    soon = not late and due_at <= after(now, rules.soon, rules.calendar)
    level = OVERDUE if late else SOON if soon else ON_TIME
    between = rules.calendar.between(first, last)
    if days := rules.calendar.days_between(first, last):
        return Standing(level, days, "hari")
    hours, rest = divmod(int(between.total_seconds()) // 60, 60)
    return Standing(level, hours, "jam") if hours else Standing(level, rest, "menit")


def reminder_due(due_at: datetime, now: datetime, rules: Rules) -> int:
    """The highest reminder that should have been sent by now: 0 (none) to 3 (the escalation)."""
    found = NOT_REMINDED
    for number, norm in enumerate(rules.reminders, start=1):
        if now >= after(due_at, norm, rules.calendar):
            found = number
    return found


def time_spent(history: Iterable[tuple[datetime, str]], until: datetime, calendar: Calendar) -> dict[str, timedelta]:
    """Working time that each owner of the ball had it.

    :param history: when the dataset came into which state, oldest first, as the log has it
    :param until: when to stop counting for the last state
    :returns: role → time; roles that never had the ball are left out
    """
    steps = list(history)
    ends = [moment for moment, _ in steps[1:]] + [until]
    found: dict[str, timedelta] = {}
    for (begin, state), end in zip(steps, ends, strict=True):
        owner = transitions.STATES[state].owner
        found[owner] = found.get(owner, timedelta()) + calendar.between(begin, end)
    return found
