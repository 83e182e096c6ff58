"""What other subjects add to a transition. The engine calls it and knows none of them.

The tables are ``consequences.py`` at the top of the package; the plugin hands them in when it is loaded. Without them
there is no transition: one whose consequences were left out could not be told from a whole one afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ckan.types import Context, Schema

from ...kernel.logic.handed_in import HandedIn
from .change import Change


@dataclass(frozen=True)
class Hooks:
    """Everything that other subjects add, in the order in which it happens; each line names the actions it follows."""

    accepted: Mapping[str, Callable[[], Schema]]
    requirements: tuple[tuple[Collection[str], Callable[[Context, dict[str, Any]], None]], ...]
    consequences: tuple[tuple[Collection[str], Callable[[Change], dict[str, Any]]], ...]
    aftermath: tuple[tuple[Collection[str], Callable[[int, str], None]], ...]


HOOKS: HandedIn[Hooks] = HandedIn("What follows from a transition")


def accepted(action: str) -> Schema:
    """What a subject has a transition take beside what the engine asks for."""
    found = HOOKS.table.accepted
    return found[action]() if action in found else {}


def require(action: str, context: Context, dataset: dict[str, Any]) -> None:
    """Refuse what must not take this transition.

    :raises ValidationError: a subject says what is missing
    """
    for actions, check in HOOKS.table.requirements:
        if action in actions:
            check(context, dataset)


def within(change: Change) -> dict[str, Any]:
    """Do what belongs to the transition itself.

    :returns: what it adds to the event's ``data``
    :raises ValidationError: something stands in the way
    """
    found: dict[str, Any] = {}
    for actions, follow in HOOKS.table.consequences:
        if change.line.action in actions:
            found |= follow(change)
    return found


def afterwards(action: str, event_id: int, package_id: str) -> None:
    """Do what comes after the commit: tell people, and bring along what hangs on the dataset."""
    for actions, follow in HOOKS.table.aftermath:
        if action in actions:
            follow(event_id, package_id)
