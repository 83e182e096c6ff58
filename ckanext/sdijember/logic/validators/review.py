"""Validators of the review's own parameters."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ...domain import review as rules
from .reference import sdijember_iso_day


def sdijember_trimmed(value: str) -> str:
    """Text without blanks around it, so that a note of spaces counts as empty."""
    return value.strip()


def sdijember_past_date(value: Any) -> datetime.date:
    """A date, ISO 8601 (2026-05-17), that is not in the future."""
    date = sdijember_iso_day(value)
    if date > datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date():
        raise tk.Invalid(tk._("The date lies in the future."))
    return date


def sdijember_states(value: Any) -> list[str]:
    """Names of review states, as a list or separated by commas."""
    names = value.split(",") if isinstance(value, str) else list(value)
    names = [name.strip() for name in names if name.strip()]
    if unknown := [name for name in names if name not in rules.STATES]:
        raise tk.Invalid(tk._("Unknown state: {states}").format(states=", ".join(unknown)))
    return names
