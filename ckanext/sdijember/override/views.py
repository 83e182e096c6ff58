"""``/dashboard/pengecualian``: decisions for which duties were not separated, and their approval by a second person."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ..files.logic import store
from ..kernel.views.downloads import download
from ..kernel.views.paging import asked_span, pager
from ..kernel.views.sign_in import sign_in

sdijember_override = Blueprint("sdijember_override", __name__)

PER_PAGE = 20

sdijember_override.before_request(sign_in)


@sdijember_override.route("/dashboard/pengecualian")
def index() -> str:
    """The list, those not approved yet first."""
    return _page()


@sdijember_override.route("/dashboard/pengecualian/<int:event>", methods=["POST"])
def approve(event: int) -> Response | tuple[str, int]:
    """Approve one; what is wrong is said beside it, with what was typed."""
    note = tk.request.form.get("note", "").strip()
    try:
        tk.get_action("sdijember_override_approve")({"user": tk.g.user}, {"id": event, "note": note})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not do this."))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such decision."))
    except tk.ValidationError as error:
        return _page({"event": event, "note": note, "errors": error.error_dict}), 422
    tk.h.flash_success(tk._("The decision was approved by a second person: you."))
    return tk.h.redirect_to(tk.h.url_for("sdijember_override.index") + f"#pengecualian-{event}")


@sdijember_override.route("/dataset/<id>/pemeriksaan/pindaian/<int:event>")
def scan(id: str, event: int) -> Response:
    """The scanned paper of a decision made elsewhere, for whoever may read the review."""
    try:
        found = tk.get_action("sdijember_review_scan")({"user": tk.g.user}, {"id": event})
        content = store.chunks(found["sha256"])
    except (tk.NotAuthorized, tk.ObjectNotFound):
        tk.abort(404, tk._("There is no such paper."))
    return download(content, found)


def _page(tried: dict[str, Any] | None = None) -> str:
    found = tk.get_action("sdijember_override_list")({"user": tk.g.user}, asked_span(PER_PAGE))
    shown = {"found": found, "tried": tried or {}, "pager": pager(found["count"], PER_PAGE)}
    return tk.render("sdijember/override/index.html", shown)
