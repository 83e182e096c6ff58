"""Salin dari tahun lalu, what a copy says differently, and the codes that BPS issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import N_
from ...kernel.logic import outbox
from ...kernel.logic.transaction import transaction
from ...kernel.logic.visibility import allowed
from ...metadata import model as store
from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.logic import kegiatan
from ...review.logic import facts as cases
from ...review.logic import lock, saving, working_copy
from ...review.logic.beside import remark
from ..domain import copying as rules
from . import access

TWICE = N_("This kegiatan has already been copied to {year}: “{title}”. Open that one, or choose another year.")

OF_A_COPY = N_("This is the working copy of a revision. Do it on the page of the published version.")


def copy(context: Context, package: model.Package, year: int) -> str:
    """Make a draft for ``year`` out of a kegiatan, with its lines, in one transaction.

    :returns: id of the new kegiatan
    :raises ValidationError: ``tahun``: there is a copy for this year already, or the year is not possible
    """
    if working_copy.is_working_copy(package):
        raise tk.ValidationError({"id": [tk._(OF_A_COPY)]})
    _refuse_second_copy(package, year)
    source = kegiatan.whole(cases.dataset_now(context, package.id))
    values = rules.to_year(kegiatan.answers_of(source), year)
    lines = {name: [rules.line(row) for row in source[name]] for name in ROW_FORMS}
    personal = store.Kegiatan.get(package.id)
    fresh = tk.fresh_context(context)
    kegiatan.copy_aside(fresh, package.id, lines)
    values |= personal.personal if personal else {}
    made = tk.get_action("package_create")(
        fresh, {**values, "type": kegiatan.TYPE, "owner_org": package.owner_org, "resources": []}
    )
    return made["id"]


def write_codes(context: Context, package: model.Package, codes: Mapping[str, str]) -> None:
    """Store the codes of BPS, in the dataset too, and log who noted them; in one transaction."""
    if working_copy.is_working_copy(package):
        raise tk.ValidationError({"id": [tk._(OF_A_COPY)]})
    with transaction():
        review = lock.lock(package.id)
        actor = cases.actor_of(context)
        assert review and actor
        row = store.Kegiatan.of(package.id)
        row.codes = {name: code for name, code in {**row.codes, **codes}.items() if code}
        package.extras.update({name: row.codes.get(name, "") for name in kegiatan.CODES})
        saving.touch(package)
        note = "; ".join(f"{name}: {code}" for name, code in row.codes.items())
        remark(package, review, "codes", actor, note=note, data={"codes": row.codes})
        saving.index(context, package.id)
    outbox.kegiatan_changed(package.id)


def changes(context: Context, package: model.Package) -> dict[str, Any]:
    """How a copy differs from what copying alone would have made of its source.

    Dates and the year in the title, which move by themselves, count only where somebody has changed them since.
    Personal data are compared only for those who may read both.

    :returns: as ``sdijember_kegiatan_changes`` does; empty if there is no source, or the caller may not see it
    """
    row = store.Kegiatan.get(package.id)
    source = model.Package.get(row.copied_from) if row and row.copied_from else None
    if source is None or source.state == model.State.DELETED or not allowed(context, "package_show", source.id):
        return {}
    before, after = (kegiatan.whole(cases.dataset_now(context, one.id)) for one in (source, package))
    said, now = kegiatan.answers_of(before), kegiatan.answers_of(after)
    year = str(now.get("tahun") or "")
    moved = rules.to_year(said, int(year)) if year.isdigit() else said
    names = rules.changed("kegiatan", moved, now)
    if not all(access.may_read_personal(context, one) for one in (source, package)):
        names = [name for name in names if name not in form("kegiatan").personal]
    return {
        "source": {"id": source.id, "name": source.name, "title": source.title, "tahun": said.get("tahun", "")},
        "fields": [{"field": name, "before": said.get(name) or ""} for name in names],
        **{name: _changed_lines(name, before[name], package.id) for name in ROW_FORMS},
    }


def _changed_lines(name: str, before: list[dict[str, Any]], package_id: str) -> dict[str, Any]:
    after = [{**row.as_dict(), "copied_from": row.copied_from} for row in store.rows_of(name, package_id)]
    earlier = {row["id"]: row for row in before}
    differing, gone = rules.changed_lines(name, before, after)
    changed, added = {}, []
    for row in after:
        if row["id"] not in differing:
            continue
        source = earlier.get(row["copied_from"] or "")
        if source is None:
            added.append(row["id"])
        else:
            changed[row["id"]] = [{"field": field, "before": source.get(field) or ""} for field in differing[row["id"]]]
    return {"changed": changed, "added": added, "removed": [str(row.get("nama") or "") for row in gone]}


def _refuse_second_copy(package: model.Package, year: int) -> None:
    query = (
        sa.select(model.Package)
        .join(store.Kegiatan, store.Kegiatan.package_id == model.Package.id)
        .where(store.Kegiatan.copied_from == package.id, model.Package.state != model.State.DELETED)
    )
    for made in model.Session.scalars(query):
        if made.extras.get("tahun") == str(year):
            message = tk._(TWICE).format(year=year, title=made.title)
            raise tk.ValidationError({"tahun": [message]})
