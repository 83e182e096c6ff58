"""The data dictionary of a file to download, and the button that fills it in."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ..kernel.exchange.csv_table import BOM, table_csv
from .domain.dictionary import table_rows

dictionary = Blueprint("sdijember_dictionary", __name__)


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
