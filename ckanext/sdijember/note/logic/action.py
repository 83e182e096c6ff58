"""The conversation on a review as actions: notes are written, answered, settled and taken back, and never changed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ...kernel.logic import outbox
from ...kernel.logic.schema import checked
from ...readings.logic import noting
from ...review.logic import facts as cases
from .. import model as store
from ..domain import conversation as rules
from . import attachments, notes, schema, writing
from . import people as note_people


def sdijember_note_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write a note on a review, or answer one.

    :param id: dataset id or name
    :param text: the note; ``@name`` tells that person by mail, who must be one that may read the note
    :param audience: ``shared`` (the producing office and both teams), or the private notes of the caller's own side:
        ``walidata``, ``pembina`` or ``produsen`` (the office)
    :param place: ``field:<name>``, ``file:<id>``, ``variabel:<id>`` or ``indikator:<id>``; the whole review if empty
    :param column: name of a column of that file (optional)
    :param parent: id of the note that this one answers; audience and place are then that note's
    :param attachment: a file, or a list of files, of the portal's formats or PNG or JPEG (optional)
    :returns: the note, as ``sdijember_note_list`` returns it
    :raises NotAuthorized: the caller takes no part in the review, or may not read ``parent``
    :raises ValidationError: everything that is wrong, by field
    """
    files = attachments.given((data_dict := dict(data_dict)).pop("attachment", None))
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_note_create", context, data_dict)
    data = checked(data_dict, schema.create(), context)
    package = cases.package_of(data["id"])
    note = writing.write(context, package, data, files)
    outbox.note_written(note.id)
    return notes.as_dict(note, [], notes.reader_of(context, package))


@tk.side_effect_free
def sdijember_note_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Notes on a review that the caller may read, those still to be settled first.

    :param id: dataset id or name
    :param open: only those still to be settled (default: all)
    :returns: dicts of ``id``, ``audience``, ``place``, ``text``, ``attachments``, ``author_name``, ``author_role``,
        ``created``, ``open``, ``withdrawn``, ``marks`` (what happened to it), ``actions`` (what the caller may do)
        and ``replies``
    :raises NotAuthorized: the caller may not read the review
    """
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_note_list", context, data_dict)
    data = checked(data_dict, schema.listed(), context)
    package = cases.package_of(data["id"])
    found = notes.threads(package, notes.reader_of(context, package))
    return [thread for thread in found if thread["open"] or not data["open"]]


@tk.side_effect_free
def sdijember_note_people(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Who can be named in a note, and for whom the caller may write one.

    :param id: dataset id or name
    :returns: ``audiences``, and ``people``: side → dicts of ``name`` and ``display_name``; everybody named reads
        shared notes, and the private ones of the own side
    :raises NotAuthorized: the caller takes no part in the review
    """
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_note_people", context, data_dict)
    package = cases.package_of(data_dict["id"])
    reader = notes.reader_of(context, package)
    people = {
        side: [{"name": user.name, "display_name": user.display_name} for user in users]
        for side, users in note_people.readers(package, rules.SHARED).items()
    }
    return {"audiences": list(rules.audiences_for(reader.sides)), "people": people}


def sdijember_note_resolve(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say that a note is settled.

    :param id: id of the note
    :returns: the note
    :raises NotAuthorized: the caller is not of the side that wrote it
    :raises ValidationError: it is an answer, or settled or taken back already
    """
    return _marked(rules.RESOLVE, context, data_dict)


def sdijember_note_reopen(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say that a note is not settled after all.

    :param id: id of the note
    :returns: the note
    :raises NotAuthorized: the caller is not of the side that wrote it
    :raises ValidationError: it is an answer, not settled, or taken back
    """
    return _marked(rules.REOPEN, context, data_dict)


def sdijember_note_withdraw(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take a note back: from now on only its writer reads it. The record keeps it.

    :param id: id of the note
    :returns: the note
    :raises NotAuthorized: the caller did not write it
    :raises ValidationError: it is taken back already
    """
    return _marked(rules.WITHDRAW, context, data_dict)


@tk.side_effect_free
def sdijember_note_attachment(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What is attached to a note; its content is at ``/dataset/<id>/pemeriksaan/catatan/<note>/lampiran/<number>``.

    :param id: id of the note
    :param number: which of its attachments, from 0
    :returns: ``name``, ``format``, ``type`` (media type), ``size`` and ``sha256``
    :raises NotAuthorized: the caller may not read the note
    :raises ObjectNotFound: there is no such attachment, or the note was taken back
    """
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_note_attachment", context, data_dict)
    data = checked(data_dict, schema.attachment(), context)
    note, package = notes.note_of(data["id"])
    gone = rules.is_withdrawn([mark.action for mark in store.marks_of([note.id])[note.id]])
    writer = note.author_id == notes.reader_of(context, package).user_id
    if data["number"] >= len(note.files) or (gone and not writer):
        raise tk.ObjectNotFound(tk._("There is no such attachment."))
    file = note.files[data["number"]]
    noting.note(package.id, noting.PAPER, sha256=file["sha256"], user=cases.actor_of(context))
    return file


def _marked(action: str, context: Context, data_dict: DataDict) -> dict[str, Any]:
    tk.get_or_bust(data_dict, "id")
    tk.check_access(f"sdijember_note_{action}", context, data_dict)
    data = checked(data_dict, schema.mark(), context)
    note, package = notes.note_of(data["id"])
    return writing.mark(context, package, note, action)
