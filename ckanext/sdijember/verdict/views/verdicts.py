"""Verdicts on the items of a submission, letters of return, and what differs from the submission before."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ...kernel.views.refusals import gone
from ...review import views as review_page
from ..domain import verdicts as rules

sdijember_verdict = Blueprint("sdijember_verdict", __name__, url_prefix="/dataset/<id>/pemeriksaan")

_TEXTS = {"verdict": "v", "category": "k", "comment": "c"}


@sdijember_verdict.before_request
def sign_in() -> Response | None:
    """Whoever is not signed in does so first, and comes back."""
    if tk.current_user.is_anonymous:
        page = tk.h.url_for("sdijember_review.read", id=(tk.request.view_args or {}).get("id"))
        return tk.redirect_to("user.login", came_from=tk.request.path if tk.request.method == "GET" else page)
    return None


@sdijember_verdict.route("/putusan", methods=["POST"])
def save(id: str) -> Response | tuple[str, int] | tuple[dict[str, Any], int]:
    """Save what was changed on the page: all verdicts and ticks of the form, or the one that a script sends."""
    by_script = "application/json" in tk.request.headers.get("Accept", "")
    given = _verdicts()
    if not review_page.readable(id):
        return gone(), 404
    review = review_page.review_of(id)
    errors = _save(review["package_id"], given, _ticks())
    if by_script:
        return _answer(review, errors), 200 if not errors else 409 if _overtaken(errors) else 422
    if not errors:
        tk.h.flash_success(tk._("Saved: verdicts and checklist."))
        shown = tk.request.form.get("tampil") or None
        return tk.redirect_to(tk.h.url_for("sdijember_review.read", id=review["name"], tampil=shown) + "#putusan-butir")
    for message in [*errors.get("version", []), *errors.get("state", []), *errors.get("duty", [])]:
        tk.h.flash_error(message)
    if errors.get("items"):
        tk.h.flash_error(tk._("Not everything was saved. What is wrong stands beside each item."))
    tk.h.sdijember_typed_verdicts({one["item"]: one for one in given}, errors.get("items") or {})
    return review_page.page(review_page.review_of(id)), 409 if _overtaken(errors) else 422


def _overtaken(errors: dict[str, Any]) -> bool:
    return bool(review_page.OVERTAKEN & set(errors))


def _save(package_id: str, given: list[dict[str, str]], ticks: list[dict[str, Any]]) -> dict[str, Any]:
    """Call the actions; returns what is wrong, by field. What is right is saved even if something else is wrong."""
    errors = _call("sdijember_verdict_set", package_id, "items", given)
    if isinstance(wrong := errors.get("items"), dict):
        _call("sdijember_verdict_set", package_id, "items", [one for one in given if one["item"] not in wrong])
    return errors | _call("sdijember_checklist_tick", package_id, "ticks", ticks)


def _call(action: str, package_id: str, name: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    """What is wrong with ``values``, by field; nothing if there are none."""
    if not values:
        return {}
    data = {"id": package_id, "version": tk.request.form.get("version", ""), name: values}
    try:
        tk.get_action(action)({"user": tk.g.user}, data)
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not do this."))
    except tk.ValidationError as error:
        return dict(error.error_dict)
    return {}


def _verdicts() -> list[dict[str, str]]:
    """The items of the form that somebody changed: those that no longer say what the page showed."""
    found = []
    for key, seen in tk.request.form.items():
        if not key.startswith("w."):
            continue
        item = key[2:]
        given = {name: tk.request.form.get(f"{sign}.{item}", "").strip() for name, sign in _TEXTS.items()}
        if rules.token(**given) != seen:
            found.append({"item": item, "seen": seen, **given})
    return found


def _ticks() -> list[dict[str, Any]]:
    """The lines of the checklist whose box was changed."""
    found = []
    for key, before in tk.request.form.items():
        if key.startswith("u."):
            ticked = bool(tk.request.form.get(f"t.{key[2:]}"))
            if ticked != bool(before):
                found.append({"code": key[2:], "ticked": ticked})
    return found


def _answer(review: dict[str, Any], errors: dict[str, Any]) -> dict[str, Any]:
    """What a script needs to bring the page up to date."""
    pkg = tk.get_action("package_show")({"user": tk.g.user, "for_view": True}, {"id": review["package_id"]})
    found = tk.h.sdijember_verdicts(pkg)
    asked = [key[2:] for key in tk.request.form if key.startswith("w.")]
    tokens = {one["item"]: one["token"] for one in found["items"]}
    extra = {
        "pkg": pkg,
        "entries": found["letter"],
        "team": found["team"],
        "counts": found["counts"].get(found["team"]),
    }
    return {
        "errors": errors,
        "items": {item: tokens[item] for item in asked if item in tokens},
        "counts": tk.render("sdijember/verdict/counts.html", extra) if extra["counts"] else "",
        "letter": tk.render("sdijember/verdict/draft.html", extra),
    }


@sdijember_verdict.route("/perubahan", methods=["GET"])
def changes(id: str) -> str:
    """What differs between two submissions: the last two, or those that the address names."""
    review = review_page.review_of(id)
    asked = {name: tk.request.args.get(key) for name, key in (("before", "dari"), ("after", "ke"))}
    given = {name: value for name, value in asked.items() if value}
    data = {"id": review["package_id"], **given}
    try:
        found = tk.get_action("sdijember_review_diff")({"user": tk.g.user}, data)
    except tk.ValidationError:
        tk.abort(404, tk._("There is no submission of this number."))
    return tk.render("sdijember/verdict/changes.html", _about(review) | {"found": found})


@sdijember_verdict.route("/surat", methods=["GET"])
def letter_now(id: str) -> str:
    """The letter of return as it would be sent now, for the team that has the data."""
    review = review_page.review_of(id)
    about = _about(review)
    found = tk.h.sdijember_verdicts(about["pkg_dict"])
    if not found["team"]:
        tk.abort(404, tk._("There is no letter."))
    letter = {"entries": found["letter"], "note": "", "event": None, "team": found["team"]}
    return tk.render("sdijember/verdict/letter_page.html", about | letter)


@sdijember_verdict.route("/surat/<int:event_id>", methods=["GET"])
def letter(id: str, event_id: int) -> str:
    """A letter of return as it was sent, to be read and printed."""
    review = review_page.review_of(id)
    event = next((one for one in review["events"] if one["id"] == event_id and one["action"] == "return"), None)
    if event is None:
        tk.abort(404, tk._("There is no letter."))
    sent = {"entries": event["data"].get("letter", []), "note": event["note"], "event": event}
    return tk.render("sdijember/verdict/letter_page.html", _about(review) | sent | {"team": event["actor_role"]})


def _about(review: dict[str, Any]) -> dict[str, Any]:
    pkg_dict = tk.get_action("package_show")({"user": tk.g.user, "for_view": True}, {"id": review["package_id"]})
    return {"review": review, "pkg_dict": pkg_dict, "dataset_type": pkg_dict["type"]}
