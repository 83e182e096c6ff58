"""From when to when something holds: a code, an edition of a list, an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_WIB = ZoneInfo("Asia/Jakarta")


def today() -> date:
    """Today in Jember."""
    return datetime.now(_WIB).date()


@dataclass(frozen=True)
class Validity:
    """First and last day, both included; ``None`` where the day is not known, or has not come."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self):
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def of(cls, start: Any = None, end: Any = None) -> Validity:
        """Read two days as a file holds them: ISO 8601, a date, or nothing.

        :raises ValueError: a day that is none, or the last before the first
        """
        return cls(_day(start), _day(end))

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it; an end that is not known excludes nothing."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def meets(self, other: Validity) -> bool:
        """Whether there is a day on which both hold."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return not starts or not ends or max(starts) <= min(ends)


#: No day is known: what holds now has always held, as far as anybody can say.
UNKNOWN = Validity()


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))
