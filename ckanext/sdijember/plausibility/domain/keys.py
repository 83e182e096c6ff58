"""By what a row is known again in another table, and in this one when its rows have moved: never by its number."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...tables.domain.canonical import number
from ...tables.domain.cells import Kind, Value, text_of
from ...tables.domain.table import Column, Table
from .naming import is_code, is_measure, is_serial, is_time, plain
from .numbers import number as as_number
from .regions import Regions

#: So many columns of a table without regions are tried together.
_MOST_TOGETHER = 4
#: Rows may share a key up to this part of them; they are doubled, and the key is one all the same.
_DOUBLED = 10


def key_text(value: Value, raw: str = "") -> str:
    """A value as part of a key: 1 and 1.0 are one, blanks at its ends and double ones within do not count."""
    found = as_number(value)
    if found is not None:
        return number(found)
    return " ".join((raw if value is None else text_of(value)).split())


@dataclass(frozen=True)
class Part:
    """A column of a key.

    :param name: of the column, as names are compared
    :param texts: what its cells say; ``codes`` by row which of them
    """

    name: str
    column: Column
    texts: Sequence[str]
    codes: Sequence[int]


@dataclass(frozen=True)
class Keys:
    """What tells the rows of a table apart; without parts nothing does."""

    parts: tuple[Part, ...]
    rows: int

    def of(self, row: int) -> tuple[str, ...]:
        """The key of a row (index, from 0); its number where nothing tells rows apart."""
        return tuple(part.texts[part.codes[row]] for part in self.parts) or (f"#{row + 1}",)

    def lasting(self, row: int) -> tuple[str, ...]:
        """The key of a row, the same in whatever order the columns stand; empty where nothing tells rows apart."""
        parts = sorted(self.parts, key=lambda part: part.name)
        return tuple(part.texts[part.codes[row]] for part in parts)

    @cached_property
    def composites(self) -> Sequence[int]:
        """By row, a number that stands for its key."""
        return _composites(self.parts, self.rows)

    @cached_property
    def doubled(self) -> Mapping[int, tuple[int, ...]]:
        """Rows that share a key, by the number that stands for it."""
        if not self.parts:
            return {}
        again = {key for key, count in Counter(self.composites).items() if count > 1}
        found: dict[int, list[int]] = {}
        for row, key in enumerate(self.composites if again else ()):
            if key in again:
                found.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def index(self) -> dict[tuple[str, ...], int]:
        """Row by key; of rows that share one the first."""
        found: dict[tuple[str, ...], int] = {}
        for row in range(self.rows):
            found.setdefault(self.of(row), row)
        return found

    def without(self, names: Collection[str]) -> Keys:
        """The same without some of its columns."""
        return Keys(tuple(part for part in self.parts if part.name not in names), self.rows)


def keys_of(table: Table, regions: Regions | None = None, wanted: Sequence[str] = ()) -> Keys:
    """What tells the rows of a table apart.

    :param regions: what ``regions_of`` has found; a region counts by its code, however it is spelt
    :param wanted: names of columns that are the key, whatever the rows say
    """
    if wanted:
        named = [column for column in table.columns if plain(column.name) in set(map(plain, wanted))]
        return Keys(tuple(_part(column, regions) for column in named), len(table))
    best: tuple[Part, ...] = ()
    least = len(table)
    for parts in _candidates(table, regions):
        again = len(table) - len(set(_composites(parts, len(table))))
        if again == 0:
            return Keys(_needed(parts, len(table)), len(table))
        if again < least:
            best, least = parts, again
        if regions is not None and again <= max(1, len(table) // _DOUBLED) and len(table) > 2:
            return Keys(_needed(parts, len(table)), len(table))
    return Keys(_needed(best, len(table)) if least <= len(table) // _DOUBLED else (), len(table))


def _needed(parts: tuple[Part, ...], rows: int) -> tuple[Part, ...]:
    """A key without the columns that tell nothing more apart, those of the end first."""
    apart = len(set(_composites(parts, rows)))
    for part in reversed(parts):
        fewer = tuple(one for one in parts if one is not part)
        if fewer and len(set(_composites(fewer, rows))) == apart:
            parts = fewer
    return parts


def _candidates(table: Table, regions: Regions | None) -> Iterator[tuple[Part, ...]]:
    """Keys to be tried, those first that are likeliest."""
    of_regions = {id(one.column) for one in regions.columns} if regions else set()
    rest = [column for column in table.columns if id(column) not in of_regions and not is_serial(column)]
    times = [column for column in rest if is_time(column)]
    codes = [column for column in rest if is_code(column) and column not in times]
    words = [column for column in rest if column.kind in (Kind.TEXT, Kind.BOOLEAN) and column not in codes]
    parts = [_region_part(regions)] if regions else []
    if parts:
        yield tuple(parts)
    for column in [*times, *codes, *words]:
        parts.append(_part(column, regions))
        yield tuple(parts)
    others = [column for column in rest if column.kind is Kind.INTEGER and not is_measure(column)]
    others += [column for column in rest if column.kind is Kind.INTEGER and column not in others]
    if not regions:
        for length in range(1, min(len(rest), _MOST_TOGETHER) + 1):
            yield tuple(_part(column, None) for column in rest[:length])
    for column in others[:_MOST_TOGETHER]:
        if column not in times and column not in codes:
            parts.append(_part(column, regions))
            yield tuple(parts)


def _part(column: Column, regions: Regions | None) -> Part:
    if regions is not None and any(column is one.column for one in regions.columns if one.level == regions.level):
        return _region_part(regions)
    texts = [key_text(value, text_of(raw)) for value, raw in zip(column.values, column.cells, strict=True)]
    return Part(plain(column.name), column, *_merged(texts, column.codes))


def _region_part(regions: Regions) -> Part:
    """The regions of the rows; where one is not certain, what the row says of it."""
    column = regions.key
    texts: dict[tuple[str, str], int] = {}
    codes = array("l")
    seen: dict[tuple[int, int], int] = {}
    for pair in zip(regions.codes, column.codes, strict=True):
        at = seen.get(pair)
        if at is None:
            place = regions.matches[pair[0]].place
            said = (place.kode_kemendagri, "") if place else ("", key_text(None, text_of(column.cells[pair[1]])))
            at = seen[pair] = texts.setdefault(said, len(texts))
        codes.append(at)
    return Part("wilayah", column, [code or text for code, text in texts], codes)


def _merged(texts: Sequence[str], codes: Iterable[int]) -> tuple[list[str], Sequence[int]]:
    """Texts each once, and the codes that go with it."""
    known: dict[str, int] = {}
    new = [known.setdefault(text, len(known)) for text in texts]
    return list(known), array("l", (new[code] for code in codes))


def _composites(parts: Sequence[Part], rows: int) -> Sequence[int]:
    if not parts:
        return range(rows)
    found: list[int] = list(parts[0].codes)
    for part in parts[1:]:
        size = len(part.texts)
        found = [before * size + code for before, code in zip(found, part.codes, strict=True)]
    return found
