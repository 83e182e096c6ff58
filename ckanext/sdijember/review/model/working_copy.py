"""``sdijember_revision``: each working copy of a published dataset, and which of its parts are whose."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column


class Revision(tk.BaseModel):
    """One working copy: of which dataset, why, and what became of it. Rows outlive both datasets."""

    __tablename__ = "sdijember_revision"

    working_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    live_id: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Counts the revisions of the live dataset, from 1.
    number: Mapped[int] = mapped_column(sa.Integer)
    #: What changes and why; public with the version that comes of it.
    change_note: Mapped[str] = mapped_column(sa.UnicodeText)
    #: SHA-256 of what the live dataset was when the copy was made.
    base: Mapped[str] = mapped_column(sa.UnicodeText)
    opened_by: Mapped[str] = mapped_column(sa.UnicodeText)
    opened_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())
    closed_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    #: "terbit" or "dibatalkan", once it is closed.
    outcome: Mapped[str | None] = mapped_column(sa.UnicodeText)

    def close(self, outcome: str) -> None:
        """The copy is no longer worked on."""
        self.closed_at, self.outcome = datetime.datetime.now(datetime.timezone.utc), outcome
        model.Session.flush()


class Part(tk.BaseModel):
    """A file or line of a working copy that stands for one of the live dataset."""

    __tablename__ = "sdijember_revision_part"

    copy_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    working_id: Mapped[str] = mapped_column(sa.UnicodeText)
    live_id: Mapped[str] = mapped_column(sa.UnicodeText)


def of_working(working_id: str) -> Revision | None:
    """The revision that a dataset is the working copy of; nothing if it is none."""
    return model.Session.get(Revision, working_id)


def open_for(live_id: str) -> Revision | None:
    """The revision of a dataset that is being worked on."""
    query = sa.select(Revision).where(Revision.live_id == live_id, Revision.closed_at.is_(None))
    return model.Session.scalars(query).one_or_none()


def open_among(live_ids: Collection[str]) -> dict[str, str]:
    """Which of these datasets are being revised: id → name of the working copy, in one statement."""
    query = (
        sa.select(Revision.live_id, model.Package.name)
        .join(model.Package, model.Package.id == Revision.working_id)
        .where(Revision.live_id.in_(live_ids), Revision.closed_at.is_(None))
    )
    return dict(model.Session.execute(query).tuples().all()) if live_ids else {}


def of_live(live_id: str) -> list[Revision]:
    """All revisions of a dataset, the newest first."""
    query = sa.select(Revision).where(Revision.live_id == live_id).order_by(Revision.number.desc())
    return list(model.Session.scalars(query))


def next_number(live_id: str) -> int:
    """Number of the next revision of a dataset; its row in the review is locked."""
    query = sa.select(sa.func.max(Revision.number)).where(Revision.live_id == live_id)
    return (model.Session.scalar(query) or 0) + 1


def live_of(package_id: str) -> str:
    """Id of the dataset that people see: of the live one for a working copy, else the same."""
    found = of_working(package_id)
    return found.live_id if found else package_id


def parts_of(working_id: str) -> dict[str, str]:
    """Files and lines of a working copy: their id → id of what they stand for in the live dataset."""
    query = sa.select(Part.copy_id, Part.live_id).where(Part.working_id == working_id)
    return dict(model.Session.execute(query).tuples().all())


def note_parts(working_id: str, parts: Mapping[str, str]) -> None:
    """Keep which part of the copy stands for which of the live dataset."""
    for copy_id, live_id in parts.items():
        model.Session.add(Part(copy_id=copy_id, working_id=working_id, live_id=live_id))
    model.Session.flush()
