"""A team's checklist: read by everybody who is signed in, edited by the team."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ..domain import checklist as rules

sdijember_checklist = Blueprint("sdijember_checklist", __name__, url_prefix="/dashboard/daftar-periksa")

#: Empty lines that the form offers for new ones.
_NEW = 3


@sdijember_checklist.before_request
def sign_in() -> Response | None:
    """Whoever is not signed in does so first."""
    return tk.redirect_to("user.login", came_from=tk.request.path) if tk.current_user.is_anonymous else None


@sdijember_checklist.route("/<any(walidata, pembina):team>", methods=["GET"])
def read(team: str) -> str:
    """The list as it is, or as it was in the version that the address names, with who changed it when."""
    asked = tk.request.args.get("versi", "")
    data = {"team": team} | ({"version": asked} if asked else {})
    try:
        found = tk.get_action("sdijember_checklist_show")({"user": tk.g.user}, data)
    except (tk.ObjectNotFound, tk.ValidationError):
        tk.abort(404, tk._("There is no such version of the checklist."))
    return tk.render("sdijember/checklist/read.html", {"found": found, "team": team, "edits": _may(team)})


@sdijember_checklist.route("/<any(walidata, pembina):team>/ubah", methods=["GET"])
def edit(team: str) -> str:
    """The form with every line, and some empty ones."""
    if not _may(team):
        tk.abort(403, tk._("Only the team itself edits its checklist."))
    found = tk.get_action("sdijember_checklist_show")({"user": tk.g.user}, {"team": team})
    return _form(team, found["version"], found["lines"], "", {})


@sdijember_checklist.route("/<any(walidata, pembina):team>/ubah", methods=["POST"])
def save(team: str) -> Response | tuple[str, int]:
    """Write the next version; what is wrong is said beside the line, with everything typed still there."""
    form = tk.request.form
    lines = sorted((_line(number) for number in form.getlist("baris")), key=lambda line: line["place"])
    lines = [line for line in lines if line["code"] or line["label"]["id"] or line["label"]["en"]]
    data = {"team": team, "version": form.get("version", ""), "note": form.get("note", ""), "lines": lines}
    try:
        tk.get_action("sdijember_checklist_update")({"user": tk.g.user}, data)
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only the team itself edits its checklist."))
    except tk.ValidationError as error:
        overtaken = "version" in error.error_dict
        return _form(team, form.get("version", ""), lines, data["note"], error.error_dict), 409 if overtaken else 422
    tk.h.flash_success(tk._("Saved: the new version of the checklist is in use from now on."))
    return tk.redirect_to("sdijember_checklist.read", team=team)


def _may(team: str) -> bool:
    return tk.h.check_access("sdijember_checklist_update", {"team": team})


def _line(number: str) -> dict[str, Any]:
    form = tk.request.form
    text = {name: form.get(f"{name}-{number}", "").strip() for name in ("label", "label_en", "hint", "hint_en")}
    place = form.get(f"urutan-{number}", "")
    return {
        "code": form.get(f"code-{number}", ""),
        "label": {"id": text["label"], "en": text["label_en"]},
        "hint": {"id": text["hint"], "en": text["hint_en"]},
        "source": form.get(f"source-{number}", "").strip(),
        "about": form.getlist(f"about-{number}"),
        "retired": bool(form.get(f"retired-{number}")),
        "place": (int(place) if place.isdecimal() else 10_000, int(number) if number.isdecimal() else 0),
    }


def _form(team: str, version: Any, lines: list[dict[str, Any]], note: str, errors: dict[str, Any]) -> str:
    empty = {"code": "", "label": {}, "hint": {}, "source": "", "about": list(rules.ABOUT), "retired": False}
    extra = {"team": team, "version": version, "lines": [*lines, *[empty] * _NEW], "note": note, "errors": errors}
    return tk.render("sdijember/checklist/edit.html", extra | {"about": rules.ABOUT})
