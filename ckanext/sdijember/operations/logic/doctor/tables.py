"""Are the rows that visitors see in the DataStore those of the file?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend import DatastoreBackend

from ....files.logic import reading
from ....kernel.domain.findings import N_
from ....review.logic import saving
from ...domain.trouble import Trouble
from .rows import Row

_MENDING = N_("ckan sdijember doctor --mend has the file loaded again; a worker must run.")


def names() -> set[str]:
    """Ids of all files that have a table."""
    return set(DatastoreBackend.get_active_backend().get_all_ids())


def check(row: Row, tables: set[str], quick: bool) -> Iterator[Trouble]:
    """Tables of a public dataset that are gone, or belong to an earlier file.

    :param tables: what ``names`` returned
    :param quick: only whether they are there
    """
    if row.review is None or row.review.state != "published":
        return
    for resource in row.package.resources:
        if not (resource.extras or {}).get("datastore_active") or _loading(resource.id):
            continue
        params = {"file": resource.name or resource.id}
        if resource.id not in tables:
            message = N_("The table of the file “{file}” is gone.")
            yield Trouble("table", row.name, message, _MENDING, params, _loading_again(resource.id))
        elif not quick and resource.hash and _md5(resource) not in ("", resource.hash):
            message = N_("The table of the file “{file}” was made of an earlier file.")
            yield Trouble("table", row.name, message, _MENDING, params, _loading_again(resource.id))


def _md5(resource: model.Resource) -> str:
    """What xloader keeps of the file that it loaded; empty if the file is no upload, or gone."""
    if resource.url_type != "upload":
        return ""
    digest = hashlib.md5(usedforsecurity=False)
    try:
        for piece in reading.chunks({"id": resource.id, "url_type": resource.url_type, "url": resource.url}):
            digest.update(piece)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def _loading(resource_id: str) -> bool:
    """It is being loaded, or waits for a worker."""
    task = model.TaskStatus
    query = sa.select(task.state).where(task.entity_id == resource_id, task.task_type == "xloader")
    return model.Session.scalar(query) in ("pending", "submitting", "running")


def _loading_again(resource_id: str):
    def mend() -> Any:
        return tk.get_action("xloader_submit")(saving.own_context(), {"resource_id": resource_id, "ignore_hash": True})

    return mend
