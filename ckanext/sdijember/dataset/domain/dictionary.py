"""The data dictionary of a file: what each column is, as its producer declared it and as MS-Variabel says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...codes.domain.codelists import codelist
from ...codes.domain.values import is_blank
from ...tables.domain.cells import Kind
from ...tables.domain.declared import KINDS

#: Type of a column for a type of MS-Variabel.
_TYPES = {"integer": "bilangan", "float": "desimal", "char": "kode", "string": "teks", "array": "teks"}
#: Type of a column in a Table Schema.
_TABLE_SCHEMA = {"bilangan": "integer", "desimal": "number", "tanggal": "date"}
#: Keys of a column in the DataStore that are ours to write, and one that the loader of before read.
INFO_KEYS = frozenset({"label", "notes", "type_override", "satuan", "tipe", "daftar_kode", "variabel_id", "nilai"})
#: Type of a column for the kind that the reader told.
_GUESSED = {kind.value: name for name, kind in KINDS.items()} | {Kind.DATETIME.value: "tanggal"}
HEADER = ("kolom", "arti", "definisi", "tipe", "satuan", "daftar_kode", "nilai", "variabel")


def dictionary(columns: Iterable[Mapping[str, Any]], variables: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry per declared column. What is written by hand wins; what is not comes from the variable it names.

    :param columns: rows of ``skema_kolom``
    :param variables: lines of MS-Variabel that the reader may see, each with its ``id``
    :returns: dicts of ``kolom``, ``arti``, ``definisi``, ``tipe``, ``satuan``, ``daftar_kode`` (code of a list),
        ``nilai`` (list of ``kode`` and ``nilai``), ``variabel`` (name) and ``variabel_id``
    """
    known = {variable["id"]: variable for variable in variables}
    return [_entry(column, known.get(column.get("variabel") or "", {})) for column in columns]


def matched(
    declared: Sequence[Mapping[str, Any]], header: Iterable[Mapping[str, Any]], variables: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Columns of the file in its order, described as far as they were, each with the variable of its name.

    :param declared: rows of ``skema_kolom`` so far
    :param header: columns of the file, as the upload check found them
    :param variables: lines of MS-Variabel
    """
    variables = list(variables)
    known = {variable["id"] for variable in variables}
    names: dict[str, str] = {}
    for key in ("nama", "alias"):
        names |= {same: v["id"] for v in variables if (same := _same(v.get(key))) and same != "_"}
    before = {_same(column.get("nama")): dict(column) for column in declared}
    found = []
    for column in header:
        if is_blank(column["nama"]):
            continue
        entry = before.get(_same(column["nama"]), {"nama": column["nama"]}) | {"nama": column["nama"]}
        if entry.get("variabel") not in known:
            entry.pop("variabel", None)
            if identifier := names.get(_same(column["nama"])):
                entry["variabel"] = identifier
        if is_blank(entry.get("tipe")) and not entry.get("variabel") and (guess := guessed_type(column)):
            entry["tipe"] = guess
        found.append(entry)
    return found


def guessed_type(column: Mapping[str, Any]) -> str:
    """The type of a column as the file was read; empty if its cells say nothing.

    :param column: one of ``kolom_berkas``
    """
    if not column.get("nilai") and "bukan" not in column:
        return ""
    if kind := column.get("jenis"):
        return _GUESSED.get(kind, "teks")
    # columns of files that were uploaded before their kinds were told
    wrong = column.get("bukan") or {}
    return next((name for name in ("bilangan", "desimal") if name not in wrong), "teks")


def info(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as the DataStore keeps it with a column: CKAN's own keys, and ours."""
    kept = {
        "label": entry["variabel"] or entry["arti"],
        "notes": entry["definisi"] or entry["arti"],
        "satuan": entry["satuan"],
        "tipe": entry["tipe"],
        "daftar_kode": entry["daftar_kode"],
        "variabel_id": entry["variabel_id"],
        "nilai": "\n".join(_value_text(value) for value in entry["nilai"]),
    }
    return {key: value for key, value in kept.items() if value}


def table_rows(entries: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """The dictionary as rows of a CSV, the row of names first."""
    rows = [[*HEADER]]
    for entry in entries:
        values = "; ".join(_value_text(value) for value in entry["nilai"])
        rows.append([values if name == "nilai" else str(entry[name]) for name in HEADER])
    return rows


def table_schema(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The dictionary in the shape of a Frictionless Table Schema."""
    fields = []
    for entry in entries:
        codes = [value["kode"] for value in entry["nilai"] if value.get("kode")]
        field = {
            "name": entry["kolom"],
            "type": _TABLE_SCHEMA.get(entry["tipe"], "string"),
            "title": entry["variabel"] or entry["arti"],
            "description": entry["definisi"] or entry["arti"],
            "unit": entry["satuan"],
            "codelist": entry["daftar_kode"],
            "constraints": {"enum": codes} if codes else {},
        }
        fields.append({key: value for key, value in field.items() if value})
    return {"fields": fields}


def _entry(column: Mapping[str, Any], variable: Mapping[str, Any]) -> dict[str, Any]:
    code = str(column.get("kode") or "")
    return {
        "kolom": str(column.get("nama") or ""),
        "arti": str(column.get("keterangan") or variable.get("nama") or ""),
        "definisi": str(variable.get("definisi") or ""),
        "tipe": str(column.get("tipe") or _TYPES.get(str(variable.get("tipe_data") or ""), "")),
        "satuan": str(column.get("satuan") or variable.get("satuan") or ""),
        "daftar_kode": codelist("kode_referensi").label(code) if code else "",
        "nilai": [dict(value) for value in variable.get("value_domain") or [] if isinstance(value, Mapping)],
        "variabel": str(variable.get("nama") or ""),
        "variabel_id": str(variable.get("id") or ""),
    }


def _value_text(value: Mapping[str, Any]) -> str:
    return " = ".join(part for part in (str(value.get("kode") or ""), str(value.get("nilai") or "")) if part)


def _same(name: Any) -> str:
    """A name without what people write differently: case, blanks, signs."""
    return re.sub(r"[^0-9a-z]+", "_", str(name or "").lower()).strip("_") or "_"
