"""How opening, saving and exporting a kegiatan grow with its variables, beside stock CKAN with as many resources.

Usage: make bench-kegiatan                        (50, 100 and 200 variables, 7 rounds)
       make bench-kegiatan ARGS="--rounds 3"
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from typing import Any

from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, VARIABEL

from .pages import sides

SIZES = (50, 100, 200)
#: Operation → size → measured.
Side = dict[str, dict[str, dict[str, float]]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with sides() as (ours, stock):
        print(_table({**_side("stock", stock, asked.rounds), **_side("ours", ours, asked.rounds)}, asked.rounds))


def _side(name: str, ini: Any, rounds: int) -> Side:
    """Measure one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.kegiatan_side", name, str(rounds), *map(str, SIZES)]
    environment = os.environ | {"CKAN_INI": str(ini)}
    answers = json.dumps({"kegiatan": KEGIATAN, "variabel": VARIABEL, "indikator": INDIKATOR})
    found = subprocess.run(command, env=environment, input=answers, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])


def _table(found: Side, rounds: int) -> str:
    sizes = [str(size) for size in SIZES]
    lines = [
        f"{rounds} rounds, median; {os.cpu_count()} cores, Python {platform.python_version()}",
        "",
        "| | " + " | ".join(f"ms {size}" for size in sizes) + " | " + " | ".join(f"SQL {size}" for size in sizes)
        + " | " + " | ".join(f"MiB {size}" for size in sizes) + " |",
        "| --- |" + " --- |" * (3 * len(sizes)),
    ]  # fmt: skip
    for operation, by_size in found.items():
        cells = [f"{by_size[size]['ms']:.0f}" for size in sizes]
        cells += [f"{by_size[size]['sql']:.0f}" for size in sizes]
        cells += [f"{by_size[size]['mib']:.1f}" for size in sizes]
        lines.append(f"| {operation} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
