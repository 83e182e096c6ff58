"""Answers to marks: written under the lock of the review while the producer may change the data, and read back."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import N_
from ...kernel.logic.wording import said
from ...review.logic import facts as cases
from ...review.logic.lock import message
from ...review.model.review import Review
from .. import model as store
from ..domain import answers as rules
from ..model import PlausibilityAnswer

#: A dataset is not answered more often: there is nothing more to say.
MOST = 5000

_MANY = N_("These data have been answered too often.")
_NO_FILE = N_("There is no such file in these data.")


def write(context: Context, package: model.Package, data: dict[str, Any]) -> PlausibilityAnswer:
    """Write an answer.

    :param data: as ``schema.answer`` accepts it
    :raises ValidationError: everything that is wrong, by field; nothing was written
    """
    actor = cases.actor_of(context)
    assert actor
    text = " ".join(data["text"].split())
    try:
        review = Review.lock(package.id)
        wrong: dict[str, list[str]] = {}
        if not review.rule.editable:
            wrong["state"] = [message(review)]
        elif store.count(package.id) >= MOST:
            wrong["state"] = [tk._(_MANY)]
        resource = model.Session.get(model.Resource, data["resource_id"])
        if resource is None or resource.package_id != package.id or resource.state != model.State.ACTIVE:
            wrong["resource_id"] = [tk._(_NO_FILE)]
        for found in rules.check(data["mark"], data["code"], text, data["ground"]):
            wrong.setdefault(found.field, []).append(said(found))
        if wrong:
            raise tk.ValidationError(wrong)
        answer = PlausibilityAnswer(
            package_id=package.id,
            resource_id=data["resource_id"],
            mark=data["mark"],
            code=data["code"],
            text=text,
            ground=data["ground"],
            author_id=actor.id,
            author_name=actor.display_name,
        )
        model.Session.add(answer)
        model.Session.commit()
    except Exception:
        model.Session.rollback()
        raise
    return answer


def answers_of(package: model.Package) -> list[PlausibilityAnswer]:
    """The last answer to each mark on a dataset; of a revision also what was answered to the published data."""
    review = Review.get(package.id)
    of = {package.id, *filter(None, [review.revision_of if review else None])}
    return store.latest(of)


def as_rule(answer: PlausibilityAnswer) -> rules.Answer:
    """An answer, as the pure rules want to hear of it."""
    created = answer.created.astimezone(datetime.timezone.utc).isoformat()
    return rules.Answer(answer.mark, answer.code, answer.text, answer.ground, answer.author_name, created)


def as_dict(answer: PlausibilityAnswer) -> dict[str, Any]:
    """An answer as the actions return it."""
    return {
        "mark": answer.mark,
        "code": answer.code,
        "resource_id": answer.resource_id,
        "text": answer.text,
        "ground": answer.ground,
        "author_name": answer.author_name,
        "created": as_rule(answer).created,
    }
