"""How long the verification and the export of a long log take, and how much memory.

Usage: make bench-audit                            (100,000 events, 3 rounds)
       make bench-audit ARGS="--events 20000"
"""

from __future__ import annotations

import datetime
import itertools
import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app

from ckanext.sdijember.log import model as event
from ckanext.sdijember.log.domain import ledger, proof
from ckanext.sdijember.log.logic import audit
from dev.stack import Stack

from .frame import asked_for

BATCH = 5000
BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
WAY = (("submit", "draft", "submitted"), ("verify", "submitted", "verified"), ("recommend", "verified", "recommended"),
       ("publish", "recommended", "published"))  # fmt: skip


def main() -> None:
    """Measure, on services of the benchmark's own."""
    asked = asked_for(events=100_000, rounds=3)
    if ini := os.environ.get("CKAN_INI"):
        measure(ini, asked.events, asked.rounds)
        return
    stack = Stack("bench")
    try:
        stack.start_services()
        stack.configure()
        stack.prepare(wipe=True)
        environment = os.environ | {"CKAN_INI": str(stack.layout.ini)}
        subprocess.run([sys.executable, "-m", "benchmarks.audit", *sys.argv[1:]], env=environment, check=True)
    finally:
        stack.stop()


def measure(ini: str, number: int, rounds: int) -> None:
    """Fill the empty log, measure, and print a table in Markdown."""
    make_app(load_config(ini))
    _fill(number)
    verify = [_timed(_verified) for _ in range(rounds)]
    tracemalloc.start()
    _verified()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    export = [_timed(lambda: sum(len(line) for line in audit.export(audit.Part()))) for _ in range(rounds)]
    exported = list(audit.export(audit.Part()))
    offline = [_timed(lambda: proof.check(exported)) for _ in range(rounds)]
    print(f"{number} events, {rounds} rounds, median; {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | s |\n| --- | --- |")
    for name, found in (("verify", verify), ("export", export), ("check of the file", offline)):
        print(f"| {name} | {statistics.median(found):.2f} |")
    print(f"\nPeak of Python's memory while verifying: {peak / (1 << 20):.1f} MiB")


def _verified() -> None:
    assert event.verify_chain().ok
    model.Session.rollback()


def _fill(number: int) -> None:
    """Events such as a review leaves behind, in the same chain, written without the review's ceremony."""
    insert = sa.insert(event.ReviewEvent)
    events = _events(number)
    while batch := list(itertools.islice(events, BATCH)):
        model.Session.execute(insert, batch)
        model.Session.commit()


def _events(number: int) -> Iterator[dict[str, Any]]:
    head = ledger.GENESIS
    for n in range(number):
        action, source, target = WAY[n % len(WAY)]
        created = BEGINNING + datetime.timedelta(minutes=n)
        body = {
            "id": n + 1, "package_id": f"package-{n // len(WAY)}", "action": action, "from_state": source,
            "to_state": target, "actor_id": f"user-{n % 40}", "actor_name": f"Pemeriksa {n % 40}",
            "actor_role": "walidata", "note": "Sudah diperiksa dan sesuai dengan standar data. " * (n % 4),
            "data": {"snapshot": ledger.digest(n), "name": f"data-{n}", "title": f"Jumlah contoh {n} per kecamatan"},
            "created": created.isoformat(timespec="microseconds"), "prev_hash": head,
        }  # fmt: skip
        head = ledger.digest(body)
        yield body | {"hash": head, "created": created}


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
