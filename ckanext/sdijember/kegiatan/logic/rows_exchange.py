"""Lines of MS-Variabel and MS-Indikator on their way in and out: sheets, previews, other kegiatan of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...files.exchange.workbook import Problem, SheetError
from ...kernel.domain.findings import N_, error
from ...kernel.logic.wording import said
from ...metadata import model as store
from ...metadata.domain.answers import answers
from ...metadata.domain.forms import form
from ...metadata.domain.row_changes import Comparison, compare, key
from ...metadata.domain.row_rules import check_rows
from ...metadata.logic import kegiatan
from ..exchange.rows_reading import Lines, read_sheet
from ..exchange.rows_xlsx import Heading, template, write_rows
from . import rows as kegiatan_rows

#: What becomes of the stored lines when a sheet comes in.
REPLACE, APPEND = "ganti", "tambah"
STANDS = N_("“{value}” is in the table already. Choose “replace”, or leave it out of the file.")
#: Given by BPS to one line, not to its copy.
_NOT_COPIED = ("id", "id_variabel_mms", "id_indikator_mms")


def sheet(package: model.Package, name: str, empty: bool = False) -> bytes:
    """A workbook with the lines of one form of a kegiatan.

    :param name: "variabel" or "indikator"
    :param empty: the template, without a line
    """
    office = model.Group.get(package.owner_org) if package.owner_org else None
    row = store.Kegiatan.get(package.id)
    heading = Heading(
        kegiatan=package.title or package.name,
        kode=(row.codes if row else {}).get("id_kegiatan", ""),
        penyelenggara=package.extras.get("i_instansi_penyelanggara") or (office.title if office else ""),
    )
    return template(name, heading) if empty else write_rows(name, heading, kegiatan.rows_of(package.id, name))


def findings(name: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is wrong, missing or doubtful in lines as a form sends them, with nothing saved.

    :returns: dicts of ``row`` (from 1), ``field``, ``message``, ``level`` and ``missing``
    """
    plain = [answers(form(name), row) for row in rows]
    # a line without a word is left out when the sheet is saved
    empty = {number for number, row in enumerate(plain, 1) if not row}
    return [
        kegiatan_rows.as_error(finding) | {"level": finding.level, "missing": finding.missing}
        for finding in check_rows(name, plain)
        if finding.row not in empty
    ]


def read(package: model.Package, name: str, data: bytes, mode: str) -> Comparison:
    """What the lines of an uploaded workbook would change.

    :param mode: ``REPLACE`` or ``APPEND``
    :raises ValidationError: ``cells``: everything that is wrong, by cell
    """
    stored = kegiatan.rows_of(package.id, name)
    try:
        lines = read_sheet(name, data)
        if mode == REPLACE:
            return compare(name, stored, lines.rows)
        return compare(name, stored, [*stored, *_added(stored, lines)])
    except SheetError as refused:
        raise tk.ValidationError({"cells": [_as_error(problem) for problem in refused.problems]}) from refused


def copies(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines as they may be added to another kegiatan."""
    return [{key: value for key, value in row.items() if key not in _NOT_COPIED} for row in rows]


def sources(package: model.Package, name: str) -> list[dict[str, Any]]:
    """Other kegiatan of the same office with lines of the form, newest first.

    :returns: dicts of ``id``, ``title``, ``year`` and ``count`` (of lines)
    """
    table = store.TABLES[name]
    year = model.Package.extras["tahun"].astext
    query = (
        sa.select(model.Package.id, model.Package.title, year, sa.func.count(table.id))
        .join(table, table.package_id == model.Package.id)
        .where(
            model.Package.type == kegiatan.TYPE,
            model.Package.state == model.State.ACTIVE,
            model.Package.owner_org == package.owner_org,
            model.Package.id != package.id,
        )
        .group_by(model.Package.id, model.Package.title, year)
        .order_by(year.desc().nulls_last(), model.Package.title)
    )
    found = model.Session.execute(query).tuples()
    return [{"id": id_, "title": title, "year": year or "", "count": count} for id_, title, year, count in found]


def _added(stored: Sequence[Mapping[str, Any]], lines: Lines) -> list[dict[str, Any]]:
    """The lines of a workbook as new ones.

    :raises SheetError: some of them are in the table already
    """
    names = {key(row) for row in stored}
    problems = [
        lines.problem(replace(error("nama", STANDS, value=row["nama"]), row=number))
        for number, row in enumerate(lines.rows, 1)
        if row.get("nama") and key(row) in names
    ]
    if problems:
        raise SheetError(problems)
    return [{key: value for key, value in row.items() if key != "id"} for row in lines.rows]


def _as_error(problem: Problem) -> dict[str, Any]:
    label = tk.h.scheming_language_text(problem.label) if problem.label else ""
    return {
        "cell": problem.cell,
        "line": problem.line,
        "column": label,
        "field": problem.finding.field,
        "sheet": problem.sheet,
        "message": said(problem.finding),
    }
