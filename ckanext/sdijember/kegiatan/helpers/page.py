"""A kegiatan as its pages show it: the blocks, the lines of MS-Variabel and MS-Indikator, all in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.answers import answer, as_text
from ...metadata.domain.forms import Field, form
from ...metadata.domain.kegiatan_rules import STEPS

#: Columns of the tables of lines; the rest opens below each line.
MAIN = {"variabel": ("konsep", "definisi", "satuan"), "indikator": ("konsep", "definisi", "satuan")}
_SHOWN_AS_HEADING = {"title"}
_KEPT = "sdijember_kegiatan"


def sdijember_kegiatan(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """A kegiatan with its lines, and its personal data for those who may read them; asked once per page.

    :param pkg_dict: the kegiatan as ``package_show`` returns it
    """
    kept = tk.g.setdefault(_KEPT, {})
    if pkg_dict["id"] not in kept:
        kept[pkg_dict["id"]] = tk.get_action("sdijember_kegiatan_show")({"user": tk.g.user}, {"id": pkg_dict["id"]})
    return kept[pkg_dict["id"]]


def sdijember_kegiatan_changes(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """What a copy says differently from its source; empty for whoever may not read the review.

    :param pkg_dict: the kegiatan as ``package_show`` returns it
    """
    if not pkg_dict.get("disalin_dari") or not tk.h.sdijember_sees_review(pkg_dict):
        return {}
    return tk.get_action("sdijember_kegiatan_changes")({"user": tk.g.user}, {"id": pkg_dict["id"]})


def sdijember_answer_text(field: Field, value: Any) -> str:
    """An answer in the reader's language.

    :param field: of a form
    :param value: in plain shape
    """
    if field.kind == "date" and value:
        return tk.h.sdijember_day(value)
    if field.kind == "codes":
        return "; ".join(field.codelist.label(code, tk.h.lang()) if field.codelist else code for code in value or [])
    return as_text(field, value, tk.h.lang())


def sdijember_kegiatan_blocks(
    pkg_dict: dict[str, Any],
    everything: bool = False,
    changes: dict[str, Any] | None = None,
    whole: dict[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """The blocks of a kegiatan as they were answered. Questions that were not asked are left out.

    :param pkg_dict: the kegiatan as ``package_show`` returns it
    :param everything: show also what was left empty, as a reviewer wants it
    :param changes: what ``sdijember_kegiatan_changes`` returned, for a copy
    :param whole: its answers, if they are others than those of today
    :returns: dicts of ``name``, ``title``, ``personal`` (something in it is not public) and ``rows``: dicts of
        ``name``, ``number``, ``label``, ``text``, ``personal``, ``empty``, ``missing`` (empty but needed) and ``was``
    """
    whole = whole or sdijember_kegiatan(pkg_dict)
    values = {**whole, **whole.get("personal", {})}
    before = tk.h.sdijember_before(changes)
    rows: dict[str, list[dict[str, Any]]] = {}
    for field in form("kegiatan"):
        if field.name in _SHOWN_AS_HEADING or not form("kegiatan").applies(field, values):
            continue
        if field.personal and "personal" not in whole:
            continue
        row = _period(field, values, before) if _in_schedule(field) else _row(field, values, before)
        if row and (everything or not row["empty"]):
            rows.setdefault(field.section, []).append(row)
    return [
        {
            "name": section["name"],
            "title": tk.h.sdijember_block_title(section),
            "personal": any(row["personal"] for row in rows[section["name"]]),
            "rows": rows[section["name"]],
        }
        for section in tk.h.scheming_get_dataset_schema("kegiatan")["sections"]
        if section["name"] in rows
    ]


def sdijember_kegiatan_rows(
    pkg_dict: dict[str, Any],
    name: str,
    changes: dict[str, Any] | None = None,
    whole: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The lines of MS-Variabel or MS-Indikator in words.

    :param pkg_dict: the kegiatan as ``package_show`` returns it
    :param name: "variabel" or "indikator"
    :param changes: what ``sdijember_kegiatan_changes`` returned, for a copy
    :param whole: the kegiatan with its lines, if they are others than those of today
    :returns: ``title``, ``columns`` (labels of the main ones), ``rows`` (dicts of ``id``, ``name``, ``main`` and
        ``more``, both dicts of ``label``, ``text`` and ``was``, and ``added``: it is new in this year), ``removed``
        (names) and ``tahun`` they are compared with
    """
    fields = form(name).fields
    differing = (changes or {}).get(name) or {"changed": {}, "added": [], "removed": []}
    year = changes["source"]["tahun"] if changes else ""
    rows = []
    for line in (whole or sdijember_kegiatan(pkg_dict))[name]:
        was = {
            change["field"]: {"tahun": year, "text": sdijember_answer_text(fields[change["field"]], change["before"])}
            for change in differing["changed"].get(line["id"], [])
        }
        cells = {field.name: _cell(field, line, was) for field in fields.values()}
        rows.append(
            {
                "id": line["id"],
                "name": cells.pop("nama"),
                "main": [cells.pop(column) for column in MAIN[name]],
                "more": [cell for cell in cells.values() if cell["text"] or cell["was"]],
                "added": line["id"] in differing["added"],
            }
        )
    return {
        "title": tk.h.sdijember_rows_title(name),
        "columns": [tk.h.scheming_language_text(fields[column].label) for column in MAIN[name]],
        "rows": rows,
        "removed": differing["removed"],
        "tahun": year,
    }


def sdijember_kegiatan_datasets(pkg_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Datasets that came out of a kegiatan, as far as the reader may see them.

    :param pkg_dict: the kegiatan
    """
    return tk.get_action("sdijember_kegiatan_datasets")({"user": tk.g.user}, {"id": pkg_dict["id"]})


def _cell(field: Field, line: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "field": field.name,
        "label": tk.h.scheming_language_text(field.label),
        "text": sdijember_answer_text(field, line.get(field.name) or ""),
        "was": was.get(field.name),
    }


def _row(field: Field, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    text = sdijember_answer_text(field, answer(field, values.get(field.name) or ""))
    return {
        "name": field.name,
        "number": field.number,
        "label": tk.h.scheming_language_text(field.label),
        "text": text,
        "personal": field.personal,
        "empty": not text,
        "missing": not text and field.required,
        "was": before.get(field.name),
    }


def _in_schedule(field: Field) -> bool:
    return field.name.removesuffix("_mulai").removesuffix("_selesai").removeprefix("iii_jadwal_") in STEPS


def _period(field: Field, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any] | None:
    """One step of the schedule (item 3.3): both its days in one line."""
    if field.name.endswith("_selesai"):
        return None
    ends = [_row(form("kegiatan")[name], values, before) for name in (field.name, f"{field.name[:-6]}_selesai")]
    row = {**ends[0], "label": ends[0]["label"].rpartition(", ")[0], "empty": all(end["empty"] for end in ends)}
    row["text"] = " – ".join(end["text"] or "?" for end in ends) if not row["empty"] else ""
    row["missing"] = any(end["missing"] for end in ends)
    changed = [end["was"] for end in ends if end["was"]]
    if changed:
        texts = [(end["was"] or {"text": end["text"]})["text"] or "?" for end in ends]
        row["was"] = {"tahun": changed[0]["tahun"], "text": " – ".join(texts)}
    return row
