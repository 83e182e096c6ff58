"""Teams and offices of the signed-in person, asked of the database once per request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from ..logic import memberships
from ..model import membership


def sdijember_my_teams() -> frozenset[str]:
    """Teams of the signed-in person; asked of the database once per request."""
    return _once("teams", lambda user_id: memberships.of(user_id).teams, frozenset())


def sdijember_my_offices() -> frozenset[str]:
    """Ids of the offices for which the signed-in person may prepare data; asked once per request."""
    return _once("offices", _producing, frozenset())


def _producing(user_id: str) -> frozenset[str]:
    offices = memberships.of(user_id).offices
    return frozenset(id_ for id_, capacity in offices.items() if capacity in membership.PRODUSEN_CAPACITIES)


def _once(name: str, ask: Callable[[str], Any], nobody: Any) -> Any:
    """Answer of ``ask(user id)``, kept for the request; ``nobody`` for anonymous visitors, without asking."""
    user = tk.current_user
    if not user or user.is_anonymous:
        return nobody
    kept = tk.g.setdefault("sdijember_work", {})
    if name not in kept:
        kept[name] = ask(user.id)
    return kept[name]
