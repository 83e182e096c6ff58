"""What a reader may know of the verdicts on a dataset: a team all of them, others those of decisions taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ckan import model
from ckan.types import Context

from ...kernel.domain.workflow import RoleMissing, RuleBroken
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.model.review import Review
from ..domain import items as item_rules
from ..domain import verdicts as verdict_rules
from ..domain.checklist import TEAMS
from ..domain.verdicts import Verdict
from ..model import verdict as store
from . import items, submissions, writing

_SHOWN = ("verdict", "category", "comment", "user_name", "changed")


def shown(context: Context, package: model.Package) -> dict[str, Any]:
    """The verdicts of a dataset as ``sdijember_verdict_list`` returns them.

    :param package: its review may be read by the caller
    """
    review = Review.get(package.id)
    content = items.content_of(review)
    case = cases.case_of(cases.actor_of(context), package, review)
    labels = items.labels(package.type, content) if content else {}
    team, given = _team(case), _given(package.id, content, case)
    standing = verdict_rules.standing(given, content) if content else []
    return {
        "snapshot": review.snapshot if review else None,
        "team": team,
        "items": _items(package.id, labels, given, standing, _changed(package.id, content, labels), team),
        "counts": {one: _counts(labels, standing, one) for one in TEAMS},
        "letter": verdict_rules.letter(standing, team, labels) if team else [],
        "unmended": _unmended(context, package, case, labels),
    }


def _team(case: rules.Case) -> str:
    try:
        return verdict_rules.may_judge(case)
    except (RoleMissing, RuleBroken):
        return ""


def _given(package_id: str, content: Mapping[str, Any], case: rules.Case) -> list[Verdict]:
    """Verdicts that the reader may know. What a team is still working on is nobody else's, sysadmins included."""
    if set(TEAMS) & set(case.roles) & rules.STATES[case.state].read_by:
        return store.verdicts_of(package_id)
    return writing.decided(package_id)


def _items(
    package_id: str,
    labels: Mapping[str, str],
    given: Sequence[Verdict],
    standing: Sequence[Verdict],
    changed: set[str],
    team: str,
) -> list[dict[str, Any]]:
    now = {(one.team, one.item): one for one in standing}
    here = items.names_here(package_id, labels)
    earlier = {(one.team, one.item): one for one in given if (one.team, one.item) not in now}
    return [
        {
            "item": name,
            "here": here[name],
            "kind": item_rules.parse(name).kind,
            "label": label,
            "verdicts": {of: _plain(now[of, name]) for of in TEAMS if (of, name) in now},
            "earlier": {of: _plain(earlier[of, name]) for of in TEAMS if (of, name) in earlier},
            "token": writing.token_of(now.get((team, name))),
            "changed": name in changed,
        }
        for name, label in labels.items()
    ]


def _plain(one: Verdict) -> dict[str, str]:
    return {name: getattr(one, name) for name in _SHOWN}


def _changed(package_id: str, content: Mapping[str, Any], labels: Mapping[str, str]) -> set[str]:
    """Items that say something else than in the submission before."""
    before = submissions.previous(package_id, content)
    if before is None:
        return set()
    return {
        name
        for name in labels
        if (item := item_rules.parse(name))
        and item_rules.fingerprint(before, item) != item_rules.fingerprint(content, item)
    }


def _counts(labels: Mapping[str, str], standing: Sequence[Verdict], team: str) -> dict[str, int]:
    return verdict_rules.counts([item_rules.parse(name) for name in labels], standing, team)


def _unmended(
    context: Context, package: model.Package, case: rules.Case, labels: Mapping[str, str]
) -> list[dict[str, str]]:
    if not (rules.STATES[case.state].editable and case.in_producing_office):
        return []
    return [
        {"team": one.team, "item": one.item, "label": labels.get(one.item, one.item)}
        | {"category": one.category, "comment": one.comment}
        for one in writing.unmended(context, package)
    ]
