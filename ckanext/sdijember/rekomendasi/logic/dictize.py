"""How recommendations are shown: to those inside as they are, to the public only as far as the data are public."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
import redis
import sqlalchemy as sa
from ckan import model
from ckan.lib.redis import connect_to_redis
from ckan.types import Context

from ... import config
from ...review.domain import transitions
from ...review.logic import working_copy
from ...review.model import membership
from ...review.model.review import Review
from .. import model as store
from ..domain import rekomendasi as rules
from ..model import Rekomendasi

logger = logging.getLogger(__name__)

#: Teams that look after recommendations, whatever state the data are in.
KEEPERS = frozenset({transitions.WALIDATA, transitions.PEMBINA})
#: For so many seconds the digest of what is public is remembered: a visitor must not make the portal read every file.
_REMEMBERED = 600

Row = tuple[Rekomendasi, model.Package | None, Review | None]


def rows() -> sa.Select:
    """Recommendations with the dataset they speak of today and its review; both may be gone."""
    subject = sa.func.coalesce(Rekomendasi.merged_into, Rekomendasi.package_id)
    return (
        sa.select(Rekomendasi, model.Package, Review)
        .outerjoin(model.Package, model.Package.id == subject)
        .outerjoin(Review, Review.package_id == subject)
    )


def visible_to(user: model.User | None) -> sa.ColumnElement[bool]:
    """Those that a person may read: of the own offices; for Walidata and Pembina all they were asked about.

    A design that an office has recorded for a kegiatan still in the making is read by those who may read the kegiatan.
    """
    if user is None:
        return sa.false()
    if user.sysadmin:
        return sa.true()
    teams = membership.teams_of(user.id)
    owner = sa.func.coalesce(model.Package.owner_org, Rekomendasi.owner_org)
    own = owner.in_(membership.offices_of(user.id))
    if not teams & KEEPERS:
        return own
    states = {state for team in teams for state in transitions.readable_by(team)}
    return sa.or_(own, Rekomendasi.kind == rules.PENYEBARLUASAN, Review.state.in_(states))


def row_of(found: Rekomendasi) -> Row:
    """One recommendation with its dataset and review."""
    return model.Session.execute(rows().where(Rekomendasi.id == found.id)).tuples().one()


def offices(user: model.User | None) -> list[dict[str, str]]:
    """Offices that recommendations a person may read are about, as ``name`` and ``title``, by title."""
    owner = sa.func.coalesce(model.Package.owner_org, Rekomendasi.owner_org)
    found = rows().join(model.Group, model.Group.id == owner).where(visible_to(user))
    columns = found.with_only_columns(model.Group.name, model.Group.title).distinct().order_by(model.Group.title)
    return [{"name": name, "title": title or name} for name, title in model.Session.execute(columns).tuples()]


def unsettled() -> sa.ColumnElement[bool]:
    """Revoked, while the data are still public on its strength: the Walidata has to decide."""
    public = [state.name for state in transitions.STATES.values() if state.public]
    later = sa.orm.aliased(Rekomendasi)
    another = (
        sa.select(later.id)
        .where(
            later.kind == rules.PENYEBARLUASAN,
            later.state == rules.BERLAKU,
            sa.func.coalesce(later.merged_into, later.package_id) == Review.package_id,
        )
        .exists()
    )
    return sa.and_(
        Rekomendasi.state == rules.DICABUT,
        Rekomendasi.kind == rules.PENYEBARLUASAN,
        Rekomendasi.superseded_by.is_(None),
        Review.state.in_(public),
        model.Package.state == model.State.ACTIVE,
        ~another,
    )


def as_dict(row: Row) -> dict[str, Any]:
    """A recommendation as the actions return it to those who may read it."""
    one, package, reviewed = row
    values = {
        column.key: getattr(one, column.key)
        for column in sa.inspect(Rekomendasi).columns
        if column.key not in ("owner_org", "scan_sha256", "scan_name")
    }
    values = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
    return values | {
        "code": rules.shown_code(one.code),
        "label": rules.STATES[one.state].label,
        "kind_label": rules.KINDS[one.kind],
        "has_scan": bool(one.scan_sha256),
        "name": package.name if package and package.state != model.State.DELETED else None,
        "public": is_public(package, reviewed),
    }


def is_public(package: model.Package | None, reviewed: Review | None) -> bool:
    """Whether everybody may know of the dataset."""
    if package is None or reviewed is None or package.state != model.State.ACTIVE or package.private:
        return False
    return transitions.STATES[reviewed.state].public


def verified(context: Context, typed: str) -> dict[str, Any] | None:
    """What the public is told of a code or a number; nothing if it is of nothing that may be known.

    A code tells that the recommendation exists, for whoever has the code has the letter. A number can be guessed, so it
    tells of public data only.
    """
    found = store.of_code(rules.read_code(typed))
    if found is not None:
        return _told(context, row_of(found), by_code=True)
    for one in store.of_number(rules.tidy_number(typed)):
        if told := _told(context, row_of(one), by_code=False):
            return told
    return None


def _told(context: Context, row: Row, by_code: bool) -> dict[str, Any] | None:
    one, package, reviewed = row
    if package is None or reviewed is None or not is_public(package, reviewed):
        return {"verdict": one.state, "label": rules.VERDICTS[one.state], "public": False} if by_code else None
    current = current_digest(context, package) if one.state == rules.BERLAKU and one.snapshot else None
    verdict = rules.verdict(one.state, one.snapshot, current)
    office = model.Group.get(package.owner_org)
    successor = store.get(one.superseded_by) if one.superseded_by else None
    return {
        "verdict": verdict,
        "label": rules.VERDICTS[verdict],
        "public": True,
        "code": rules.shown_code(one.code),
        "kind": one.kind,
        "number": one.number,
        "date": one.date.isoformat(),
        "issuer": one.issuer,
        "title": package.title or package.name,
        "name": package.name,
        "type": package.type,
        "office": (office.title or office.name) if office else "",
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        "superseded_at": one.superseded_at.isoformat() if one.superseded_at else None,
        "successor": _successor(successor),
    }


def _successor(one: Rekomendasi | None) -> dict[str, str] | None:
    """The later one, as far as its dataset is public itself."""
    if one is None or not is_public(*row_of(one)[1:]):
        return None
    return {"number": one.number, "date": one.date.isoformat(), "code": rules.shown_code(one.code)}


def current_digest(context: Context, package: model.Package) -> str:
    """SHA-256 of what a published dataset contains now, its files included."""
    key = f"ckan:{config.site_user()}:sdijember:isi:{package.id}:{package.metadata_modified.isoformat()}"
    try:
        if known := connect_to_redis().get(key):
            return known.decode()
    except redis.exceptions.ConnectionError:
        logger.warning("Redis does not answer; the digest of %s is taken anew", package.id)
    digest = working_copy.sha256_now(tk.fresh_context(context), package.id)
    try:
        connect_to_redis().set(key, digest, ex=_REMEMBERED)
    except redis.exceptions.ConnectionError:
        logger.warning("Redis does not answer; the digest of %s is not remembered", package.id)
    return digest
