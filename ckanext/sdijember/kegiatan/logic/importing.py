"""A file made a kegiatan: read, checked as a whole, saved with its lines in one transaction, or refused with everything
that is wrong."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.i18n import get_lang
from ckan.types import Context
from flask import has_request_context

from ...files.exchange.workbook import MAX_BYTES, Problem, SheetError
from ...kernel.domain.findings import N_, Finding, error
from ...kernel.logic.transaction import whole_or_nothing
from ...kernel.logic.wording import said
from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.domain.kegiatan_facts import Facts, Kegiatan
from ...metadata.logic import kegiatan
from ...review.logic import facts as cases
from ...review.logic import lock
from ..domain import copying
from ..exchange import ms_json, ms_read
from ..exchange import ms_names as names
from ..exchange.ms_xlsx_reading import read_workbook
from ..exchange.outcome import Reading, answered
from . import rows as kegiatan_rows

FORMATS = ("json", "xlsx")
#: Keys of what BPS notes of a kegiatan that a reader of the file would look for here.
_CODES = ("id_kegiatan", "id_mskeg", "id_kegiatan_mms")

TOO_LARGE = N_("The file is larger than {size} MB. No kegiatan needs so much: is it the right file?")
NO_FORMAT = N_("Only JSON (.json) and workbooks (.xlsx) can be read here.")
NO_TITLE = N_("The file has no title of the activity.")


@dataclass(frozen=True)
class Remark:
    """What is to be said of a place in a file.

    :param place: a cell, such as "MS-Keg C12", or a key of the JSON
    :param label: name of the item
    """

    field: str
    row: int
    place: str
    label: str
    message: str


@dataclass
class Preview:
    """What would be saved.

    :param problems: all that stops saving; ``notes``: advice, and what is missing for a submission
    :param changed: names of the items that differ from the kegiatan that would be replaced
    """

    kegiatan: Kegiatan
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As an action answers it; ``packed`` is the content, to be sent again when it is to be saved."""
        values = self.kegiatan.values
        return {
            "title": values.get("title") or "",
            "tahun": values.get("tahun") or "",
            **{name: [row.get("nama") or "" for row in self.kegiatan.lines(name)] for name in ROW_FORMS},
            "problems": [asdict(remark) for remark in self.problems],
            "notes": [asdict(remark) for remark in self.notes],
            "changed": self.changed,
            "codes": self.codes,
            "packed": pack(self.kegiatan) if not self.problems else "",
        }


def look(context: Context, data: bytes, kind: str, package: model.Package | None) -> Preview:
    """Read a file and say what would become of it.

    :param kind: "json" or "xlsx"
    :param package: the kegiatan that would be replaced, if any
    """
    try:
        reading = _read(data, kind)
    except SheetError as refused:
        return Preview(Kegiatan(), [_of_problem(problem) for problem in refused.problems])
    problems = reading.problems()
    if not reading.kegiatan.values.get("title") and not problems:
        problems = [error("title", NO_TITLE)]
    shown = Preview(
        reading.kegiatan,
        [_of_finding(finding) for finding in problems],
        [_of_finding(finding) for finding in reading.notes()],
        codes={name: str(reading.aside[name]) for name in _CODES if reading.aside.get(name)},
    )
    if package and not problems:
        before = kegiatan.whole(cases.dataset_now(context, package.id))
        shown.changed = _changed(before, reading.kegiatan)
    return shown


def save(context: Context, read: Kegiatan, package: model.Package | None, owner_org: str) -> str:
    """Make what was read a new draft, or replace the content of one; all of it or nothing.

    :param owner_org: office of a new kegiatan
    :returns: id of the kegiatan
    :raises NotAuthorized: the kegiatan is locked
    :raises ValidationError: it cannot be saved so
    """
    return _replace(context, read, package) if package else _create(context, read, owner_org)


def kind_of(filename: str, given: str) -> str:
    """The format of a file, by what was said of it or by its name.

    :raises ValidationError: it is another
    """
    kind = {"indah": "json"}.get(given, given) or filename.rpartition(".")[2].lower()
    if kind not in FORMATS:
        raise tk.ValidationError({"format": [tk._(NO_FORMAT)]})
    return kind


def pack(read: Kegiatan) -> str:
    """What was read, small enough for a hidden field."""
    flat = ms_json.to_flat(read, Facts(personal=True))
    for flat_name, fields in names.flat_fields().items():
        if any(part.personal and part.name not in read.values for part in fields):
            # not in the file: what is stored stays
            flat.pop(flat_name)
    return base64.b64encode(zlib.compress(json.dumps(flat).encode())).decode()


