"""The table out of a sheet: layout, names, kinds and every remark, with a producer's decisions before our own."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from . import header, layout, notices
from .cell_notices import on_column
from .cells import Kind, Raw, Value, Void, text_of, void_of
from .decisions import Decision, Decisions
from .declared import Declared, Dictionary, key
from .grid import BeyondLimitError, Grid
from .limits import Limits
from .remarks import Remark
from .table import Column, Table
from .values import kinds
from .values.parse import parse


@dataclass
class Draft:
    """A table being made.

    :param decisions: what was decided before: encoding, sheet …
    :param fixed: the producer's corrections
    """

    grid: Grid
    format: str
    decisions: Decisions
    fixed: Decisions
    dictionary: Dictionary
    limits: Limits
    remarks: list[Remark] = field(default_factory=list)


def assemble(draft: Draft) -> Table | None:
    """The table of a sheet; what is wrong or uncertain is added to ``draft.remarks``.

    :returns: None if there are no rows of data
    :raises BeyondLimitError: there are more columns or rows than are taken
    """
    grid = draft.grid
    place = _placed(draft)
    if place is None:
        return None
    names = header.read(grid, place, draft.fixed)
    rows = _rows(grid, place)
    if not rows:
        draft.remarks.append(notices.no_data(grid.name))
        return None
    shown = [one for one in names if one.text or not _is_empty(grid, one.position, rows)]
    if len(shown) > draft.limits.columns:
        raise BeyondLimitError("columns", len(shown), draft.limits.columns)
    if len(rows) > draft.limits.rows:
        raise BeyondLimitError("rows", len(rows), draft.limits.rows)
    shown = header.stored(shown)
    draft.remarks += notices.on_layout(grid, place, rows)
    draft.remarks += notices.on_names(grid, place, shown, draft.limits)
    for one in shown:
        draft.decisions = draft.decisions.with_column(one.position, **one.decided)
    columns = tuple(_columns(draft, shown, rows))
    return Table(columns, rows, grid.name, place.header, draft.format, draft.decisions)


def _placed(draft: Draft) -> layout.Layout | None:
    """Where the table lies, and the decisions that say so."""
    grid, fixed = draft.grid, draft.fixed
    given = fixed.get("header")
    place = layout.find(grid, None if given is None else [n for n in given if n <= grid.height])
    if not place.last:
        draft.remarks.append(notices.no_data(grid.name))
        return None
    proposed = (place.counting,) if place.counting >= place.first else ()
    decided = {
        "header": Decision([*place.header], place.header_certain, _other_headers(place)),
        "first_row": Decision(place.first),
        "last_row": Decision(place.last),
        "left_out": Decision([*proposed], True, ([*proposed, *place.totals],) if place.totals else ()),
    }
    decided |= {name: one for name, one in fixed.file.items() if name in decided}
    draft.decisions = draft.decisions.with_file(**decided)
    place.header_certain = decided["header"].certain
    place.first = max(1, decided["first_row"].value)
    place.last = min(grid.height, decided["last_row"].value)
    place.left_out = tuple(decided["left_out"].value)
    return place


def _other_headers(place: layout.Layout) -> tuple[list[int], ...]:
    if place.header_certain:
        return ()
    return ([place.header[0]],) if len(place.header) > 1 else ([], [1]) if place.header else ([1],)


def _rows(grid: Grid, place: layout.Layout) -> array[int]:
    """Numbers of the rows of data: those that are not left out and hold something."""
    out = {*place.left_out, *place.header}
    blank = _blank_rows(grid, place.first, place.last)
    place.blank_inside = tuple(sorted(blank - out))
    gone = out | blank
    return array("I", (number for number in range(place.first, place.last + 1) if number not in gone))


def _blank_rows(grid: Grid, first: int, last: int) -> set[int]:
    blank = set(range(first, last + 1))
    for one in grid.columns:
        if not blank:
            break
        empty = {code for code, raw in enumerate(one.cells) if isinstance(raw, str) and not raw.strip()}
        blank = {number for number in blank if one.codes[number - 1] in empty}
    return blank


def _is_empty(grid: Grid, position: int, rows: Sequence[int]) -> bool:
    one = grid.columns[position - 1]
    empty = {code for code, raw in enumerate(one.cells) if isinstance(raw, str) and not raw.strip()}
    return all(one.codes[number - 1] in empty for number in rows)


def _columns(draft: Draft, names: Sequence[header.Name], rows: array[int]) -> Iterator[Column]:
    declared = {key(name): one for name, one in draft.dictionary.items()}
    for one in names:
        cells, codes = _used(draft.grid, one.position, rows)
        yield _column(draft, one, declared.get(key(one.text)), cells, codes, rows)


def _used(grid: Grid, position: int, rows: array[int]) -> tuple[list[Raw], array[int]]:
    """The distinct cells that stand in ``rows``, and their codes."""
    source = grid.columns[position - 1]
    whole = len(rows) == rows[-1] - rows[0] + 1
    codes = source.codes[rows[0] - 1 : rows[-1]] if whole else array("I", [source.codes[n - 1] for n in rows])
    used = sorted(set(codes))
    if len(used) == len(source.cells):
        return source.cells, codes
    new = array("I", bytes(4 * len(source.cells)))
    for at, code in enumerate(used):
        new[code] = at
    return [source.cells[code] for code in used], array("I", map(new.__getitem__, codes))


def _column(
    draft: Draft,
    name: header.Name,
    declared: Declared | None,
    cells: list[Raw],
    codes: array[int],
    rows: array[int],
) -> Column:
    counts = [0] * len(cells)
    for code in codes:
        counts[code] += 1
    voids = {code: void for code, raw in enumerate(cells) if (void := void_of(raw)) is not None}
    spoken = ((raw, rows) for code, (raw, rows) in enumerate(zip(cells, counts, strict=True)) if code not in voids)
    fixed = draft.fixed.columns.get(name.position, {})
    decided = kinds.decide(kinds.census(spoken), name.text, declared, fixed)
    draft.decisions = draft.decisions.with_column(name.position, **decided)
    kind = Kind(decided["kind"].value)
    values = _values(cells, voids, kind, decided)
    column = Column(name.text, name.store_name, name.position, kind, cells, values, voids, codes)
    draft.remarks += on_column(column, rows, draft.grid.name, decided, declared, draft.limits)
    return column


def _values(cells: Sequence[Raw], voids: dict[int, Void], kind: Kind, decided: Mapping[str, Decision]) -> list[Value]:
    """The distinct cells as read; those that cannot be are added to ``voids``."""
    number_format = decided["number_format"].value if "number_format" in decided else ".,"
    date_format = decided["date_format"].value if "date_format" in decided else "dmy"
    if kind is Kind.TEXT:
        return [None if code in voids else text_of(raw) for code, raw in enumerate(cells)]
    values: list[Value] = []
    for code, raw in enumerate(cells):
        value = None if code in voids else parse(raw, kind, number_format, date_format)
        if value is None and code not in voids:
            voids[code] = Void.UNFIT
        values.append(value)
    return values
