"""Metadata Statistik leaving and entering: files of a kegiatan, and files made a kegiatan."""

from __future__ import annotations

import base64
import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....kernel.logic import schema as params
from .. import access, exporting, importing
from .. import schema as kegiatan_schema


@tk.side_effect_free
def sdijember_kegiatan_export(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """A kegiatan as a file (softcopy and hardcopy of the forms; Peraturan BPS 5/2020).

    :param id: id or name of the kegiatan
    :param format: "json" (flat names of BPS), "indah" (payload of INDAH), "xlsx", "docx" or "pdf"
    :param personal: whether personal data go into the file (optional, default true); they never do for a reader who may
        not have them
    :returns: ``filename``, ``mimetype``, ``personal`` (the file holds personal data) and ``content``: the object for
        "json" and "indah", the file in Base64 for the others
    :raises NotAuthorized: the caller may not see the kegiatan
    """
    data = params.checked(data_dict, kegiatan_schema.kegiatan_export(), context)
    shown = tk.get_action("sdijember_kegiatan_show")(tk.fresh_context(context), {"id": data["id"]})
    made = exporting.export(shown, data["format"], data["personal"])
    is_json = made.mimetype == "application/json"
    return {
        "filename": made.name,
        "mimetype": made.mimetype,
        "personal": made.personal,
        "content": json.loads(made.content) if is_json else base64.b64encode(made.content).decode(),
    }


def sdijember_kegiatan_import(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a file a kegiatan with all its lines: a new draft, or the new content of one; all of it, or nothing.

    Takes what ``sdijember_kegiatan_export`` makes in "json", "indah" and "xlsx", and what the read API of BPS answers.
    Items that the file does not name are emptied; personal data that it does not name stay. Codes that BPS has issued
    are not taken from a file: see ``sdijember_kegiatan_codes_update``.

    :param id: id or name of the kegiatan to replace (optional)
    :param owner_org: office of a new kegiatan, if there is no ``id``
    :param upload: the file, or
    :param content: its JSON, as text or object, or
    :param packed: what an earlier call with ``preview`` returned
    :param format: "json" or "xlsx" (optional: by the name of the file)
    :param preview: true: only say what would be saved (optional)
    :returns: what ``sdijember_kegiatan_show`` returns; for a preview ``title``, ``tahun``, ``variabel`` and
        ``indikator`` (names of the lines), ``problems`` and ``notes`` (lists of ``field``, ``row``, ``place``,
        ``label``, ``message``), ``changed`` (what differs from the kegiatan to replace), ``packed``
    :raises ValidationError: ``file``: everything that is wrong, as in ``problems``; nothing was saved
    :raises NotAuthorized: the caller may not write the kegiatan, or it is locked
    """
    upload, content = data_dict.get("upload"), data_dict.get("content")
    rest = {key: value for key, value in data_dict.items() if key not in ("upload", "content")}
    data = params.checked(rest, kegiatan_schema.kegiatan_import(), context)
    package = access.kegiatan_of(data["id"]) if data.get("id") else None
    aim = {"id": package.id} if package else {"owner_org": data.get("owner_org")}
    tk.check_access("sdijember_kegiatan_import", context, aim)
    raw, kind = _file(upload, content, data)
    found = importing.look(context, raw, kind, package)
    if data["preview"]:
        return found.as_dict()
    if found.problems:
        raise tk.ValidationError({"file": found.as_dict()["problems"]})
    made = importing.save(context, found.kegiatan, package, data.get("owner_org") or "")
    return tk.get_action("sdijember_kegiatan_show")(tk.fresh_context(context), {"id": made})


def _file(upload: Any, content: Any, data: dict[str, Any]) -> tuple[bytes, str]:
    """The bytes that came in one of three ways, and what they are."""
    if data.get("packed"):
        return importing.unpack(data["packed"]), "json"
    if content:
        text = content if isinstance(content, str) else json.dumps(content)
        return text.encode(), "json"
    if not hasattr(upload, "read"):
        raise tk.ValidationError({"upload": [tk._("Choose a file.")]})
    kind = importing.kind_of(str(getattr(upload, "filename", "") or ""), data.get("format") or "")
    return upload.read(importing.MAX_BYTES + 1), kind
