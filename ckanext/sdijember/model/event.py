"""``sdijember_review_event``: the log of every decision. A database trigger refuses UPDATE, DELETE and TRUNCATE."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ..domain import ledger

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
        values["created"] = self.created.astimezone(datetime.timezone.utc).isoformat(timespec="microseconds")
        return values


def append(**values: Any) -> ReviewEvent:
    """Add an event at the end of the chain, in the current transaction.

    Events are put in order by an advisory lock that is held until the transaction ends; take it after the review row
    and the package, never before.

    :param values: the columns of the event without ``id``, ``created``, ``prev_hash`` and ``hash``
    """
    session = model.Session
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))
    last = session.execute(
        sa.select(ReviewEvent.id, ReviewEvent.hash).order_by(ReviewEvent.id.desc()).limit(1)
    ).one_or_none()
    event = ReviewEvent(
        **values,
        id=last.id + 1 if last else 1,
        prev_hash=last.hash if last else ledger.GENESIS,
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


def read_all(batch: int = 1000) -> Iterator[dict[str, Any]]:
    """The whole log in order, as plain values, without holding it in memory."""
    query = sa.select(ReviewEvent).order_by(ReviewEvent.id).execution_options(yield_per=batch)
    for event in model.Session.scalars(query):
        yield event.as_written()


def verify_chain() -> ledger.Verdict:
    """Read the whole log and say whether it is what was written."""
    return ledger.verify(read_all())
