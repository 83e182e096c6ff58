"""Beginning and giving up the revision of a published dataset."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ...kernel.views.sign_in import sign_in

sdijember_revision = Blueprint("sdijember_revision", __name__, url_prefix="/dataset/<id>/revisi")

Page = str | Response | tuple[str, int]

sdijember_revision.before_request(sign_in)


@sdijember_revision.route("", methods=["GET", "POST"], strict_slashes=False)
def begin(id: str) -> Page:
    """What changes and why; then the form of the working copy."""
    pkg_dict = _package(id, "sdijember_revision_open")
    found = tk.h.sdijember_revising(pkg_dict)
    if found and found["working"]:
        return tk.h.redirect_to("sdijember_review.read", id=found["working"]["name"])
    if tk.request.method != "POST":
        return _form("begin", pkg_dict)
    note = tk.request.form.get("catatan_perubahan", "")
    try:
        made = tk.get_action("sdijember_revision_open")(
            {"user": tk.g.user}, {"id": pkg_dict["id"], "catatan_perubahan": note}
        )
    except tk.ValidationError as error:
        return _form("begin", pkg_dict, {"catatan_perubahan": note}, error.error_dict)
    tk.h.flash_success(tk._("The working copy is ready. Change it, then submit it; the published version stays up."))
    return tk.h.redirect_to(f"{pkg_dict['type']}.edit", id=made["name"])


@sdijember_revision.route("/batal", methods=["GET", "POST"])
def discard(id: str) -> Page:
    """Why the revision is given up; then the published version."""
    pkg_dict = _package(id, "sdijember_revision_discard")
    found = tk.h.sdijember_revision(pkg_dict)
    if not found:
        tk.abort(404, tk._("This is no working copy."))
    if tk.request.method != "POST":
        return _form("discard", pkg_dict)
    note = tk.request.form.get("note", "")
    try:
        tk.get_action("sdijember_revision_discard")({"user": tk.g.user}, {"id": pkg_dict["id"], "note": note})
    except tk.ValidationError as error:
        return _form("discard", pkg_dict, {"note": note}, error.error_dict)
    except tk.NotAuthorized as error:
        tk.abort(403, str(error.message or ""))
    tk.h.flash_success(tk._("The revision is discarded. The published version stays as it is."))
    return tk.h.redirect_to(found["live"]["url"]) if found["live"] else tk.h.redirect_to("sdijember_work.start")


def _package(id: str, action: str) -> dict[str, Any]:
    """The dataset, if this person may do that; else 404 as if it did not exist, or 403 if they see it anyway."""
    try:
        pkg_dict = tk.get_action("package_show")({"user": tk.g.user}, {"id": id})
        tk.check_access(action, {"user": tk.g.user}, {"id": pkg_dict["id"]})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized:
        visible = tk.h.check_access("package_show", {"id": id})
        told = tk._("Only the office that produces data revises them.")
        tk.abort(*(403, told) if visible else (404, tk._("Dataset not found")))
    return pkg_dict


def _form(
    name: str,
    pkg_dict: dict[str, Any],
    form: dict[str, str] | None = None,
    errors: dict[str, Any] | None = None,
) -> Page:
    shown = tk.render(
        f"sdijember/revision/{name}.html",
        {"pkg_dict": pkg_dict, "dataset_type": pkg_dict["type"], "form": form or {}, "errors": errors or {}},
    )
    return (shown, 422) if errors else shown
