"""What links datasets to the kegiatan they come from, asked in as few statements as there are questions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from ..metadata.model import Indikator, Variabel
from ..review.domain import transitions as rules

KEGIATAN = "kegiatan"
_PUBLIC = [name for name, state in rules.STATES.items() if state.public]


def kegiatan_with_lines(kegiatan_id: str) -> tuple[model.Package, dict[str, list[dict[str, Any]]]] | None:
    """A kegiatan that is not in the trash, with its lines by form, in one statement.

    :returns: the package, and for "variabel" and "indikator" their lines with their ``id``
    """
    lines = [_lines(table, kegiatan_id) for table in (Variabel, Indikator)]
    row = model.Session.execute(
        sa.select(model.Package, *lines).where(
            model.Package.id == kegiatan_id,
            model.Package.type == KEGIATAN,
            model.Package.state != model.State.DELETED,
        )
    ).one_or_none()
    return None if row is None else (row[0], {"variabel": row[1], "indikator": row[2]})


def public_kegiatan(kegiatan_id: str, indicators: Collection[str]) -> tuple[str, str, dict[str, Any], list[Any]] | None:
    """A kegiatan as everybody may see it, in one statement; None if it is not published.

    :param indicators: ids of the lines of MS-Indikator that are wanted
    :returns: its id, name and fields, and those lines
    """
    package = model.Package
    row = model.Session.execute(
        sa.select(package.id, package.name, package.title, package.extras, _lines(Indikator, kegiatan_id, indicators))
        .where(package.id == kegiatan_id, package.type == KEGIATAN, package.state == model.State.ACTIVE)
        .where(package.private.is_(False), package.extras["sdi_status"].astext.in_(_PUBLIC))
    ).one_or_none()
    if row is None:
        return None
    return row.id, row.name, {**row.extras, "title": row.title}, row[4]


def public_variables(kegiatan_id: str) -> list[dict[str, Any]]:
    """Lines of MS-Variabel of a kegiatan that everybody may see; none of another."""
    package = model.Package
    query = sa.select(_lines(Variabel, kegiatan_id)).where(
        package.id == kegiatan_id,
        package.type == KEGIATAN,
        package.state == model.State.ACTIVE,
        package.private.is_(False),
        package.extras["sdi_status"].astext.in_(_PUBLIC),
    )
    return model.Session.execute(query.select_from(package)).scalar() or []


def datasets_of(kegiatan_id: str) -> list[str]:
    """Ids of the datasets that come from a kegiatan and are not in the trash."""
    package = model.Package
    return list(
        model.Session.scalars(
            sa.select(package.id).where(
                package.type == "dataset",
                package.state != model.State.DELETED,
                package.extras["kegiatan"].astext == kegiatan_id,
            )
        )
    )


def offered(offices: Collection[str]) -> list[tuple[str, str, str, str]]:
    """Kegiatan that a dataset may name: those of the offices, and all that are public.

    :param offices: ids of organizations
    :returns: id, title, year and organization of each, the newest first
    """
    package, year = model.Package, model.Package.extras["tahun"].astext
    query = (
        sa.select(package.id, package.title, func.coalesce(year, ""), package.owner_org)
        .where(package.type == KEGIATAN, package.state == model.State.ACTIVE)
        .where(sa.or_(package.owner_org.in_(offices), package.private.is_(False)))
        .where(func.coalesce(package.extras["sdi_revision_of"].astext, "") == "")
        .order_by(func.coalesce(year, "").desc(), package.title)
    )
    return [tuple(row) for row in model.Session.execute(query)]


def _lines(
    table: type[Variabel] | type[Indikator], kegiatan_id: str, wanted: Collection[str] | None = None
) -> sa.ScalarSelect:
    line = table.content.op("||")(func.jsonb_build_object("id", table.id))
    ordered = aggregate_order_by(line, table.position)
    empty = sa.cast(sa.literal("[]"), JSONB)
    query = sa.select(func.coalesce(func.jsonb_agg(ordered), empty)).where(table.package_id == kegiatan_id)
    if wanted is not None:
        query = query.where(table.id.in_(wanted))
    return query.scalar_subquery()
