"""Validators of what links a dataset to a kegiatan, and its columns to the variables of that kegiatan."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ....codes.domain import values as rules
from .. import links


def sdijember_kegiatan_link(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The value names a kegiatan that the caller may see; its id is stored. Whether another one exists is not said."""
    if _blank(data.get(key)):
        data.pop(key, None)
        raise tk.StopOnError
    identifier = links.chosen(data, context) if isinstance(data[key], str) else None
    if identifier is None:
        errors[key].append(tk._("There is no such kegiatan among those you may see. Choose one from the list."))
        raise tk.StopOnError
    data[key] = identifier


def sdijember_indicator_links(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """The values are indicators of the kegiatan; those of the one named before go when another one is chosen."""
    given = [] if _blank(data.get(key)) else _as_list(data[key])
    known = links.lines(data, context, "indikator")
    before = set(links.stored(context, "id_msind") or [])
    same = links.same_kegiatan(data, context)
    kept = [one for one in dict.fromkeys(given) if one in known or (one in before and same)]
    if any(one not in known and one not in before for one in given) and not _refused(data, context):
        errors[key].append(tk._("This is no indicator of the kegiatan chosen above. Choose from the list."))
        raise tk.StopOnError
    if not kept:
        data.pop(key, None)
        raise tk.StopOnError
    data[key] = json.dumps(kept)


def sdijember_variable_link(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The value is a variable of the dataset's kegiatan; one that was there before stays, and if it is no longer a
    variable of the kegiatan the submission says so."""
    value = data.get(key)
    if _blank(value):
        data.pop(key, None)
        raise tk.StopOnError
    if not isinstance(value, str):
        errors[key].append(tk._("One text is expected here, not several."))
        raise tk.StopOnError
    if value in links.lines(data, context, "variabel"):
        return
    if value not in links.stored_variables(context, data.get((*key[:2], "id"))):
        errors[key].append(tk._("This is no variable of the kegiatan of these data. Choose from the list."))
        raise tk.StopOnError


def _refused(data: FlattenDataDict, context: Context) -> bool:
    """Whether the kegiatan itself is refused: one error is enough then."""
    return not _blank(data.get(("kegiatan",))) and links.chosen(data, context) is None


def _as_list(value: Any) -> list[str]:
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            value = [value]
    return [str(one) for one in (value if isinstance(value, list) else [value]) if not rules.is_blank(one)]


def _blank(value: Any) -> bool:
    return value is tk.missing or rules.is_blank(value)
