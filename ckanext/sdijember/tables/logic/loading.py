"""Loading the table of a file into the DataStore: all of it, compared with the file, or nothing."""

from __future__ import annotations

import datetime
import logging
from typing import Any

import psycopg2
import sqlalchemy as sa
from ckan import logic, model
from ckan.types import Context
from psycopg2.errors import ProgramLimitExceeded
from sqlalchemy.exc import DBAPIError

from ... import config
from ...kernel.logic import outbox
from ..domain import failures, storing
from ..domain.remarks import Remark
from ..domain.table import Outcome, Table
from ..model import FAILED, LOADED, NONE, WAITING, FileTable, lock, of
from . import datastore, following, sources
from .reading import read

logger = logging.getLogger(__name__)


class FailedError(Exception):
    """The file does not become a table; ``remarks`` say why, to its producer."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__(", ".join(one.code for one in remarks))
        self.remarks = remarks


class OtherwiseError(Exception):
    """A table that was loaded, and perhaps approved, would be another if it were loaded now; it was left as it is."""


class SupersededError(Exception):
    """While a file was being loaded it became another, which is loaded by itself."""


def load(resource_id: str, again: bool = False) -> str:
    """Make the table of a file what the file says. Doing it twice, or twice at once, does no harm.

    :param again: also a table that is loaded already, with what was decided about it
    :returns: the state that the table has now; "" if there is no such file
    :raises OtherwiseError: loaded again, the table would not be what it is
    :raises Exception: a service did not do its part; nothing has changed, and it may be tried again
    """
    resource = model.Resource.get(resource_id)
    if resource is None or not _lives(resource):
        _forget(resource_id)
        return ""
    row = of(resource_id)
    if row is not None and row.state != WAITING and not again:
        return _left(row)
    if not following.makes_table(resource):
        return _without(resource)
    wish = row.wish if row else 0
    try:
        _write(resource, row, wish)
    except SupersededError:
        model.Session.rollback()
        logger.info("%s has become another file while it was loaded", resource_id)
    except FailedError as failure:
        model.Session.rollback()
        if row is not None and row.state == LOADED:
            raise OtherwiseError(resource_id) from failure
        return _fail(resource_id, wish, failure.remarks)
    except BaseException:
        model.Session.rollback()
        raise
    now = of(resource_id)
    if now is not None and now.state == LOADED:
        outbox.table_loaded(resource_id)
    return now.state if now else ""


def _left(row: FileTable) -> str:
    """Nothing is to be done, unless somebody who had it to do was stopped before what follows the commit."""
    resource_id, state = row.resource_id, row.state
    if state == LOADED:
        outbox.table_loaded(resource_id)
    else:
        datastore.drop(resource_id)
    return state


def _lives(resource: model.Resource) -> bool:
    package = model.Package.get(resource.package_id)
    deleted = model.State.DELETED
    return resource.state != deleted and package is not None and package.state != deleted


def _write(resource: model.Resource, row: FileTable | None, wish: int) -> None:
    """Read, write aside, compare, swap; both databases are committed at the end, that of the table first."""
    resource_id, known = resource.id, row if row is not None and row.state == LOADED else None
    with datastore.writing(resource_id) as connection:
        outcome, digest = _read(resource, row)
        table = outcome.table
        if table is None and not outcome.remarks:
            raise FailedError
        if table is None or not outcome.loadable:
            raise FailedError(*outcome.remarks)
        if len(resource_id.encode()) > datastore.LONGEST_NAME:
            raise FailedError(failures.refused(table, resource_id))
        if known and (digest, table.sha256) != (known.file_sha256, known.table_sha256):
            raise OtherwiseError(resource_id)
        draft = _filled(connection, resource_id, table)
        _compare(connection, draft, table)
        row = _locked(resource_id, wish)
        datastore.swap(connection, resource_id, draft)
    _note(row, table, outcome, digest)
    _tell(resource_id, row)


def _read(resource: model.Resource, row: FileTable | None) -> tuple[Outcome, str]:
    """What the reader makes of the file, as it was decided before, and the SHA-256 of the file.

    What is loaded was decided completely: the dictionary of today does not change it.
    """
    decided = (row.decisions or row.corrections) if row else following.corrected(resource)
    dictionary = {} if row is not None and row.decisions else sources.SOURCES.table.dictionary(resource)
    try:
        return read(resource, decided, dictionary)
    except FileNotFoundError:
        raise FailedError(failures.file_gone()) from None


def _filled(connection: Any, resource_id: str, table: Table) -> str:
    info = {one.store_name: {"label": one.name} for one in table.columns}
    try:
        return datastore.fill(connection, resource_id, table, info)
    except storing.UnstorableError as problem:
        raise FailedError(failures.unstorable(table, problem.column, problem.code)) from None
    except (psycopg2.Error, DBAPIError) as problem:
        reason = problem.orig if isinstance(problem, DBAPIError) else problem
        if isinstance(reason, ProgramLimitExceeded):
            raise FailedError(failures.too_wide(table)) from problem
        if isinstance(reason, psycopg2.DataError):
            raise FailedError(failures.refused(table, str(reason).partition("\n")[0])) from problem
        raise


def _compare(connection: Any, draft: str, table: Table) -> None:
    """Read back what was written.

    :raises FailedError: it is not what the file says
    """
    rows, sums, digest = datastore.found(connection, draft)
    wanted_rows, wanted_sums, wanted_digest = datastore.expected(table)
    if rows != wanted_rows:
        raise FailedError(failures.differs(table, f"{rows} ≠ {wanted_rows}"))
    for column, here, wanted in zip(table.columns, sums, wanted_sums, strict=True):
        if here != wanted:
            raise FailedError(failures.differs(table, column.name))
    if digest != wanted_digest:
        raise FailedError(failures.differs(table, "SHA-256"))


def _locked(resource_id: str, wish: int) -> FileTable:
    """The row of the file, after that of its dataset, if nothing has become of either meanwhile.

    :raises SupersededError: something has
    """
    model.Session.rollback()
    resource = model.Resource.get(resource_id)
    if resource is None:
        raise SupersededError
    package = model.Package
    model.Session.execute(sa.select(package.id).where(package.id == resource.package_id).with_for_update())
    model.Session.refresh(resource)
    if not _lives(resource):
        raise SupersededError
    row = lock(resource_id, resource.package_id)
    if row.wish != wish:
        raise SupersededError
    return row


def _note(row: FileTable, table: Table, outcome: Outcome, digest: str) -> None:
    resource = model.Resource.get(row.resource_id)
    row.state, row.package_id = LOADED, resource.package_id
    row.source = row.source or following.source_of(resource)
    row.decisions, row.columns, row.rows = table.decisions.stored(), storing.described(table), len(table)
    row.remarks = [one.stored() for one in outcome.remarks]
    row.file_sha256, row.values_sha256, row.table_sha256 = digest, table.values_sha256, table.sha256
    row.loaded_at = datetime.datetime.now(datetime.timezone.utc)


def _fail(resource_id: str, wish: int, remarks: tuple[Remark, ...]) -> str:
    """Say in the row why there is no table, and have none: what the store has is of another file, or not to be trusted.

    A file of which the reader says nothing at all, not even that something is wrong, makes no table by its nature.
    """
    try:
        row = _locked(resource_id, wish)
    except SupersededError:
        model.Session.rollback()
        return WAITING
    row.state, row.remarks = FAILED if remarks else NONE, [one.stored() for one in remarks]
    row.source = row.source or following.source_of(model.Resource.get(resource_id))
    state = row.state
    _tell(resource_id, row)
    datastore.drop(resource_id)
    return state


def _without(resource: model.Resource) -> str:
    """Files of this format make no table."""
    row = lock(resource.id, resource.package_id)
    row.want(following.source_of(resource))
    row.state, resource_id = NONE, resource.id
    _tell(resource_id, row)
    datastore.drop(resource_id)
    return NONE


def _tell(resource_id: str, row: FileTable) -> None:
    """Commit, with the resource and the index saying whether there is a table; who reads the dataset sees no change."""
    resource = model.Resource.get(resource_id)
    if following.mark(resource, row):
        model.Session.flush()
        own = Context(ignore_auth=True, user=config.site_user())
        logic.index_update_package_dicts(logic.package_show_default_and_custom_schemas(own, resource.package_id))
    model.Session.commit()


def _forget(resource_id: str) -> None:
    """A file that is gone has no table and no row."""
    row = of(resource_id)
    if row is not None:
        model.Session.delete(row)
    model.Session.commit()
    datastore.drop(resource_id)
