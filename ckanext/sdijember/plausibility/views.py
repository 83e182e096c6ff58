"""The form with which a producer answers a mark on a table."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ..kernel.views.refusals import gone
from ..review import views as page

sdijember_plausibility = Blueprint("sdijember_plausibility", __name__, url_prefix="/dataset/<id>/pemeriksaan/kewajaran")

FIELDS = ("resource_id", "mark", "code", "text", "ground")


@sdijember_plausibility.before_request
def _signed_in() -> Response | None:
    if tk.current_user.is_anonymous:
        id = (tk.request.view_args or {}).get("id", "")
        return tk.redirect_to("user.login", came_from=tk.h.url_for("sdijember_review.read", id=id))
    return None


@sdijember_plausibility.route("", methods=["POST"])
def answer(id: str) -> Response | tuple[Any, int]:
    """Answer a mark; what is wrong is said on the same page, and what was typed is kept for its form."""
    form = {field: tk.request.form.get(field, "").strip() for field in FIELDS}
    try:
        written = tk.get_action("sdijember_plausibility_answer")({"user": tk.g.user}, {"id": id} | form)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return gone(), 404
    except tk.ValidationError as error:
        tk.g.sdijember_plausibility_refused = (form, dict(error.error_dict))
        tk.h.flash_error(" ".join(error.error_summary.values()))
        return page.read(id), 422
    tk.h.flash_success(tk._("The answer was written."))
    return tk.redirect_to(tk.h.url_for("sdijember_review.read", id=id) + f"#tanda-{written['mark']}")
