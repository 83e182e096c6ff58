"""A team's checklist: the version in force, and what was ticked for a submission."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...review.model.review import Review
from ..domain import checklist as rules
from ..domain.checklist import Line
from ..model import checklist as store
from ..model import verdict as ticks


def lines_of(team: str, number: int | None = None) -> tuple[int, list[Line]]:
    """A version of a team's list.

    :param number: the newest unless told
    :returns: its number (0: as shipped) and its lines, the retired ones included
    :raises ObjectNotFound: there is no such version
    """
    row = store.version(team, number) if number != store.SHIPPED else None
    if row is not None:
        return row.version, [rules.line(one) for one in row.lines]
    if number:
        raise tk.ObjectNotFound(tk._("There is no such version of the checklist."))
    return store.SHIPPED, list(rules.shipped(team))


def version_dict(row: store.Checklist) -> dict[str, Any]:
    """Who wrote a version, when and why."""
    created = row.created.astimezone(datetime.timezone.utc).isoformat(timespec="seconds")
    return {"version": row.version, "user_name": row.user_name, "created": created, "note": row.note}


def state_of(review: Review, team: str, kind: str) -> dict[str, Any]:
    """The checklist of a team for the submission of a review.

    :param kind: "dataset" or "kegiatan"
    :returns: ``team``, ``version`` and ``lines``: dicts of the line with ``ticked``, ``user_name`` and ``changed``
    """
    version, lines = lines_of(team)
    given = {row.code: row for row in ticks.ticks_of(review.package_id, review.snapshot or "", team)}
    found = []
    for line in rules.asked(lines, kind):
        row = given.get(line.code)
        values: dict[str, Any] = {**line.as_dict(), "ticked": bool(row and row.ticked), "user_name": "", "changed": ""}
        if row:
            moment = row.changed.astimezone(datetime.timezone.utc).isoformat(timespec="seconds")
            values |= {"user_name": row.user_name, "changed": moment, "version": row.version}
        found.append(values)
    return {"team": team, "version": version, "lines": found}


def tick(review: Review, team: str, kind: str, actor: model.User, given: Sequence[Mapping[str, Any]]) -> None:
    """Write ticks for the submission of a locked review; nothing is committed.

    :param given: dicts of ``code`` and ``ticked``
    :raises ValidationError: a line that the list in force does not ask
    """
    version, lines = lines_of(team)
    codes = {line.code for line in rules.asked(lines, kind)}
    message = tk._("The checklist has no such line now. Reload the page.")
    unknown = {one["code"]: [message] for one in given if one["code"] not in codes}
    if unknown:
        raise tk.ValidationError({"ticks": unknown})
    key = {"package_id": review.package_id, "snapshot": review.snapshot, "team": team}
    by = {"user_id": actor.id, "user_name": actor.display_name, "version": version}
    ticks.write_ticks({**key, **by, "code": one["code"], "ticked": bool(one["ticked"])} for one in given)


def frozen(state: Mapping[str, Any]) -> dict[str, Any]:
    """A checklist as the log keeps it: version, codes that were ticked and by whom, codes that were not."""
    return {
        "version": state["version"],
        "ticked": {one["code"]: one["user_name"] for one in state["lines"] if one["ticked"]},
        "open": [one["code"] for one in state["lines"] if not one["ticked"]],
    }
