"""Which columns of a table name regions, which region each row is about, and which of them are missing."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...codes.domain.codelists import Wilayah
from ...tables.domain.cells import Kind, text_of
from ...tables.domain.table import Column, Table
from .gazetteer import (
    AMBIGUOUS,
    BPS,
    CODE,
    DESA,
    KABUPATEN,
    KECAMATAN,
    KEMENDAGRI,
    LEVELS,
    NAME,
    NEAR,
    NOTHING,
    TOTAL,
    UNKNOWN,
    Gazetteer,
    Match,
    gazetteer,
    is_total,
    level_of,
)
from .naming import words

#: Share of the distinct cells of a column that must be regions for it to name regions.
_ENOUGH = 0.6
#: No column of regions has more distinct cells, in however many spellings.
_MOST_CELLS = 5000
_HINTS = {
    KABUPATEN: frozenset({"kabupaten", "kab", "kota"}),
    KECAMATAN: frozenset({"kecamatan", "kec"}),
    DESA: frozenset({"desa", "kelurahan", "kel"}),
}


@dataclass(frozen=True)
class RegionColumn:
    """A column that names regions.

    :param level: KABUPATEN, KECAMATAN or DESA
    :param system: KEMENDAGRI, BPS or NAME
    """

    column: Column
    level: str
    system: str


@dataclass(frozen=True)
class Unmatched:
    """A cell that should name a region and names none for certain.

    :param row: index of the first row that holds it; ``count`` how many rows do
    :param candidates: which it may be
    """

    text: str
    column: Column
    row: int
    count: int
    way: str
    candidates: tuple[Wilayah, ...]


@dataclass(frozen=True)
class Contradiction:
    """A row of which two columns name regions that cannot both be right."""

    row: int
    column: Column
    place: Wilayah
    other: Column
    other_place: Wilayah


@dataclass(frozen=True)
class Regions:
    """The regions of a table.

    :param columns: those that name regions, of all levels
    :param level: the finest of them
    :param key: the column by which rows are known: the codes if there are any
    :param matches: distinct ones; ``codes`` says by row which it is
    :param expected: the regions that a whole table of this kind has
    """

    columns: tuple[RegionColumn, ...]
    level: str
    key: Column
    matches: Sequence[Match]
    codes: Sequence[int]
    all: tuple[Wilayah, ...]
    expected: tuple[Wilayah, ...]
    unmatched: tuple[Unmatched, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def match(self, row: int) -> Match:
        """What a row (index, from 0) says of its region."""
        return self.matches[self.codes[row]]

    def place(self, row: int) -> Wilayah | None:
        """The region of a row; None if it is not certain."""
        return self.match(row).place

    def totals(self) -> list[int]:
        """Indexes of the rows that are sums of others."""
        sums = {at for at, match in enumerate(self.matches) if match.way == TOTAL}
        return [row for row, code in enumerate(self.codes) if code in sums] if sums else []

    @property
    def counts(self) -> Counter[str]:
        """How many rows each region has, by its code of Kemendagri."""
        rows = Counter(self.codes)
        found: Counter[str] = Counter()
        for at, match in enumerate(self.matches):
            if match.place is not None and rows[at]:
                found[match.place.kode_kemendagri] += rows[at]
        return found

    @property
    def missing(self) -> tuple[Wilayah, ...]:
        """Expected regions that no row is about."""
        there = self.counts
        return tuple(place for place in self.expected if place.kode_kemendagri not in there)


def regions_of(table: Table, known: Gazetteer | None = None) -> Regions | None:
    """The regions that a table is about; None if no column names any.

    :param known: the regions that hold for its data; default those of today
    """
    known = known or gazetteer()
    columns = tuple(found for column in table.columns if (found := region_column(column, known)))
    if not columns:
        return None
    level = max((one.level for one in columns), key=LEVELS.index)
    finest = sorted((one for one in columns if one.level == level), key=lambda one: one.system == NAME)
    above = sorted((one for one in columns if one.level == KECAMATAN), key=lambda one: one.system == NAME)
    parents = _resolved(above, known, None) if level == DESA and above else None
    matches, codes = _resolved(finest, known, parents)
    places = [match.place for match in matches if match.place is not None]
    every = tuple(known.of_level(level))
    return Regions(
        columns,
        level,
        finest[0].column,
        matches,
        codes,
        every,
        _expected(every, places),
        tuple(_unmatched(finest, matches, codes)),
        tuple(_contradictions(columns, matches, codes, known)),
    )


def region_column(column: Column, known: Gazetteer) -> RegionColumn | None:
    """Which regions a column names, if it does."""
    if column.kind not in (Kind.TEXT, Kind.CODE, Kind.INTEGER) or not 0 < len(column.cells) <= _MOST_CELLS:
        return None
    texts = {text_of(raw).strip() for at, raw in enumerate(column.cells) if at not in column.voids}
    texts = {text for text in texts if text and not is_total(text)}
    said = set(words(column.name))
    hinted = [level for level in LEVELS if said & _HINTS[level]]
    if not texts:
        return None
    votes = _code_votes(texts, known)
    if column.kind is not Kind.INTEGER:
        votes += Counter(
            {(NAME, level): sum(known.is_name(text, level) for text in texts) for level in (KECAMATAN, DESA)}
        )
    if not votes:
        return None
    (system, level), count = max(votes.items(), key=lambda one: (one[1], one[0][1] in hinted, one[0][1] == KECAMATAN))
    if count < _ENOUGH * len(texts) or (system == NAME and not hinted and count < 3):
        return None
    return RegionColumn(column, level, system)


def _code_votes(texts: set[str], known: Gazetteer) -> Counter[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for system in (KEMENDAGRI, BPS):
            place = known.by_code(text, system)
            if place is not None and level_of(place) != KABUPATEN:
                votes[system, level_of(place)] += 1
    return votes


def _resolved(
    columns: Sequence[RegionColumn], known: Gazetteer, parents: tuple[Sequence[Match], Sequence[int]] | None
) -> tuple[list[Match], Sequence[int]]:
    """What each row says: the first of the columns that names a region for certain, with the kecamatan's help."""
    seen: dict[tuple[int, ...], int] = {}
    matches: list[Match] = []
    codes = array("l")
    within = parents[1] if parents else [0] * len(columns[0].column)
    for row in zip(within, *(one.column.codes for one in columns), strict=True):
        at = seen.get(row)
        if at is None:
            parent = parents[0][row[0]].place if parents else None
            at = seen[row] = len(matches)
            matches.append(_match(columns, row[1:], known, parent))
        codes.append(at)
    return matches, codes


