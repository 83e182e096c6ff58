"""From a file to a table that visitors read: reading and checking it, writing it, reading it back, from 1,000 rows on.

Beside it what a portal would otherwise do with the same file: frictionless checks it, and COPY loads it as text.
Usage: python -m benchmarks.loading [--rows 1000 10000 100000] [--columns 12]. Frictionless is measured if it is
installed; it is not among what this project stands on.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

from ckan.cli.cli import ckan as ckan_command

from dev.stack import Stack

NAME = "tolok-ukur-tabel"
KECAMATAN = (
    "Kencong",
    "Gumukmas",
    "Puger",
    "Wuluhan",
    "Ambulu",
    "Tempurejo",
    "Silo",
    "Mayang",
    "Mumbulsari",
    "Jenggawah",
)


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--columns", type=int, default=12)
    asked = parser.parse_args()
    stack = Stack("test")
    with stack.lock():
        stack.start_for_tests()
    with ckan_command.make_context("ckan", ["-c", str(stack.layout.ini), "db", "upgrade"]):
        print("| rows | step | seconds | CPU seconds here | peak MiB here and in the reader |\n|---|---|---|---|---|")
        for rows in asked.rows:
            content = written(rows, asked.columns)
            for step, seconds, cpu in measured(content):
                print(f"| {rows:,} | {step} | {seconds:.2f} | {cpu:.2f} | {_peak()} |", flush=True)


def written(rows: int, columns: int) -> bytes:
    """A CSV of a name, a code, a day, whole numbers and decimals."""
    chance = random.Random(rows)
    lines = [",".join(["kecamatan", "kode", "tanggal", *(f"nilai_{at}" for at in range(columns - 3))])]
    for row in range(rows):
        cells = [chance.choice(KECAMATAN), f"{row:08}", f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-15"]
        for at in range(columns - 3):
            number = chance.randrange(10**6)
            cells.append(str(number) if at % 2 else f"{number / 100:.2f}")
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def measured(content: bytes) -> Iterator[tuple[str, float, float]]:
    """Each step with seconds passed and seconds of this process's own CPU."""
    from ckanext.sdijember.tables.exchange import process
    from ckanext.sdijember.tables.logic import datastore

    outcome, *spent = _timed(lambda: process.read_apart(io.BytesIO(content), "CSV"))
    yield "read and check", *spent
    table = outcome.table
    assert table and outcome.loadable, outcome.remarks
    with datastore.writing(NAME) as connection:
        draft, *spent = _timed(lambda: datastore.fill(connection, NAME, table, {}))
        yield "write aside", *spent
        same, *spent = _timed(lambda: datastore.found(connection, draft) == datastore.expected(table))
        assert same
        yield "read back and compare", *spent
        _, *spent = _timed(lambda: datastore.swap(connection, NAME, draft))
        yield "swap", *spent
    datastore.drop(NAME)
    _, *spent = _timed(lambda: _copied_as_text(content))
    yield "COPY as text, search index by trigger", *spent
    if find_spec("frictionless"):
        _, *spent = _timed(lambda: _frictionless(content))
        yield "frictionless: check", *spent


def _copied_as_text(content: bytes) -> None:
    """The file as columns of text, in a table that the DataStore makes."""
    from ckan.types import Context
    from ckanext.datastore.backend import postgres

    names = content.partition(b"\n")[0].decode().split(",")
    with postgres.get_write_engine().begin() as connection:
        context: Any = Context(connection=connection)  # type: ignore[typeddict-unknown-key]
        fields = [{"id": name, "type": "text"} for name in names]
        postgres.create_table(context, {"resource_id": NAME, "fields": fields}, {})
        postgres._create_fulltext_trigger(connection, NAME)
        listed = ", ".join(map(postgres.identifier, names))
        with connection.connection.cursor() as cursor:
            statement = f"COPY {postgres.identifier(NAME)} ({listed}) FROM STDIN WITH (FORMAT csv, HEADER)"
            cursor.copy_expert(statement, io.BytesIO(content))
        postgres.create_indexes(context, {"resource_id": NAME})
        connection.exec_driver_sql(f"DROP TABLE {postgres.identifier(NAME)}")


def _frictionless(content: bytes) -> None:
    from frictionless import Resource, validate  # type: ignore[import-not-found]

    assert validate(Resource(data=content, format="csv")).valid


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    begun, own = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - begun, time.process_time() - own


def _peak() -> str:
    own, apart = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own >> 10} / {apart >> 10}"


if __name__ == "__main__":
    main()
