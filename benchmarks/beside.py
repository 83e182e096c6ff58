"""Another checkout and this one, measured in turn: the median of several runs of the pages, and their spread.

The other checkout needs its environment (``make start && make stop`` there makes it). Each run measures stock CKAN too,
so the figures of one run can be held against what the machine did just then.

Usage: make bench-beside ARGS="../before"      (5 runs each, 100 datasets, 20 rounds)
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
from pathlib import Path

from dev.paths import ROOT

#: Columns of the table that ``benchmarks.pages`` prints, after the page.
COLUMNS = ("p50 stock", "p50", "p95 stock", "p95", "SQL stock", "SQL", "KiB stock", "KiB")
Figures = dict[str, dict[str, float]]


def main() -> None:
    """Measure both in turn and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("other", type=Path, help="the checkout to compare with")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--datasets", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    before, now = [], []
    for number in range(asked.runs):
        # the other way round every second time, lest a machine that grows warm favour one of them
        for root, runs in [(asked.other.resolve(), before), (ROOT, now)][:: -1 if number % 2 else 1]:
            runs.append(_measured(root, asked))
    print(_table(before, now))


def _measured(root: Path, asked: argparse.Namespace) -> Figures:
    """One run of the pages in a checkout: page → column → figure."""
    command = [".stack/venv/bin/python", "-m", "benchmarks.pages"]
    command += ["--datasets", str(asked.datasets), "--rounds", str(asked.rounds)]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True)
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines() if "|" in line]
    return {page: dict(zip(COLUMNS, map(float, cells), strict=True)) for page, *cells in lines[2:]}


def _table(before: list[Figures], now: list[Figures]) -> str:
    lines = [
        f"median of {len(now)} runs each (least–greatest), ms",
        "",
        "| page | p50 other | p50 here | p95 other | p95 here | SQL other | SQL here |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for page in now[0]:
        cells = [_spread([run[page][column] for run in runs]) for column in ("p50", "p95") for runs in (before, now)]
        cells += [f"{statistics.median(run[page]['SQL'] for run in runs):.0f}" for runs in (before, now)]
        lines.append("| " + " | ".join([page, *cells]) + " |")
    return "\n".join(lines)


def _spread(figures: list[float]) -> str:
    return f"{statistics.median(figures):.0f} ({min(figures):.0f}–{max(figures):.0f})"


if __name__ == "__main__":
    main()
