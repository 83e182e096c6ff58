"""``sdijember_access``: who read a file that is not public. A database trigger refuses UPDATE, DELETE and TRUNCATE."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column


class Access(tk.BaseModel):
    """One reading. No address of a machine: the account is known, and more is not needed to ask its owner."""

    __tablename__ = "sdijember_access"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Empty where it was no file of the dataset, or all of them.
    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: Of the file; empty while it can still change.
    sha256: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: The dataset's state at that moment.
    state: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    way: Mapped[str] = mapped_column(sa.UnicodeText)
    #: Empty for who works on the server itself.
    user_id: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    user_name: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    page: Mapped[str] = mapped_column(sa.UnicodeText, default="")


def write(**values: Any) -> None:
    """Write down a reading, in a transaction of its own: it stays, whatever becomes of the request.

    :param values: columns
    :raises SQLAlchemyError: it could not be written, so nothing may be read
    """
    with model.ensure_engine().begin() as connection:
        connection.execute(sa.insert(Access).values(**values))


def read_all(package_id: str | None = None, batch: int = 1000) -> Iterator[dict[str, Any]]:
    """Every reading in order, as plain values, ``created`` in UTC; of one dataset, or of all."""
    columns = list(sa.inspect(Access).columns)
    query = sa.select(*columns).order_by(Access.id).execution_options(yield_per=batch)
    if package_id is not None:
        query = query.where(Access.package_id == package_id)
    for row in model.Session.execute(query):
        values = {column.key: value for column, value in zip(columns, row, strict=True)}
        yield values | {"created": values["created"].astimezone(datetime.timezone.utc).isoformat()}
