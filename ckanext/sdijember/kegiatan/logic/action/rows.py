"""MS-Variabel and MS-Indikator before they are saved: checked, read from a workbook, taken from another kegiatan."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....files.exchange.workbook import MAX_BYTES
from ....kernel.logic import schema as params
from ....metadata.domain.row_rules import MOST_ROWS
from .. import access, rows_exchange
from .. import schema as kegiatan_schema
from .kegiatan import sdijember_rows_show


def sdijember_rows_check(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Check lines as ``sdijember_rows_update`` would, with nothing saved.

    :param id: id or name of the kegiatan
    :param form: "variabel" or "indikator"
    :param rows: list of dicts, fields as in ``schemas/variabel.yaml`` or ``indikator.yaml``
    :returns: ``findings``: list of ``row`` (from 1), ``field``, ``message``, ``level`` ("error" or "warning") and
        ``missing`` (not answered yet, which does not stop saving)
    :raises NotAuthorized: the caller may not edit the kegiatan
    """
    rows, wanted = data_dict.get("rows"), _without(data_dict, "rows")
    data = params.checked(wanted, kegiatan_schema.rows_show(), context)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise tk.ValidationError({"rows": [tk._("A list of lines is expected here.")]})
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_rows_check", context, {"id": package.id})
    return {"findings": rows_exchange.findings(data["form"], rows)}


def sdijember_rows_read(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Read the lines of a form from a workbook (XLSX) and tell what they would change, with nothing saved.

    :param id: id or name of the kegiatan
    :param form: "variabel" or "indikator"
    :param upload: the workbook, as an uploaded file
    :param mode: "ganti" (the sheet becomes the table, default) or "tambah" (its lines are added)
    :returns: ``rows`` as ``sdijember_rows_update`` takes them, ``modified`` for it, and what changes: ``new`` and
        ``gone`` (names), ``changed`` (list of ``name`` and ``fields``), ``same`` (a number), ``moved``
    :raises ValidationError: ``cells``: everything that is wrong, each with ``cell`` ("B7"), ``line``, ``column``,
        ``field``, ``sheet`` and ``message``
    :raises NotAuthorized: the caller may not edit the kegiatan
    """
    upload, wanted = data_dict.get("upload"), _without(data_dict, "upload")
    data = params.checked(wanted, kegiatan_schema.rows_read(), context)
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_rows_read", context, {"id": package.id})
    if not hasattr(upload, "read"):
        raise tk.ValidationError({"upload": [tk._("Choose an XLSX file.")]})
    now = sdijember_rows_show(tk.fresh_context(context), {"id": package.id, "form": data["form"]})
    # one byte more than is taken, so that a larger file is seen to be one
    content = upload.read(MAX_BYTES + 1)
    found = rows_exchange.read(package, data["form"], content, data["mode"])
    if len(found.rows) > MOST_ROWS:
        message = tk._("Together these are {count} lines; a kegiatan has at most {limit}.")
        raise tk.ValidationError({"upload": [message.format(count=len(found.rows), limit=MOST_ROWS)]})
    return {
        "package_id": package.id,
        "form": data["form"],
        "modified": now["modified"],
        "rows": found.rows,
        "new": found.new,
        "changed": [{"name": change.name, "fields": list(change.fields)} for change in found.changed],
        "gone": found.gone,
        "same": found.same,
        "moved": found.moved,
    }


@tk.side_effect_free
def sdijember_rows_sources(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Other kegiatan of the same office whose lines may be copied into this one.

    :param id: id or name of the kegiatan
    :param form: "variabel" or "indikator"
    :returns: dicts of ``id``, ``title``, ``year`` and ``count`` (of lines), newest year first
    :raises NotAuthorized: the caller may not edit the kegiatan
    """
    data = params.checked(data_dict, kegiatan_schema.rows_show(), context)
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_rows_sources", context, {"id": package.id})
    found = rows_exchange.sources(package, data["form"])
    return [one for one in found if tk.h.check_access("sdijember_kegiatan_show", {"id": one["id"]})]


def _without(data_dict: DataDict, name: str) -> DataDict:
    return {key: value for key, value in data_dict.items() if key != name}
