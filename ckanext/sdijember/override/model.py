"""Events of the log that say that duties were not separated, with the event that approved each, if there is one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ..log.model import ReviewEvent
from .domain import override as rules

_approval = aliased(ReviewEvent)
_earlier = aliased(ReviewEvent)
_OVERRIDDEN = ReviewEvent.data.has_key("override")  # type: ignore[attr-defined]
_APPROVES = sa.and_(
    _approval.action == rules.APPROVE, _approval.data["event"].astext == sa.cast(ReviewEvent.id, sa.Text)
)


@dataclass(frozen=True)
class Overridden:
    """One decision: its event, the approval, the office whose data it was about, and who had submitted them."""

    event: ReviewEvent
    approval: ReviewEvent | None
    office: model.Group | None
    submitted_by: str | None


def find(event_id: int) -> Overridden | None:
    """The decision with that event."""
    row = model.Session.execute(_rows().where(ReviewEvent.id == event_id)).tuples().one_or_none()
    return Overridden(*row) if row else None


def listed(offices: Collection[str] | None, only_open: bool, limit: int, offset: int) -> list[Overridden]:
    """Decisions, those not yet approved first, then the newest first.

    :param offices: ids of the offices whose data they are about; ``None`` for all
    """
    query = _of(_rows(), offices, only_open)
    order = (_approval.id.is_not(None), ReviewEvent.id.desc())
    rows = model.Session.execute(query.order_by(*order).limit(limit).offset(offset)).tuples()
    return [Overridden(*row) for row in rows]


def count(offices: Collection[str] | None, only_open: bool) -> int:
    """How many there are; parameters as of ``listed``."""
    query = _of(_rows(), offices, only_open).with_only_columns(sa.func.count())
    return model.Session.scalar(query) or 0


def _rows() -> sa.Select:
    submitter = (
        sa.select(_earlier.actor_id)
        .where(_earlier.package_id == ReviewEvent.package_id, _earlier.action == "submit", _earlier.id < ReviewEvent.id)
        .order_by(_earlier.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(ReviewEvent, _approval, model.Group, submitter)
        .outerjoin(_approval, _APPROVES)
        .outerjoin(model.Package, model.Package.id == ReviewEvent.package_id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .where(_OVERRIDDEN)
    )


def _of(query: sa.Select, offices: Collection[str] | None, only_open: bool) -> sa.Select:
    if offices is not None:
        query = query.where(model.Package.owner_org.in_(offices))
    return query.where(_approval.id.is_(None)) if only_open else query
