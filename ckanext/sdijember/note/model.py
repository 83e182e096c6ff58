"""``sdijember_note`` and ``sdijember_note_mark``: what is said about a review. A database trigger refuses changes."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ..review.domain import transitions as states
from ..review.model import membership
from ..review.model.review import Review
from .domain import conversation as rules


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


class Note(tk.BaseModel):
    """One note, or an answer to one (``parent``), for one audience, on the whole review or on one place of it."""

    __tablename__ = "sdijember_note"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True, default=lambda: str(uuid.uuid4()))
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    parent: Mapped[str | None] = mapped_column(sa.UnicodeText)
    audience: Mapped[str] = mapped_column(sa.UnicodeText)
    #: The office that produced the data when this was written.
    office: Mapped[str] = mapped_column(sa.UnicodeText)
    #: ``kind``, ``key``, ``column`` and ``name`` of the place; empty for the whole review.
    place: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    text: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Ids of the users that the text names.
    mentions: Mapped[list[str]] = mapped_column(JSONB, default=list)
    #: ``sha256``, ``name``, ``format``, ``type`` and ``size`` of what is attached.
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    author_id: Mapped[str] = mapped_column(sa.UnicodeText)
    author_name: Mapped[str] = mapped_column(sa.UnicodeText)
    #: The side its author spoke for.
    author_role: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)


class Mark(tk.BaseModel):
    """What happened to a note: settled, opened again, taken back, or passed over by a decision (``about``)."""

    __tablename__ = "sdijember_note_mark"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    note_id: Mapped[str] = mapped_column(sa.UnicodeText, sa.ForeignKey("sdijember_note.id"))
    action: Mapped[str] = mapped_column(sa.UnicodeText)
    about: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    actor_id: Mapped[str] = mapped_column(sa.UnicodeText)
    actor_name: Mapped[str] = mapped_column(sa.UnicodeText)
    actor_role: Mapped[str] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)


def get(note_id: str) -> Note | None:
    """The note of that id."""
    return model.Session.get(Note, note_id)


def of_package(package_id: str) -> list[Note]:
    """Every note on a dataset, whoever may read it, oldest first."""
    query = sa.select(Note).where(Note.package_id == package_id).order_by(Note.created, Note.id)
    return list(model.Session.scalars(query))


def marks_of(note_ids: Collection[str]) -> dict[str, list[Mark]]:
    """Marks of notes, oldest first, in one query."""
    found: dict[str, list[Mark]] = {note_id: [] for note_id in note_ids}
    if found:
        for mark in model.Session.scalars(sa.select(Mark).where(Mark.note_id.in_(found)).order_by(Mark.id)):
            found[mark.note_id].append(mark)
    return found


def count_open(user_id: str, package_ids: Collection[str]) -> dict[str, int]:
    """How many unresolved notes a person may read on each of many datasets, in one query.

    :param package_ids: datasets whose review the person may read
    :returns: id → number, without those that have none
    """
    return dict(model.Session.execute(open_counts(user_id, package_ids)).tuples().all()) if package_ids else {}


def open_counts(user_id: str, package_ids: Collection[str] | sa.Select) -> sa.Select:
    """The same as a part of another statement: ``package_id`` and ``number``.

    :param package_ids: datasets whose review the person may read, or a statement that finds them
    """
    return (
        sa.select(Note.package_id, sa.func.count().label("number"))
        .join(model.Package, model.Package.id == Note.package_id)
        .join(Review, Review.package_id == Note.package_id)
        .where(Note.package_id.in_(package_ids), _open(), _readable(user_id))
        .group_by(Note.package_id)
    )


def _open() -> sa.ColumnElement[bool]:
    """A note of its own that is neither settled nor taken back; the same as ``domain.conversation.is_open``."""
    last = (
        sa.select(Mark.action)
        .where(Mark.note_id == Note.id, Mark.action != rules.PASS)
        .order_by(Mark.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.and_(Note.parent.is_(None), sa.func.coalesce(last, rules.REOPEN) == rules.REOPEN)


def _readable(user_id: str) -> sa.ColumnElement[bool]:
    """Notes for everybody who reads the review, and those of the person's own sides."""
    teams = [
        sa.and_(
            Note.audience == team,
            Review.state.in_(states.readable_by(team)),
            membership.in_team(user_id, team),
        )
        for team in rules.SIDES
        if team != states.PRODUSEN
    ]
    office = sa.and_(
        Note.audience == states.PRODUSEN,
        Note.office == model.Package.owner_org,
        Note.office.in_(membership.all_offices(user_id)),
    )
    return sa.or_(Note.audience == rules.SHARED, office, *teams)
