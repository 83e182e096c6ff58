"""What verdicts and checklist mean for a decision (SOP steps 18 to 20): they can refuse it; the log freezes them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ... import config
from ...kernel.domain.findings import Finding, Named, error
from ...kernel.logic.wording import said
from ...review.model.review import Review
from ..domain import verdicts as rules
from . import checklists, items, writing


def passed_on(team: str, review: Review, kind: str) -> dict[str, Any]:
    """What the log keeps of a team's work when the data go on.

    :param kind: "dataset" or "kegiatan"
    :returns: ``verdicts`` and ``checklist``
    :raises ValidationError: ``verdicts``: corrections the team itself still asks for; ``checklist``: lines that are not
        ticked, where the setting demands it
    """
    content = items.content_of(review)
    given = writing.standing(review.package_id, content)
    labels = items.labels(kind, content)
    if still := rules.letter(given, team, labels):
        message = tk._(rules.STILL_OPEN)
        raise tk.ValidationError({"verdicts": [message.format(label=one["label"]) for one in still]})
    checklist = checklists.state_of(review, team, kind)
    unticked = [one for one in checklist["lines"] if not one["ticked"]]
    if unticked and config.checklist_compulsory():
        raise tk.ValidationError({"checklist": [said(_unticked(one["label"])) for one in unticked]})
    return {"verdicts": rules.frozen(given, team), "checklist": checklists.frozen(checklist)}


def _unticked(label: dict[str, str]) -> Finding:
    return error("checklist", rules.UNTICKED, label=Named({"id": label["id"], "en": label.get("en") or label["id"]}))


def sent_back(team: str, review: Review, kind: str, note: str) -> dict[str, Any]:
    """What the log keeps of a team's work when the data go back: also the letter that the producer reads.

    :param kind: "dataset" or "kegiatan"
    :param note: what the reviewer adds in free words
    :returns: ``verdicts``, ``checklist`` and ``letter``
    :raises ValidationError: ``note``: there is neither a note nor a correction with a comment
    """
    content = items.content_of(review)
    given = writing.standing(review.package_id, content)
    letter = rules.letter(given, team, items.labels(kind, content))
    if not note and not letter:
        raise tk.ValidationError({"note": [tk._(rules.NOTHING_TO_SAY)]})
    checklist = checklists.frozen(checklists.state_of(review, team, kind))
    return {"verdicts": rules.frozen(given, team), "checklist": checklist, "letter": letter}
