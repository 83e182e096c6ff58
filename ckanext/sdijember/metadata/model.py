"""What a kegiatan statistik has beside its dataset, because no index, activity or public answer may hold it.

``sdijember_kegiatan`` keeps the personal data of MS-Kegiatan and the codes that BPS issued; ``sdijember_variabel`` and
``sdijember_indikator`` one row per line of MS-Variabel and MS-Indikator (Peraturan BPS 5/2020).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column


class Kegiatan(tk.BaseModel):
    """The part of one kegiatan that its dataset does not hold."""

    __tablename__ = "sdijember_kegiatan"

    package_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    #: Personal data: field name → text.
    personal: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    #: Another one whenever ``personal`` changes; the dataset carries it, so that its own content changes too.
    personal_version: Mapped[str] = mapped_column(sa.UnicodeText, default="")
    #: Codes that BPS issued (``id_kegiatan``, ``id_mskeg``, ``id_kegiatan_mms``).
    codes: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    #: Id of the kegiatan of an earlier year that this one was copied from.
    copied_from: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @classmethod
    def get(cls, package_id: str) -> Kegiatan | None:
        """The row of a kegiatan."""
        return model.Session.get(cls, package_id)

    @classmethod
    def of(cls, package_id: str) -> Kegiatan:
        """The row of a kegiatan, a new one if it has none yet."""
        found = cls.get(package_id)
        if found is None:
            found = cls(package_id=package_id, personal={}, personal_version="", codes={})
            model.Session.add(found)
        return found


class _Row:
    """One line of a form that has many."""

    id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    position: Mapped[int] = mapped_column(sa.Integer)
    #: Field name of ``schemas/variabel.yaml`` or ``schemas/indikator.yaml`` → value.
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    #: Id of the line of an earlier year that this one was copied from.
    copied_from: Mapped[str | None] = mapped_column(sa.UnicodeText)

    def as_dict(self) -> dict[str, Any]:
        """The line as actions return it: its fields and its ``id``."""
        return {"id": self.id, **self.content}


class Variabel(_Row, tk.BaseModel):
    """One variable of a kegiatan (MS-Variabel)."""

    __tablename__ = "sdijember_variabel"


class Indikator(_Row, tk.BaseModel):
    """One indicator of a kegiatan (MS-Indikator)."""

    __tablename__ = "sdijember_indikator"


Row = Variabel | Indikator
TABLES: Mapping[str, type[Row]] = {"variabel": Variabel, "indikator": Indikator}


def rows_of(form: str, package_id: str) -> list[Row]:
    """Lines of a kegiatan in their order.

    :param form: "variabel" or "indikator"
    """
    table = TABLES[form]
    return list(model.Session.scalars(sa.select(table).where(table.package_id == package_id).order_by(table.position)))


def count_rows(form: str, package_id: str) -> int:
    """How many lines a kegiatan has.

    :param form: "variabel" or "indikator"
    """
    table = TABLES[form]
    return model.Session.scalar(sa.select(sa.func.count()).where(table.package_id == package_id)) or 0


def replace_rows(form: str, package_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make ``rows`` the lines of a kegiatan, in this order; a line that names an ``id`` of its own keeps it.

    :param form: "variabel" or "indikator"
    :param rows: dicts of fields, ``id`` and, for a copy, ``copied_from``
    """
    table, stored = TABLES[form], {row.id: row for row in rows_of(form, package_id)}
    for position, values in enumerate(rows):
        content = {key: value for key, value in values.items() if key not in ("id", "copied_from")}
        row = stored.pop(str(values.get("id") or ""), None)
        if row is None:
            row = table(id=str(uuid.uuid4()), package_id=package_id, copied_from=values.get("copied_from"))
            model.Session.add(row)
        row.position, row.content = position, content
    for row in stored.values():
        model.Session.delete(row)
    model.Session.flush()


def forget(package_id: str) -> None:
    """Delete all that these tables know of a kegiatan."""
    for table in (Kegiatan, Variabel, Indikator):
        model.Session.execute(sa.delete(table).where(table.package_id == package_id))
