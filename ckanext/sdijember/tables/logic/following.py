"""Rows of ``sdijember_table`` follow the files: a file that is another than before waits to be loaded."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from ckan import model

from ..domain.asked import READING, asked
from ..exchange.reader import FORMATS
from ..model import FAILED, LOADED, NONE, WAITING, FileTable, lock, of, of_files, of_package

#: What the DataStore notes about its table of a file.
FLAGS = ("datastore_active", "datastore_contains_all_records_of_source_file")


def follow(package_id: str) -> None:
    """Bring the rows of a dataset to its files as they are in this transaction; those of files that are gone stay.

    The flags that say whether a file has a table are written here, whatever a caller sent.
    """
    files = files_of(package_id)
    rows = of_files([one.id for one in files])
    for resource in files:
        row, source = rows.get(resource.id), source_of(resource)
        if row is None or row.source != source or row.package_id != package_id:
            _brought(resource, lock(resource.id, package_id), source)
        mark(resource, (row or of(resource.id)))
    model.Session.flush()


def files_of(package_id: str) -> list[model.Resource]:
    """Files of a dataset that are not in the trash."""
    resource = model.Resource
    query = sa.select(resource).where(resource.package_id == package_id, resource.state == model.State.ACTIVE)
    return list(model.Session.scalars(query.order_by(resource.position)))


def gone(package_id: str) -> list[str]:
    """Ids of files of which a row is left, but which are in the trash or no longer there, or their dataset is."""
    package = model.Package.get(package_id)
    lives = package is not None and package.state != model.State.DELETED
    there = {one.id for one in files_of(package_id)} if lives else set()
    return sorted(set(of_package(package_id)) - there)


def makes_table(resource: model.Resource) -> bool:
    """Whether files like this one become a table."""
    return resource.url_type == "upload" and resource.format in FORMATS


def source_of(resource: model.Resource) -> str:
    """What tells the file of a resource, and what is declared of it, from those before, without reading it."""
    return f"{_file_of(resource)} {_declared_of(resource)}"


def take_over(source_id: str, target: model.Resource, same_file: bool) -> bool:
    """A file of another dataset has become that of ``target``, with all that was decided about it.

    :param same_file: ``target`` had that very file before
    :returns: whether the table that ``target`` has is that of the file
    """
    source, row = of(source_id), lock(target.id, target.package_id)
    same = source is not None and source.state == row.state and source.table_sha256 == row.table_sha256
    if same_file and same and row.state == LOADED:
        row.source = source_of(target)
    else:
        row.want(source_of(target), (source.decisions if source else None) or corrected(target))
        _settle(target, row)
    mark(target, row)
    model.Session.flush()
    return row.state == LOADED


def corrected(resource: model.Resource) -> dict[str, Any]:
    """What the producer has answered and corrected of how the file is read; the upload check wrote it there."""
    return asked((resource.extras or {}).get(READING))


def mark(resource: model.Resource, row: FileTable | None) -> bool:
    """Have the resource say whether it has a table.

    :returns: whether that was another than before
    """
    loaded = row is not None and row.state == LOADED
    said = dict(resource.extras or {})
    if bool(said.get(FLAGS[0])) == loaded:
        return False
    resource.extras = said | dict.fromkeys(FLAGS, loaded)
    model.Session.flush()
    return True


def hidden(resource_id: str | None) -> bool:
    """Whether the DataStore may have a table of this file that is not the file's: nobody is shown it.

    A table that was loaded before there were rows is shown until it is loaded again.
    """
    resource = model.Resource.get(resource_id) if resource_id else None
    if resource is None:
        return False
    row = of(resource.id)
    stale = row is not None and row.state in (WAITING, FAILED, NONE)
    return stale or resource.state != model.State.ACTIVE or not (resource.extras or {}).get(FLAGS[0])


def _brought(resource: model.Resource, row: FileTable, source: str) -> None:
    row.package_id = resource.package_id
    if row.source == source:
        return
    row.want(source, corrected(resource))
    _settle(resource, row)


def _settle(resource: model.Resource, row: FileTable) -> None:
    row.state = WAITING if makes_table(resource) else NONE


def _file_of(resource: model.Resource) -> str:
    changed = resource.last_modified.isoformat() if resource.last_modified else ""
    return _digest([resource.url_type, resource.url, resource.format, changed])


def _declared_of(resource: model.Resource) -> str:
    said = (resource.extras or {}).get("skema_kolom") or []
    columns: list[Any] = json.loads(said) if isinstance(said, str) else said
    keys = ("nama", "tipe", "kode", "variabel")
    declared = [[one.get(key) or "" for key in keys] for one in columns if isinstance(one, dict)]
    return _digest([declared, corrected(resource)])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:32]
