"""The review page of a dataset and the decisions taken on it (SOP steps 16, 18–20)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ..kernel.views.refusals import gone
from .domain import transitions as rules

sdijember_review = Blueprint("sdijember_review", __name__, url_prefix="/dataset/<id>/pemeriksaan")

FIELDS = (
    "note", "number", "date", "version", "confirm", "publish_at", "conditions", "override", "channel", "decided_by",
    "decided_on", "open_notes", "checklist",
)  # fmt: skip
#: Keys of ``error_dict`` that mean that somebody else was faster.
OVERTAKEN = {"version", "state"}


@sdijember_review.route("", methods=["GET"], strict_slashes=False)
def read(id: str) -> str | Response:
    """Who has the ball, everything a reviewer needs to judge, and the decisions the person may take."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.request.path)
    if published := tk.h.sdijember_published_instead(id):
        return tk.redirect_to("sdijember_review.read", id=published)
    return page(review_of(id))


@sdijember_review.route("/<action>", methods=["GET", "POST"])
def decide(id: str, action: str) -> Response | tuple[str, int]:
    """Take one decision; what is wrong is said beside the field, with everything typed still there."""
    if tk.request.method != "POST":
        # said here, for without a route of ours CKAN looks for a page of that name and answers 404
        tk.abort(405)
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.h.url_for("sdijember_review.read", id=id))
    if action not in rules.ACTIONS:
        tk.abort(404, tk._("There is no such decision."))
    form = {field: tk.request.form.get(field, "").strip() for field in FIELDS}
    if not readable(id):
        return gone(), 404
    review = review_of(id)
    errors = _take(review, action, form)
    if errors:
        review = review_of(id)
        if not _done_before(review, action, form):
            return page(review, action, form, errors), 409 if OVERTAKEN & set(errors) else 422
    tk.h.flash_success(tk._("Done: {decision}").format(decision=tk.h.sdijember_action_label(action)))
    if readable(review["package_id"]):
        return tk.redirect_to("sdijember_review.read", id=review["name"])
    if published := tk.h.sdijember_published_instead(review["package_id"]):
        return tk.redirect_to("sdijember_review.read", id=published)
    return tk.redirect_to("sdijember_work.start")


def _take(review: dict[str, Any], action: str, form: dict[str, str]) -> dict[str, Any]:
    """Call the action; returns what is wrong, by field."""
    choices = tk.h.sdijember_decisions(review) + tk.h.sdijember_decisions_beyond(review)
    offered = {choice["action"]: choice for choice in choices}
    if action in offered and offered[action]["confirm"] and not form["confirm"]:
        return {"confirm": [tk._("Tick this box to confirm.")]}
    elsewhere = form["decided_by"] or form["channel"] not in ("", rules.PORTAL)
    if not (form["checklist"] or elsewhere) and tk.h.sdijember_unticked({"id": review["package_id"]}, action):
        return {"checklist": [tk._("Tick the lines of the checklist, or tick this box to confirm.")]}
    said = {name: value for name, value in form.items() if name not in ("confirm", "checklist") and value}
    data = {"id": review["package_id"]} | said
    for name in ("scan", "surat"):
        paper = tk.request.files.get(name)
        if paper is not None and paper.filename:
            data[name] = paper
    try:
        tk.get_action(f"sdijember_review_{action}")({"user": tk.g.user}, data)
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not take this decision."))
    except tk.ValidationError as error:
        return dict(error.error_dict)
    return {}


def _done_before(review: dict[str, Any], action: str, form: dict[str, str]) -> bool:
    """The same person sent the same form twice, and the first time worked."""
    since = tk.h.sdijember_happened_since(review, _number(form["version"]))
    return bool(since) and since[0]["action"] == action and since[0]["actor_id"] == tk.current_user.id


def readable(id: str) -> bool:
    """Whether there is a review for this person; whoever loses it while typing must not lose what was typed."""
    try:
        tk.check_access("sdijember_review_show", {"user": tk.g.user}, {"id": id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


def review_of(id: str) -> dict[str, Any]:
    """The review, or 404 as if the dataset did not exist; 403 if it does, for all to see."""
    try:
        return tk.get_action("sdijember_review_show")({"user": tk.g.user}, {"id": id})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized:
        visible = tk.h.check_access("package_show", {"id": id})
        tk.abort(*(403, tk._("You may not read this review.")) if visible else (404, tk._("Dataset not found")))


def page(
    review: dict[str, Any],
    action: str | None = None,
    form: dict[str, str] | None = None,
    errors: dict[str, Any] | None = None,
) -> str:
    """Render the page.

    :param action: decision that was tried and refused, with its ``form`` and ``errors``
    """
    pkg_dict = tk.get_action("package_show")({"user": tk.g.user, "for_view": True}, {"id": review["package_id"]})
    form = form or {}
    return tk.render(
        "sdijember/review/read.html",
        {
            "pkg_dict": pkg_dict,
            "dataset_type": pkg_dict["type"],
            "review": review,
            "decisions": tk.h.sdijember_decisions(review),
            "beyond": tk.h.sdijember_decisions_beyond(review),
            "found": tk.h.sdijember_completeness(pkg_dict),
            "tried": action,
            "form": form,
            "errors": errors or {},
            "since": tk.h.sdijember_happened_since(review, _number(form.get("version", ""))),
        },
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
