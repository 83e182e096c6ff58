"""The clock of the SOP as the portal's settings have it."""

from __future__ import annotations

from functools import cache

from ckan.exceptions import CkanConfigurationException

from ... import config
from ...sop.domain import working_time
from ..domain import deadlines as clocks


def clock() -> clocks.Rules:
    """How the clock of the SOP is set.

    :raises CkanConfigurationException: an option is not written as it must be
    """
    return _clock(*config.clock_texts())


@cache
def _clock(hours: str, special: str, free: str, worked: str, soon: str, *reminders: str) -> clocks.Rules:
    try:
        first, second, escalation = (clocks.read_norm(reminder) for reminder in reminders)
        calendar = working_time.Calendar(
            working_time.read_week(hours),
            working_time.read_days(free.split()),
            working_time.read_days(worked.split()),
            working_time.read_periods(special.replace("|", "\n").splitlines()),
        )
        return clocks.Rules(calendar, clocks.read_norm(soon), (first, second, escalation))
    except working_time.NoSuchTime as error:
        raise CkanConfigurationException(f"ckanext.sdijember.clock.*: cannot understand “{error}”") from error
