"""Validators of the parameters of the Standar Data register."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..domain import register as rules


def sdijember_standar_states(value: Any) -> list[str]:
    """Names of states of the register, as a list or separated by commas."""
    names = value.split(",") if isinstance(value, str) else list(value)
    names = [name.strip() for name in names if name.strip()]
    if unknown := [name for name in names if name not in rules.STATES]:
        raise tk.Invalid(tk._("Unknown state: {states}").format(states=", ".join(unknown)))
    return names
