"""``sdijember_plausibility_answer``: what producers answered to marks. A database trigger refuses changes."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


class PlausibilityAnswer(tk.BaseModel):
    """One answer; the last to a mark is the one that counts."""

    __tablename__ = "sdijember_plausibility_answer"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    resource_id: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Identity of the mark, and its kind.
    mark: Mapped[str] = mapped_column(sa.UnicodeText)
    code: Mapped[str] = mapped_column(sa.UnicodeText)
    text: Mapped[str] = mapped_column(sa.UnicodeText)
    #: A code of the list ``dasar_pembatasan``, or empty.
    ground: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    author_id: Mapped[str] = mapped_column(sa.UnicodeText)
    author_name: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)


def latest(package_ids: Collection[str]) -> list[PlausibilityAnswer]:
    """The last answer to each mark on datasets, in the order in which they were given."""
    last = (
        sa.select(sa.func.max(PlausibilityAnswer.id))
        .where(PlausibilityAnswer.package_id.in_(package_ids))
        .group_by(PlausibilityAnswer.mark)
    )
    query = sa.select(PlausibilityAnswer).where(PlausibilityAnswer.id.in_(last)).order_by(PlausibilityAnswer.id)
    return list(model.Session.scalars(query)) if package_ids else []


def count(package_id: str) -> int:
    """How many answers a dataset has had."""
    query = sa.select(sa.func.count()).where(PlausibilityAnswer.package_id == package_id)
    return model.Session.scalar(query) or 0
