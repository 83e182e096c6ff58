"""How long the reader takes for files of 1,000 to 1,000,000 rows of 12 columns, and how much memory: no service needed.

Usage: make bench-tables                           (CSV up to 1,000,000 rows, XLSX up to 100,000)
       make bench-tables ARGS="--rows 1000 10000"
"""

from __future__ import annotations

import argparse
import csv
import platform
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

#: From so many rows on a workbook is left out: a sheet has no more than 1,048,576.
SHEET_ROWS = 100_000
NAMES = ("no", "kecamatan", "kode_desa", "tahun", "a", "b", "c", "d", "rasio", "luas_km2", "indeks", "tanggal")


def main() -> None:
    """Make the files, read each in a process of its own, and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--one", nargs=2, metavar=("FILE", "FORMAT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        _read(*asked.one)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| format | rows | processor s | s per 100,000 rows | peak MB |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for format, make, most in (("CSV", _csv, max(asked.rows)), ("XLSX", _xlsx, SHEET_ROWS)):
            for rows in (one for one in asked.rows if one <= most):
                path = Path(folder) / f"{rows}.{format.lower()}"
                make(path, rows)
                _measure(path, format, rows)
                path.unlink()


def _measure(path: Path, format: str, rows: int) -> None:
    command = [sys.executable, "-m", "benchmarks.tables", "--one", str(path), format]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    each = float(seconds) * 100_000 / rows
    print(f"| {format} | {rows:,} | {float(seconds):.2f} | {each:.2f} | {int(peak) / 1024:.0f} |", flush=True)


def _read(path: str, format: str) -> None:
    """Read, check, and hash one file; print processor time and peak memory of this process, its start included."""
    from ckanext.sdijember.tables.exchange.reader import read

    with open(path, "rb") as stream:
        outcome = read(stream, format)
    assert outcome.table is not None and outcome.loadable and outcome.table.sha256
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss)


def _rows(number: int) -> Iterator[Sequence[Any]]:
    chance = random.Random(1)
    yield NAMES
    for at in range(number):
        kecamatan = chance.randrange(1, 32)
        code = f"35.09.{kecamatan:02}.{2000 + chance.randrange(30)}"
        figures = [chance.randrange(10**6) for _ in range(4)]
        parts = [round(chance.random() * 1000, 2) for _ in range(3)]
        day = f"2024-{1 + at % 12:02}-{1 + at % 28:02}"
        yield (at, f"Kecamatan {kecamatan}", code, 2020 + at % 5, *figures, *parts, day)


def _csv(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_rows(number))


def _xlsx(path: Path, number: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in _rows(number):
        sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    main()
