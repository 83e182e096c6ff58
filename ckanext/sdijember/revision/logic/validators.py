"""Validators of what is said of a revision."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

#: Shorter says nothing to who reads it in a year; longer is no note.
SHORTEST, LONGEST = 10, 2000


def sdijember_change_note(value: Any) -> str:
    """What changes and why, in a sentence or some more; the public reads it."""
    if not isinstance(value, str) or len(value) < SHORTEST:
        raise tk.Invalid(
            tk._("Say in a sentence what changes and why, with {number} letters or more.").format(number=SHORTEST)
        )
    if len(value) > LONGEST:
        raise tk.Invalid(tk._("Say it shorter, with {number} letters or less.").format(number=LONGEST))
    return value
