"""What the marks on a table find and what they mark in vain: errors put into figures of BPS, and the time it takes.

Usage: make bench-plausibility                          (40 errors of each kind in each table)
       make bench-plausibility ARGS="--errors 10 --seed 7"

Figures: BPS Kabupaten Jember, Kecamatan Dalam Angka 2021. An error counts as found if a mark that was not there before
names its row; a mark that was not there before and names other rows alone is in vain.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ckanext.sdijember.plausibility.domain.difference import difference
from ckanext.sdijember.plausibility.domain.marks import Mark, marks
from ckanext.sdijember.plausibility.domain.profile import profiles
from ckanext.sdijember.tables.domain.table import Table
from tests.plausibility.samples import demo, rows_of, table

TABLES = (
    "penduduk-kecamatan-2020",
    "penduduk-desa-2020",
    "luas-desa-2020",
    "luas-kepadatan-kecamatan-2020",
    "rasio-jenis-kelamin-kecamatan-2020",
    "penduduk-per-desa-kecamatan-2020",
    "sd-kecamatan-2020",
    "sekolah-desa-2020",
)
#: Those with ratios, in which every figure that is no whole number can be worked out.
RATIOS = ("luas-kepadatan-kecamatan-2020", "rasio-jenis-kelamin-kecamatan-2020")
_PLACES = ("kode", "kecamatan", "desa", "jenis", "jenjang", "status", "tahun")
#: Numbers of rows for which the time is taken.
_SIZES = (1_000, 10_000, 100_000)

Rows = list[list[Any]]
#: What makes an error: given rows, a row and a column; it returns the rows of which one must be named, by index.
Change = Callable[[Rows, int, int, random.Random], "set[int] | None"]


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--rows", type=int, default=max(_SIZES))
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    print("Marks on the figures as they are printed\n\n| table | cells | marks |\n|---|---:|---|")
    for name in TABLES:
        given = demo(name)
        counted = Counter(one.code for one in marks(given))
        print(f"| {name} | {len(given) * len(given.columns)} | {dict(counted) or 'none'} |")
    for with_last_year in (False, True):
        _errors(asked.errors, chance, with_last_year)
    _times(asked.rows)


def _errors(number: int, chance: random.Random, with_last_year: bool) -> None:
    print(f"\nErrors put in, {'with' if with_last_year else 'without'} last year's table\n")
    print("| error | put in | found | recall | marks in vain |\n|---|---:|---:|---:|---:|")
    true = vain = 0
    for label, change in ERRORS.items():
        done = found = in_vain = 0
        for name in RATIOS if "ratio" in label else TABLES:
            given = demo(name)
            earlier = _last_year(given, chance) if with_last_year else None
            before = {one.identity for one in marks(given, earlier)}
            for _ in range(number):
                result = _one(given, earlier, before, change, chance)
                if result:
                    done, found, in_vain = done + 1, found + bool(result[0]), in_vain + result[1]
                    true, vain = true + result[0], vain + result[1]
        print(f"| {label} | {done} | {found} | {found / max(1, done):.2f} | {in_vain} |")
    share = true / max(1, true + vain)
    print(f"\nPrecision over all marks that the errors brought: {share:.3f} ({true} right, {vain} in vain)")


def _one(
    given: Table, earlier: Table | None, before: set[str], change: Change, chance: random.Random
) -> tuple[int, int] | None:
    """Put one error into a table: how many new marks name it, and how many do not."""
    names = [column.name for column in given.columns]
    figures = [at for at, name in enumerate(names) if not name.startswith(_PLACES)]
    rows = rows_of(given)
    wrong = change(rows, chance.randrange(len(rows)), chance.choice(figures), chance)
    if wrong is None:
        return None
    made = table(names, rows)
    new = [one for one in marks(made, earlier) if one.identity not in before]
    named = [_names(one, made, wrong) for one in new]
    return sum(named), len(named) - sum(named)


def _names(mark: Mark, made: Table, rows: set[int]) -> bool:
    """Whether a mark is about one of the rows; one about a whole column or table is, if it is about rows at all."""
    return not mark.rows or bool({made.rows[row] for row in rows if row < len(made)} & set(mark.rows))


def _last_year(given: Table, chance: random.Random) -> Table:
    """Figures of a year before: each a little smaller or larger, and the sums with them."""
    names = [column.name for column in given.columns]
    rows = rows_of(given)
    for row in rows:
        for at, name in enumerate(names):
            if name == "tahun":
                row[at] = 2019
            elif type(row[at]) is int and not name.startswith(_PLACES):
                row[at] = round(row[at] * chance.gauss(0.99, 0.01))
    return table(names, rows)


def _figure(change: Callable[[Any, random.Random], Any]) -> Change:
    """An error of one figure; none where it would change nothing."""

    def made(rows: Rows, row: int, column: int, chance: random.Random) -> set[int] | None:
        value = rows[row][column]
        if isinstance(value, str) or not value:
            return None
        rows[row][column] = change(value, chance)
        return {row} if rows[row][column] != value else None

    return made


def _swapped_digits(value: Any, chance: random.Random) -> Any:
    text = list(str(value))
    places = [at for at in range(len(text) - 1) if text[at].isdigit() and text[at + 1].isdigit()]
    if places:
        at = chance.choice(places)
        text[at], text[at + 1] = text[at + 1], text[at]
    return type(value)("".join(text))


def _other_column(rows: Rows, row: int, column: int, chance: random.Random) -> set[int] | None:
    beside = column - 1
    if type(rows[row][beside]) is not type(rows[row][column]) or rows[row][beside] == rows[row][column]:
        return None
    rows[row][column], rows[row][beside] = rows[row][beside], rows[row][column]
    return {row}


def _row_twice(rows: Rows, row: int, column: int, chance: random.Random) -> set[int]:
    rows.append(list(rows[row]))
    return {row, len(rows) - 1}


def _row_gone(rows: Rows, row: int, column: int, chance: random.Random) -> set[int]:
    del rows[row]
    return set()


def _other_place(rows: Rows, row: int, column: int, chance: random.Random) -> set[int] | None:
    other = chance.randrange(len(rows))
    if rows[other][0] == rows[row][0]:
        return None
    rows[row][0] = rows[other][0]
    return {row, other}


def _block_copied(rows: Rows, row: int, column: int, chance: random.Random) -> set[int] | None:
    start = row - row % 7
    if start < 7 or start + 7 > len(rows):
        return None
    for at in range(7):
        rows[start + at][column] = rows[start + at - 7][column]
    return set(range(start - 7, start + 7))


ERRORS: dict[str, Change] = {
    "a digit too many": _figure(lambda value, chance: value * 10 + chance.randrange(10)),
    "a digit too few": _figure(lambda value, chance: value // 10 if type(value) is int else value / Decimal(10)),
    "the point taken for a comma (÷ 1000)": _figure(lambda value, chance: Decimal(value) / 1000),
    "two digits changed about": _figure(_swapped_digits),
    "a minus": _figure(lambda value, chance: -value),
    "a figure made half as large again": _figure(lambda value, chance: type(value)(value * 3 / 2)),
    "a ratio made wrong (× 1.39)": _figure(
        lambda value, chance: value if type(value) is int else round(value * Decimal("1.3881"), 2)
    ),
    "two columns changed about": _other_column,
    "a row twice": _row_twice,
    "a row gone": _row_gone,
    "the code of another region": _other_place,
    "figures of seven rows copied": _block_copied,
}


def _times(most: int) -> None:
    print("\n| rows | profile, CPU s | marks, CPU s | difference, CPU s | peak RSS, MiB |\n|---:|---:|---:|---:|---:|")
    given = demo("sekolah-desa-2020")
    names, rows = [column.name for column in given.columns], rows_of(given)
    for size in _SIZES:
        if size > most:
            continue
        many = [[*row[:-1], 1900 + at // len(rows)] for at, row in enumerate((rows * (size // len(rows) + 1))[:size])]
        made = table(names, many)
        spent = [_cpu(lambda made=made: profiles(made)), _cpu(lambda made=made: marks(made))]
        spent.append(_cpu(lambda made=made: difference(made, made)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size} | " + " | ".join(f"{one:.2f}" for one in spent) + f" | {peak:.0f} |")


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
