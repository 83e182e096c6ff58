"""What follows from a transition: within its transaction, and after its commit. One line for each thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ckan import model
from ckan.types import Context

from .. import jobs
from ..domain import review as rules
from ..domain.conversation import APPROVALS
from ..jobs import letter
from ..model import revision as revisions
from ..model.review import Review
from . import kegiatan, notes, rekomendasi, revision_merge, schedule, stream, verdict_decision, versions


@dataclass(frozen=True)
class Change:
    """A transition that is under way: the rule is checked, the row is locked, nothing of it is written yet.

    :param dataset: the dataset as the database has it, with its lines; ``None`` where the transition does not ask
    :param data: the validated input
    :param also: ids of further datasets that it changes; they are indexed with it
    """

    context: Context
    line: rules.Transition
    case: rules.Case
    actor: model.User
    package: model.Package
    review: Review
    data: Mapping[str, Any]
    dataset: dict[str, Any] | None = None
    also: list[str] = field(default_factory=list)


#: Within the transaction, in this order. What a function returns becomes part of the event; it may refuse with a
#: ``ValidationError``.
CONSEQUENCES: tuple[tuple[Collection[str], Callable[[Change], dict[str, Any]]], ...] = (
    (APPROVALS, notes.not_passed_over),
    ({"verify", "recommend", "publish"}, lambda change: _passed_on(change)),
    ({"return"}, lambda change: _sent_back(change)),
    ({"schedule"}, schedule.chosen),
    ({"publish"}, schedule.kept),
    ({"recommend"}, rekomendasi.issue),
    ({"publish"}, revision_merge.merge),
    ({"publish"}, rekomendasi.take_over),
    ({"publish"}, versions.publish),
    ({"withdraw"}, versions.withdraw),
    ({"withdraw"}, stream.hide),
)

#: After the commit, with the event's id and the dataset's: never a reason to undo, so these must not raise.
AFTERWARDS: tuple[tuple[Collection[str], Callable[[int, str], None]], ...] = (
    ({"publish"}, lambda event_id, package_id: _others_follow(package_id)),
    ({"recommend"}, lambda event_id, package_id: letter.wanted(package_id)),
    ({"publish"}, lambda event_id, package_id: jobs.tables_follow(package_id)),
    ({"withdraw"}, lambda event_id, package_id: _others_follow(package_id, at_once=True)),
)


def within(change: Change) -> dict[str, Any]:
    """Do what belongs to the transition itself.

    :returns: what it adds to the event's ``data``
    :raises ValidationError: something stands in the way
    """
    found: dict[str, Any] = {}
    for actions, follow in CONSEQUENCES:
        if change.line.action in actions:
            found |= follow(change)
    return found


def afterwards(action: str, event_id: int, package_id: str) -> None:
    """Do what comes after the commit: tell people, and bring along what hangs on the dataset."""
    jobs.announce(event_id)
    for actions, follow in AFTERWARDS:
        if action in actions:
            follow(event_id, package_id)


def _passed_on(change: Change) -> dict[str, Any]:
    """Corrections that the team still asks for stand in the way; its verdicts and checklist are frozen."""
    return verdict_decision.passed_on(change.line.role, change.review, change.package.type)


def _sent_back(change: Change) -> dict[str, Any]:
    """The letter that the producer reads, made of the verdicts."""
    note = change.data.get("note") or ""
    return verdict_decision.sent_back(change.line.role, change.review, change.package.type, note)


def _others_follow(package_id: str, at_once: bool = False) -> None:
    """What datasets say of a kegiatan follows when it becomes public, and at once when it no longer is."""
    package = model.Package.get(revisions.live_of(package_id))
    if package is not None and package.type == kegiatan.TYPE:
        jobs.kegiatan_changed(package.id, at_once=at_once)
