"""Findings of the rules, refusals and people in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from babel.dates import format_date
from ckan import model
from ckan.lib.i18n import get_lang
from flask import has_request_context
from flask_babel import force_locale

from ..domain.findings import Finding


def in_indonesian() -> AbstractContextManager[None]:
    """Papers of the regency are Indonesian in whatever language the reader uses the portal."""
    return force_locale("id") if has_request_context() else nullcontext()


def said(finding: Finding) -> str:
    """The message of a finding, with the names of fields in the same language; jobs and commands speak Indonesian."""
    return finding.text(tk._, _language())


def day(value: date) -> str:
    """A day as people write it, in the reader's language."""
    return format_date(value, "d MMMM y", locale=_language())


def flat(errors: Any) -> Iterator[str]:
    """The messages of CKAN's error dict, one after the other, without the names of fields."""
    if isinstance(errors, dict):
        for value in errors.values():
            yield from flat(value)
    elif isinstance(errors, list):
        for value in errors:
            yield from flat(value)
    elif errors:
        yield str(errors)


def person(user_id: str | None) -> str:
    """What a user is called, for the colleagues."""
    user = model.User.get(user_id) if user_id else None
    return user.display_name if user else tk._("Somebody who has no account any more")


def _language() -> str:
    return get_lang() if has_request_context() else "id"
