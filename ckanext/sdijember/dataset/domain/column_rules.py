"""Are the columns of a file those that its producer declared, and does what they hold fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...kernel.domain.findings import N_, Finding, Named

#: Where a file's columns are kept, in types of dataset that have the field.
COLUMNS = "kolom_berkas"

UNDECLARED = N_("The column “{column}” of the file is not described. Describe it, or take it out of the file.")
ABSENT = N_("The column “{column}” is described, but the file has none of that name. Correct the name or the file.")
ORDER = N_("The column “{column}” stands at another place in the file than in the description. Use the file's order.")
UNLIKE = N_("The column “{column}” should hold {kind}, but row {row} says “{cell}”.")
NOT_A_VALUE = N_("The column “{column}” holds “{cell}”, which is none of the values that MS-Variabel allows.")
OUTSIDE = N_("The column “{column}” holds {cell} in row {row}; MS-Variabel allows {range}.")

_RANGE = re.compile(r"\s*(-?[\d.,]+)\s*(?:–|-|s\.?d\.?|sampai)\s*(-?[\d.,]+)\s*")
_NUMBER = re.compile(
    r"-?(\d{1,3}(\.\d{3})+(,\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\d+([.,]\d+)?)(E[+-]?\d+)?%?", re.IGNORECASE
)
_KINDS = {
    "bilangan": Named({"id": "bilangan bulat", "en": "whole numbers"}),
    "desimal": Named({"id": "angka", "en": "numbers"}),
    "tanggal": Named({"id": "tanggal", "en": "dates"}),
    "ya_tidak": Named({"id": "ya atau tidak", "en": "yes or no"}),
}


def check_columns(
    entries: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], subject: str
) -> list[Finding]:
    """Compare the data dictionary of a file with the file; nothing is said where either is not known.

    :param entries: as ``dictionary.dictionary`` gives them
    :param found: columns of the file, as the upload check found them
    :param subject: name of the file
    """
    if not entries or not found:
        return []
    return [*_names(entries, found, subject), *_content(entries, found, subject)]


def _names(entries: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], subject: str) -> Iterator[Finding]:
    declared = [_key(entry["kolom"]) for entry in entries]
    present = [_key(column["nama"]) for column in found if column["nama"].strip()]
    for column in found:
        if column["nama"].strip() and _key(column["nama"]) not in declared:
            yield _finding(UNDECLARED, subject, column=column["nama"])
    for entry in entries:
        if _key(entry["kolom"]) not in present:
            yield _finding(ABSENT, subject, column=entry["kolom"])
    here = [name for name in present if name in declared]
    there = [name for name in declared if name in present]
    moved = next((name for name, other in zip(there, here, strict=False) if name != other), None)
    if moved:
        yield _finding(ORDER, subject, column=next(e["kolom"] for e in entries if _key(e["kolom"]) == moved))


def _content(
    entries: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], subject: str
) -> Iterator[Finding]:
    columns = {_key(column["nama"]): column for column in found}
    for entry in entries:
        column = columns.get(_key(entry["kolom"]))
        if column is None:
            continue
        wrong = (column.get("bukan") or {}).get(entry["tipe"])
        if wrong:
            row, cell = wrong
            kind = _KINDS[entry["tipe"]]
            yield _finding(UNLIKE, subject, "warning", column=entry["kolom"], kind=kind, row=row, cell=cell)
        yield from _values(entry, column, subject)


def _values(entry: Mapping[str, Any], column: Mapping[str, Any], subject: str) -> Iterator[Finding]:
    values = entry["nilai"]
    if any(value.get("kode") for value in values):
        allowed = {_key(part) for value in values for part in (value.get("kode"), value.get("nilai")) if part}
        strange = next((cell for cell in column.get("nilai") or [] if _key(cell) not in allowed), None)
        if strange is not None:
            yield _finding(NOT_A_VALUE, subject, "warning", column=entry["kolom"], cell=strange)
    elif len(values) == 1 and (limits := _RANGE.fullmatch(str(values[0].get("nilai") or ""))):
        low, high = number(limits[1]), number(limits[2])
        for at, end in (("min", low), ("maks", high)):
            if end is None or at not in column:
                continue
            value, row = column[at]
            if (at == "min" and value < end) or (at == "maks" and value > end):
                said = f"{value:g}".replace(".", ",")
                shown = limits[0].strip()
                yield _finding(OUTSIDE, subject, "warning", column=entry["kolom"], cell=said, row=row, range=shown)


def number(text: str) -> float | None:
    """The number that an allowed range names, in Indonesian or English spelling; None if it names none."""
    text = text.strip().rstrip("%")
    if not _NUMBER.fullmatch(text):
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text) and (text.count(".") > 1 or "," in text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return float(text.replace(",", "."))


def _finding(message: str, subject: str, level: Any = "error", **params: Any) -> Finding:
    return Finding("resources", message, params, level, subject)


def _key(name: Any) -> str:
    return " ".join(str(name or "").split()).casefold()
