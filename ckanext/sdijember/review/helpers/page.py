"""What the review page shows around a decision, read from the transition table."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..domain import transitions as rules


def sdijember_review_steps(review: dict[str, Any]) -> list[dict[str, str]]:
    """The way from draft to publication, and how far a dataset has come.

    The way is the shortest one through the transition table; a dataset that came back stands at its beginning.

    :param review: what ``sdijember_review_show`` returned
    :returns: dicts of ``label`` (what is done in this step), ``owner`` (role) and ``status`` (done, current, ahead)
    """
    state, way = review["state"], rules.way(frozenset(review["conditions"]))
    at = len(way)
    if rules.STATES[state].owner != rules.PUBLIC:
        at = next((number for number, line in enumerate(way) if state in line.sources), 0)
    return [
        {
            "label": tk._(line.label),
            "owner": line.role,
            "status": "done" if number < at else "current" if number == at else "ahead",
        }
        for number, line in enumerate(way)
    ]


def sdijember_decisions(review: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms that the review page offers: one for each action of ``review``, those that lead on first.

    :param review: what ``sdijember_review_show`` returned
    :returns: dicts of ``action``, ``label``, ``target`` (state), ``owner`` (role that is next), ``fields`` (that
        must be filled in), ``confirm`` (it changes what the public sees), ``backward`` (back to the producer)
    """
    found = []
    for offered in review["actions"]:
        here, there, label = rules.STATES[review["state"]], rules.STATES[offered["target"]], offered["label"]
        found.append(
            {
                "action": offered["action"],
                "label": tk._(label),
                "target": offered["target"],
                "owner": there.owner,
                "fields": set(offered["requires"]),
                "confirm": here.public != there.public or there.owner == rules.PUBLIC,
                "backward": there.owner == rules.PRODUSEN,
            }
        )
    return sorted(found, key=lambda decision: decision["backward"])


def sdijember_happened_since(review: dict[str, Any], version: int | None) -> list[dict[str, Any]]:
    """Events that somebody who saw ``version`` of the review does not know yet, oldest first.

    :param review: what ``sdijember_review_show`` returned, with its events
    :param version: the version in the form; each transition adds one
    """
    if version is None or version >= review["version"]:
        return []
    moves = [event for event in review.get("events", []) if event["action"] in rules.ACTIONS]
    return moves[-(review["version"] - version) :]


def sdijember_sees_review(pkg_dict: dict[str, Any]) -> bool:
    """Whether the signed-in person may read the review of a dataset; anonymous visitors are not asked about."""
    if not pkg_dict or tk.current_user.is_anonymous:
        return False
    try:
        tk.check_access("sdijember_review_show", {"user": tk.g.user}, {"id": pkg_dict["id"]})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


def sdijember_turn(pkg_dict: dict[str, Any]) -> dict[str, Any] | None:
    """What stands above an unpublished dataset for those who may read its review.

    :param pkg_dict: the dataset
    :returns: ``state``, ``mine`` (it is the person's turn), ``text``, ``button`` and ``needs_file``; ``None``
        for others and for published data
    """
    if not sdijember_sees_review(pkg_dict):
        return None
    review = tk.get_action("sdijember_review_show")({"user": tk.g.user}, {"id": pkg_dict["id"]})
    if review["owner"] == rules.PUBLIC:
        return None
    mine = tk.h.sdijember_is_my_turn(review)
    produsen = review["owner"] == rules.PRODUSEN
    button = tk._("See the review")
    if mine:
        button = tk._("Submit for review") if produsen else tk._("Check")
    return {
        "state": review["state"],
        "mine": mine,
        "text": tk.h.sdijember_turn_text(review),
        "button": button,
        "needs_file": mine and produsen and pkg_dict["type"] == "dataset" and not pkg_dict.get("resources"),
    }
