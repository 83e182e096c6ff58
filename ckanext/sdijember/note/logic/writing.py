"""Writing notes and what happens to them, each in one transaction under the lock of the review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context
from werkzeug.datastructures import FileStorage

from ...kernel.domain.findings import errors
from ...kernel.logic.transaction import transaction
from ...kernel.logic.wording import said
from ...review.domain.transitions import N_
from ...review.logic import facts as cases
from ...review.model.review import Review
from .. import model as store
from ..domain import conversation as rules
from ..model import Note
from . import attachments, notes, people, places

NOT_AN_ANSWER = N_("Answer the note itself, not an answer to it.")
FOR_WHOM = N_("Choose who may read the note.")
NOT_FOR_OTHERS = N_("You cannot write private notes for others.")
OVERTAKEN = N_("This cannot be done with the note any more: it was settled, opened again or taken back meanwhile.")


def write(context: Context, package: model.Package, data: dict[str, Any], files: Sequence[FileStorage]) -> Note:
    """Write a note.

    :param data: as ``schema_note.create`` accepts it
    :raises ValidationError: everything that is wrong, by field; nothing was written
    """
    with transaction():
        Review.lock(package.id)
        note = _checked(context, package, data, files)
        note.files = attachments.keep(files)
        model.Session.add(note)
    return note


def mark(context: Context, package: model.Package, note: Note, action: str) -> dict[str, Any]:
    """Settle a note, open it again or take it back.

    :returns: the note as actions return it
    :raises ValidationError: that is not possible any more
    """
    actor = cases.actor_of(context)
    assert actor
    with transaction():
        Review.lock(package.id)
        reader = notes.reader_of(context, package)
        if action not in notes.as_dict(note, store.marks_of([note.id])[note.id], reader)["actions"]:
            raise tk.ValidationError({"state": [tk._(OVERTAKEN)]})
        side = note.author_role if note.author_role in reader.sides else reader.sides[0]
        notes.mark(note, action, actor, side)
    return notes.as_dict(note, store.marks_of([note.id])[note.id], reader)


def _checked(context: Context, package: model.Package, data: dict[str, Any], files: Sequence[FileStorage]) -> Note:
    """The note that is to be written, without its files; everything that is wrong is said at once."""
    reader, actor = notes.reader_of(context, package), cases.actor_of(context)
    assert actor
    wrong: dict[str, Any] = {"text": [said(found) for found in errors(rules.check_text(data["text"]))]}
    parent = notes.note_of(data["parent"])[0] if data.get("parent") else None
    if parent and parent.parent:
        wrong["parent"] = [tk._(NOT_AN_ANSWER)]
    audience = parent.audience if parent else data.get("audience") or ""
    place: dict[str, str] | None = {}
    mentions: list[str] | None = []
    if audience not in rules.audiences_for(reader.sides):
        wrong["audience"] = [tk._(NOT_FOR_OTHERS if audience else FOR_WHOM)]
    else:
        mentions = _or_wrong(wrong, lambda: people.named(package, audience, data["text"]))
    if not parent:
        place = _or_wrong(wrong, lambda: places.find(package, data["place"], data["column"]))
    wrong["attachment"] = attachments.problems(files)
    if wrong := {name: messages for name, messages in wrong.items() if messages}:
        raise tk.ValidationError(wrong)
    return Note(
        package_id=package.id,
        parent=parent.id if parent else None,
        audience=audience,
        office=package.owner_org or "",
        place=place or {},
        text=data["text"],
        mentions=mentions or [],
        author_id=actor.id,
        author_name=actor.display_name,
        author_role=rules.side_of(audience, reader.sides),
    )


def _or_wrong(wrong: dict[str, Any], ask: Callable[[], Any]) -> Any:
    """The answer, or nothing, and what is wrong noted with all else that is."""
    try:
        return ask()
    except tk.ValidationError as error:
        for name, messages in error.error_dict.items():
            wrong[name] = wrong.get(name, []) + messages
    return None
