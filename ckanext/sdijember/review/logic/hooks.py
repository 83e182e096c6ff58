"""What other subjects add to a transition. The engine calls it and knows none of them.

The tables are ``consequences.py`` at the top of the package; the plugin hands them in when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ckan.types import Context, Schema

from .change import Change

Accepted = Mapping[str, Callable[[], Schema]]
Requirement = tuple[Collection[str], Callable[[Context, dict[str, Any]], None]]
Consequence = tuple[Collection[str], Callable[[Change], dict[str, Any]]]
Aftermath = tuple[Collection[str], Callable[[int, str], None]]

_accepted: Accepted = {}
_requirements: tuple[Requirement, ...] = ()
_consequences: tuple[Consequence, ...] = ()
_aftermath: tuple[Aftermath, ...] = ()


def use(
    accepted: Accepted,
    requirements: tuple[Requirement, ...],
    consequences: tuple[Consequence, ...],
    aftermath: tuple[Aftermath, ...],
) -> None:
    """Take the tables of the portal; those of before are gone."""
    global _accepted, _requirements, _consequences, _aftermath
    _accepted, _requirements, _consequences, _aftermath = accepted, requirements, consequences, aftermath


def accepted(action: str) -> Schema:
    """What a subject has a transition take beside what the engine asks for."""
    return _accepted[action]() if action in _accepted else {}


def require(action: str, context: Context, dataset: dict[str, Any]) -> None:
    """Refuse what must not take this transition.

    :raises ValidationError: a subject says what is missing
    """
    for actions, check in _requirements:
        if action in actions:
            check(context, dataset)


def within(change: Change) -> dict[str, Any]:
    """Do what belongs to the transition itself.

    :returns: what it adds to the event's ``data``
    :raises ValidationError: something stands in the way
    """
    found: dict[str, Any] = {}
    for actions, follow in _consequences:
        if change.line.action in actions:
            found |= follow(change)
    return found


def afterwards(action: str, event_id: int, package_id: str) -> None:
    """Do what comes after the commit: tell people, and bring along what hangs on the dataset."""
    for actions, follow in _aftermath:
        if action in actions:
            follow(event_id, package_id)
