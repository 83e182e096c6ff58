"""Every transition of the review on a dataset with many files, beside stock CKAN making such a dataset public.

Usage: make bench-transition                        (100 files, 20 rounds)
       make bench-transition ARGS="--files 10 --rounds 5"
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from .pages import sides

#: Operation → milliseconds of each round and number of SQL statements.
Side = dict[str, dict[str, float]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with sides() as (ours, stock):
        found = {**_side("stock", stock, asked), **_side("ours", ours, asked)}
        print(_table(found, asked))


def _side(name: str, ini: Path, asked: argparse.Namespace) -> Side:
    """Measure one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.transition_side", name, str(asked.files), str(asked.rounds)]
    found = subprocess.run(
        command, env=os.environ | {"CKAN_INI": str(ini)}, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(found.stdout.splitlines()[-1])


def _table(found: Side, asked: argparse.Namespace) -> str:
    lines = [
        f"{asked.files} files, {asked.rounds} rounds, {os.cpu_count()} cores, Python {platform.python_version()}",
        "",
        "| | p50 ms | p95 ms | SQL |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {name} | {one['p50']:.0f} | {one['p95']:.0f} | {one['sql']:.0f} |" for name, one in found.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
