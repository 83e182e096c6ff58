"""The table of a file to download: CSV, XLSX, JSON, and its Table Schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import ckan.plugins.toolkit as tk
from ckan.lib.munge import munge_filename
from flask import Blueprint, make_response
from werkzeug.wrappers import Response

from ..kernel.views.caching import kept_private
from .logic import download as logic
from .logic.turns import BusyError, turn

sdijember_table = Blueprint("sdijember_table", __name__)

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "schema.json": "application/json",
}
#: Which CSV is written, by the parameter ``untuk``.
_FOR = {"excel": "csv-excel", "bom": "csv-bom"}
_PIECE = 1 << 16


@sdijember_table.route('/dataset/<id>/resource/<resource_id>/tabel.<any(csv, xlsx, json, "schema.json"):kind_of_file>')
def download(id: str, resource_id: str, kind_of_file: str) -> Response:
    """The table of a file; ``?untuk=excel``: CSV for a spreadsheet set to Indonesian; ``?untuk=bom``: with its mark."""
    form = {"schema.json": "schema"}.get(kind_of_file, kind_of_file)
    if form == "csv":
        form = _FOR.get(tk.request.args.get("untuk", ""), "csv")
    try:
        source = logic.source_of({"user": tk.g.user}, id, resource_id)
        mark = source.mark(form)
        if source.public and mark in tk.request.if_none_match:
            return _answer(make_response("", 304), mark, source.public)
        with ExitStack() as stack:
            with turn():
                content = stack.enter_context(logic.made(source, form))
            size = content.seek(0, 2)
            content.seek(0)
            response = make_response(_pieces(content))
            response.call_on_close(stack.pop_all().close)
    except BusyError:
        message = tk._("Many tables are being downloaded. Please try again in a moment.")
        answer = make_response(message, 503, {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "10"})
        return kept_private(answer)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404, tk._("This file has no table that can be downloaded."))
    name = munge_filename(str(source.file.get("name") or "tabel")).removesuffix(f".{kind_of_file}") or "tabel"
    response.headers["Content-Type"] = _MEDIA[kind_of_file]
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind_of_file}")
    response.headers["Content-Length"] = str(size)
    return _answer(response, mark, source.public)


def _answer(response: Response, mark: str, public: bool) -> Response:
    """Never shown as a page; what is not public is kept nowhere, what is public is asked for again before it is."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if not public:
        return kept_private(response)
    response.set_etag(mark)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece
