"""Working in the queue: taking and putting back a dataset, giving it to a colleague, deciding on many at once."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ...review.domain.transitions import N_
from ..logic import bulk

sdijember_queue = Blueprint("sdijember_queue", __name__, url_prefix="/dashboard/antrean")

#: What may be done with a dataset in the queue: the action, and what is said afterwards.
_WORK = {
    "ambil": ("claim", N_("You work on this dataset now: {title}")),
    "lepas": ("release", N_("Put back for your colleagues: {title}")),
    "tugaskan": ("assign", N_("Given to a colleague: {title}")),
}


@sdijember_queue.before_request
def _signed_in() -> Response | None:
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.h.url_for("sdijember_work.queue"))
    return None


@sdijember_queue.route("/<id>/<work>", methods=["POST"])
def work(id: str, work: str) -> Response:
    """Take a dataset, put it back, or give it to a colleague; then back to where the person was."""
    if work not in _WORK:
        tk.abort(404)
    action, done = _WORK[work]
    form = tk.request.form
    data = {
        "id": id,
        "take_over": form.get("take_over") or False,
        "assignee": form.get("assignee", ""),
        "note": form.get("note", ""),
    }
    try:
        review = tk.get_action(f"sdijember_review_{action}")({"user": tk.g.user}, data)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.h.flash_error(tk._("This dataset is not, or no longer, with your team."))
        return tk.redirect_to("sdijember_work.queue")
    except tk.ValidationError as error:
        tk.h.flash_error(" ".join(message for messages in error.error_dict.values() for message in messages))
        return tk.redirect_to("sdijember_review.read", id=id)
    tk.h.flash_success(tk._(done).format(title=review["title"]))
    if form.get("back") == "queue":
        return tk.redirect_to("sdijember_work.queue")
    return tk.redirect_to("sdijember_review.read", id=review["name"])


@sdijember_queue.route("/bersama", methods=["POST"])
def together() -> str | Response | tuple[str, int]:
    """Ask whether a decision is meant for all that are ticked; then take it for each, and tell what became of each."""
    action, items = tk.request.form.get("action", ""), _chosen()
    if not items or action not in bulk.ACTIONS:
        tk.h.flash_error(tk._("Tick at least one dataset, then choose what to do with them."))
        return tk.redirect_to("sdijember_work.queue")
    if len(items) > bulk.MOST:
        tk.h.flash_error(tk._("Choose at most {number} datasets at once.").format(number=bulk.MOST))
        return tk.redirect_to("sdijember_work.queue")
    if not tk.request.form.get("confirm"):
        asked = bool(tk.request.form.get("asked"))
        page = tk.render("sdijember/work/confirm.html", {"action": action, "reviews": _readable(items), "asked": asked})
        return page, 422 if asked else 200
    try:
        done = tk.get_action("sdijember_review_bulk")({"user": tk.g.user}, {"decision": action, "items": items})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not take this decision."))
    return tk.render("sdijember/work/outcome.html", {"action": action, "results": done["results"]})


def _chosen() -> list[dict[str, Any]]:
    """The ticked datasets: id and the version that the page showed."""
    found = []
    for value in tk.request.form.getlist("item"):
        package_id, _, version = value.rpartition(":")
        if package_id and version.isdecimal():
            found.append({"id": package_id, "version": int(version)})
    return found


def _readable(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reviews of the ticked datasets, as far as the person may read them, with the version that was ticked."""
    found = []
    for item in items:
        try:
            review = tk.get_action("sdijember_review_show")({"user": tk.g.user}, {"id": item["id"]})
        except (tk.ObjectNotFound, tk.NotAuthorized):
            continue
        found.append(review | {"seen": item["version"]})
    return found
