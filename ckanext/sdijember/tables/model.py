"""``sdijember_table``: of every file what was decided about it, what its table is, or why it is none."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from .domain.remarks import Remark, restored

#: The file is to be loaded; until then nobody is shown a table.
WAITING = "waiting"
#: The DataStore has the table of this very file.
LOADED = "loaded"
#: The file cannot become a table as it is; ``remarks`` say why.
FAILED = "failed"
#: Files of this format make no table.
NONE = "none"


class FileTable(tk.BaseModel):
    """The table of one file of a dataset. Whoever changes a row holds its lock, see ``lock``."""

    __tablename__ = "sdijember_table"

    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=WAITING)
    #: What tells this file from the one before it, without reading it.
    source: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: Grows with every change of file or corrections: a load that began before is not taken for one of today's.
    wish: Mapped[int] = mapped_column(sa.BigInteger, default=1)
    #: What the producer decided of this file, as ``Decisions.stored`` writes it.
    corrections: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    #: All that was decided, as ``Decisions.stored`` writes it; the table is read again with these.
    decisions: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    #: In the order of the table: ``name`` (the producer's), ``store_name``, ``kind``, ``position`` (in the sheet, from
    #: 1), ``sum`` (text; None for what is no number), ``filled`` (cells that say something).
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    rows: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    #: What was found, worst first, as ``Remark.stored`` writes it.
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    file_sha256: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: ``Table.values_sha256``: what the rows of the DataStore hash to.
    values_sha256: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: ``Table.sha256``: the table with all that was decided about it, as it is approved.
    table_sha256: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    loaded_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))

    @property
    def findings(self) -> list[Remark]:
        """What was found in the file, worst first."""
        return [restored(one) for one in self.remarks]

    def names(self) -> dict[str, str]:
        """The producer's name of each column by its name in the DataStore."""
        return {one["store_name"]: one["name"] for one in self.columns}

    def want(self, source: str, corrections: dict[str, Any] | None = None) -> None:
        """Have the file loaded: nothing that was known of its table holds any more.

        :param source: of the file as it is now
        :param corrections: what the producer decided of it
        """
        self.state, self.source, self.wish = WAITING, source, (self.wish or 0) + 1
        self.corrections, self.decisions, self.columns, self.remarks = corrections or {}, {}, [], []
        self.rows, self.file_sha256, self.values_sha256, self.table_sha256, self.loaded_at = 0, "", "", "", None


def of(resource_id: str | None) -> FileTable | None:
    """What is known of the table of a file; None if it was never asked for."""
    return model.Session.get(FileTable, resource_id) if resource_id else None


def of_package(package_id: str) -> dict[str, FileTable]:
    """The same for all files of a dataset, by their ids, in one query."""
    query = sa.select(FileTable).where(FileTable.package_id == package_id)
    return {one.resource_id: one for one in model.Session.scalars(query)}


def of_files(resource_ids: Collection[str]) -> dict[str, FileTable]:
    """The same for any files, wherever they belong, in one query."""
    query = sa.select(FileTable).where(FileTable.resource_id.in_(resource_ids))
    return {one.resource_id: one for one in model.Session.scalars(query)} if resource_ids else {}


def lock(resource_id: str, package_id: str) -> FileTable:
    """The row of a file, locked until the transaction ends, as it is now; it is made if there was none.

    Whoever holds the rows of review and package locks this one after them.
    """
    made = insert(FileTable).values(resource_id=resource_id, package_id=package_id, state=WAITING, source="", wish=0)
    model.Session.execute(made.on_conflict_do_nothing())
    query = sa.select(FileTable).where(FileTable.resource_id == resource_id).with_for_update()
    return model.Session.scalars(query.execution_options(populate_existing=True)).one()


def in_state(*states: str) -> list[str]:
    """Ids of all files whose table is in one of the states."""
    return list(model.Session.scalars(sa.select(FileTable.resource_id).where(FileTable.state.in_(states))))
