"""``sdijember_review_event``: the log of every decision. A database trigger refuses UPDATE, DELETE and TRUNCATE."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from .domain import ledger
from .domain.proof import Anchor

#: Key of the advisory lock that puts events in one order.
CHAIN_LOCK = 0x5D1_3509


class ReviewEvent(tk.BaseModel):
    """One decision: who, in which role, when, from which state to which, with what note and on which content."""

    __tablename__ = "sdijember_review_event"

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    action: Mapped[str] = mapped_column(sa.UnicodeText)
    from_state: Mapped[str] = mapped_column(sa.UnicodeText)
    to_state: Mapped[str] = mapped_column(sa.UnicodeText)
    actor_id: Mapped[str] = mapped_column(sa.UnicodeText)
    actor_name: Mapped[str] = mapped_column(sa.UnicodeText)
    actor_role: Mapped[str] = mapped_column(sa.UnicodeText)
    note: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True))
    prev_hash: Mapped[str] = mapped_column(sa.UnicodeText)
    hash: Mapped[str] = mapped_column(sa.UnicodeText)

    def as_written(self) -> dict[str, Any]:
        """All columns as plain values, the form that is hashed; ``created`` in UTC with microseconds."""
        values = {column.key: getattr(self, column.key) for column in sa.inspect(type(self)).columns}
        values["created"] = _moment(self.created)
        return values


def append(**values: Any) -> ReviewEvent:
    """Add an event at the end of the chain, in the current transaction.

    Events are put in order by an advisory lock that is held until the transaction ends; take it after the review row
    and the package, never before.

    :param values: the columns of the event without ``id``, ``created``, ``prev_hash`` and ``hash``
    """
    session = model.Session
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))
    last, head = end()
    event = ReviewEvent(
        **values,
        id=last + 1,
        prev_hash=head,
        created=datetime.datetime.now(datetime.timezone.utc),
    )
    body = event.as_written()
    del body["hash"]
    event.hash = ledger.digest(body)
    session.add(event)
    session.flush()
    return event


def of_package(package_id: str) -> list[ReviewEvent]:
    """Events of one dataset, oldest first."""
    query = sa.select(ReviewEvent).where(ReviewEvent.package_id == package_id).order_by(ReviewEvent.id)
    return list(model.Session.scalars(query))


def end() -> tuple[int, str]:
    """Number and hash of the last event; 0 and the hash of the beginning while there is none."""
    last = model.Session.execute(
        sa.select(ReviewEvent.id, ReviewEvent.hash).order_by(ReviewEvent.id.desc()).limit(1)
    ).one_or_none()
    return (last.id, last.hash) if last else (0, ledger.GENESIS)


def read_all(*where: sa.ColumnElement[bool], batch: int = 1000) -> Iterator[dict[str, Any]]:
    """The log in order, in the form that is hashed; rows as they come, for a long log does not fit into memory.

    :param where: conditions on columns of the log
    """
    columns = list(sa.inspect(ReviewEvent).columns)
    query = sa.select(*columns).where(*where).order_by(ReviewEvent.id).execution_options(yield_per=batch)
    names = [column.key for column in columns]
    for row in model.Session.execute(query):
        values = dict(zip(names, row, strict=True))
        values["created"] = _moment(values["created"])
        yield values


def verify_chain(anchors: Iterable[Anchor] = ()) -> ledger.Verdict:
    """Read the whole log and say whether it is what was written, and what the anchors say it was."""
    return ledger.verify(read_all(), anchors)


def _moment(value: datetime.datetime) -> str:
    """In UTC with microseconds, whatever the database's time zone is."""
    return value.astimezone(datetime.timezone.utc).isoformat(timespec="microseconds")
