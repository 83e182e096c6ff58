"""What the comparisons share: words of a command, a side in a process of its own, a timed answer, head of a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def asked_for(**defaults: int) -> argparse.Namespace:
    """The numbers named at the terminal, as ``--rounds 20``, or their defaults."""
    parser = argparse.ArgumentParser()
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def run_side(module: str, ini: Path, *words: object, given: Any = None) -> Any:
    """Run one side of a comparison in a process of its own.

    :param ini: its configuration
    :param given: what it reads from standard input as JSON
    :returns: what it printed last, as JSON
    """
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)],
        env=os.environ | {"CKAN_INI": str(ini)},
        input=None if given is None else json.dumps(given),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def timed(opened: Callable[..., Any], url: str) -> tuple[float, int, int]:
    """Ask for a page.

    :param opened: ``urlopen``, or the ``open`` of a browser
    :returns: seconds, SQL statements, bytes
    """
    begun = time.perf_counter()
    with opened(url, timeout=60) as answer:
        body = answer.read()
    return time.perf_counter() - begun, int(answer.headers["X-SQL-Statements"]), len(body)


def head(conditions: str, *columns: str) -> list[str]:
    """The first lines of a result: under which conditions it was measured, and the heading of the table."""
    return [
        f"{conditions}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "",
        f"| {' | '.join(columns)} |",
        "| " + " | ".join(["---"] * len(columns)) + " |",
    ]
