"""``sdijember_standar``: entries of the register of Standar Data; ``sdijember_standar_versi``: their texts.

A text is proposed, decided on and never rewritten once it is in force: a change is a new version beside it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, aliased, mapped_column

from .domain import register as rules

#: Key of the advisory lock that lets one person at a time write into the register: names and codes stay unique.
REGISTER_LOCK = 0x5D1_0003


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


class Standar(tk.BaseModel):
    """One entry. ``state`` is that of the text in force, or of its only text while none ever was."""

    __tablename__ = "sdijember_standar"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    jenis: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Given at the first approval, and kept for ever.
    kode: Mapped[str | None] = mapped_column(sa.UnicodeText)
    sumber_kode: Mapped[str] = mapped_column(sa.UnicodeText)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=rules.INITIAL)
    #: Number of the text in force, or that was in force last; 0 while none ever was.
    version: Mapped[int] = mapped_column(sa.Integer, default=0)
    #: Name in force, or proposed while none is.
    nama: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Id of the entry to use instead of one that is no longer used.
    successor: Mapped[str | None] = mapped_column(sa.UnicodeText)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)
    changed: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)


class Versi(tk.BaseModel):
    """One text of an entry, and what became of it."""

    __tablename__ = "sdijember_standar_versi"

    standar_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=rules.INITIAL)
    #: Grows by one with every change; a form that saw an older one is refused.
    revision: Mapped[int] = mapped_column(sa.Integer, default=1)
    nama: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Field name of ``schemas/standar.yaml`` → text.
    content: Mapped[dict[str, str]] = mapped_column(JSONB)
    #: Ids of all who wrote on the text.
    authors: Mapped[list[str]] = mapped_column(JSONB)
    #: Id of the office that proposes; none when the Walidata does.
    owner_org: Mapped[str | None] = mapped_column(sa.UnicodeText)
    proposed_by: Mapped[str] = mapped_column(sa.UnicodeText)
    proposed_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)
    decided_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    decided_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    #: Note of the last decision.
    note: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    changed: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)

    @property
    def rule(self) -> rules.State:
        """The state's line in the table of states."""
        return rules.STATES[self.state]

    def write(self, text: Mapping[str, str], author: str) -> None:
        """Put a text into the proposal and hand it in (again)."""
        now = _now()
        self.nama, self.content, self.proposed_by = text["nama"], dict(text), author
        self.authors = sorted({*self.authors, author})
        self.state, self.revision, self.proposed_at, self.changed = rules.INITIAL, self.revision + 1, now, now

    def decide(self, target: str, actor: str, note: str) -> None:
        """Write a decision. Whoever calls holds the lock and has checked the rule."""
        now = _now()
        self.state, self.revision, self.changed = target, self.revision + 1, now
        self.decided_by, self.decided_at, self.note = actor, now, note


def is_entry(name: str) -> bool:
    """Whether it is the id of an entry of the register."""
    return model.Session.get(Standar, name) is not None


def lock() -> None:
    """Let nobody else write into the register until the transaction ends; what was read before may be out of date."""
    model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(REGISTER_LOCK)))
    model.Session.expire_all()


def get(reference: str | None) -> Standar | None:
    """The entry with that id, or with that code in any spelling of its letters."""
    if not reference:
        return None
    query = sa.select(Standar).where(
        sa.or_(Standar.id == reference, sa.func.lower(Standar.kode) == reference.strip().lower())
    )
    return model.Session.scalars(query.limit(1)).first()


def versions_of(standar_id: str) -> list[Versi]:
    """Texts of an entry, newest first."""
    query = sa.select(Versi).where(Versi.standar_id == standar_id).order_by(Versi.number.desc())
    return list(model.Session.scalars(query))


def new(jenis: str, text: Mapping[str, str], author: str, owner_org: str | None) -> tuple[Standar, Versi]:
    """An entry nobody has decided on yet, with its first text."""
    entry = Standar(
        id=str(uuid.uuid4()),
        jenis=jenis,
        sumber_kode=text["sumber_kode"],
        state=rules.INITIAL,
        version=0,
        nama=text["nama"],
    )
    model.Session.add(entry)
    return entry, new_version(entry, 1, text, author, owner_org)


def new_version(entry: Standar, number: int, text: Mapping[str, str], author: str, owner_org: str | None) -> Versi:
    """A proposal beside what is in force."""
    version = Versi(standar_id=entry.id, number=number, revision=0, authors=[], owner_org=owner_org, note="")
    version.write(text, author)
    model.Session.add(version)
    model.Session.flush()
    return version


def live_of_name(jenis: str, nama: str, but: str | None) -> Standar | None:
    """Another entry of the kind that has, or asks for, this name in any spelling of its letters.

    :param but: id of the entry that may have it
    """
    live = (rules.IN_FORCE, *rules.open_states())
    query = (
        sa.select(Standar)
        .join(Versi, Versi.standar_id == Standar.id)
        .where(
            Standar.jenis == jenis,
            Versi.state.in_(live),
            sa.func.lower(Versi.nama) == nama.lower(),
            Standar.id != (but or ""),
        )
    )
    return model.Session.scalars(query.limit(1)).first()


def any_of_name(jenis: str, nama: str) -> Standar | None:
    """An entry of the kind and name, whatever became of it."""
    query = sa.select(Standar).where(Standar.jenis == jenis, sa.func.lower(Standar.nama) == nama.lower())
    return model.Session.scalars(query.limit(1)).first()


def next_local_code(jenis: str) -> str:
    """The next code that this register issues; numbers of entries that are no longer used stay theirs."""
    prefix = rules.CODE_PREFIX[jenis]
    number = sa.cast(sa.func.substr(Standar.kode, len(prefix) + 1), sa.Integer)
    query = sa.select(sa.func.max(number)).where(
        Standar.jenis == jenis, Standar.sumber_kode == rules.LOKAL, Standar.kode.is_not(None)
    )
    return rules.local_code(jenis, (model.Session.scalar(query) or 0) + 1)


def names_of(ids: Collection[str | None]) -> dict[str, Standar]:
    """Entries by id, in one query; ids of nothing are left out."""
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    return {entry.id: entry for entry in model.Session.scalars(sa.select(Standar).where(Standar.id.in_(wanted)))}


def as_plain(version: Versi) -> dict[str, Any]:
    """What the log is told of a text: enough to show later that it is the one that was decided on."""
    return {"version": version.number, "content": dict(version.content)}


def withdrawn(codes: Collection[str]) -> dict[str, str]:
    """Those of ``codes`` whose entries are no longer used: small letters, each with the code to use instead or ""."""
    if not codes:
        return {}
    successor = aliased(Standar)
    query = (
        sa.select(sa.func.lower(Standar.kode), successor.kode)
        .outerjoin(successor, successor.id == Standar.successor)
        .where(sa.func.lower(Standar.kode).in_([code.lower() for code in codes]), Standar.state == rules.WITHDRAWN)
    )
    return {code: instead or "" for code, instead in model.Session.execute(query).tuples()}
