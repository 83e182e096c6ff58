"""Validators of the parameters of the Standar Data register."""

from __future__ import annotations

from typing import Any

from ...kernel.logic.workflow import states_named
from ..domain import register as rules


def sdijember_standar_states(value: Any) -> list[str]:
    """Names of states of the register, as a list or separated by commas."""
    return states_named(rules.WORKFLOW, value)
