"""What follows from a transition, within its transaction or after its commit, and from other commits: a line each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ckan import model

from .clock.logic import schedule
from .dataset import jobs as dataset_jobs
from .dataset.logic import submission
from .files.logic import corrected, reading
from .kernel.logic import outbox, visibility
from .metadata.logic import kegiatan
from .note import jobs as note_jobs
from .note.domain.conversation import APPROVALS
from .note.logic import notes
from .override import jobs as override_jobs
from .rekomendasi import jobs as rekomendasi_jobs
from .rekomendasi.logic import issuing, schema
from .review import jobs as review_jobs
from .review.domain import transitions as rules
from .review.logic import hooks
from .review.logic.change import Change
from .review.model import working_copy as revisions
from .revision import jobs as revision_jobs
from .revision.logic import activity_stream, merging, versions
from .standar import jobs as standar_jobs
from .standar import model as register
from .tables import jobs as table_jobs
from .tables.logic import sources
from .verdict.logic import decision

#: What a transition takes beside what the engine asks for.
ACCEPTED = {"recommend": schema.recommended}

#: Before anything is written; each may refuse with a ``ValidationError``.
REQUIREMENTS = (({"submit"}, submission.require_complete),)

#: Within the transaction, in this order. What a function returns becomes part of the event; it may refuse with a
#: ``ValidationError``.
CONSEQUENCES: tuple[tuple[Collection[str], Callable[[Change], dict[str, Any]]], ...] = (
    (APPROVALS, notes.not_passed_over),
    ({"verify", "recommend", "publish"}, lambda change: _passed_on(change)),
    ({"return"}, lambda change: _sent_back(change)),
    ({"schedule"}, schedule.chosen),
    ({"publish"}, schedule.kept),
    ({"recommend"}, issuing.issue),
    ({"publish"}, merging.merge),
    ({"publish"}, issuing.take_over),
    ({"publish"}, versions.publish),
    ({"withdraw"}, versions.withdraw),
    ({"withdraw"}, activity_stream.hide),
)

#: After the commit, with the event's id and the dataset's: never a reason to undo, so these must not raise.
AFTERMATH: tuple[tuple[Collection[str], Callable[[int, str], None]], ...] = (
    (set(rules.ACTIONS), lambda event_id, package_id: outbox.announce(event_id)),
    ({"publish"}, lambda event_id, package_id: _others_follow(package_id)),
    ({"recommend"}, lambda event_id, package_id: rekomendasi_jobs.wanted(package_id)),
    ({"publish"}, lambda event_id, package_id: outbox.tables_follow(package_id)),
    ({"withdraw"}, lambda event_id, package_id: _others_follow(package_id, at_once=True)),
)


#: Who does what has to follow a commit, by the words of ``kernel/logic/outbox.py``.
SUBSCRIBERS = {
    "announce": (review_jobs.announce, override_jobs.announce),
    "note_written": (note_jobs.tell,),
    "kegiatan_changed": (dataset_jobs.kegiatan_changed,),
    "dataset_changed": (table_jobs.dataset_changed, dataset_jobs.dataset_changed),
    "table_loaded": (dataset_jobs.table_loaded,),
    "files_gone": (table_jobs.queue,),
    "tables_follow": (revision_jobs.tables_follow,),
}

#: Whom a mail tells of an event that is none of the review's own, by its ``subject``.
TELLERS = {"standar": standar_jobs.told, "rekomendasi": rekomendasi_jobs.told}

#: Whether a name that is no dataset's is one of ours all the same.
KNOWN_ELSEWHERE = (register.is_entry,)


#: Where the loader of tables finds files, and what is declared of their columns.
SOURCES = sources.Sources(reading.chunks, corrected.of_resource)


def _passed_on(change: Change) -> dict[str, Any]:
    """Corrections that the team still asks for stand in the way; its verdicts and checklist are frozen."""
    return decision.passed_on(change.line.role, change.review, change.package.type)


def _sent_back(change: Change) -> dict[str, Any]:
    """The letter that the producer reads, made of the verdicts."""
    note = change.data.get("note") or ""
    return decision.sent_back(change.line.role, change.review, change.package.type, note)


def _others_follow(package_id: str, at_once: bool = False) -> None:
    """What datasets say of a kegiatan follows when it becomes public, and at once when it no longer is."""
    package = model.Package.get(revisions.live_of(package_id))
    if package is not None and package.type == kegiatan.TYPE:
        outbox.kegiatan_changed(package.id, at_once=at_once)


def install() -> None:
    """Hand the tables to those who act on them; the plugin calls it when it is loaded."""
    hooks.HOOKS.use(hooks.Hooks(ACCEPTED, REQUIREMENTS, CONSEQUENCES, AFTERMATH))
    outbox.SUBSCRIBERS.use(SUBSCRIBERS)
    review_jobs.TELLERS.use(TELLERS)
    visibility.KNOWN_ELSEWHERE.use(KNOWN_ELSEWHERE)
    sources.SOURCES.use(SOURCES)
