"""Tables of the DataStore, as CKAN itself would make them: filled aside, compared, and swapped in one transaction."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from ckan.types import Context
from ckanext.datastore.backend import DatastoreBackend, postgres
from ckanext.datastore.backend.postgres import identifier, literal_string
from sqlalchemy.engine import Connection

from ..domain import canonical, storing
from ..domain.table import Table

#: Longest name of a table, bytes.
LONGEST_NAME = 63
#: So long the swap waits for those who read the old table; then it is tried again later.
_LOCK_TIMEOUT = "10s"
#: Rows that are read back at once.
_ROWS = 20_000
#: Columns that one statement asks for sums, and that one function takes together.
_COLUMNS, _TOGETHER = 400, 90
#: Characters of a row that are found by searching: the index takes no more than a megabyte of a row.
_SEARCHED = 100_000

Summary = tuple[int, list[tuple[int, str | None]], str]


@contextmanager
def writing(resource_id: str) -> Iterator[Connection]:
    """A transaction on the DataStore in which one loader at a time writes the table of a file.

    It is committed when the block ends, and leaves nothing behind if the block raises or its process dies.
    """
    engine = postgres.get_write_engine()
    postgres._cache_types(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _key(resource_id)})
        connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
        connection.execute(sa.text("SET LOCAL datestyle = 'ISO'"))
        yield connection


def fill(connection: Connection, resource_id: str, table: Table, info: Mapping[str, Mapping[str, Any]]) -> str:
    """Write a table aside of the one that people read.

    :param info: by name in the store, what the data dictionary says of a column
    :returns: its name
    :raises UnstorableError: a cell cannot be stored
    :raises DBAPIError: the database does not take it
    """
    draft, source = _names_aside(resource_id)
    fields = [
        {"id": one.store_name, "type": storing.store_type(one), "info": dict(info.get(one.store_name, {}))}
        for one in table.columns
    ]
    context = Context(connection=connection)  # type: ignore[typeddict-unknown-key]
    postgres.create_table(context, {"resource_id": draft, "fields": fields}, {})
    columns = [identifier(one["id"]) for one in fields]
    typed = ", ".join(["_id int", *(f"{name} {one['type']}" for name, one in zip(columns, fields, strict=True))])
    _run(connection, f"CREATE UNLOGGED TABLE {source} ({typed})")
    listed = ", ".join(["_id", *columns])
    with connection.connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {source} ({listed}) FROM STDIN", _Stream(storing.copied(table)))
    words = _words([(name, one["type"]) for name, one in zip(columns, fields, strict=True)])
    select = f"SELECT {listed}, to_tsvector(left({words}, {_SEARCHED})) FROM {source}"
    _run(connection, f"INSERT INTO {identifier(draft)} ({listed}, _full_text) {select}")
    _run(connection, f"DROP TABLE {source}")
    sequence = f"pg_get_serial_sequence({literal_string(identifier(draft))}, '_id')"
    _run(connection, f"SELECT setval({sequence}, {max(len(table), 1)}, {str(len(table) > 0).lower()})")
    postgres._create_fulltext_trigger(connection, draft)
    postgres.create_indexes(context, {"resource_id": draft})
    _run(connection, f"ANALYZE {identifier(draft)}")
    return draft


def swap(connection: Connection, resource_id: str, draft: str) -> None:
    """Put the table that was filled aside in the place of the one that people read, with its other names."""
    context = Context(connection=connection)  # type: ignore[typeddict-unknown-key]
    query = sa.text('SELECT name FROM "_table_metadata" WHERE alias_of = :id')
    aliases = list(connection.scalars(query, {"id": resource_id}))
    fields = postgres._get_fields(connection, draft)
    _run(connection, f"DROP TABLE IF EXISTS {identifier(resource_id)} CASCADE")
    _run(connection, f"ALTER TABLE {identifier(draft)} RENAME TO {identifier(resource_id)}")
    before, after = (_index_names(name, fields) for name in (draft, resource_id))
    there = set(postgres._get_index_names(connection, resource_id))
    for old, new in zip(before, after, strict=True):
        if old in there:
            _run(connection, f"ALTER INDEX {identifier(old)} RENAME TO {identifier(new)}")
    for end in ("_id_seq", "_pkey"):
        kind = "INDEX" if end == "_pkey" else "SEQUENCE"
        old, new = (f"{name}{end}" if end == "_pkey" else f"{name}_{end}" for name in (draft, resource_id))
        if len(new.encode()) <= LONGEST_NAME:
            _run(connection, f"ALTER {kind} IF EXISTS {identifier(old)} RENAME TO {identifier(new)}")
    if aliases:
        postgres.create_alias(context, {"resource_id": resource_id, "aliases": aliases})
    _let_read(connection, resource_id)
    connection.execute(sa.text("SELECT update_cached_table_row_count(:id)"), {"id": resource_id})


def expected(table: Table) -> Summary:
    """Number of rows, filled cells and sum of each column, and hash of the values, as a table should give them."""
    return len(table), [storing.summary(one) for one in table.columns], table.values_sha256


def found(connection: Connection, name: str) -> Summary:
    """The same as a table of the DataStore gives it; ``expected`` of the table that it was filled from equals it."""
    fields = postgres._get_fields(connection, name)
    rows = connection.scalar(sa.text(f"SELECT count(*) FROM {identifier(name)}")) or 0
    return rows, _sums(connection, name, fields), _sha256(connection, name, fields)


def read(resource_id: str) -> Summary | None:
    """``found`` of the table of a file as people read it; None if there is none."""
    if not exists(resource_id):
        return None
    engine = postgres.get_read_engine()
    postgres._cache_types(engine)
    with engine.connect() as connection:
        return found(connection, resource_id)


def exists(resource_id: str) -> bool:
    """Whether the DataStore has a table of the file."""
    return DatastoreBackend.get_active_backend().resource_exists(resource_id)


def drop(resource_id: str) -> None:
    """Have no table of the file any more; through the database, for the action finds no file that is in the trash.

    What the DataStore keeps for itself is no table of a file, whatever is asked for.
    """
    if not exists(resource_id):
        return
    with writing(resource_id) as connection:
        _run(connection, f"DROP TABLE IF EXISTS {identifier(resource_id)} CASCADE")
        connection.execute(sa.text("DELETE FROM _table_stats WHERE resource_id = :id"), {"id": resource_id})


def _key(resource_id: str) -> int:
    """Key of the advisory lock: 64 bits of the name."""
    return int.from_bytes(hashlib.sha256(f"sdijember_table {resource_id}".encode()).digest()[:8], "big", signed=True)


def _names_aside(resource_id: str) -> tuple[str, str]:
    """Names that the DataStore's list of tables passes over, for they begin with "_"."""
    digest = hashlib.sha256(resource_id.encode()).hexdigest()[:40]
    return f"_memuat_{digest}", identifier(f"_sumber_{digest}")


