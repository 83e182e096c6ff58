"""Statistical disclosure: counts so small that they tell who is meant, and those that follow from their totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...kernel.domain.findings import N_
from ...tables.domain.cells import Kind
from ...tables.domain.table import Column
from .gazetteer import DESA, gazetteer
from .linear import Cell, Equation, follows
from .mark import Examined, Mark, listed
from .naming import is_ratio, plain, words
from .relations import adds_up
from .suppression import SMALL, Suppression, suppress

#: Urusan in which to be counted is a secret: health, public order, social affairs, women's and children's protection.
SENSITIVE = frozenset({"1.02", "1.05", "1.06", "2.08"})
#: Codes of the list ``dasar_pembatasan`` on which such counts may be withheld.
GROUNDS = ("uu-14-2008-17h", "uu-16-1997-21", "uu-27-2022", "uu-24-2013")
#: Columns that divide the people of a desa further.
_BELOW = frozenset({"rt", "rw", "dusun", "dukuh", "lingkungan", "posyandu", "pedukuhan"})
_PERSONS = frozenset(
    [
        *("orang", "jiwa", "kasus", "penderita", "pasien", "korban", "balita", "bayi", "anak", "ibu", "lansia", "kk"),
        *("keluarga", "penduduk", "tersangka", "pelaku", "penyandang", "peserta", "kematian", "kelahiran", "odgj"),
    ]
)
_THINGS = frozenset(
    [
        *("sekolah", "puskesmas", "posyandu", "pustu", "polindes", "poskesdes", "klinik", "apotek", "apotik", "rumah"),
        *("rs", "rsu", "fasilitas", "faskes", "sarana", "prasarana", "unit", "bangunan", "kendaraan", "luas", "ha"),
        *("dana", "anggaran", "rp", "rupiah", "biaya", "desa", "kelurahan", "dusun", "rt", "rw", "pos", "panti"),
        *("guru", "dokter", "bidan", "perawat", "tenaga", "petugas", "kader", "dosis", "vial", "ekor", "ton", "km2"),
    ]
)
#: With more cells in question, only the small counts themselves are named.
_MOST_CELLS = 5000

_SMALL = N_(
    "“{column}”: {count} counts of 1 to 4 persons ({regions}) tell who is meant. Merge rows or columns, leave the "
    "cells out together with a second one in each sum, or name the legal ground on which they are published."
)
_FOLLOWS = N_(
    "“{column}”: {count} cells that are left out ({regions}) follow from their totals and are 1 to 4 persons. Leave a "
    "second cell out in each sum, merge, or name the legal ground on which they are published."
)


@dataclass(frozen=True)
class Disclosure:
    """What a table tells about few persons.

    :param small: cells that hold 1 to 4 persons
    :param follows: cells that are left out, and are known to be 1 to 4 persons all the same
    :param suppression: which cells to leave out, as a proposal
    :param merges: by column, the column of the same total to merge it with
    :param kecamatan: codes of the kecamatan to which the desa concerned could be merged
    """

    small: Mapping[Cell, int] = field(default_factory=dict)
    follows: Mapping[Cell, int] = field(default_factory=dict)
    suppression: Suppression = field(default_factory=lambda: Suppression({}))
    merges: Mapping[str, str] = field(default_factory=dict)
    kecamatan: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.small or self.follows)


def is_sensitive(seen: Examined, urusan: Collection[str]) -> bool:
    """Whether a table is about people of a desa or a part of it, in a matter in which they must not be known."""
    if not SENSITIVE.intersection(urusan):
        return False
    below = any(_BELOW.intersection(words(column.name)) for column in seen.table.columns)
    return below or (seen.regions is not None and seen.regions.level == DESA)


def counts_persons(column: Column, unit: str = "") -> bool:
    """Whether a column counts persons; by its unit, and where none is declared by its name, in doubt yes."""
    if column.kind is not Kind.INTEGER or is_ratio(column):
        return False
    said = set(words(unit)) or set(words(column.name))
    return bool(said & _PERSONS) or not said & _THINGS


def disclosure(seen: Examined, urusan: Collection[str], units: Mapping[str, str] | None = None) -> Disclosure:
    """What a table tells about few persons; nothing if it is about no such matter.

    :param urusan: codes of the bidang urusan of the dataset
    :param units: unit of each column by its name, as the dictionary declares it
    """
    if not is_sensitive(seen, urusan):
        return Disclosure()
    given = {plain(name): unit for name, unit in (units or {}).items()}
    persons = [one for one in seen.measures if counts_persons(one, given.get(plain(one.name), ""))]
    values = _values(seen, persons)
    totals = set(seen.total_rows)
    small = {cell: value for cell, value in values.items() if value in SMALL and cell[0] not in totals}
    equations = list(_equations(seen, persons))
    cells = {cell for total, parts in equations for cell in (total, *parts)}
    hidden = {cell for cell in cells if cell not in values}
    if len(hidden) + len(small) > _MOST_CELLS:
        return Disclosure(small)
    known = follows(equations, values, hidden)
    told = {cell: value for cell, value in known.items() if value in SMALL and cell[0] not in totals}
    # What is left out and cannot be worked out has no value that a proposal could reckon with: it stays out.
    asked = suppress(equations, values | known, {*small, *told}, hidden) if small or told else Suppression({})
    return Disclosure(small, told, asked, _merges(seen, {*small, *told}), _kecamatan(seen, {*small, *told}))


def marks(seen: Examined, found: Disclosure) -> Iterator[Mark]:
    """A mark for each column with such cells: one sentence answers it while they stay as they are."""
    for code, message, cells in (
        ("disclosure-small", _SMALL, found.small),
        ("disclosure-follows", _FOLLOWS, found.follows),
    ):
        for column in seen.measures:
            rows = sorted(row for row, position in cells if position == column.position)
            if rows:
                yield _mark(seen, code, message, column, rows, [cells[row, column.position] for row in rows])


def _mark(seen: Examined, code: str, message: str, column: Column, rows: Sequence[int], values: Sequence[int]) -> Mark:
    said = [f"{'|'.join(seen.keys.lasting(row))}={value}" for row, value in zip(rows, values, strict=True)]
    regions = listed([seen.label(row) for row in rows])
    mark = seen.on_column(code, message, "error", column, said, count=len(rows), regions=regions)
    return mark.at([seen.table.rows[row] for row in rows])


def _values(seen: Examined, columns: Sequence[Column]) -> dict[Cell, int]:
    """Whole numbers by cell."""
    return {
        (row, column.position): value
        for column in columns
        for row, value in enumerate(column)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 60
    }


def _equations(seen: Examined, columns: Sequence[Column]) -> Iterator[Equation]:
    """Sums across columns in each row that does not break them, and down the columns to rows of totals."""
    wanted = {column.position for column in columns}
    for relation in seen.sums:
        if {relation.total.position, *(part.position for part in relation.parts)} <= wanted:
            whole = [relation.total, *relation.parts]
            broken = {row for row in relation.fails if all(column.void(row) is None for column in whole)}
            for row in range(len(seen.table)):
                if row not in broken:
                    yield (row, relation.total.position), tuple((row, part.position) for part in relation.parts)
    for total, since in seen.totalled:
        for column in columns:
            rows = next((rows for rows in (since, seen.rows) if _may_add_up(column, total, rows)), None)
            if rows:
                yield (total, column.position), tuple((row, column.position) for row in rows)


def _may_add_up(column: Column, total: int, rows: Sequence[int]) -> bool:
    """Whether a row can be the sum of others: it is, or some of them are left out and the rest does not pass it."""
    whole, parts = column.value(total), [column.value(row) for row in rows]
    known = [part for part in parts if isinstance(part, int)]
    if not isinstance(whole, int) or not known:
        return False
    if len(known) == len(parts):
        return adds_up(whole, known)
    return 0 <= whole - sum(known) <= max(20, SMALL[-1] * (len(parts) - len(known)), whole // 2)


def _merges(seen: Examined, cells: Collection[Cell]) -> dict[str, str]:
    """By column with such cells, the smallest other part of its total."""
    found: dict[str, str] = {}
    positions = {position for _, position in cells}
    for relation in seen.sums:
        for part in relation.parts:
            others = [one for one in relation.parts if one is not part]
            if part.position in positions and others:
                sizes = {one.position: sum(value or 0 for value in seen.figures_of(one)) for one in others}
                best = min(others, key=lambda one: (sizes[one.position], one.position))
                found.setdefault(part.name, best.name)
    return found


def _kecamatan(seen: Examined, cells: Collection[Cell]) -> tuple[str, ...]:
    if seen.regions is None:
        return ()
    places = {place for row, _ in cells if (place := seen.regions.place(row)) is not None}
    known = gazetteer()
    return tuple(sorted({place.kode_induk for place in places if place.kode_induk in known.by_kemendagri}))
