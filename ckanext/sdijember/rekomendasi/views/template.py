"""``/dashboard/rekomendasi/templat``: the Pembina reads, tries, changes and sets back the template of its letter."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ...kernel.views.caching import kept_private
from ...kernel.views.sign_in import sign_in

sdijember_rekomendasi_template = Blueprint(
    "sdijember_rekomendasi_template", __name__, url_prefix="/dashboard/rekomendasi/templat"
)


@sdijember_rekomendasi_template.before_request
def _pembina() -> Any:
    if refused := sign_in():
        return refused
    if not tk.h.check_access("sdijember_rekomendasi_template_show"):
        tk.abort(403, tk._("Your role may not do this."))
    return None


@sdijember_rekomendasi_template.after_request
def _for_nobody_else(response: Response) -> Response:
    return kept_private(response)


@sdijember_rekomendasi_template.route("", methods=["GET"], strict_slashes=False)
def edit() -> str:
    """The template in use, or with ``versi`` an earlier one, in a field to edit."""
    try:
        shown = _ask("show", version=tk.request.args.get("versi", ""))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such version."))
    return _page(shown, shown["body"])


@sdijember_rekomendasi_template.route("", methods=["POST"], strict_slashes=False)
def save() -> Any:
    """Save it, set it back, or show a sample letter; what cannot be used is refused and stays to be mended."""
    form = {name: tk.request.form.get(name, "") for name in ("body", "note", "version")}
    wanted = tk.request.form.get("act", "save")
    try:
        if wanted == "preview":
            made = _ask("preview", body=form["body"])
            return Response(base64.b64decode(made["content"]), mimetype=made["mimetype"])
        _ask("update", **form, reset=wanted == "reset")
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not do this."))
    except tk.ValidationError as error:
        return _page(_ask("show"), form["body"], form, dict(error.error_dict)), 422
    tk.h.flash_success(tk._("Saved. Letters that are made from now on use this template."))
    return tk.redirect_to("sdijember_rekomendasi_template.edit")


def _page(
    shown: dict[str, Any], body: str, form: dict[str, str] | None = None, errors: dict[str, Any] | None = None
) -> str:
    return tk.render(
        "sdijember/rekomendasi/template.html",
        {"shown": shown, "body": body, "form": form or {}, "errors": errors or {}},
    )


def _ask(action: str, **data: Any) -> dict[str, Any]:
    return tk.get_action(f"sdijember_rekomendasi_template_{action}")({"user": tk.g.user}, data)
