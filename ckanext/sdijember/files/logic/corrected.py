"""How a file is to be read: what its producer has corrected and declared, and whether that is new."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ckan import model

from ...tables.domain.asked import READING, asked
from ...tables.domain.declared import KINDS, Declared, Dictionary
from ...tables.exchange.reader import FORMATS

#: A column of the data dictionary as a form sends it, before the fields are put together.
_OF_A_FORM = re.compile(r"skema_kolom-(\d+)-(nama|tipe)")


def of_new_file(resource: Mapping[str, Any], sent: Any) -> dict[str, Any]:
    """Corrections that come with a new file. Those of the file before it are not for this one.

    :param sent: what the caller sent as the field READING
    :raises CorrectionError: they are none
    """
    before = _stored(resource)
    given = asked(sent)
    return {} if before is not None and given == _kept(before) else given


def to_be_read_again(resource: Mapping[str, Any], sent: Any) -> dict[str, Any] | None:
    """Corrections with which the stored file has to be read again; None if nothing of it has changed.

    :param sent: what the caller sent as the field READING; None keeps what is kept
    :raises CorrectionError: they are none
    """
    before = _stored(resource)
    if before is None or before.url_type != "upload" or resource.get("url_type") != "upload":
        return None
    kept = _kept(before)
    given = kept if sent is None else asked(sent)
    format = resource.get("format") or before.format
    if format != before.format:
        return given
    if format not in FORMATS:
        return None
    return given if given != kept or dictionary(columns_sent(resource)) != of_resource(before) else None


def columns_sent(resource: Mapping[str, Any]) -> Any:
    """The data dictionary that comes with a resource: rows, or the fields of a form."""
    if "skema_kolom" in resource:
        return resource["skema_kolom"]
    rows: dict[int, dict[str, Any]] = {}
    for key, value in resource.items():
        if found := _OF_A_FORM.fullmatch(str(key)):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    return [rows[at] for at in sorted(rows)]


def of_resource(resource: model.Resource) -> Dictionary:
    """What is declared of the columns of a stored file."""
    return dictionary((resource.extras or {}).get("skema_kolom"))


def dictionary(columns: Any) -> Dictionary:
    """What is declared of columns in the reader's words.

    :param columns: rows of ``skema_kolom``, or JSON of them; what is none is passed over
    """
    if isinstance(columns, str):
        try:
            columns = json.loads(columns)
        except ValueError:
            return {}
    rows = [one for one in columns or [] if isinstance(one, Mapping)] if isinstance(columns, list) else []
    kinds = {str(one.get("nama") or "").strip(): KINDS.get(str(one.get("tipe") or "").strip()) for one in rows}
    return {name: Declared(kind) for name, kind in kinds.items() if name and kind}


def _kept(resource: model.Resource) -> dict[str, Any]:
    return asked((resource.extras or {}).get(READING))


def _stored(resource: Mapping[str, Any]) -> model.Resource | None:
    return model.Session.get(model.Resource, resource["id"]) if resource.get("id") else None
