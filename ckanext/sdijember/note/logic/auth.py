"""Who reads and writes notes on a review. Sysadmins are asked like everybody: a private note is for its side alone."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import asked, whoever_may
from ...review.logic import facts as cases
from ..domain import conversation as rules
from . import notes


def sdijember_note_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the review; the list holds what each may read."""
    return asked("sdijember_review_show", context, {"id": data_dict["id"]})


@tk.auth_sysadmins_check
@whoever_may("sdijember_note_create")
def sdijember_note_people() -> None:
    """Whoever may write a note."""


@tk.auth_sysadmins_check
def sdijember_note_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office, and the teams that read this state; who answers reads the note."""
    package = cases.package_of(data_dict["id"])
    reader = notes.reader_of(context, package)
    allowed = reader.reads_review and bool(reader.sides)
    if allowed and data_dict.get("parent"):
        parent, _ = notes.note_of(data_dict["parent"])
        allowed = (
            parent.package_id == package.id
            and notes.readable(parent, reader)
            and parent.audience in rules.audiences_for(reader.sides)
        )
    return {"success": allowed, "msg": tk._("You may not write notes on these data.")}


@tk.auth_sysadmins_check
def sdijember_note_resolve(context: Context, data_dict: DataDict) -> AuthResult:
    """The side that wrote the note."""
    note, package = notes.note_of(data_dict["id"])
    reader = notes.reader_of(context, package)
    allowed = notes.readable(note, reader) and note.author_role in reader.sides
    return {"success": allowed, "msg": tk._("Only the side that wrote a note says whether it is settled.")}


@tk.auth_sysadmins_check
@whoever_may("sdijember_note_resolve")
def sdijember_note_reopen() -> None:
    """The side that wrote the note."""


@tk.auth_sysadmins_check
def sdijember_note_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """Its writer, who still takes part in the review."""
    note, package = notes.note_of(data_dict["id"])
    reader = notes.reader_of(context, package)
    allowed = notes.readable(note, reader) and bool(reader.sides) and note.author_id == reader.user_id
    return {"success": allowed, "msg": tk._("Only its writer takes a note back.")}


@tk.auth_sysadmins_check
def sdijember_note_attachment(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the note."""
    note, package = notes.note_of(data_dict["id"])
    return {
        "success": notes.readable(note, notes.reader_of(context, package)),
        "msg": tk._("You may not read this note."),
    }
