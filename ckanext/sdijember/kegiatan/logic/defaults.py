"""What a new kegiatan need not be asked: defaults of the form, and what is known of its office."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from ckan import model

from ...metadata.domain.forms import form
from ...metadata.logic import kegiatan

#: Answers about the office itself, which hardly differ from one of its kegiatan to the next.
OF_THE_OFFICE = ("i_instansi_penyelanggara", "i_alamat", "i_telepon", "i_email", "i_faksimile", "ii_unit_eselon2")


def answers(offices: Collection[str], chosen: str = "") -> dict[str, Any]:
    """Answers that a new kegiatan starts with, none of them personal data.

    :param offices: ids of the offices for which the person prepares data
    :param chosen: id or name of one of them; not needed if there is only one
    """
    known = {field.name: field.default for field in form("kegiatan") if field.default}
    office = model.Group.get(chosen) if chosen else model.Group.get(next(iter(offices))) if len(offices) == 1 else None
    if office is None or office.id not in offices:
        return known
    earlier = next(iter(sources([office.id])), None)
    said = {name: earlier.extras[name] for name in OF_THE_OFFICE if earlier.extras.get(name)} if earlier else {}
    title = office.title or ""
    named = title if re.search(r"\bjember\b", title, re.IGNORECASE) else f"{title} Kabupaten Jember"
    return {**known, "owner_org": office.id, "i_instansi_penyelanggara": named, **said}


def sources(offices: Collection[str]) -> list[model.Package]:
    """Kegiatan of these offices that may be copied, the latest year first."""
    year = model.Package.extras["tahun"].astext
    query = (
        sa.select(model.Package)
        .where(
            model.Package.type == kegiatan.TYPE,
            model.Package.state == model.State.ACTIVE,
            model.Package.owner_org.in_(offices),
            sa.func.coalesce(model.Package.extras["sdi_revision_of"].astext, "") == "",
        )
        .order_by(sa.func.coalesce(year, "").desc(), model.Package.title)
    )
    return list(model.Session.scalars(query))
