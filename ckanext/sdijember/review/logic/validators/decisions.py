"""Validators of the review's own parameters."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ....files.logic import attachments
from ....kernel.logic.workflow import states_named
from ...domain import transitions as rules

#: Western Indonesian time, the portal's own.
WIB = datetime.timezone(datetime.timedelta(hours=7))


def sdijember_past_date(value: Any) -> datetime.date:
    """A date, ISO 8601 (2026-05-17), that is not in the future."""
    date: datetime.date = tk.get_validator("sdijember_iso_day")(value)
    if date > datetime.datetime.now(WIB).date():
        raise tk.Invalid(tk._("The date lies in the future."))
    return date


def sdijember_states(value: Any) -> list[str]:
    """Names of review states, as a list or separated by commas."""
    return states_named(rules.WORKFLOW, value)


#: A reason that says something; shorter ones are "ok" and "darurat".
SHORTEST_REASON = 20


def sdijember_reason(value: str) -> str:
    """A reason of some words."""
    if len(value) < SHORTEST_REASON:
        raise tk.Invalid(tk._("Give the reason in at least {number} characters.").format(number=SHORTEST_REASON))
    return value


def sdijember_future_moment(value: Any) -> datetime.datetime:
    """A moment, ISO 8601, that is still to come; WIB (UTC+7) where it names no offset."""
    try:
        moment = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value))
    except ValueError as error:
        raise tk.Invalid(tk._("Give a date and an hour, as in 2026-05-17T08:00.")) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=WIB)
    if moment <= datetime.datetime.now(datetime.timezone.utc):
        raise tk.Invalid(tk._("The moment has passed already."))
    return moment


def sdijember_scan(value: Any) -> FileStorage:
    """A scanned paper: PDF, JPEG or PNG by its content."""
    if not isinstance(value, FileStorage):
        raise tk.Invalid(tk._("Send the scanned paper as a file."))
    attachments.kind_of(value)
    return value
