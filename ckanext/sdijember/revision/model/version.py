"""``sdijember_version``: every version of a dataset that was public, by the snapshot that was approved."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ...review.domain import working_copy as rules
from ...review.model.review import Review


class Version(tk.BaseModel):
    """One version of a live dataset."""

    __tablename__ = "sdijember_version"

    package_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    #: SHA-256 of the snapshot.
    snapshot: Mapped[str] = mapped_column(sa.UnicodeText)
    #: "terbit", "revisi" or "terbit_ulang".
    kind: Mapped[str] = mapped_column(sa.UnicodeText)
    change_note: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    published_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True))
    #: User id; not for the public.
    published_by: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    recommendation_number: Mapped[str | None] = mapped_column(sa.UnicodeText)
    recommendation_date: Mapped[datetime.date | None] = mapped_column(sa.Date)
    #: When the dataset was taken off the portal while it had this version, or had had it.
    withdrawn_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))


def of_package(package_id: str, public_only: bool = False) -> list[Version]:
    """Versions of a dataset, the newest first.

    :param public_only: without those that were withdrawn
    """
    query = sa.select(Version).where(Version.package_id == package_id).order_by(Version.number.desc())
    if public_only:
        query = query.where(Version.withdrawn_at.is_(None))
    return list(model.Session.scalars(query))


def add(review: Review, snapshot: str, actor_id: str, change_note: str = "", revised: bool = False) -> Version:
    """The version that is published now. Whoever calls holds the lock of the live dataset's review.

    :param review: of the live dataset, with the recommendation of this round; it takes number and note along
    """
    last = model.Session.scalar(sa.select(sa.func.max(Version.number)).where(Version.package_id == review.package_id))
    made = Version(
        package_id=review.package_id,
        number=(last or 0) + 1,
        snapshot=snapshot,
        kind=rules.REVISED if revised else rules.AGAIN if last else rules.FIRST,
        change_note=change_note,
        published_at=datetime.datetime.now(datetime.timezone.utc),
        published_by=actor_id,
        recommendation_number=review.recommendation_number,
        recommendation_date=review.recommendation_date,
    )
    model.Session.add(made)
    review.published_version, review.version_note = made.number, change_note
    model.Session.flush()
    return made


def withdraw(package_id: str) -> None:
    """The dataset is taken off the portal; no version of it so far is offered to the public any more."""
    query = sa.update(Version).where(Version.package_id == package_id, Version.withdrawn_at.is_(None))
    model.Session.execute(query.values(withdrawn_at=sa.func.now()))
