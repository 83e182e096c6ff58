"""MS-Variabel and MS-Indikator of a kegiatan: the page of the grid, checking and saving all lines at once."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from ...files.exchange.workbook import MAX_BYTES
from ...metadata.domain.row_rules import MOST_ROWS
from ...metadata.logic import kegiatan

PREFIX = "/kegiatan/edit/<id>/<any(variabel, indikator):form>"

#: What a form may hold: a thousand lines of long texts.
_ROOM = 30 << 20


def prepare(blueprint: Blueprint) -> Blueprint:
    """Let a blueprint of these pages take large forms, from people who are signed in."""
    blueprint.url_value_preprocessor(_make_room)
    blueprint.before_request(_signed_in)
    return blueprint


def _make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before anything reads the form, the check against forgery included."""
    tk.request.max_form_memory_size = _ROOM


def _signed_in() -> AnyResponse | tuple[Response, int] | None:
    if not tk.current_user.is_anonymous:
        return None
    if _wants_json():
        return jsonify(message=tk._("Your session has ended. Log in again, then save.")), 401
    asked = tk.request.path if tk.request.method == "GET" else url_of("edit", **(tk.request.view_args or {}))
    return tk.h.redirect_to("user.login", came_from=asked)


sdijember_rows = prepare(Blueprint("sdijember_rows", __name__, url_prefix=PREFIX))


@sdijember_rows.route("", methods=["GET"], strict_slashes=False)
def edit(id: str, form: str) -> str:
    """The grid; for whoever may read but not change it now, the table with the reason."""
    package, locked = opened(id)
    return _page(package, form, locked=locked)


@sdijember_rows.route("", methods=["POST"], strict_slashes=False)
def save(id: str, form: str) -> AnyResponse | tuple[Any, int]:
    """Save all lines at once; what is wrong is told by line and column, with everything typed still there."""
    package, locked = opened(id)
    rows, seen = _sent_rows(), tk.request.form.get("modified", "")
    if rows is None:
        tk.abort(400, tk._("The table did not arrive as it should. Reload the page and try again."))
    if locked:
        return _refused(package, form, rows, 403, locked=locked)
    try:
        data = {"id": package["id"], "form": form, "rows": rows, "modified": seen}
        saved = tk.get_action("sdijember_rows_update")(context(), data)
    except tk.NotAuthorized as refused:
        model.Session.rollback()
        return _refused(package, form, rows, 403, locked=str(refused.message or ""))
    except tk.ValidationError as error:
        model.Session.rollback()
        if "modified" in error.error_dict:
            return _refused(package, form, rows, 409, message=" ".join(error.error_dict["modified"]))
        found = tk.get_action("sdijember_rows_check")(context(), {"id": package["id"], "form": form, "rows": rows})
        return _refused(package, form, rows, 422, findings=found["findings"])
    message = tk._("Saved: {count} lines.").format(count=len(saved["rows"]))
    if _wants_json():
        return jsonify(message=message, modified=saved["modified"], rows=lines_of(form, saved["rows"]))
    tk.h.flash_success(message)
    return tk.redirect_to(url_of("edit", package["name"], form))


@sdijember_rows.route("/periksa", methods=["POST"])
def check(id: str, form: str) -> Response | tuple[Response, int]:
    """What is wrong or missing in the lines as they stand in the grid; nothing is saved."""
    package, locked = opened(id)
    rows = _sent_rows()
    if rows is None or locked:
        return jsonify(message=locked or tk._("The table did not arrive as it should.")), 400
    data = {"id": package["id"], "form": form, "rows": rows}
    return jsonify(tk.get_action("sdijember_rows_check")(context(), data))


def opened(id: str) -> tuple[dict[str, Any], str]:
    """The kegiatan of a page, and why it cannot be changed now, "" if it can; 404 or 403 for whom it is not."""
    try:
        package = tk.get_action("package_show")(context(), {"id": id})
        if package["type"] != kegiatan.TYPE:
            raise tk.ObjectNotFound
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("Kegiatan not found."))
    try:
        tk.check_access("sdijember_rows_update", context(), {"id": package["id"]})
    except tk.NotAuthorized as refused:
        if not tk.h.check_access("sdijember_review_show", {"id": package["id"]}):
            tk.abort(403, tk._("Only the office that produces this kegiatan changes it."))
        return package, str(refused.message or tk._("You may not change this kegiatan now."))
    return package, ""


def _page(
    package: dict[str, Any],
    form: str,
    rows: list[dict[str, Any]] | None = None,
    findings: list[dict[str, Any]] | None = None,
    message: str = "",
    locked: str = "",
) -> str:
    """The page of the grid.

    :param rows: lines that were sent and not saved, instead of the stored ones
    """
    stored = ask("sdijember_rows_show", id=package["id"], form=form)
    if findings is None and not locked:
        findings = ask("sdijember_rows_check", id=package["id"], form=form, rows=rows or stored["rows"])["findings"]
    grid = {
        "package": package["id"],
        "form": form,
        "user": tk.current_user.name,
        "modified": stored["modified"],
        "columns": tk.h.sdijember_rows_columns(form),
        "rows": lines_of(form, stored["rows"] if rows is None else rows),
        "stored": rows is None,
        "findings": findings or [],
        "most": MOST_ROWS,
        "urls": {
            name: url_of(endpoint, package["name"], form)
            for name, endpoint in (("save", "save"), ("check", "check"), ("sources", "sdijember_rows_files.sources"))
        },
    }
    return rendered("edit.html", package, form, grid=grid, message=message, locked=locked)


def _refused(
    package: dict[str, Any], form: str, rows: list[dict[str, Any]], status: int, **told: Any
) -> tuple[Any, int]:
    """Tell why nothing was saved, with all that was sent."""
    if not _wants_json():
        return _page(package, form, rows, **told), status
    answer: dict[str, Any] = {"message": told.get("message") or told.get("locked") or ""}
    answer["findings"] = told.get("findings", [])
    if status == 409:
        now = ask("sdijember_rows_show", id=package["id"], form=form)
        answer |= {"modified": now["modified"], "rows": lines_of(form, now["rows"])}
    return jsonify(answer), status


def rendered(template: str, package: dict[str, Any], form: str, **extra: Any) -> str:
    """A page of these."""
    common = {"pkg": package, "pkg_dict": package, "dataset_type": package["type"], "form": form}
    common |= {"limit_mb": MAX_BYTES >> 20, "most": MOST_ROWS}
    return tk.render(f"sdijember/rows/{template}", common | extra)


def _sent_rows() -> list[dict[str, Any]] | None:
    """The lines of a request, or nothing if they are no list of lines."""
    try:
        rows = json.loads(tk.request.form.get("rows", ""))
    except ValueError:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return rows


def lines_of(form: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines as the cells of a sheet hold them."""
    return tk.h.sdijember_rows_lines(form, rows)


def ask(action: str, **data: Any) -> Any:
    """Call an action; 404 or 403 if it refuses."""
    try:
        return tk.get_action(action)(context(), data)
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Kegiatan not found."))
    except tk.NotAuthorized:
        tk.abort(403, tk._("You may not see this kegiatan."))


def url_of(name: str, id: str = "", form: str = "", **_: str) -> str:
    """Address of one of these pages.

    :param name: of the endpoint, such as "edit"
    """
    return tk.h.url_for(name if "." in name else f"sdijember_rows.{name}", id=id, form=form)


def _wants_json() -> bool:
    return "application/json" in tk.request.headers.get("Accept", "")


def context() -> dict[str, Any]:
    """The context in which a page calls actions."""
    return {"user": tk.g.user}
