"""``/dashboard/rekomendasi``: recommendations for those inside: list, papers, revocation, recording (SOP step 19)."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ...kernel.exchange.csv_table import BOM, table_csv
from ...kernel.views.caching import kept_private
from ...kernel.views.paging import asked_span, pager
from ...kernel.views.sign_in import sign_in

sdijember_rekomendasi_work = Blueprint("sdijember_rekomendasi_work", __name__, url_prefix="/dashboard/rekomendasi")

PER_PAGE = 20
_PER_QUESTION = 500
_COLUMNS = (
    "number", "date", "kind", "state", "title", "office", "issuer", "conditions", "code", "snapshot", "signer_name",
    "issued_name", "issued_at", "channel", "superseded_at", "revoked_name", "revoked_at", "revoke_reason",
)  # fmt: skip
_RECORD = ("number", "date", "issuer", "conditions")

sdijember_rekomendasi_work.before_request(sign_in)


@sdijember_rekomendasi_work.after_request
def _for_nobody_else(response: Response) -> Response:
    return kept_private(response)


@sdijember_rekomendasi_work.route("", strict_slashes=False)
def index() -> str:
    """The list, the newest first."""
    asked, filters = _asked()
    found = _ask("list", **filters, **asked_span(PER_PAGE))
    shown = {"found": found, "asked": asked, "pager": pager(found["count"], PER_PAGE)}
    return tk.render("sdijember/rekomendasi/list.html", shown)


@sdijember_rekomendasi_work.route("/unduh.csv")
def download() -> Response:
    """The list with its filter as CSV."""
    _, filters = _asked()
    rows: list[dict[str, Any]] = []
    while True:
        page = _ask("list", **filters, limit=_PER_QUESTION, offset=len(rows))["results"]
        rows += page
        if len(page) < _PER_QUESTION:
            break
    response = Response(BOM + table_csv(_COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="rekomendasi.csv"'
    return response


@sdijember_rekomendasi_work.route("/catat", methods=["GET", "POST"])
def record() -> Any:
    """Record what BPS recommended in ROMANTIK before data were collected."""
    pkg = _package(tk.request.values.get("id", ""))
    if not tk.h.check_access("sdijember_rekomendasi_record", {"id": pkg["id"]}):
        tk.abort(403, tk._("Your role may not do this."))
    form, errors = {name: tk.request.form.get(name, "").strip() for name in _RECORD}, {}
    if tk.request.method == "POST":
        try:
            made = _ask("record", id=pkg["id"], **form, **_scan())
        except tk.ValidationError as error:
            errors = dict(error.error_dict)
        else:
            tk.h.flash_success(tk._("The recommendation is recorded."))
            return tk.redirect_to("sdijember_rekomendasi_work.read", id=made["id"])
    else:
        form["number"] = pkg.get("identitas_rekomendasi") or ""
    page = tk.render(
        "sdijember/rekomendasi/record.html",
        {"pkg_dict": pkg, "form": form, "errors": errors},
    )
    return page, 422 if errors else 200


@sdijember_rekomendasi_work.route("/<id>")
def read(id: str) -> str:
    """One recommendation, its papers, and what the person may do with it."""
    return _page(id)


@sdijember_rekomendasi_work.route("/<id>/<any(cabut, lampirkan):act>", methods=["GET", "POST"])
def act(id: str, act: str) -> Any:
    """Revoke it, or put the scanned original to it; what was typed is kept if that is refused."""
    if tk.request.method != "POST":
        tk.abort(405)
    reason = tk.request.form.get("reason", "").strip()
    try:
        if act == "cabut":
            if not tk.request.form.get("confirm"):
                raise tk.ValidationError({"confirm": [tk._("Tick this box to confirm.")]})
            _ask("revoke", id=id, reason=reason)
            tk.h.flash_success(tk._("The recommendation is revoked. The Walidata has been told."))
        else:
            _ask("attach", id=id, **_scan())
            tk.h.flash_success(tk._("The scanned letter is attached."))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no such recommendation."))
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not do this."))
    except tk.ValidationError as error:
        return _page(id, act, {"reason": reason}, dict(error.error_dict)), 422
    return tk.redirect_to("sdijember_rekomendasi_work.read", id=id)


@sdijember_rekomendasi_work.route("/<id>/surat.<any(pdf, docx, scan):format>")
def paper(id: str, format: str) -> Response:
    """A paper of the recommendation."""
    try:
        made = _ask("letter", id=id, format=format)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("There is no such paper."))
    except tk.ValidationError as error:
        tk.h.flash_error(" ".join(message for messages in error.error_dict.values() for message in messages))
        return tk.redirect_to("sdijember_rekomendasi_work.read", id=id)
    response = Response(base64.b64decode(made["content"]), mimetype=made["mimetype"])
    shown = "inline" if made["mimetype"] == "application/pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{made["filename"]}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(id: str, tried: str = "", form: dict[str, str] | None = None, errors: dict[str, Any] | None = None) -> str:
    try:
        shown = _ask("show", id=id)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("There is no such recommendation."))
    return tk.render(
        "sdijember/rekomendasi/read.html",
        {"rekomendasi": shown, "tried": tried, "form": form or {}, "errors": errors or {}},
    )


def _asked() -> tuple[dict[str, str], dict[str, Any]]:
    """What the filter holds, and what it asks of the action; what it does not know it leaves out."""
    asked = {name: tk.request.args.get(name, "").strip() for name in ("q", "status", "jenis", "opd")}
    filters: dict[str, Any] = {"q": asked["q"], "owner_org": asked["opd"]}
    if asked["status"] in tk.h.sdijember_rekomendasi_states():
        filters["state"] = asked["status"]
    elif asked["status"] == "perlu-keputusan":
        filters["unsettled"] = True
    if asked["jenis"] in tk.h.sdijember_rekomendasi_kinds():
        filters["kind"] = asked["jenis"]
    return asked, filters


def _package(id: str) -> dict[str, Any]:
    """The dataset, or 404 as if it did not exist."""
    try:
        return tk.get_action("package_show")({"user": tk.g.user}, {"id": id})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("Dataset not found"))


def _scan() -> dict[str, Any]:
    file = tk.request.files.get("scan")
    return {"scan": file} if file is not None and file.filename else {}


def _ask(action: str, **data: Any) -> Any:
    return tk.get_action(f"sdijember_rekomendasi_{action}")({"user": tk.g.user}, data)
