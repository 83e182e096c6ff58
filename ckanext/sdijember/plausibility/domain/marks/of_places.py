"""Marks on rows: regions that are missing, doubled, not known or contradicted, and rows that stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ....kernel.domain.findings import N_
from ..gazetteer import AMBIGUOUS, DESA, NEAR, gazetteer, level_of
from ..mark import Examined, Mark, listed
from ..regions import Regions

_MISSING_KECAMATAN = N_(
    "{found} of {expected} kecamatan; missing: {names}. Add their rows (0 or “-” where there is none), or say why not."
)
_MISSING_DESA = N_(
    "{found} of {expected} desa/kelurahan; missing: {names}. Add their rows (0 or “-” where there is none), or say why "
    "not."
)
_DOUBLED_KEY = N_("{region} stands in the rows {rows}. Keep one row, or add the column that tells them apart.")
_DOUBLED_ROW = N_("The rows {rows} say the same in every cell. Take out what stands twice.")
_FEWER = N_("{names}: fewer or more rows than the {usual} of the other regions. Complete them, or say why it is so.")
_UNKNOWN = N_("“{text}” is no region of Jember that this list knows. Correct its spelling, or say what it is.")
_NEAR = N_("“{text}” is no region of Jember; {names} is alike. Correct its spelling, or say what it is.")
_AMBIGUOUS = N_("“{text}” may be {names}. Add the kecamatan or the code.")
_CONTRADICTION = N_("“{one}” says {place}, “{other}” says {other_place}. Correct the one that is wrong.")


def marks(seen: Examined) -> Iterator[Mark]:
    """Marks on rows and regions."""
    yield from _doubled(seen)
    regions = seen.regions
    if regions is None:
        return
    if regions.missing and regions.counts:
        yield _missing(seen, regions)
    yield from _uneven(seen, regions)
    for one in regions.unmatched:
        message = {AMBIGUOUS: _AMBIGUOUS, NEAR: _NEAR}.get(one.way, _UNKNOWN)
        names = listed([region_label(place.kode_kemendagri) for place in one.candidates])
        yield seen.on_cell(f"region-{one.way}", message, "warning", one.row, one.column, [one.text],
                           text=one.text, names=names)  # fmt: skip
    for wrong in regions.contradictions:
        place, other = wrong.place.kode_kemendagri, wrong.other_place.kode_kemendagri
        yield seen.on_cell("region-contradiction", _CONTRADICTION, "error", wrong.row, wrong.other, [place, other],
                           one=wrong.column.name, place=region_label(place), other=wrong.other.name,
                           other_place=region_label(other))  # fmt: skip


def _missing(seen: Examined, regions: Regions) -> Mark:
    names = [region_label(place.kode_kemendagri) for place in regions.missing]
    message = _MISSING_DESA if regions.level == DESA else _MISSING_KECAMATAN
    found = len(regions.expected) - len(regions.missing)
    codes = [place.kode_kemendagri for place in regions.missing]
    return seen.on_column("region-missing", message, "warning", regions.key, codes,
                          found=found, expected=len(regions.expected), names=listed(names))  # fmt: skip


def _doubled(seen: Examined) -> Iterator[Mark]:
    columns = seen.table.columns
    groups = seen.keys.doubled.values() if seen.keys.parts else _whole_rows(seen)
    for rows in groups:
        whole = Counter(tuple(column.codes[row] for column in columns) for row in rows)
        if len(whole) == 1:
            yield seen.on_rows("doubled-row", _DOUBLED_ROW, "error", rows, [str(len(rows))])
        elif seen.keys.parts:
            values = [column.text(row) for row in rows for column in seen.measures]
            yield seen.on_rows("doubled-key", _DOUBLED_KEY, "error", rows, values)


def _whole_rows(seen: Examined) -> Iterator[tuple[int, ...]]:
    """Rows that are alike, where no column tells rows apart and they are few: one mark for each."""
    counts = Counter(zip(*(column.codes for column in seen.table.columns), strict=True))
    again = {row for row, count in counts.items() if count > 1}
    if not again or len(again) * 4 > len(seen.table):
        return
    found: dict[tuple[int, ...], list[int]] = {}
    for at, row in enumerate(zip(*(column.codes for column in seen.table.columns), strict=True)):
        if row in again:
            found.setdefault(row, []).append(at)
    yield from map(tuple, found.values())


def _uneven(seen: Examined, regions: Regions) -> Iterator[Mark]:
    """Regions with another number of rows than nearly all others, where no key is doubled there."""
    counts = regions.counts
    usual, often = Counter(counts.values()).most_common(1)[0] if counts else (0, 0)
    if usual < 2 or often * 10 < len(counts) * 9 or often == len(counts):
        return
    doubled = {seen.keys.of(rows[0])[0] for rows in seen.keys.doubled.values()}
    odd = [code for code, count in counts.items() if count != usual and not (count > usual and code in doubled)]
    if odd:
        names = listed([region_label(code) for code in odd])
        yield seen.on_column("region-uneven", _FEWER, "warning", regions.key, odd, names=names, usual=usual)


def region_label(code: str) -> str:
    """Name of a region by its code of Kemendagri, with its kecamatan if it is a desa or kelurahan."""
    known = gazetteer()
    place = known.by_kemendagri.get(code)
    if place is None:
        return code
    parent = known.parent(place)
    return f"{place.nama} ({parent.nama})" if level_of(place) == DESA and parent else place.nama
