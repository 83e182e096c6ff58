"""``sdijember_file``: resources whose file is one of the store, so that it changes with the commit that says so."""

from __future__ import annotations

from collections.abc import Collection

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column


class StoredFile(tk.BaseModel):
    """The file of one resource is that of this digest; a resource without a row has its file where CKAN put it."""

    __tablename__ = "sdijember_file"

    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.UnicodeText)


def digest_of(resource_id: str | None) -> str | None:
    """Digest under which the store has the file of a resource, if it comes from there."""
    found = model.Session.get(StoredFile, resource_id) if resource_id else None
    return found.sha256 if found else None


def digests_of(resource_ids: Collection[str]) -> dict[str, str]:
    """The same for many resources in one query; those with a file of CKAN's own are left out."""
    query = sa.select(StoredFile.resource_id, StoredFile.sha256).where(StoredFile.resource_id.in_(resource_ids))
    return dict(model.Session.execute(query).tuples().all()) if resource_ids else {}


def point(resource_id: str, sha256: str) -> None:
    """From the commit on the file of the resource is that of the store."""
    model.Session.merge(StoredFile(resource_id=resource_id, sha256=sha256))
    model.Session.flush()


def forget(resource_id: str) -> None:
    """From the commit on the file of the resource is where CKAN put it."""
    found = model.Session.get(StoredFile, resource_id)
    if found:
        model.Session.delete(found)
        model.Session.flush()
