"""``/rekomendasi``: everybody can ask whether a letter of recommendation is genuine and still holds."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ...kernel.views.caching import kept_private
from ..domain import rekomendasi as rules

sdijember_rekomendasi = Blueprint("sdijember_rekomendasi", __name__, url_prefix="/rekomendasi")


@sdijember_rekomendasi.after_request
def _for_no_index(response: Response) -> Response:
    """What is asked about one letter belongs into no search engine."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@sdijember_rekomendasi.route("", strict_slashes=False)
def index() -> Any:
    """The form; with ``q`` (code or number) the answer."""
    typed = tk.request.args.get("q", "").strip()
    if not typed:
        return _page(None, "")
    told = _verified(typed)
    code = told.get("code") if told else rules.read_code(typed)
    if told and code:
        return kept_private(tk.redirect_to("sdijember_rekomendasi.read", code=_printed(code)))
    return _page(told, typed)


@sdijember_rekomendasi.route("/<code>")
def read(code: str) -> Any:
    """What is known of the letter with that code; a number is no address."""
    known = rules.read_code(code)
    return _page(_verified(known) if known else None, code)


def _verified(typed: str) -> dict[str, Any] | None:
    try:
        return tk.get_action("sdijember_rekomendasi_verify")({"user": tk.g.user}, {"q": typed})
    except tk.ObjectNotFound:
        return None


def _page(told: dict[str, Any] | None, typed: str) -> Any:
    """The page; what is unknown and what cannot be a code look alike."""
    answer = kept_private(tk.render("sdijember/rekomendasi/verify.html", {"told": told, "typed": typed}))
    answer.status_code = 404 if typed and told is None else 200
    return answer


def _printed(code: str) -> str:
    return rules.shown_code(rules.read_code(code) or code)
