"""What the dashboard asks: whose work is this, which tabs fit, how many things wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...log import model as log
from ...override.domain import override
from ...review.domain import transitions as rules
from ...review.helpers.memberships import _once, sdijember_my_offices, sdijember_my_teams
from ...review.logic import dictize
from ..logic import counts

#: Teams whose turn it can be: theirs is the queue.
REVIEWERS = frozenset(line.role for line in rules.TRANSITIONS) - {rules.PRODUSEN}


def sdijember_reviews() -> bool:
    """Whether the signed-in person belongs to a team that decides on data."""
    return bool(sdijember_my_teams() & REVIEWERS)


def sdijember_work_tabs() -> list[dict[str, str]]:
    """Tabs of the dashboard that fit the signed-in person's roles.

    :returns: dicts of ``route``, ``label`` and ``icon``; the reviewers' queue comes first, for others wait for it
    """
    tabs = []
    if sdijember_reviews():
        tabs.append({"route": "sdijember_work.queue", "label": tk._("Review queue"), "icon": "inbox"})
        tabs.append(_recommendations())
    if sdijember_my_offices():
        tabs.append({"route": "sdijember_work.mine", "label": tk._("My data"), "icon": "folder-open"})
    if sdijember_my_teams() & frozenset(override.APPROVERS):
        tabs.append({"route": "sdijember_override.index", "label": tk._("Exceptions"), "icon": "flag"})
    if sdijember_my_offices() or sdijember_reviews():
        label, number = tk._("Data standards"), sdijember_standar_waiting()
        tabs.append(
            {
                "route": "sdijember_work.standards",
                "label": f"{label} ({number})" if number else label,
                "icon": "book-bookmark",
            }
        )
    return tabs


def sdijember_waiting() -> int:
    """Number of datasets and proposals that wait for the signed-in person; asked of the database once per request."""
    found = _once("waiting", _waiting, counts.Counts())
    return found.datasets + found.proposals


def sdijember_standar_waiting() -> int:
    """Those of them that are proposals to the register of Standar Data."""
    return _once("waiting", _waiting, counts.Counts()).proposals


def sdijember_late() -> dict[str, int]:
    """How many of the datasets that wait for the signed-in person are late.

    :returns: ``teams`` (as a reviewer), ``offices`` (as a producer)
    """
    found = _once("waiting", _waiting, counts.Counts())
    return {"teams": found.late_teams, "offices": found.late_offices}


def sdijember_readable_states() -> list[str]:
    """States of unpublished or published data that the signed-in person's teams may read, in the table's order."""
    teams = sdijember_my_teams()
    return [state.name for state in rules.STATES.values() if state.read_by & teams]


def sdijember_last_notes(package_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The last decision on each of the datasets, in one query; what else the log holds is left out.

    :param package_ids: datasets the caller may read, for their notes are not public
    :returns: package id → event as ``sdijember_review_show`` returns it
    """
    if not package_ids:
        return {}
    query = (
        sa.select(log.ReviewEvent)
        .where(log.ReviewEvent.package_id.in_(package_ids), log.ReviewEvent.action.in_(rules.ACTIONS))
        .distinct(log.ReviewEvent.package_id)
        .order_by(log.ReviewEvent.package_id, log.ReviewEvent.id.desc())
    )
    return {event.package_id: dictize.event_dict(event) for event in model.Session.scalars(query)}


def sdijember_user_names(user_ids: Iterable[str | None]) -> dict[str, str]:
    """Display names of users by id, in one query.

    :param user_ids: ids; ``None`` is skipped
    """
    ids = {user_id for user_id in user_ids if user_id}
    if not ids:
        return {}
    rows = model.Session.execute(
        sa.select(model.User.id, model.User.fullname, model.User.name).where(model.User.id.in_(ids))
    )
    return {user_id: fullname or name for user_id, fullname, name in rows}


def _recommendations() -> dict[str, str]:
    """The tab of recommendations, with the number of those that the Walidata has to decide on."""
    label, number = tk._("Recommendations"), _once("waiting", _waiting, counts.Counts()).unsettled
    return {
        "route": "sdijember_rekomendasi_work.index",
        "label": f"{label} ({number})" if number else label,
        "icon": "stamp",
    }


def _waiting(user_id: str) -> counts.Counts:
    return counts.counts(tk.g.userobj)
