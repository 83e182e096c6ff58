"""``sdijember_verdict`` and ``sdijember_tick``: what a team found while it had a submission.

A row stands for one submission, known by its snapshot; what was decided with it the log keeps.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.verdicts import Verdict


class _OnSubmission:
    """A team on one submission, and who of it wrote last."""

    package_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    snapshot: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    team: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    user_id: Mapped[str] = mapped_column(sa.UnicodeText)
    user_name: Mapped[str] = mapped_column(sa.UnicodeText)
    changed: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True))


class ItemVerdict(_OnSubmission, tk.BaseModel):
    """A team's verdict on one item of one submission; without ``verdict`` one that was taken back."""

    __tablename__ = "sdijember_verdict"

    item: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    verdict: Mapped[str] = mapped_column(sa.UnicodeText)
    category: Mapped[str] = mapped_column(sa.UnicodeText)
    comment: Mapped[str] = mapped_column(sa.UnicodeText)
    #: SHA-256 of what the item said.
    fingerprint: Mapped[str] = mapped_column(sa.UnicodeText)

    def as_verdict(self) -> Verdict:
        """The verdict as the rules know it."""
        return Verdict(
            self.team,
            self.item,
            self.verdict,
            self.category,
            self.comment,
            self.fingerprint,
            self.user_id,
            self.user_name,
            self.changed.astimezone(datetime.timezone.utc).isoformat(timespec="seconds"),
        )


class Tick(_OnSubmission, tk.BaseModel):
    """A line of a checklist, ticked or not, for one submission; ``version`` of the list that was shown."""

    __tablename__ = "sdijember_tick"

    code: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    ticked: Mapped[bool] = mapped_column(sa.Boolean)
    version: Mapped[int] = mapped_column(sa.Integer)


def verdicts_of(package_id: str) -> list[Verdict]:
    """The last verdict of each team on each item of a dataset, whichever submission it was given on."""
    query = (
        sa.select(ItemVerdict)
        .where(ItemVerdict.package_id == package_id)
        .distinct(ItemVerdict.team, ItemVerdict.item)
        .order_by(ItemVerdict.team, ItemVerdict.item, ItemVerdict.changed.desc())
        .execution_options(populate_existing=True)
    )
    return [row.as_verdict() for row in model.Session.scalars(query) if row.verdict]


def ticks_of(package_id: str, snapshot: str, team: str) -> list[Tick]:
    """Ticks of a team on one submission."""
    query = sa.select(Tick).where(Tick.package_id == package_id, Tick.snapshot == snapshot, Tick.team == team)
    return list(model.Session.scalars(query.order_by(Tick.code).execution_options(populate_existing=True)))


def write_verdicts(rows: Iterable[Mapping[str, Any]]) -> None:
    """Write verdicts, over those on the same item of the same submission."""
    _write(ItemVerdict, rows)


def write_ticks(rows: Iterable[Mapping[str, Any]]) -> None:
    """Write ticks, over those on the same line and submission."""
    _write(Tick, rows)


def _write(table: type[tk.BaseModel], rows: Iterable[Mapping[str, Any]]) -> None:
    now = datetime.datetime.now(datetime.timezone.utc)
    keys = [column.name for column in sa.inspect(table).primary_key]
    for row in rows:
        values = {**row, "changed": now}
        rest = {name: value for name, value in values.items() if name not in keys}
        model.Session.execute(insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=rest))
