"""``sdijember_rekomendasi``: every Rekomendasi Statistik; ``sdijember_rekomendasi_templat``: templates of its letter.

A database trigger keeps what was given as it was given, lets the state move forward only, and refuses deletion.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from .domain import rekomendasi as rules


def now() -> datetime.datetime:
    """This moment, in UTC."""
    return datetime.datetime.now(datetime.timezone.utc)


class Rekomendasi(tk.BaseModel):
    """One recommendation: above what was given, then what became of it, then its papers in the file store."""

    __tablename__ = "sdijember_rekomendasi"

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    package_type: Mapped[str] = mapped_column(sa.UnicodeText)
    kind: Mapped[str] = mapped_column(sa.UnicodeText)
    number: Mapped[str] = mapped_column(sa.UnicodeText)
    issuer: Mapped[str] = mapped_column(sa.UnicodeText)
    date: Mapped[datetime.date] = mapped_column(sa.Date)
    conditions: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: Title of the dataset and name of its office as they were then.
    title: Mapped[str] = mapped_column(sa.UnicodeText)
    office: Mapped[str] = mapped_column(sa.UnicodeText)
    owner_org: Mapped[str | None] = mapped_column(sa.UnicodeText)
    #: SHA-256 of what was recommended; none for a design, which has no content yet.
    snapshot: Mapped[str | None] = mapped_column(sa.UnicodeText)
    code: Mapped[str] = mapped_column(sa.UnicodeText)
    channel: Mapped[str] = mapped_column(sa.UnicodeText)
    signer_name: Mapped[str] = mapped_column(sa.UnicodeText)
    signer_position: Mapped[str] = mapped_column(sa.UnicodeText)
    issued_by: Mapped[str] = mapped_column(sa.UnicodeText)
    issued_name: Mapped[str] = mapped_column(sa.UnicodeText)
    issued_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=now)

    state: Mapped[str] = mapped_column(sa.UnicodeText, default=rules.BERLAKU)
    #: Id of the published dataset that took in the working copy for which this was given.
    merged_into: Mapped[str | None] = mapped_column(sa.UnicodeText)
    superseded_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    superseded_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    revoked_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    revoked_name: Mapped[str | None] = mapped_column(sa.UnicodeText)
    revoked_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    revoke_reason: Mapped[str | None] = mapped_column(sa.UnicodeText)

    letter_sha256: Mapped[str | None] = mapped_column(sa.UnicodeText)
    #: Version of the template, 0 for the one that comes with the portal, and the SHA-256 of its text.
    letter_template: Mapped[int | None] = mapped_column(sa.Integer)
    letter_template_sha256: Mapped[str | None] = mapped_column(sa.UnicodeText)
    #: Whose certificate sealed the letter; empty if none did.
    letter_sealed_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    letter_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    scan_sha256: Mapped[str | None] = mapped_column(sa.UnicodeText)
    scan_name: Mapped[str | None] = mapped_column(sa.UnicodeText)
    scan_type: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @property
    def subject(self) -> str:
        """Id of the dataset it speaks of today."""
        return self.merged_into or self.package_id

    def supersede(self, later: Rekomendasi) -> None:
        """Give way to a later one. Whoever calls holds the lock of the dataset's review."""
        self.state, self.superseded_by, self.superseded_at = rules.DIGANTIKAN, later.id, now()

    def revoke(self, actor: model.User, reason: str) -> None:
        """Take it back. Whoever calls holds the lock and has checked the rule."""
        self.state, self.revoked_at, self.revoke_reason = rules.DICABUT, now(), reason
        self.revoked_by, self.revoked_name = actor.id, actor.display_name

    def attach(self, paper: dict[str, Any]) -> None:
        """Take in the scanned original, as ``files/logic/attachments.py`` keeps it."""
        self.scan_sha256, self.scan_name, self.scan_type = paper["sha256"], paper["name"], paper["type"]


class Template(tk.BaseModel):
    """One version of the letter's template; an empty body means the one that comes with the portal."""

    __tablename__ = "sdijember_rekomendasi_templat"

    version: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(sa.UnicodeText)
    note: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    saved_by: Mapped[str] = mapped_column(sa.UnicodeText)
    saved_name: Mapped[str] = mapped_column(sa.UnicodeText)
    saved_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=now)


def new(**values: Any) -> Rekomendasi:
    """A recommendation with an id and a code of its own, written but not committed.

    :raises IntegrityError: another one of the Pembina has the number
    """
    made = Rekomendasi(**values, id=str(uuid.uuid4()), code=rules.new_code(), state=rules.BERLAKU, issued_at=now())
    model.Session.add(made)
    model.Session.flush()
    return made


def get(id_: str) -> Rekomendasi | None:
    """The one with that id."""
    return model.Session.get(Rekomendasi, id_)


def lock(id_: str) -> Rekomendasi:
    """The row, read anew and locked until the transaction ends; take the review's lock first."""
    return model.Session.get_one(Rekomendasi, id_, with_for_update=True, populate_existing=True)


def of_code(code: str | None) -> Rekomendasi | None:
    """The one with that code, as it is stored."""
    return _first(Rekomendasi.code == code) if code else None


def of_number(number: str) -> list[Rekomendasi]:
    """Those with that number in any spelling of its letters, the newest first."""
    query = sa.select(Rekomendasi).where(sa.func.lower(Rekomendasi.number) == number.lower())
    return list(model.Session.scalars(query.order_by(Rekomendasi.issued_at.desc(), Rekomendasi.id)))


def taken(number: str) -> bool:
    """Whether one of the Pembina's own has the number already."""
    return (
        _first(sa.func.lower(Rekomendasi.number) == number.lower(), Rekomendasi.kind == rules.PENYEBARLUASAN)
        is not None
    )


def about(package_ids: Collection[str]) -> sa.ColumnElement[bool]:
    """Those that speak of one of these datasets, as a condition."""
    return sa.or_(Rekomendasi.package_id.in_(package_ids), Rekomendasi.merged_into.in_(package_ids))


def of_packages(package_ids: Collection[str]) -> list[Rekomendasi]:
    """Those that speak of one of these datasets, the newest first."""
    query = sa.select(Rekomendasi).where(about(package_ids))
    return list(model.Session.scalars(query.order_by(Rekomendasi.issued_at.desc(), Rekomendasi.id)))


def in_force(package_id: str, kind: str) -> list[Rekomendasi]:
    """Those of a dataset and kind that nothing has taken the place of."""
    return [one for one in of_packages([package_id]) if one.kind == kind and one.state == rules.BERLAKU]


def current_template() -> Template | None:
    """The version in use; none as long as nobody has saved one."""
    return model.Session.scalars(sa.select(Template).order_by(Template.version.desc()).limit(1)).first()


def templates() -> list[Template]:
    """Every version, the newest first."""
    return list(model.Session.scalars(sa.select(Template).order_by(Template.version.desc())))


def template(version: int) -> Template | None:
    """One version."""
    return model.Session.get(Template, version)


def add_template(body: str, note: str, actor: model.User) -> Template:
    """A new version, which is in use from now on; two at once fail on the number."""
    last = current_template()
    made = Template(
        version=last.version + 1 if last else 1,
        body=body,
        note=note,
        saved_by=actor.id,
        saved_name=actor.display_name,
        saved_at=now(),
    )
    model.Session.add(made)
    model.Session.flush()
    return made


def _first(*conditions: sa.ColumnElement[bool]) -> Rekomendasi | None:
    return model.Session.scalars(sa.select(Rekomendasi).where(*conditions).limit(1)).first()
