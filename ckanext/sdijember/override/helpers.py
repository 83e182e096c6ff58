"""Decisions out of the ordinary, as the review page shows them: duties not separated, or decided outside the portal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk

from ..review.domain import transitions as rules
from ..review.domain.transitions import N_
from ..review.logic import facts as cases
from ..review.model.review import Review
from .domain import override

#: For asking the rules whether a reason, or a paper, would let a decision pass.
_SOME_REASON, _SOME_PAPER = "reason", next(code for code in rules.CHANNELS if code != rules.PORTAL)
#: What a team decides about the data themselves, and so may have decided elsewhere.
_ELSEWHERE = frozenset({"verify", "return", "recommend", "publish", "withdraw"})

_AS_EXCEPTION = N_("{decision}, as an exception")
_ENTERED = N_("{decision}: enter what the Pembina Data decided outside the portal")


def sdijember_decisions_beyond(review: dict[str, Any]) -> list[dict[str, Any]]:
    """Decisions that the signed-in person could take only with a reason why duties are not separated, or only enter.

    :param review: what ``sdijember_review_show`` returned
    :returns: dicts as of ``sdijember_decisions``, with ``title``, ``broken`` (the rule in the way, in words) and
        ``elsewhere`` (it is another team's, and may only be entered)
    """
    package = cases.package_of(review["package_id"])
    case = cases.case_of(cases.actor_of({"user": tk.g.user}), package, Review.get(package.id))
    offered = {choice["action"] for choice in review["actions"]}
    found = []
    for action in rules.ACTIONS:
        beyond = None if action in offered else _beyond(action, case)
        if beyond:
            found.append(beyond)
    return found


def sdijember_may_be_elsewhere(action: str) -> bool:
    """Whether a decision may have been made outside the portal."""
    return action in _ELSEWHERE


def sdijember_channels() -> list[str]:
    """Where a decision can have been made, but for the portal itself."""
    return [code for code in rules.CHANNELS if code != rules.PORTAL]


def sdijember_channel_label(code: str) -> str:
    """Name of where a decision was made."""
    return tk._(rules.CHANNELS.get(code, code))


def sdijember_overridden(review: dict[str, Any]) -> dict[str, Any]:
    """Decisions on a dataset for which duties were not separated.

    :param review: what ``sdijember_review_show`` returned, with its events
    :returns: ``all`` and ``open`` (events), and ``approvals`` (id of the event → the event that approved it)
    """
    events = review.get("events", [])
    approvals = {event["data"]["event"]: event for event in events if event["action"] == override.APPROVE}
    flagged = [event for event in events if "override" in event["data"]]
    return {"all": flagged, "open": [e for e in flagged if e["id"] not in approvals], "approvals": approvals}


def _beyond(action: str, case: rules.Case) -> dict[str, Any] | None:
    """The decision, if a reason, a paper, or both would let it pass."""
    for channel in (rules.PORTAL, _SOME_PAPER):
        asked = replace(case, override=_SOME_REASON, channel=channel)
        if line := rules.WORKFLOW.line_of(action, asked):
            broken = rules.broken_duty(line, asked)
            return _as_decision(line, case, tk._(broken.message) if broken else "", channel != rules.PORTAL)
    return None


def _as_decision(line: rules.Transition, case: rules.Case, broken: str, elsewhere: bool) -> dict[str, Any]:
    here, there = rules.STATES[case.state], rules.STATES[line.target]
    label = tk._(line.label)
    return {
        "action": line.action,
        "label": label,
        "title": tk._(_ENTERED if elsewhere else _AS_EXCEPTION).format(decision=label),
        "target": line.target,
        "owner": there.owner,
        "fields": set(line.requires),
        "confirm": here.public != there.public or there.owner == rules.PUBLIC,
        "backward": there.owner == rules.PRODUSEN,
        "broken": broken,
        "elsewhere": elsewhere,
        "beyond": True,
    }
