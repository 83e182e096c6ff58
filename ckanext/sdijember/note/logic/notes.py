"""Notes on a review: who reads which, how actions return them, and what a decision has to do with them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.logic.visibility import allowed
from ...review.domain import transitions as states
from ...review.logic import facts as cases
from ...review.model import membership
from ...review.model.review import Review
from .. import model as store
from ..domain import conversation as rules
from ..model import Mark, Note

if TYPE_CHECKING:
    from ...review.logic.change import Change


def reader_of(context: Context, package: model.Package) -> rules.Reader:
    """The caller, as the rules want to hear of them."""
    user = cases.actor_of(context)
    review = Review.get(package.id)
    state = review.state if review else states.INITIAL
    roles, inside = membership.roles_towards(user.id, package.owner_org) if user else (frozenset(), False)
    return rules.Reader(
        user_id=user.id if user else "",
        sides=rules.speaks_as(state, roles),
        teams=roles & states.STATES[state].read_by,
        in_office=inside,
        office=package.owner_org or "",
        reads_review=bool(user) and allowed(context, "sdijember_review_show", package.id),
    )


def readable(note: Note, reader: rules.Reader) -> bool:
    """Whether the reader may read the note."""
    return rules.may_read(note.audience, note.office, reader)


def note_of(note_id: str) -> tuple[Note, model.Package]:
    """A note and the dataset it is about.

    :raises ObjectNotFound: there is none
    """
    note = store.get(note_id)
    if note is None:
        raise tk.ObjectNotFound(tk._("There is no such note."))
    return note, cases.package_of(note.package_id)


def threads(package: model.Package, reader: rules.Reader) -> list[dict[str, Any]]:
    """Notes that the reader may read, each with its answers; those still to be settled first, the oldest first."""
    notes = [note for note in store.of_package(package.id) if readable(note, reader)]
    marks = store.marks_of([note.id for note in notes])
    shown = {note.id: as_dict(note, marks[note.id], reader) for note in notes}
    heads = [shown[note.id] for note in notes if note.parent is None]
    for head in heads:
        head["replies"] = [shown[note.id] for note in notes if note.parent == head["id"]]
    return sorted(heads, key=lambda head: not head["open"])


def as_dict(note: Note, marks: Iterable[Mark], reader: rules.Reader) -> dict[str, Any]:
    """A note as the actions return it. Of one that was taken back only its writer reads the text."""
    marks = list(marks)
    actions = tuple(mark.action for mark in marks)
    withdrawn = rules.is_withdrawn(actions)
    hidden = withdrawn and note.author_id != reader.user_id
    thread = rules.Thread(note.author_id, note.author_role, note.audience, note.parent is not None, actions)
    return {
        "id": note.id,
        "package_id": note.package_id,
        "parent": note.parent,
        "audience": note.audience,
        "place": note.place,
        "text": "" if hidden else note.text,
        "attachments": [] if hidden else [_attachment(note, number) for number in range(len(note.files))],
        "author_id": note.author_id,
        "author_name": note.author_name,
        "author_role": note.author_role,
        "created": _iso(note.created),
        "open": note.parent is None and rules.is_open(actions),
        "withdrawn": withdrawn,
        "marks": [_mark(mark) for mark in marks],
        "actions": rules.next_steps(thread, reader.user_id, reader.sides),
    }


def not_passed_over(change: Change) -> dict[str, Any]:
    """Refuse an approval that does not know of the unresolved notes; mark those that it passes over.

    A publication at the moment that was scheduled knows of the notes that the schedule was made in spite of.

    :returns: ``open_notes`` for the event: the number of those that everybody who reads the event may read
    :raises ValidationError: there are more of them than the caller's ``open_notes`` says
    """
    notes = _open_notes(change)
    if len(notes) > (change.data.get("open_notes") or 0):
        raise tk.ValidationError({"open_notes": [tk._(rules.STILL_OPEN).format(number=len(notes))]})
    side = change.line.role if change.line.role in change.case.roles else states.WALIDATA
    for note in notes:
        mark(note, rules.PASS, change.actor, side, about=change.line.action)
    shared = sum(note.audience == rules.SHARED for note in notes)
    return {"open_notes": shared} if shared else {}


def mark(note: Note, action: str, actor: model.User, side: str, about: str = "") -> None:
    """Write down what happened to a note, within the transaction of the caller, who holds the review's lock."""
    model.Session.add(
        Mark(
            note_id=note.id,
            action=action,
            about=about,
            actor_id=actor.id,
            actor_name=actor.display_name,
            actor_role=side,
        )
    )
    model.Session.flush()


def _open_notes(change: Change) -> list[Note]:
    """Notes still to be settled that whoever decides may read, and has not been asked about for this decision."""
    reader = reader_of(change.context, change.package)
    heads = [n for n in store.of_package(change.package.id) if n.parent is None and readable(n, reader)]
    marks = store.marks_of([note.id for note in heads])
    found = [note for note in heads if rules.is_open(mark.action for mark in marks[note.id])]
    if change.line.action != "publish" or change.review.publish_at is None:
        return found
    return [note for note in found if not any(mark.about == "schedule" for mark in marks[note.id])]


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "action": mark.action,
        "about": mark.about,
        "actor_id": mark.actor_id,
        "actor_name": mark.actor_name,
        "actor_role": mark.actor_role,
        "created": _iso(mark.created),
    }


def _attachment(note: Note, number: int) -> dict[str, Any]:
    stored = note.files[number]
    return {"number": number, **{key: stored[key] for key in ("name", "format", "size", "sha256")}}


def _iso(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.timezone.utc).isoformat(timespec="seconds")
