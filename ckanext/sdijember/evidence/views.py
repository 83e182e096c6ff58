"""The evidence of one dataset to take away, and who read its files while they were not public."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, stream_with_context
from werkzeug.wrappers import Response as AnyResponse

from ..kernel.views.caching import kept_private
from ..kernel.views.paging import asked_span, pager
from ..kernel.views.sign_in import sign_in
from ..readings.logic import noting as access
from ..review.logic import facts
from .logic import evidence

sdijember_evidence = Blueprint("sdijember_evidence", __name__, url_prefix="/dataset/<id>/pemeriksaan")

PER_PAGE = 50


@sdijember_evidence.route("/berkas-bukti.zip")
def archive(id: str) -> AnyResponse:
    """Everything in one ZIP, sent while it is made; ``?berkas=tidak`` leaves the uploaded files out."""
    return _hand_out(id, "zip", files=tk.request.args.get("berkas") != "tidak")


@sdijember_evidence.route("/berita-acara.pdf")
def record(id: str) -> AnyResponse:
    """The paper alone, to print."""
    return _hand_out(id, "pdf", files=True)


@sdijember_evidence.route("/pembacaan")
def readings(id: str) -> str | AnyResponse:
    """Who read the files, when, and how."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.request.path)
    asked = {"id": id, **asked_span(PER_PAGE)}
    found = _asked("sdijember_access_list", asked)
    pkg_dict = tk.get_action("package_show")({"user": tk.g.user, "for_view": True}, {"id": id})
    links = pager(found["count"], PER_PAGE)
    shown = {"pkg_dict": pkg_dict, "dataset_type": pkg_dict["type"], "found": found, "pager": links}
    return kept_private(tk.render("sdijember/evidence/readings.html", shown))


def _hand_out(id: str, kind: str, files: bool) -> AnyResponse:
    """Note the reading, then send; what is sent is for nobody else."""
    if refused := sign_in():
        return refused
    listed = _asked("sdijember_evidence", {"id": id, "files": files})
    plan = evidence.plan(facts.package_of(listed["package_id"]), files)
    access.note(listed["package_id"], access.EVIDENCE)
    if kind == "pdf":
        response, name = Response(evidence.pdf(plan), mimetype="application/pdf"), f"berita-acara-{listed['name']}.pdf"
    else:
        stream = stream_with_context(evidence.pieces(plan))
        response, name = Response(stream, mimetype="application/zip"), listed["filename"]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_private(response)


def _asked(action: str, data: dict[str, Any]) -> dict[str, Any]:
    """What an action answers; 404 as if the dataset did not exist, 403 if it does, for all to see."""
    try:
        return tk.get_action(action)({"user": tk.g.user}, data)
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized:
        visible = tk.h.check_access("package_show", {"id": data["id"]})
        tk.abort(*(403, tk._("You may not read this review.")) if visible else (404, tk._("Dataset not found")))
