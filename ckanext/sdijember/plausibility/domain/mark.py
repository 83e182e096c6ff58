"""A mark on a table: what is not plausible, where it stands, and by what it is known again while its cell stays."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from ...kernel.domain.findings import Level, Named
from ...tables.domain.canonical import number as plain_number
from ...tables.domain.cells import Kind, Value, address, text_of
from ...tables.domain.remarks import FIELD, Remark
from ...tables.domain.table import Column, Table
from .gazetteer import is_sum
from .keys import Keys, key_text, keys_of
from .naming import is_measure, plain
from .numbers import Number, by_row
from .regions import Regions, regions_of
from .relations import Figures, Ratio, Sum, ratios, sums

#: So many names or rows are written out in a message.
_NAMED = 8
_MOST_TOTALS = 300


@dataclass(frozen=True)
class Mark(Remark):
    """Something that the producer has to answer ("error") or should look at ("warning").

    An error cannot be right as it stands, and yet its producer may have a reason for it; it keeps no table from being
    loaded, only from being submitted without a word.

    :param column: name of the column; empty if it is about rows or the whole table
    :param key: of the row, as ``Keys.lasting`` gives it; empty if it is about a column
    :param values: what was looked at, as text
    :param rows: numbers of the rows in their sheet
    """

    column: str = ""
    key: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def identity(self) -> str:
        """What an answer is attached to: the same while kind, column, row and figures are, wherever the row stands."""
        said = [self.code, plain(self.column), list(self.key), list(self.values)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def at(self, rows: Sequence[int]) -> Mark:
        """The same with the numbers of the rows that it is about."""
        return replace(self, rows=tuple(rows))

    def stored(self) -> dict[str, Any]:
        """The mark as JSON keeps it; figures in both languages."""
        params = {name: dict(value.label) if isinstance(value, Named) else value for name, value in self.params.items()}
        return super().stored() | {
            "params": params,
            "identity": self.identity,
            "column": self.column,
            "key": list(self.key),
            "values": list(self.values),
            "rows": list(self.rows),
        }


class Examined:
    """A table with what every examination of it needs, found once.

    :param regions: what ``regions_of`` has found; looked for if not given
    """

    def __init__(self, table: Table, regions: Regions | None = None):
        self.table = table
        self.regions = regions if regions is not None else regions_of(table)

    @cached_property
    def keys(self) -> Keys:
        """What tells the rows apart."""
        return keys_of(self.table, self.regions)

    @cached_property
    def measures(self) -> tuple[Column, ...]:
        """Columns of figures: neither regions, times, codes nor part of the key."""
        apart = {id(one.column) for one in self.regions.columns} if self.regions else set()
        apart |= {id(part.column) for part in self.keys.parts}
        return tuple(one for one in self.table.columns if is_measure(one) and id(one) not in apart)

    @cached_property
    def figures(self) -> tuple[Figures, ...]:
        """Numbers of the measures by row, in their order; a dash is 0."""
        return tuple(by_row(column, dashes=True) for column in self.measures)

    @cached_property
    def total_rows(self) -> tuple[int, ...]:
        """Indexes of the rows that are sums of others; without regions, those that the first text says so of."""
        if self.regions:
            return tuple(self.regions.totals())
        column = next((one for one in self.table.columns if one.kind is Kind.TEXT), None)
        if column is None:
            return ()
        sums = {at for at, raw in enumerate(column.cells) if at not in column.voids and is_sum(text_of(raw))}
        found = [row for row, code in enumerate(column.codes) if code in sums] if sums else []
        return tuple(found) if len(found) * 2 < len(self.table) else ()

    @cached_property
    def totalled(self) -> list[tuple[int, Sequence[int]]]:
        """Rows of totals, each with the rows between it and the total before it; of many the first."""
        rows, found, start = self.rows, [], 0
        for total in self.total_rows[:_MOST_TOTALS]:
            stop = bisect_left(rows, total)
            found.append((total, rows[start:stop]))
            start = stop
        return found

    @cached_property
    def rows(self) -> Sequence[int]:
        """Indexes of all other rows."""
        out = set(self.total_rows)
        return [row for row in range(len(self.table)) if row not in out] if out else range(len(self.table))

    @cached_property
    def sums(self) -> list[Sum]:
        """Columns that are sums of others."""
        return sums(self.measures, self.figures, self.rows)

    @cached_property
    def ratios(self) -> list[Ratio]:
        """Columns that are ratios of others."""
        return ratios(self.measures, self.figures, self.rows)

    def figures_of(self, column: Column) -> Figures:
        """Numbers of one of the measures by row."""
        return self.figures[next(at for at, one in enumerate(self.measures) if one is column)]

    def on_cell(
        self, code: str, message: str, level: Level, row: int, column: Column, values: Sequence[Value], **params: Any
    ) -> Mark:
        """A mark on one cell."""
        said = {"region": self.label(row), "column": column.name} | params
        return Mark(
            FIELD,
            message,
            said,
            level,
            code=code,
            sheet=self.table.sheet,
            cell=self.table.where(row, column),
            column=column.name,
            key=self.keys.lasting(row),
            values=tuple(key_text(value) for value in values),
            rows=(self.table.rows[row],),
        )

    def on_rows(
        self, code: str, message: str, level: Level, rows: Sequence[int], values: Sequence[str], **params: Any
    ) -> Mark:
        """A mark on rows as a whole; the first names them."""
        numbers = tuple(self.table.rows[row] for row in rows)
        return Mark(
            FIELD,
            message,
            {"rows": listed(list(map(str, numbers))), "region": self.label(rows[0])} | params,
            level,
            code=code,
            sheet=self.table.sheet,
            cell=str(numbers[0]),
            key=self.keys.lasting(rows[0]),
            values=tuple(values),
            rows=numbers,
        )

    def on_column(
        self, code: str, message: str, level: Level, column: Column, values: Sequence[Any], **params: Any
    ) -> Mark:
        """A mark on a column as a whole."""
        return Mark(
            FIELD,
            message,
            {"column": column.name} | params,
            level,
            code=code,
            sheet=self.table.sheet,
            cell=address(0, column.position),
            column=column.name,
            values=tuple(map(str, values)),
        )

    def label(self, row: int) -> str:
        """A row as people call it: the name of its region and the rest of its key, or its number."""
        place = self.regions.place(row) if self.regions else None
        if not self.keys.parts:
            return place.nama if place else str(self.table.rows[row])
        said = [place.nama if part.name == "wilayah" and place else part.texts[part.codes[row]]
                for part in self.keys.parts]  # fmt: skip
        return ", ".join(text for text in said if text) or str(self.table.rows[row])


def figure(value: Number, places: int | None = None) -> Named:
    """A number as each language writes it: 132.802,5 and 132,802.5.

    :param places: decimals at most; all it has if not given
    """
    shown = value
    if places is not None and isinstance(value, Decimal):
        shown = Decimal(f"{value:.{places}f}")
    whole, _, rest = plain_number(shown).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = []
    while len(digits) > 3:
        digits, group = digits[:-3], digits[-3:]
        groups.insert(0, group)
    groups.insert(0, digits)
    english = sign + ",".join(groups) + (f".{rest}" if rest else "")
    return Named({"en": english, "id": english.translate({44: ".", 46: ","})})


def listed(names: Sequence[str]) -> str:
    """Names in a row; of many the first, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    return f"{shown} (+{len(names) - _NAMED})" if len(names) > _NAMED else shown
