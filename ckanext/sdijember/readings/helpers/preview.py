"""First rows of a file on a page; that they were shown is noted as a reading."""

from __future__ import annotations

import tempfile
from typing import Any

import ckan.plugins.toolkit as tk

from ...files.logic import reading
from ...files.logic.corrected import READING
from ...tables.exchange.process import look_apart
from ...tables.exchange.reader import FORMATS
from ...tables.logic.limits import limits
from ..logic import noting

#: So many files that are not loaded are read for one page.
_MOST = 5
_READ = "sdijember_previews_read"


def sdijember_preview(resource: dict[str, Any], rows: int = 5) -> dict[str, Any] | None:
    """First rows of a file: from the DataStore, or from the file itself as long as it is not loaded.

    :param resource: the resource as ``package_show`` returns it
    :param rows: how many
    :returns: ``columns``, ``rows`` and ``total`` (``None`` if it was not counted); ``None`` if the file is no table
    """
    return _loaded_rows(resource, rows) or _file_rows(resource, rows)


def _loaded_rows(resource: dict[str, Any], rows: int) -> dict[str, Any] | None:
    if not resource.get("datastore_active"):
        return None
    try:
        found = tk.get_action("datastore_search")(
            {"user": tk.g.user}, {"resource_id": resource["id"], "limit": rows, "include_total": True}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    columns = [column["id"] for column in found["fields"] if column["id"] != "_id"]
    return {
        "columns": columns,
        "rows": [[record.get(column) for column in columns] for record in found["records"]],
        "total": found.get("total", len(found["records"])),
    }


def _file_rows(resource: dict[str, Any], rows: int) -> dict[str, Any] | None:
    if resource.get("url_type") != "upload" or resource.get("format") not in FORMATS:
        return None
    read = tk.g.get(_READ, 0)
    if read >= _MOST:
        return None
    setattr(tk.g, _READ, read + 1)
    with tempfile.TemporaryFile() as stream:
        try:
            stream.writelines(reading.chunks(resource))
        except FileNotFoundError:
            return None
        noting.note_file(resource["id"], noting.PREVIEW)
        look = look_apart(stream, resource["format"], resource.get(READING) or {}, limits=limits())  # type: ignore[arg-type]
    if look.rows is None:
        return None
    columns = [one["nama"] for one in look.columns]
    return {"columns": columns, "rows": [list(row) for row in look.first[:rows]], "total": look.rows}
