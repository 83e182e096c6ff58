"""``sdijember_review_snapshot``: what was submitted, stored under its SHA-256; never changed, never deleted."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from ..domain import snapshot as rules


class Snapshot(tk.BaseModel):
    """Canonical metadata and file digests of one dataset at one submission."""

    __tablename__ = "sdijember_review_snapshot"

    sha256: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())


def store(package_id: str, content: dict[str, Any]) -> str:
    """Keep a snapshot; the same content again is the same row.

    :returns: its SHA-256 (64 hexadecimal digits)
    """
    name = rules.sha256(content)
    row = {"sha256": name, "package_id": package_id, "content": content}
    model.Session.execute(insert(Snapshot).values(row).on_conflict_do_nothing())
    return name
