"""Every transition of the review on a dataset with many files, beside stock CKAN making such a dataset public.

Usage: make bench-transition                        (100 files, 20 rounds)
       make bench-transition ARGS="--files 10 --rounds 5"
"""

from __future__ import annotations

import argparse

from .frame import asked_for, head, run_side
from .pages import sides

#: Operation → milliseconds of each round and number of SQL statements.
Side = dict[str, dict[str, float]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    asked = asked_for(files=100, rounds=20)
    found: Side = {}
    with sides() as (ours, stock):
        for name, ini in (("stock", stock), ("ours", ours)):
            found |= run_side("transition_side", ini, name, asked.files, asked.rounds)
    print(_table(found, asked))


def _table(found: Side, asked: argparse.Namespace) -> str:
    lines = head(f"{asked.files} files, {asked.rounds} rounds", "", "p50 ms", "p95 ms", "SQL")
    lines += [f"| {name} | {one['p50']:.0f} | {one['p95']:.0f} | {one['sql']:.0f} |" for name, one in found.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
