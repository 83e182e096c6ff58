"""The form of a kegiatan statistik, its copy for another year, and the codes that BPS issues for it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint
from werkzeug.wrappers import Response

from ...kernel.views.sign_in import sign_in
from ...metadata.domain.forms import form
from ...metadata.logic import kegiatan as logic
from ..logic import defaults

sdijember_kegiatan = Blueprint("sdijember_kegiatan", __name__)

#: Steps that are saved with the form; the sheets between them are pages of their own.
BLOCKS = tuple(section.name for section in form("kegiatan").sections)


@sdijember_kegiatan.route("/kegiatan/new", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """An empty form, or a new kegiatan."""
    if refused := sign_in():
        return refused
    try:
        tk.check_access("package_create", _context())
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only those who prepare data for an office may do this."))
    if tk.request.method == "POST":
        return _save(None)
    return _page(None, defaults.answers(tk.h.sdijember_my_offices(), tk.request.args.get("group", "")))


@sdijember_kegiatan.route("/kegiatan/edit/<id>", methods=["GET", "POST"])
def edit(id: str) -> str | Response | tuple[str, int]:
    """The form with what is stored, or the next step after saving."""
    pkg_dict = _editable(id)
    if tk.request.method == "POST":
        return _save(pkg_dict)
    return _page(pkg_dict, {**pkg_dict, **pkg_dict.get("personal", {})})


@sdijember_kegiatan.route("/dashboard/kegiatan/salin", methods=["GET", "POST"])
def copy() -> str | Response | tuple[str, int]:
    """Salin dari tahun lalu: which kegiatan, to which year."""
    if refused := sign_in():
        return refused
    sources = defaults.sources(tk.h.sdijember_my_offices())
    given = tk.request.form if tk.request.method == "POST" else tk.request.args
    typed = {"id": given.get("id", "").strip(), "tahun": given.get("tahun", "").strip() or tk.h.sdijember_today()[:4]}
    if tk.request.method != "POST":
        return tk.render("kegiatan/copy.html", {"sources": sources, "typed": typed, "errors": {}})
    errors: dict[str, Any] = {}
    try:
        made = tk.get_action("sdijember_kegiatan_copy")(_context(), typed)
    except tk.ValidationError as error:
        errors = dict(error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        errors = {"id": [tk._("Choose one of the kegiatan of your office.")]}
    if errors:
        return tk.render("kegiatan/copy.html", {"sources": sources, "typed": typed, "errors": errors}), 422
    message = tk._("Copied. Go through the blocks and change what is different in {year}.").format(year=made["tahun"])
    tk.h.flash_success(message)
    return tk.redirect_to("kegiatan.edit", id=made["name"])


@sdijember_kegiatan.route("/kegiatan/<id>/kode", methods=["POST"])
def codes(id: str) -> Response:
    """Note the codes that BPS has issued."""
    data = {name: tk.request.form.get(name, "").strip() for name in logic.CODES}
    try:
        tk.get_action("sdijember_kegiatan_codes_update")(_context(), {"id": id, **data})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Kegiatan not found."))
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only Walidata and Pembina Data note the codes of BPS."))
    except tk.ValidationError as error:
        for said in error.error_dict.values():
            tk.h.flash_error(" ".join(said))
    else:
        tk.h.flash_success(tk._("The codes are noted."))
    return tk.redirect_to("sdijember_review.read", id=id)


def _save(pkg_dict: dict[str, Any] | None) -> Response | tuple[str, int]:
    """Save all that was typed; what is wrong is said beside its field, with everything typed still there."""
    typed = _typed()
    try:
        if pkg_dict is None:
            saved = tk.get_action("package_create")(_context(), {**typed, "type": "kegiatan"})
        else:
            emptied = {field.name: "" for field in form("kegiatan") if not field.personal}
            saved = tk.get_action("package_patch")(_context(), {**emptied, **typed, "id": pkg_dict["id"]})
    except tk.NotAuthorized:
        model.Session.rollback()
        tk.abort(403, tk._("You may not change this kegiatan now."))
    except tk.ValidationError as error:
        return _page(pkg_dict, typed, dict(error.error_dict)), 422
    tk.h.flash_success(_said(saved))
    return tk.h.redirect_to(_next(saved, tk.request.form.get("save", "")))


def _said(saved: dict[str, Any]) -> str:
    left = tk.h.sdijember_completeness(saved)["errors"]
    if not left:
        return tk._("Saved. Nothing is missing.")
    said = tk.ungettext("Saved. {number} answer is still missing.", "Saved. {number} answers are still missing.", left)
    return said.format(number=left)


def _typed() -> dict[str, Any]:
    """Answers that the browser sent; what it did not send was not asked."""
    sent = tk.request.form
    fields = {field.name: field.kind for field in form("kegiatan")}
    return {
        name: sent.getlist(name) if fields.get(name) == "codes" else sent[name]
        for name in (*fields, "owner_org")
        if name in sent
    }


def _next(saved: dict[str, Any], done: str) -> str:
    """Where somebody goes on who has saved a step: the next one that asks something, at last the review."""
    steps = tk.h.sdijember_kegiatan_steps(saved)
    names = [step["name"] for step in steps]
    if done not in names:
        return steps[0]["url"]
    asked = {field.section for field in form("kegiatan") if form("kegiatan").applies(field, saved)}
    for step in steps[names.index(done) + 1 :]:
        if step["rows"] or step["name"] in asked:
            return step["url"]
    return tk.h.url_for("sdijember_review.read", id=saved["name"])


def _editable(id: str) -> dict[str, Any]:
    """The kegiatan as this person may see it; 404 or 403 for whoever may not edit it."""
    try:
        pkg_dict = tk.get_action("sdijember_kegiatan_show")(_context(), {"id": id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("Kegiatan not found."))
    try:
        tk.check_access("package_update", _context(), {"id": pkg_dict["id"]})
    except tk.NotAuthorized:
        tk.abort(403, tk._("You may not change this kegiatan now."))
    return pkg_dict


def _page(pkg_dict: dict[str, Any] | None, data: dict[str, Any], errors: dict[str, Any] | None = None) -> str:
    errors = errors or {}
    steps = tk.h.sdijember_kegiatan_steps(pkg_dict, errors)
    refused = next((step["name"] for step in steps if step["wrong"]), "")
    asked = tk.request.form.get("save", "") or tk.request.args.get("blok", "")
    current = refused or (asked if asked in BLOCKS else BLOCKS[0])
    changes = tk.h.sdijember_kegiatan_changes(pkg_dict) if pkg_dict else {}
    return tk.render(
        "kegiatan/form.html",
        {
            "pkg": pkg_dict,
            "pkg_dict": pkg_dict,
            "dataset_type": "kegiatan",
            "data": data,
            "errors": errors,
            "steps": steps,
            "current": current,
            "changes": changes,
            "blocks": tk.h.sdijember_kegiatan_form(data, changes, personal=not pkg_dict or "personal" in pkg_dict),
        },
    )


def _context() -> dict[str, Any]:
    return {"user": tk.g.user}
