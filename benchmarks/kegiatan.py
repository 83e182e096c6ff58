"""How opening, saving and exporting a kegiatan grow with its variables, beside stock CKAN with as many resources.

Usage: make bench-kegiatan                        (50, 100 and 200 variables, 7 rounds)
       make bench-kegiatan ARGS="--rounds 3"
"""

from __future__ import annotations

from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, VARIABEL

from .frame import asked_for, head, run_side
from .pages import sides

SIZES = (50, 100, 200)
#: Operation → size → measured.
Side = dict[str, dict[str, dict[str, float]]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    asked = asked_for(rounds=7)
    answers = {"kegiatan": KEGIATAN, "variabel": VARIABEL, "indikator": INDIKATOR}
    found: Side = {}
    with sides() as (ours, stock):
        for name, ini in (("stock", stock), ("ours", ours)):
            found |= run_side("kegiatan_side", ini, name, asked.rounds, *SIZES, given=answers)
    print(_table(found, asked.rounds))


def _table(found: Side, rounds: int) -> str:
    sizes = [str(size) for size in SIZES]
    columns = [f"{unit} {size}" for unit in ("ms", "SQL", "MiB") for size in sizes]
    lines = head(f"{rounds} rounds, median", "", *columns)
    for operation, by_size in found.items():
        cells = [f"{by_size[size]['ms']:.0f}" for size in sizes]
        cells += [f"{by_size[size]['sql']:.0f}" for size in sizes]
        cells += [f"{by_size[size]['mib']:.1f}" for size in sizes]
        lines.append(f"| {operation} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
