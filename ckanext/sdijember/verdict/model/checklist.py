"""``sdijember_checklist``: every version of a team's checklist that differs from the shipped one; it only grows."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

#: Version of the list that the portal brings along.
SHIPPED = 0


class Checklist(tk.BaseModel):
    """One version of a team's list: its lines, who wrote it, when and why."""

    __tablename__ = "sdijember_checklist"

    team: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    version: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    note: Mapped[str] = mapped_column(sa.UnicodeText)
    user_id: Mapped[str] = mapped_column(sa.UnicodeText)
    user_name: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True))


def versions(team: str) -> list[Checklist]:
    """Every edited version of a team's list, newest first."""
    query = sa.select(Checklist).where(Checklist.team == team).order_by(Checklist.version.desc())
    return list(model.Session.scalars(query))


def version(team: str, number: int | None = None) -> Checklist | None:
    """One edited version, the newest unless told; ``None`` if it is the shipped one."""
    query = sa.select(Checklist).where(Checklist.team == team).order_by(Checklist.version.desc()).limit(1)
    return model.Session.scalars(query if number is None else query.where(Checklist.version == number)).one_or_none()


def append(team: str, number: int, lines: list[dict[str, Any]], note: str, user: model.User) -> None:
    """Add a version. The primary key refuses one that somebody else has just added.

    :raises sqlalchemy.exc.IntegrityError: there is a version of that number
    """
    now = datetime.datetime.now(datetime.timezone.utc)
    row = Checklist(
        team=team, version=number, lines=lines, note=note, user_id=user.id, user_name=user.display_name, created=now
    )
    model.Session.add(row)
    model.Session.flush()
