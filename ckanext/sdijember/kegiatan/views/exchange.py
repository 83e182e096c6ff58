"""Files of a kegiatan: downloads for everybody who may see it, and files made a kegiatan by those who prepare data."""

from __future__ import annotations

import base64
import json
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response
from werkzeug.wrappers import Response as AnyResponse

from ...kernel.views.caching import kept_private
from ...kernel.views.sign_in import sign_in
from ..exchange.ms_xlsx import template as blank_forms
from ..logic.exporting import FORMATS

sdijember_exchange = Blueprint("sdijember_exchange", __name__, url_prefix="/kegiatan")


@sdijember_exchange.route("/templat.xlsx")
def template() -> Response:
    """The three forms as a workbook to fill in."""
    return _file("templat-ms-keg.xlsx", FORMATS["xlsx"].mimetype, blank_forms())


@sdijember_exchange.route("/<id>/unduh/<format>")
def download(id: str, format: str) -> Response:
    """A kegiatan as a file; ``?data_pribadi=tidak`` leaves personal data out for those who may have them."""
    if format not in FORMATS:
        tk.abort(404, tk._("There is no such format."))
    personal = tk.request.args.get("data_pribadi") != "tidak"
    try:
        made = tk.get_action("sdijember_kegiatan_export")(
            {"user": tk.g.user}, {"id": id, "format": format, "personal": personal}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized):
        tk.abort(404, tk._("Dataset not found"))
    content = made["content"]
    raw = base64.b64decode(content) if isinstance(content, str) else _pretty(content)
    response = _file(made["filename"], made["mimetype"], raw)
    return response if tk.current_user.is_anonymous else kept_private(response)


@sdijember_exchange.route("/impor", methods=["GET", "POST"])
def load() -> AnyResponse | tuple[AnyResponse, int]:
    """A file is chosen, looked at, and saved as a new draft or in the place of one."""
    if refused := sign_in():
        return refused
    given = tk.request.form if tk.request.method == "POST" else tk.request.args
    asked = {name: given.get(name, "").strip() for name in ("id", "owner_org", "packed", "save")}
    target = _target(asked["id"])
    offices = tk.h.organizations_available("create_dataset")
    if not target and not offices:
        tk.abort(403, tk._("Only those who prepare data for an office may do this."))
    if tk.request.method != "POST":
        return _page(target, offices, asked)
    data: dict[str, Any] = {"preview": not asked["save"]}
    data |= {"id": target["id"]} if target else {"owner_org": asked["owner_org"]}
    if asked["save"] or (asked["packed"] and not tk.request.files.get("upload")):
        data["packed"] = asked["packed"]
    else:
        data["upload"] = tk.request.files.get("upload")
    try:
        found = tk.get_action("sdijember_kegiatan_import")({"user": tk.g.user}, data)
    except tk.ValidationError as error:
        return _page(target, offices, asked, errors=error.error_dict, status=422)
    except tk.NotAuthorized as error:
        tk.abort(403, error.message or tk._("Only those who prepare data for an office may do this."))
    if data["preview"]:
        return _page(target, offices, asked, preview=found, status=422 if found["problems"] else 200)
    tk.h.flash_success(tk._("Saved: {title}").format(title=found["title"]))
    return tk.redirect_to("kegiatan.read", id=found["name"])


def _target(id: str) -> dict[str, Any] | None:
    """The kegiatan to replace, if one was named."""
    if not id:
        return None
    try:
        shown = tk.get_action("package_show")({"user": tk.g.user}, {"id": id})
        tk.check_access("sdijember_kegiatan_import", {"user": tk.g.user}, {"id": shown["id"]})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Dataset not found"))
    except tk.NotAuthorized as error:
        visible = tk.h.check_access("package_show", {"id": id})
        tk.abort(*(403, str(error.message or "")) if visible else (404, tk._("Dataset not found")))
    if shown["type"] != "kegiatan":
        tk.abort(404, tk._("Kegiatan not found."))
    return shown


def _page(
    target: dict[str, Any] | None,
    offices: list[dict[str, Any]],
    asked: dict[str, str],
    preview: dict[str, Any] | None = None,
    errors: dict[str, Any] | None = None,
    status: int = 200,
) -> tuple[AnyResponse, int]:
    """The page; what it shows of a file is for nobody else."""
    errors = dict(errors or {})
    problems = errors.pop("file", [])
    if preview is None and problems:
        preview = {"problems": problems, "notes": [], "packed": "", "changed": []}
    response = make_response(
        tk.render(
            "sdijember/exchange/import.html",
            {"target": target, "offices": offices, "asked": asked, "preview": preview, "errors": errors},
        )
    )
    return kept_private(response), status


def _pretty(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _file(name: str, mimetype: str, content: bytes) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
