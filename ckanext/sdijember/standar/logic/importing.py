"""The register of Standar Data as rows of a table, out and in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import error, errors
from ...review.logic import facts as cases
from .. import model as register
from ..domain import entry as texts
from ..domain import register as rules
from ..model import Standar, Versi
from . import writing

#: Columns that say what became of an entry; they are written, not read.
STATUS_COLUMNS = ("status", "versi", "pengganti", "berlaku_sejak")

_ONLY_NATIONAL = rules.N_(
    "Only entries of a national list (SDS or KUGI) are loaded this way; a local entry is proposed and approved."
)
_WITHDRAWN = rules.N_("The entry with this code is no longer used here.")
_OTHER_KIND = rules.N_("The entry with this code is of another kind ({jenis}).")
_TWICE = rules.N_("Row {row} has the same code or the same name.")
_UNKNOWN_KIND = rules.N_("Write konsep or variabel.")
LINE = rules.Transition("import", (), rules.IN_FORCE, rules.WALIDATA, rules.N_("Loaded from a national list"))


def columns() -> tuple[str, ...]:
    """Names of the columns, in order."""
    rest = [name for name in texts.field_names() if name not in ("kode", "sumber_kode")]
    return ("kode", "sumber_kode", "jenis", *rest, *STATUS_COLUMNS)


def rows() -> list[dict[str, str]]:
    """The public register in the order of its codes."""
    query = (
        sa.select(Standar, Versi)
        .join(Versi, sa.and_(Versi.standar_id == Standar.id, Versi.number == Standar.version))
        .where(Standar.kode.is_not(None))
        .order_by(Standar.sumber_kode, Standar.kode)
    )
    found = list(model.Session.execute(query).tuples())
    successors = register.names_of([entry.successor for entry, _ in found])
    return [_row(entry, version, successors.get(entry.successor or "")) for entry, version in found]


def load(context: Context, given: list[dict[str, Any]], dry_run: bool) -> dict[str, int]:
    """Take rows of a national list into the register, all or none.

    :raises ValidationError: ``rows`` with everything that is wrong, by row
    """
    user = cases.actor_of(context)
    assert user
    register.lock()
    known = {(entry.kode or "").lower(): entry for entry in model.Session.scalars(sa.select(Standar)) if entry.kode}
    texts_in_force = _in_force(known.values())
    wrong, plan = _planned(given, known)
    if wrong:
        raise tk.ValidationError({"rows": wrong})
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for text, jenis, entry in plan:
        kind = "created" if entry is None else "unchanged" if texts_in_force[entry.id] == text else "changed"
        counts[kind] += 1
        if kind != "unchanged" and not dry_run:
            _take(user, jenis, text, entry)
    if dry_run:
        model.Session.rollback()
    else:
        model.Session.commit()
    return counts


def _planned(
    given: list[dict[str, Any]], known: Mapping[str, Standar]
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, str], str, Standar | None]]]:
    """What is wrong, by row, and what would be done: text, kind, and the entry that has the code already."""
    wrong: list[dict[str, Any]] = []
    plan = []
    seen: dict[tuple[str, str], int] = {}
    names = {(entry.jenis, entry.nama.lower()): entry for entry in known.values() if entry.state == rules.IN_FORCE}
    concepts = _concepts(given, known)
    for number, row in enumerate(given, start=1):
        jenis = str(row.get("jenis") or "").strip().lower()
        if jenis not in rules.JENIS:
            wrong.append({"row": number, "field": "jenis", "message": tk._(_UNKNOWN_KIND)})
            continue
        text = texts.content(jenis, row)
        entry = known.get(text["kode"].lower())
        found = [*_of_row(jenis, text, entry), *texts.check_concept(text, lambda code: code.lower() in concepts)]
        other = names.get((jenis, text["nama"].lower()))
        if other is not None and other is not entry:
            found.append(error("nama", texts.TAKEN_NAME, code=other.kode))
        for key in (("kode", text["kode"].lower()), (jenis, text["nama"].lower())):
            if key[1] and seen.setdefault(key, number) != number:
                found.append(error("kode" if key[0] == "kode" else "nama", _TWICE, row=seen[key]))
        wrong += [{"row": number, "field": one.field, "message": one.text(tk._)} for one in found]
        plan.append((text, jenis, entry))
    return wrong, plan


def _of_row(jenis: str, text: dict[str, str], entry: Standar | None) -> list[Any]:
    """What is wrong in a row by itself; the naming of concepts is left to whoever made the national list."""
    plain = [one for one in errors(texts.check(jenis, text)) if one.message not in texts.NAME_RULES]
    if text["sumber_kode"] == rules.LOKAL:
        return [error("sumber_kode", _ONLY_NATIONAL)]
    if entry and entry.jenis != jenis:
        plain.append(error("jenis", _OTHER_KIND, jenis=entry.jenis))
    if entry and entry.state == rules.WITHDRAWN:
        plain.append(error("kode", _WITHDRAWN))
    if entry and any(version.rule.open for version in register.versions_of(entry.id)):
        plain.append(error("kode", rules.OPEN_PROPOSAL))
    if entry and entry.sumber_kode != text["sumber_kode"]:
        plain.append(error("kode", texts.CODE_FIXED))
    return plain


def _concepts(given: list[dict[str, Any]], known: Mapping[str, Standar]) -> set[str]:
    """Codes in lower case of concepts that are in force, or will be with these rows."""
    there = {code for code, entry in known.items() if entry.jenis == rules.KONSEP and entry.state == rules.IN_FORCE}
    coming = {str(row.get("kode") or "").strip().lower() for row in given if row.get("jenis") == rules.KONSEP}
    return there | coming


def _in_force(entries: Any) -> dict[str, dict[str, str]]:
    """Texts in force, by id of their entry."""
    ids = [entry.id for entry in entries]
    query = (
        sa.select(Versi)
        .join(Standar, sa.and_(Versi.standar_id == Standar.id, Versi.number == Standar.version))
        .where(Standar.id.in_(ids))
    )
    return {version.standar_id: dict(version.content) for version in model.Session.scalars(query)}


def _take(user: model.User, jenis: str, text: dict[str, str], entry: Standar | None) -> None:
    before = entry.state if entry else ""
    if entry is None:
        entry, version = register.new(jenis, text, user.id, None)
    else:
        number = register.versions_of(entry.id)[0].number + 1
        version = register.new_version(entry, number, text, user.id, None)
    writing.put_in_force(entry, version)
    version.decide(rules.IN_FORCE, user.id, "")
    entry.changed = version.changed
    writing.record(entry, version, LINE, user, before, "")


def _row(entry: Standar, version: Versi, successor: Standar | None) -> dict[str, str]:
    found = {name: version.content.get(name, "") for name in texts.field_names()}
    return {
        "kode": entry.kode or "",
        "sumber_kode": entry.sumber_kode,
        "jenis": entry.jenis,
        **{name: value for name, value in found.items() if name not in ("kode", "sumber_kode")},
        "status": entry.state,
        "versi": str(version.number),
        "pengganti": (successor.kode or "") if successor else "",
        "berlaku_sejak": version.decided_at.date().isoformat() if version.decided_at else "",
    }