def _words(columns: Sequence[tuple[str, str]]) -> str:
    """What the trigger of the DataStore makes searchable of a row, said in one expression."""
    parts = [f"to_json({name})#>>'{{}}'" if kind == "timestamp" else f"{name}::text" for name, kind in columns]
    while len(parts) > 1:
        parts = [f"concat_ws(' ', {', '.join(parts[at : at + _TOGETHER])})" for at in range(0, len(parts), _TOGETHER)]
    return f"coalesce({parts[0]}, '')" if parts else "''"


def _index_names(name: str, fields: list[dict[str, Any]]) -> list[str]:
    made, none = postgres._build_fts_indexes({"resource_id": name}, "{name}", fields)
    return [*made, *none]


def _let_read(connection: Connection, resource_id: str) -> None:
    """The role that reads may read it, also where no default privileges say so."""
    reader = postgres.get_read_engine().url.username
    query = sa.text("SELECT has_table_privilege(:reader, :name, 'SELECT')")
    if reader and not connection.scalar(query, {"reader": reader, "name": f"public.{identifier(resource_id)}"}):
        _run(connection, f"GRANT SELECT ON {identifier(resource_id)} TO {identifier(reader)}")


def _sums(connection: Connection, name: str, fields: Sequence[Mapping[str, Any]]) -> list[tuple[int, str | None]]:
    found: list[tuple[int, str | None]] = []
    for start in range(0, len(fields), _COLUMNS):
        part = fields[start : start + _COLUMNS]
        wanted = []
        for one in part:
            column = identifier(one["id"])
            total = f"coalesce(sum({column}), 0)::text" if one["type"] in ("int8", "numeric") else "NULL::text"
            wanted += [f"count({column})", total]
        row = list(_run(connection, f"SELECT {', '.join(wanted)} FROM {identifier(name)}").one())
        found += [(filled, _number(total)) for filled, total in zip(row[::2], row[1::2], strict=True)]
    return found


def _number(total: str | None) -> str | None:
    return None if total is None else canonical.number(Decimal(total))


def _sha256(connection: Connection, name: str, fields: Sequence[Mapping[str, Any]]) -> str:
    return canonical.table_sha256((), (), _rows(connection, name, fields))


def _rows(connection: Connection, name: str, fields: Sequence[Mapping[str, Any]]) -> Iterator[tuple[bytes, ...]]:
    columns, types = ", ".join(identifier(one["id"]) for one in fields), [one["type"] for one in fields]
    last = connection.scalar(sa.text(f"SELECT max(_id) FROM {identifier(name)}")) or 0
    for start in range(0, last, _ROWS):
        query = f"SELECT {columns} FROM {identifier(name)} WHERE _id > {start} AND _id <= {start + _ROWS} ORDER BY _id"
        copy = io.BytesIO()
        with connection.connection.cursor() as cursor:
            cursor.copy_expert(f"COPY ({query}) TO STDOUT", copy)
        yield from storing.returned(copy.getvalue(), types)


def _run(connection: Connection, statement: str) -> Any:
    return connection.exec_driver_sql(statement.replace("%", "%%"))


class _Stream:
    """Pieces of bytes as a file that is read once."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def read(self, _size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        return next(self._pieces, b"")
