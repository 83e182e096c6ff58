"""``/standar-data``: the public register of Standar Data, its entries, proposals and the decisions on them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from ..kernel.views.paging import asked_span, pager
from ..kernel.views.sign_in import sign_in
from . import exchange as files
from .domain import entry as texts
from .domain import register as rules
from .logic import importing as table

sdijember_standar = Blueprint("sdijember_standar", __name__, url_prefix="/standar-data")

PER_PAGE = 20
#: Values of the filter on the state, and the states they mean.
STATUS = {"berlaku": [rules.IN_FORCE], "dicabut": [rules.WITHDRAWN]}
_MEDIA = {"csv": "text/csv", "json": "application/json"}


@sdijember_standar.route("", strict_slashes=False)
def index() -> str:
    """The register: what is in force, and what was, with search and filters."""
    asked = {name: tk.request.args.get(name, "").strip() for name in ("q", "jenis", "sumber", "status")}
    filters: dict[str, Any] = {"q": asked["q"], **asked_span(PER_PAGE)}
    if asked["jenis"] in rules.JENIS:
        filters["jenis"] = asked["jenis"]
    if asked["sumber"] in rules.SUMBER_KODE:
        filters["sumber_kode"] = asked["sumber"]
    if asked["status"] in STATUS:
        filters["state"] = STATUS[asked["status"]]
    found = tk.get_action("sdijember_standar_list")({"user": tk.g.user}, filters)
    shown = {"found": found, "asked": asked, "pager": pager(found["count"], PER_PAGE)}
    return tk.render("sdijember/standar/index.html", shown)


@sdijember_standar.route('/unduh.<any("csv","json"):suffix>')
def download(suffix: str) -> Response:
    """The whole public register as a file."""
    rows = tk.get_action("sdijember_standar_export")({"user": tk.g.user}, {})
    text = files.as_csv(rows, table.columns()) if suffix == "csv" else files.as_json(rows)
    response = Response(text, mimetype=_MEDIA[suffix])
    response.headers["Content-Disposition"] = f"attachment; filename=standar-data.{suffix}"
    return response


@sdijember_standar.route("/usulkan", methods=["GET", "POST"])
def propose() -> str | AnyResponse | tuple[str, int]:
    """Propose an entry, or with ``entri`` (id or code) a change of one."""
    if refused := sign_in():
        return refused
    if not tk.h.sdijember_standar_may_propose():
        tk.abort(403, tk._("Editors of an office and the Walidata propose to the register."))
    entry = _entry(tk.request.args["entri"]) if tk.request.args.get("entri") else None
    jenis = entry["jenis"] if entry else tk.request.args.get("jenis", rules.KONSEP)
    if jenis not in rules.JENIS:
        tk.abort(404, tk._("There is no such kind of entry."))
    return _form("propose", jenis, entry)


@sdijember_standar.route("/<reference>", methods=["GET"])
def read(reference: str) -> str:
    """One entry, and for those who may the proposal, its history and the decisions."""
    return _page(_entry(reference))


@sdijember_standar.route("/<reference>/perbaiki", methods=["GET", "POST"])
def mend(reference: str) -> str | AnyResponse | tuple[str, int]:
    """Correct a proposal that came back."""
    if refused := sign_in():
        return refused
    entry = _entry(reference)
    if tk.request.method == "GET" and "update" not in {offered["action"] for offered in entry["actions"]}:
        tk.abort(403, tk._("There is nothing for you to correct here."))
    return _form("update", entry["jenis"], entry)


@sdijember_standar.route("/<reference>/keputusan/<action>", methods=["GET", "POST"])
def decide(reference: str, action: str) -> AnyResponse | tuple[str, int]:
    """Take one decision; what is wrong is said beside the field, with everything typed still there."""
    if tk.request.method != "POST":
        tk.abort(405)
    if refused := sign_in():
        return refused
    if action not in rules.DECISIONS:
        tk.abort(404, tk._("There is no such decision."))
    entry = _entry(reference)
    form = {name: tk.request.form.get(name, "").strip() for name in ("note", "successor", "revision")}
    try:
        after = tk.get_action(f"sdijember_standar_{action}")({"user": tk.g.user}, form | {"id": entry["id"]})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not take this decision."))
    except tk.ValidationError as error:
        status = 409 if "state" in error.error_dict else 422
        return _page(_entry(entry["id"]), action, form, dict(error.error_dict)), status
    tk.h.flash_success(tk._("Done: {decision}").format(decision=tk.h.sdijember_standar_done(action)))
    return tk.redirect_to("sdijember_standar.read", reference=after["kode"] or after["id"])


def _form(action: str, jenis: str, entry: dict[str, Any] | None) -> str | AnyResponse | tuple[str, int]:
    """The form of a proposal: empty, with the text to be changed, or with what was typed and what is wrong in it."""
    names = [field["field_name"] for field in texts.fields(jenis)]
    if tk.request.method != "POST":
        return _render_form(action, jenis, entry, _prefilled(entry, action, names), {}, [])
    data = {name: tk.request.form.get(name, "") for name in (*names, "owner_org", "note", "revision")}
    sent = data | {"jenis": jenis} | ({"id": entry["id"]} if entry else {})
    if tk.request.form.get("check"):
        return _render_form(action, jenis, entry, data, {}, _findings(sent))
    try:
        after = tk.get_action(f"sdijember_standar_{action}")({"user": tk.g.user}, sent)
    except tk.NotAuthorized:
        tk.abort(403, tk._("Your role may not do this."))
    except tk.ValidationError as error:
        return _render_form(action, jenis, entry, data, dict(error.error_dict), _findings(sent)), 422
    tk.h.flash_success(tk._("Proposed. The Pembina Data decides on it; you see the answer here."))
    return tk.redirect_to("sdijember_standar.read", reference=after["kode"] or after["id"])


def _render_form(
    action: str,
    jenis: str,
    entry: dict[str, Any] | None,
    data: dict[str, Any],
    errors: dict[str, Any],
    findings: list[dict[str, str]],
) -> str:
    advice: dict[str, list[str]] = {}
    for finding in findings:
        if finding["level"] == "warning" or not errors:
            advice.setdefault(finding["field"], []).append(finding["message"])
    return tk.render(
        "sdijember/standar/form.html",
        {
            "action": action,
            "jenis": jenis,
            "entry": entry,
            "data": data,
            "errors": errors,
            "advice": advice,
            "checked": bool(tk.request.form.get("check")) and not findings,
        },
    )


def _prefilled(entry: dict[str, Any] | None, action: str, names: list[str]) -> dict[str, Any]:
    """What the form starts with: the text that came back, the one in force, or the usual choice."""
    if entry is None:
        return {"sumber_kode": rules.LOKAL}
    text = entry["proposal"] if action == "update" else entry
    return {name: text.get(name, "") for name in names} | {
        "kode": text["kode_usulan"],
        "revision": text["revision"] if action == "update" else "",
    }


def _findings(sent: dict[str, Any]) -> list[dict[str, str]]:
    """Errors and advice of the rules; empty where they cannot be asked."""
    try:
        return tk.get_action("sdijember_standar_check")({"user": tk.g.user}, sent)
    except (tk.NotAuthorized, tk.ValidationError):
        return []


def _page(
    entry: dict[str, Any],
    tried: str | None = None,
    form: dict[str, str] | None = None,
    errors: dict[str, Any] | None = None,
) -> str:
    """Render an entry.

    :param tried: decision that was refused just now, with its ``form`` and ``errors``
    """
    usage = (
        tk.get_action("sdijember_standar_usage")({"user": tk.g.user}, {"kode": entry["kode"]})
        if entry["kode"]
        else None
    )
    return tk.render(
        "sdijember/standar/read.html",
        {"entry": entry, "usage": usage, "tried": tried, "form": form or {}, "errors": errors or {}},
    )


def _entry(reference: str) -> dict[str, Any]:
    """The entry, or 404 as if it did not exist."""
    try:
        return tk.get_action("sdijember_standar_show")({"user": tk.g.user}, {"id": reference})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("There is no such entry in the register."))
