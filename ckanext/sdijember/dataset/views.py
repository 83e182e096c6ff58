"""Pages of one file: its data dictionary to download and to fill in, and how the file is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, Response

from ..kernel.exchange.csv_table import BOM, table_csv
from ..kernel.views.sign_in import sign_in
from .domain import reading_form
from .domain.dictionary import table_rows
from .logic import file_reading

dictionary = Blueprint("sdijember_dictionary", __name__)
reading = Blueprint("sdijember_reading", __name__)
reading.before_request(sign_in)

Page = str | Response | tuple[str, int]


@dictionary.route("/dataset/<id>/resource/<resource_id>/kamus.<any(csv, json):kind>")
def download(id: str, resource_id: str, kind: str) -> Response:
    """The dictionary as CSV (the row of names first) or JSON (a Table Schema)."""
    try:
        shown = tk.get_action("sdijember_dictionary_show")({}, {"id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404, tk._("File not found."))
    if kind == "json":
        text, media = json.dumps(shown["schema"], ensure_ascii=False, indent=2), "application/json"
    else:
        names, *rows = table_rows(shown["columns"])
        text = BOM + table_csv(names, [dict(zip(names, row, strict=True)) for row in rows])
        media = "text/csv"
    headers = {"Content-Disposition": f'attachment; filename="kamus-{resource_id}.{kind}"'}
    return Response(text, content_type=f"{media}; charset=utf-8", headers=headers)


@dictionary.route("/dataset/<id>/resource/<resource_id>/kamus", methods=["POST"])
def fill(id: str, resource_id: str) -> Response:
    """Fill in the description of the columns, then show it in the form, where it can be mended."""
    try:
        tk.get_action("sdijember_columns_fill")({}, {"id": resource_id})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("File not found."))
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused.message or ""))
    except tk.ValidationError as refused:
        for messages in refused.error_dict.values():
            tk.h.flash_error(
                messages[0] if isinstance(messages, list) and isinstance(messages[0], str) else str(refused)
            )
    else:
        tk.h.flash_success(tk._("The columns are filled in from the file. Check them and add what is missing."))
    return tk.redirect_to("dataset_resource.edit", id=id, resource_id=resource_id)


@reading.route("/dataset/<id>/resource/<resource_id>/cara-baca", methods=["GET", "POST"])
def decide(id: str, resource_id: str) -> Page:
    """The first rows as they stand and as they were read; what was decided is answered and corrected here."""
    if tk.request.method != "POST":
        return _page(resource_id)
    given, wrong = reading_form.filled_in(tk.request.form)
    if wrong:
        return _page(resource_id, {name: tk._(message) for name, message in wrong.items()})
    try:
        file_reading.save({"user": tk.g.user}, resource_id, given)
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("File not found."))
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused.message or ""))
    except tk.ValidationError as refused:
        said = [one for messages in refused.error_dict.values() for one in _texts(messages)]
        return _page(resource_id, {"": " ".join(said)})
    tk.h.flash_success(tk._("The file was read as you said. Look at the rows once more."))
    return tk.redirect_to("sdijember_reading.decide", id=id, resource_id=resource_id)


@reading.after_app_request
def ask_at_once(response: Response) -> Response:
    """Who has just uploaded a file about which something has to be settled comes to where that is done."""
    uploaded = (tk.request.endpoint or "").endswith("_resource.new") and tk.request.method == "POST"
    if not uploaded or response.status_code != 302 or tk.request.form.get("save") == "again":
        return response
    package = model.Package.get((tk.request.view_args or {}).get("id"))
    file = max(package.resources, key=lambda one: one.created) if package and package.resources else None
    if file is not None and file_reading.asks(file):
        response.location = tk.url_for("sdijember_reading.decide", id=package.name, resource_id=file.id)
    return response


def _page(resource_id: str, errors: dict[str, str] | None = None) -> Page:
    try:
        shown = file_reading.shown({"user": tk.g.user}, resource_id)
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("File not found."))
    except tk.NotAuthorized as refused:
        return tk.abort(403, str(refused.message or ""))
    found = shown.look
    columns = [
        {
            "name": one["nama"],
            "position": one["posisi"],
            "rename": reading_form.name_of(found.decisions, one["posisi"]),
            "fields": reading_form.of_column(found.decisions, one["posisi"]),
        }
        for one in found.columns
    ]
    page = tk.render(
        "sdijember/reading/decide.html",
        {
            "pkg": shown.dataset,
            "pkg_dict": shown.dataset,
            "dataset_type": shown.dataset["type"],
            "res": shown.file,
            "look": found,
            "remarks": [(one.level, one.text(tk._, tk.h.lang())) for one in found.remarks],
            "fields": reading_form.of_file(found.decisions, found.sheets),
            "columns": columns,
            "header": found.decisions.get("header", []),
            "typed": tk.request.form,
            "errors": errors or {},
        },
    )
    return (page, 422) if errors else page


def _texts(messages: Any) -> Iterator[str]:
    """Every message of an error of a form, however deep it lies."""
    if isinstance(messages, str):
        yield messages
    for one in messages.values() if isinstance(messages, dict) else messages if isinstance(messages, list) else ():
        yield from _texts(one)