def unpack(packed: str) -> bytes:
    """The JSON in what ``pack`` made.

    :raises ValidationError: it is something else
    """
    try:
        unpacker = zlib.decompressobj()
        return unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
    except (ValueError, zlib.error) as broken:
        raise tk.ValidationError({"packed": [tk._(ms_read.NO_JSON)]}) from broken


def _read(data: bytes, kind: str) -> Reading:
    if len(data) > MAX_BYTES:
        return Reading(findings=[error("upload", TOO_LARGE, size=MAX_BYTES >> 20)])
    if kind == "xlsx":
        return read_workbook(data)
    try:
        content, found = ms_read.parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        content, found = None, [error("upload", ms_read.NO_JSON)]
    if content is None and found:
        return Reading(findings=found)
    reading = ms_read.from_flat(content)
    reading.findings[:0] = found
    return reading


def _create(context: Context, read: Kegiatan, owner_org: str) -> str:
    fresh = tk.fresh_context(context)
    lines = {name: [_without_id(row) for row in read.lines(name)] for name in ROW_FORMS}
    kegiatan.copy_aside(fresh, None, lines)
    values = answered(read.values) | {"type": kegiatan.TYPE, "owner_org": owner_org, "resources": []}
    return tk.get_action("package_create")(fresh, values)["id"]


def _replace(context: Context, read: Kegiatan, package: model.Package) -> str:
    """Items that the file does not name are emptied, personal data among them stay: a public file has none."""
    with whole_or_nothing():
        lock.require_editable(package.id)
        now = cases.dataset_now(context, package.id)
        for name in ROW_FORMS:
            kegiatan_rows.write(package, name, with_ids(read.lines(name), kegiatan.rows_of(package.id, name)))
        fields = form("kegiatan")
        emptied = {item.name: "" for item in fields if not item.personal}
        # without "organization" it never equals what is stored: core would save nothing then, not even the lines
        kept = {key: value for key, value in now.items() if key not in ("organization", "metadata_modified")}
        fresh = tk.fresh_context(context)
        tk.get_action("package_update")(fresh, {**kept, **emptied, **read.values})
    return package.id


def with_ids(rows: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines with the ids of the stored ones they stand for, by id or else by name: their links stay."""
    known = {row["id"] for row in stored}
    free = {_key(row): row["id"] for row in stored}
    taken = {row["id"] for row in rows if row.get("id") in known}
    found = []
    for row in rows:
        identifier = row.get("id") if row.get("id") in known else free.get(_key(row))
        if identifier != row.get("id") and identifier in taken:
            identifier = None
        taken.add(identifier)
        found.append({**_without_id(row), **({"id": identifier} if identifier else {})})
    return found


def _key(row: Mapping[str, Any]) -> str:
    return " ".join(str(row.get("nama") or "").lower().split())


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id"}


def _changed(before: Mapping[str, Any], read: Kegiatan) -> list[str]:
    """Labels of the items that would differ, then the forms whose lines would."""
    fields = form("kegiatan")
    stored = kegiatan.answers_of(before)
    personal = {name: stored.get(name) for name in fields.personal if name not in read.values}
    differing = copying.changed("kegiatan", stored, {**read.values, **personal})
    labels = [_label(fields[name].label) for name in differing]
    for name in ROW_FORMS:
        after = with_ids(read.lines(name), before[name])
        if [_without_copy(row) for row in after] != [_without_copy(row) for row in before[name]]:
            labels.append(f"MS-{name.title()}")
    return labels


def _without_copy(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "copied_from" and value not in ("", [], None)}


def _of_problem(problem: Problem) -> Remark:
    place = " ".join(part for part in (problem.sheet, problem.cell) if part)
    finding = problem.finding
    return Remark(finding.field, finding.row, place, _label(problem.label), said(finding))


def _of_finding(finding: Finding) -> Remark:
    name, _, column = finding.field.partition(".")
    if name in ROW_FORMS:
        place = names.LINES[name] + (f"[{finding.row}]" if finding.row else "") + (f".{column}" if column else "")
        known = form(name).fields.get(column)
        return Remark(finding.field, finding.row, place, _label(known.label) if known else "", said(finding))
    known = form("kegiatan").fields.get(finding.field)
    place = known.flat if known else "" if finding.field == "upload" else finding.field
    return Remark(finding.field, finding.row, place, _label(known.label) if known else "", said(finding))


def _label(label: Mapping[str, str]) -> str:
    lang = get_lang() if has_request_context() else "id"
    return label.get("en" if str(lang).startswith("en") else "id", "")
