"""What the queue asks: choices of its filter, what is late, and what may be done with a dataset in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk

from ...review.domain import ownership
from ..logic import bulk
from ..views import queue_filter


def sdijember_works_on(review: dict[str, Any]) -> bool:
    """Whether a dataset is with a reviewing team of the signed-in person.

    :param review: what ``sdijember_review_show`` or ``_list`` returned
    """
    return review["owner"] in ownership.REVIEWERS and review["owner"] in tk.h.sdijember_my_teams()


def sdijember_bulk_actions(reviews: Iterable[dict[str, Any]]) -> list[str]:
    """Decisions that the person may take on several of these datasets at once.

    :param reviews: of ``sdijember_review_list``
    """
    offered = {choice["action"] for review in reviews for choice in review["actions"]}
    return [action for action in bulk.ACTIONS if action in offered]


def sdijember_queue_states() -> list[tuple[str, str]]:
    """Choices of the queue's filter by state, as value and text."""
    states = [(state, tk.h.sdijember_state_label(state)) for state in tk.h.sdijember_readable_states()]
    return [
        ("", tk._("Waiting for me")),
        *states,
        (queue_filter.SCHEDULED, tk._("Publication is planned")),
        (queue_filter.EVERYTHING, tk._("Everything I may see")),
    ]


def sdijember_queue_offices(found: dict[str, Any], chosen: str) -> list[tuple[str, str]]:
    """Choices of the queue's filter by office: those that have something in the list, and the one that is chosen.

    :param found: what ``sdijember_review_list`` returned
    :param chosen: name of the office that is chosen, or nothing
    """
    offices = [(office["name"], f"{office['title']} ({office['count']})") for office in found["facets"]["organization"]]
    if chosen and chosen not in dict(offices):
        offices.append((chosen, chosen))
    return [("", tk._("All offices")), *offices]
