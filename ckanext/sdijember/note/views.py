"""The conversation on the review page: notes, answers, what happens to them, and what is attached to them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ..files.logic import store
from ..kernel.views.downloads import download
from ..kernel.views.refusals import gone
from ..review import views as page
from .domain import conversation as rules

sdijember_note = Blueprint("sdijember_note", __name__, url_prefix="/dataset/<id>/pemeriksaan/catatan")

FIELDS = ("text", "audience", "place", "column", "parent")
#: The last word of an address → what happens to the note.
STEPS = {"selesai": rules.RESOLVE, "buka": rules.REOPEN, "tarik": rules.WITHDRAW}


@sdijember_note.before_request
def _signed_in() -> Response | None:
    if tk.current_user.is_anonymous:
        id = (tk.request.view_args or {}).get("id", "")
        return tk.redirect_to("user.login", came_from=tk.h.url_for("sdijember_review.read", id=id))
    return None


@sdijember_note.route("", methods=["POST"])
def create(id: str) -> Response | tuple[Any, int]:
    """Write a note or an answer; what is wrong is said beside the field, on the same page."""
    form = {field: tk.request.form.get(field, "").strip() for field in FIELDS}
    data = {"id": id, "attachment": tk.request.files.getlist("attachment")} | form
    try:
        note = tk.get_action("sdijember_note_create")({"user": tk.g.user}, data)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return gone(), 404
    except tk.ValidationError as error:
        tk.g.sdijember_note_refused = (form, dict(error.error_dict))
        return page.read(id), 422
    tk.h.flash_success(tk._("The note was written."))
    return _back(id, note["parent"] or note["id"])


@sdijember_note.route("/<note>/<step>", methods=["POST"])
def mark(id: str, note: str, step: str) -> Response:
    """Settle a note, open it again, or take it back."""
    if step not in STEPS:
        tk.abort(404)
    try:
        done = tk.get_action(f"sdijember_note_{STEPS[step]}")({"user": tk.g.user}, {"id": note})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        tk.abort(404, tk._("There is no such note."))
    except tk.ValidationError as error:
        tk.h.flash_error(" ".join(error.error_summary.values()))
        return _back(id, note)
    return _back(id, done["parent"] or done["id"])


@sdijember_note.route("/<note>/lampiran/<int:number>")
def attachment(id: str, note: str, number: int) -> Response:
    """The file attached to a note, for whoever may read the note; never shown in the portal's own pages."""
    try:
        found = tk.get_action("sdijember_note_attachment")({"user": tk.g.user}, {"id": note, "number": number})
        content = store.chunks(found["sha256"])
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        tk.abort(404, tk._("There is no such attachment."))
    return download(content, found)


def _back(id: str, note: str) -> Response:
    return tk.redirect_to(tk.h.url_for("sdijember_review.read", id=id) + f"#catatan-{note}")
