"""Verdicts of a submission: reading those that still hold, and writing new ones under the lock of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...files.logic import reading
from ...kernel.logic import workflow
from ...kernel.logic.wording import said
from ...log import model as log
from ...metadata.logic import kegiatan
from ...review.domain import snapshot as snapshots
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.logic import working_copy
from ...review.model.review import Review
from ..domain import items as item_rules
from ..domain import verdicts as verdict_rules
from ..domain.verdicts import Verdict
from ..model import verdict as store
from . import items

#: Actions of the log that end a team's work on a submission.
DECISIONS = ("verify", "recommend", "return", "publish")


def begin(context: Context, package_id: str, version: int | None) -> tuple[Review, str, model.User]:
    """Lock the review of a dataset for somebody who judges it.

    :returns: the review, the team in whose name the person judges, and the person
    :raises NotAuthorized: the person is in no team that judges
    :raises ValidationError: another team has the data, duties are not separate, or the form is of an older state
    """
    review = Review.lock(package_id)
    package, actor = cases.package_of(package_id), cases.actor_of(context)
    workflow.refuse_older(rules.WORKFLOW, review.state, version, review.version, "version")
    with workflow.refusals():
        team = verdict_rules.may_judge(cases.case_of(actor, package, review))
    assert actor
    return review, team, actor


def write(review: Review, team: str, actor: model.User, given: Sequence[Mapping[str, Any]]) -> None:
    """Write verdicts on the submission of a locked review; nothing is committed.

    :param given: dicts of ``item``, ``verdict``, ``category``, ``comment`` and, from a form, ``seen``
    :raises ValidationError: ``items``: name of an item → field → messages, for all that is wrong
    """
    content = items.content_of(review)
    known = set(items.labels(cases.package_of(review.package_id).type, content))
    before = {one.item: one for one in standing(review.package_id, content) if one.team == team}
    errors: dict[str, Any] = {
        one["item"]: wrong for one in given if (wrong := _wrong(one, known, before.get(one["item"])))
    }
    if errors:
        raise tk.ValidationError({"items": errors})
    store.write_verdicts(
        {
            "package_id": review.package_id,
            "snapshot": review.snapshot,
            "team": team,
            "item": one["item"],
            "verdict": one["verdict"],
            "category": one["category"] if one["verdict"] == verdict_rules.MEND else "",
            "comment": one["comment"] if one["verdict"] else "",
            "fingerprint": item_rules.fingerprint(content, item_rules.parse(one["item"])),
            "user_id": actor.id,
            "user_name": actor.display_name,
        }
        for one in given
    )


def _wrong(one: Mapping[str, Any], known: set[str], before: Verdict | None) -> dict[str, list[str]]:
    if one["item"] not in known:
        return {"item": [tk._(verdict_rules.UNKNOWN_ITEM)]}
    if "seen" in one and one["seen"] != token_of(before):
        name = before.user_name if before else tk._("Somebody")
        return {"verdict": [tk._(verdict_rules.OVERTAKEN).format(name=name)]}
    found: dict[str, list[str]] = {}
    for finding in verdict_rules.check(one["verdict"], one["category"], one["comment"]):
        found.setdefault(finding.field, []).append(said(finding))
    return found


def token_of(one: Verdict | None) -> str:
    """What a form that shows this verdict sends back as ``seen``."""
    return verdict_rules.token(one.verdict, one.category, one.comment) if one else verdict_rules.token("", "", "")


def standing(package_id: str, content: Mapping[str, Any]) -> list[Verdict]:
    """Verdicts on a dataset that hold for what ``content``, a snapshot, says."""
    return verdict_rules.standing(store.verdicts_of(package_id), content)


def decided(package_id: str) -> list[Verdict]:
    """The verdicts with which each team last decided, as the log keeps them."""
    found: dict[str, list[dict[str, str]]] = {}
    for event in log.of_package(package_id):
        if event.action in DECISIONS and "verdicts" in event.data:
            found[event.actor_role] = event.data["verdicts"]
    return [Verdict(team=team, **one) for team, given in found.items() for one in given]


def unmended(context: Context, package: model.Package) -> list[Verdict]:
    """Corrections that were asked for in the last decisions and whose items say the same as then."""
    asked = [one for one in decided(package.id) if one.verdict == verdict_rules.MEND]
    if not asked:
        return []
    dataset = kegiatan.whole(cases.dataset_now(context, package.id))
    with_files = any(item_rules.parse(one.item).kind == item_rules.FILE for one in asked)
    now = snapshots.take(*working_copy.in_live_terms(dataset, reading.digests(dataset) if with_files else {}))
    return verdict_rules.standing(asked, now)
