"""Sheets of MS-Variabel and MS-Indikator out and in, and lines from other kegiatan of the office."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, jsonify, make_response
from werkzeug.wrappers import Response as AnyResponse

from ...metadata.exchange.rows_columns import SHEETS
from ..logic import access, rows_exchange
from .rows import PREFIX, ask, context, lines_of, opened, prepare, rendered, url_of

sdijember_rows_files = prepare(Blueprint("sdijember_rows_files", __name__, url_prefix=PREFIX))

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@sdijember_rows_files.route("/<any(templat, isi):what>.xlsx", methods=["GET"])
def download(id: str, form: str, what: str) -> Response:
    """The empty template, or the lines as they are stored."""
    package, _ = opened(id)
    content = rows_exchange.sheet(access.kegiatan_of(package["id"]), form, empty=what == "templat")
    answer = make_response(content)
    answer.content_type = _XLSX
    name = f"{SHEETS[form]}-{what}.xlsx" if what == "templat" else f"{SHEETS[form]}-{package['name'][:60]}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@sdijember_rows_files.route("/unggah", methods=["GET", "POST"])
def upload(id: str, form: str) -> str | tuple[str, int] | AnyResponse:
    """Show what an uploaded sheet would change, or everything that is wrong with it by cell; nothing is saved yet."""
    package, locked = opened(id)
    if tk.request.method == "GET" or locked:
        return tk.redirect_to(url_of("edit", package["name"], form))
    file = tk.request.files.get("upload")
    mode = tk.request.form.get("mode", rows_exchange.REPLACE)
    data = {"id": package["id"], "form": form, "upload": file if file and file.filename else None, "mode": mode}
    shown = {"mode": mode, "filename": file.filename if file else ""}
    try:
        found = tk.get_action("sdijember_rows_read")(context(), data)
    except tk.ValidationError as error:
        errors = error.error_dict
        told = [said for name, messages in errors.items() if name != "cells" for said in messages]
        shown |= {"cells": errors.get("cells", []), "messages": told}
        return rendered("upload.html", package, form, **shown), 422
    return rendered("upload.html", package, form, found=found, **shown)


@sdijember_rows_files.route("/sumber", methods=["GET"])
def sources(id: str, form: str) -> Response:
    """Other kegiatan of the office from which lines may be copied."""
    package, _ = opened(id)
    return jsonify(ask("sdijember_rows_sources", id=package["id"], form=form))


@sdijember_rows_files.route("/sumber/<source>", methods=["GET"])
def source(id: str, form: str, source: str) -> Response:
    """Lines of another kegiatan, as they would be added here."""
    opened(id)
    found = ask("sdijember_rows_show", id=source, form=form)
    return jsonify(lines_of(form, rows_exchange.copies(found["rows"])))