def _match(columns: Sequence[RegionColumn], row: Sequence[int], known: Gazetteer, parent: Wilayah | None) -> Match:
    found = [
        _cell_match(one, code, known, parent if one.system == NAME else None)
        for one, code in zip(columns, row, strict=True)
    ]
    certain = next((match for match in found if match.place is not None), None)
    return certain or min(found, key=lambda match: (TOTAL, AMBIGUOUS, NEAR, UNKNOWN, NOTHING).index(match.way))


def _cell_match(one: RegionColumn, code: int, known: Gazetteer, parent: Wilayah | None) -> Match:
    if code in one.column.voids:
        return Match(NOTHING)
    text = text_of(one.column.cells[code])
    if one.system == NAME:
        return known.by_name(text, one.level, parent)
    place = known.by_code(text, one.system) or known.by_code(text)
    if place is not None:
        return Match(CODE, place) if level_of(place) == one.level else Match(TOTAL)
    return Match(TOTAL if is_total(text) else UNKNOWN)


def _expected(every: tuple[Wilayah, ...], places: Sequence[Wilayah]) -> tuple[Wilayah, ...]:
    """All regions of the level; only those of its kecamatan if the table is about a few of them."""
    within = {place.kode_induk for place in places}
    if len(within) * 2 > len({place.kode_induk for place in every}) or not within:
        return every
    return tuple(place for place in every if place.kode_induk in within)


def _unmatched(columns: Sequence[RegionColumn], matches: Sequence[Match], codes: Sequence[int]) -> Iterator[Unmatched]:
    """Cells of rows whose region is not certain, each once."""
    open_ = {at for at, match in enumerate(matches) if match.way in (NEAR, AMBIGUOUS, UNKNOWN)}
    found: dict[tuple[str, int], list[int]] = {}
    column = columns[-1].column
    for row, at in enumerate(codes):
        if at in open_:
            found.setdefault((column.text(row), at), []).append(row)
    for (text, at), rows in found.items():
        yield Unmatched(text, column, rows[0], len(rows), matches[at].way, matches[at].candidates)


def _contradictions(
    columns: Sequence[RegionColumn], matches: Sequence[Match], codes: Sequence[int], known: Gazetteer
) -> Iterator[Contradiction]:
    """Rows whose columns name regions of which neither lies in the other."""
    key = next(one for one in columns if one.level == max((c.level for c in columns), key=LEVELS.index))
    for other in columns:
        wrong = {
            pair: (place, named)
            for pair in set(zip(codes, other.column.codes, strict=True))
            if (place := matches[pair[0]].place) and (named := _against(place, other, pair[1], known))
        }
        if wrong:
            for row, pair in enumerate(zip(codes, other.column.codes, strict=True)):
                if pair in wrong:
                    yield Contradiction(row, key.column, wrong[pair][0], other.column, wrong[pair][1])


def _against(place: Wilayah, other: RegionColumn, code: int, known: Gazetteer) -> Wilayah | None:
    """The region that a cell names, if the row's region is another and does not lie in it."""
    same = place if level_of(place) == other.level else known.parent(place)
    match = _cell_match(other, code, known, None)
    if match.way == AMBIGUOUS and same not in match.candidates:
        return match.candidates[0]
    named = match.place
    return named if named is not None and named != same and level_of(named) == other.level else None
