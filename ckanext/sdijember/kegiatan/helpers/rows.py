"""What the pages of MS-Variabel and MS-Indikator show: columns and lines as text, changes and errors in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.answers import as_text
from ...metadata.domain.forms import Field, form
from ...metadata.exchange.rows_columns import SHEETS


def sdijember_rows_title(name: str) -> str:
    """Name of the form of which a kegiatan has many lines.

    :param name: "variabel" or "indikator"
    """
    return SHEETS[name]


def sdijember_rows_columns(name: str) -> list[dict[str, Any]]:
    """Columns of a form in the reader's language.

    :param name: "variabel" or "indikator"
    :returns: dicts of ``name``, ``label``, ``number``, ``kind``, ``help``, ``options`` (``code`` and ``label``),
        ``required``, ``when`` (``field`` and ``values``, or nothing), ``max``, ``dash``, ``list`` (how an entry is
        written) and ``names`` (headings by which a pasted column is recognised)
    """
    lang = tk.h.lang()
    return [_column(field, lang) for field in form(name)]


def sdijember_rows_lines(name: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines as the cells of a sheet hold them.

    :param name: "variabel" or "indikator"
    :param rows: lines in plain shape, or as a person typed them
    :returns: dicts of ``id`` (of a stored line) and ``values``, field name → text; a code stays a code
    """
    lang = tk.h.lang()
    return [
        {
            "id": str(row.get("id") or ""),
            "values": {field.name: _cell(field, row[field.name], lang) for field in form(name) if row.get(field.name)},
        }
        for row in rows
    ]


def sdijember_rows_labels(name: str, fields: Sequence[str]) -> str:
    """Names of some columns, one after the other.

    :param name: "variabel" or "indikator"
    :param fields: names of fields
    """
    return ", ".join(tk.h.scheming_language_text(form(name)[field].label) for field in fields)


def _column(field: Field, lang: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": tk.h.scheming_language_text(field.label),
        "number": field.number,
        "kind": field.kind,
        "help": tk.h.scheming_language_text(field.help) if field.help else "",
        "options": [{"code": code.code, "label": code.label(lang)} for code in field.codelist or ()],
        "required": field.required,
        "when": {"field": field.condition.field, "values": sorted(field.condition.values)} if field.condition else None,
        "max": 0 if field.kind == "list" else field.max_length,
        "dash": field.dash,
        "list": f" {field.sign} ".join(field.parts) if field.parts else "",
        "names": sorted({field.name, field.flat, *field.label.values()}),
    }


def _cell(field: Field, value: Any, lang: str) -> str:
    if isinstance(value, str):
        return value
    return as_text(field, value, lang)
