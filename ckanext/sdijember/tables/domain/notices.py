"""What is said of a file's table as a whole: its place, its names, what has to be asked, what is too much."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...kernel.domain.findings import N_
from .cells import address, letters
from .decisions import Decision, Decisions
from .grid import BeyondLimitError, Grid
from .header import Name
from .layout import Layout
from .limits import Limits
from .names import MAX_BYTES
from .remarks import Remark, remark

#: So many places are named; the rest is counted.
NAMED = 3

NO_DATA = N_("There is no data below the column names. Choose the file, or the sheet, that holds the data.")
_BEYOND = {
    "bytes": N_("The file has {found} bytes; at most {allowed} are taken. Split it up, or leave out what is not data."),
    "unpacked": N_("The file unpacks to more than {allowed} bytes. Split it up, or leave out pictures and formats."),
    "ratio": N_(
        "The file unpacks to more than {allowed} times its size, as no table does. Save the data in a new file."
    ),
    "members": N_("The file has {found} parts inside; at most {allowed} are taken. Save the data in a new file."),
    "sheets": N_("The workbook has {found} sheets; at most {allowed} are taken. Split it up."),
    "columns": N_(
        "The table has {found} columns; at most {allowed} are taken. Split it up, or put what repeats into rows."
    ),
    "rows": N_("The table has more than {allowed} rows. Split it up, for instance by year."),
    "cells": N_(
        "The filled part of the sheet spans {found} cells; at most {allowed} are taken. Delete stray cells far away."
    ),
    "cell_length": N_("A cell holds {found} characters; at most {allowed} are taken. Shorten it."),
    "name_length": N_("The column's name has {found} characters; at most {allowed} are taken. Shorten it."),
    "depth": N_("Lists and objects lie more than {allowed} deep in one another. Save the data as a flat table."),
}
_TITLES = N_("Rows {rows} above the column names were left out. Delete them, so that the names stand in row 1.")
_COUNTING = N_("The row only counts the columns and was left out. Delete it.")
_TOTALS = N_(
    "Rows that look like totals ({rows}) stand among the data: who adds up the rows counts twice. "
    "Take them out, or say that they are data."
)
_NOTES = N_("Rows {rows} below the data were left out. Put notes and sources into the description of the dataset.")
_BLANK = N_("Blank rows ({rows}) lie between the data and were passed over. Delete them.")
_MERGED = N_(
    "Cells are merged ({cells}): only the first of them holds the value. Take them apart and repeat it in every cell."
)
_TWO_ROWS = N_(
    "The column names stand in {count} rows, one above the other, and were joined. Confirm the joined names."
)
_NO_HEADER = N_("There seems to be no row of column names. Say which row holds them, or put one above the data.")
_NAMELESS = N_("The column has no name. Each column needs its own name in one single row.")
_TWICE = N_("The name “{name}” stands above more than one column ({cells}). Give each its own name.")
_LONG = N_(
    "The column's name is longer than a table of the store takes ({limit} bytes); there it is called “{store_name}”."
)
_EXTRA = N_(
    "The row has {found} cells, but there are {expected} columns. A sign that sets columns apart probably "
    "stands inside a value ({count} such rows): put that value in quotation marks."
)
_SHORT = N_("The row has {found} cells, but there are {expected} columns ({count} such rows). Fill in what is missing.")
_ERRORS = N_("The cell holds an error of the spreadsheet, {value} ({count} such cells). Correct it or leave it empty.")
_NO_VALUE = N_(
    "The cell holds a formula without its result ({count} such cells). "
    "Open the file in a spreadsheet and save it again."
)
_ASK_SHEET = N_("The workbook has several sheets with data ({sheets}). Say which is the table.")
_HIDDEN = N_("The sheet is hidden and does not become the table. Delete it if nobody should have it.")
_HIDDEN_ROWS = N_("Rows {rows} are hidden in the sheet, but belong to the table. Show them and look, or delete them.")
_HIDDEN_COLUMNS = N_(
    "Columns {columns} are hidden in the sheet, but belong to the table. Show them and look, or delete them."
)
_ASK_ENCODING = N_("Letters can be read in more than one way. Choose the way in which names look right.")
_ASK_DELIMITER = N_("Columns may be set apart by different signs. Choose the one with which the rows look right.")
_ASK_NUMBERS = N_(
    "Numbers such as “{value}” can be read in two ways. Say which sign sets off the decimals and which the thousands."
)
_ASK_DATES = N_("Dates such as “{value}” can be read in two ways. Say whether the day or the month comes first.")


def no_data(sheet: str = "") -> Remark:
    """There is nothing to read."""
    return remark("no-data", NO_DATA, "error", sheet=sheet)


def beyond(problem: BeyondLimitError, sheet: str = "", cell: str = "") -> Remark:
    """The file holds more than is taken."""
    found: dict[str, Any] = {"found": problem.found, "allowed": problem.allowed}
    return remark("beyond-limit", _BEYOND[problem.limit], "error", sheet=sheet or problem.sheet, cell=cell, **found)


def on_layout(grid: Grid, place: Layout, rows: array[int]) -> Iterator[Remark]:
    """What stands around the data and between them."""
    sheet = grid.name
    if place.titles:
        yield remark("title-rows", _TITLES, sheet=sheet, rows=listed(place.titles), row=place.titles[0])
    if place.counting:
        yield remark("number-row", _COUNTING, sheet=sheet, cell=str(place.counting), row=place.counting)
    totals = [number for number in place.totals if number not in place.left_out]
    if totals:
        yield remark("total-row", _TOTALS, sheet=sheet, rows=listed(totals), row=totals[0])
    if place.notes and place.last < place.notes[0]:
        yield remark("notes-below", _NOTES, sheet=sheet, rows=listed(place.notes), row=place.notes[0])
    if place.blank_inside:
        yield remark("blank-rows", _BLANK, sheet=sheet, rows=listed(place.blank_inside), row=place.blank_inside[0])
    yield from _on_merges(grid, place)
    yield from _on_header(grid, place)
    yield from _on_marks(grid, place)
    yield from _on_hidden(grid, rows)
    yield from _on_widths(grid, place, rows)


def _on_merges(grid: Grid, place: Layout) -> Iterator[Remark]:
    inside = [span for span in grid.merged if place.first <= span[2] and span[0] <= place.last]
    if inside:
        cells = _some([f"{address(top, left)}:{address(bottom, right)}" for top, left, bottom, right in inside])
        yield remark("merged-cells", _MERGED, sheet=grid.name, cells=cells, row=inside[0][0])


def _on_header(grid: Grid, place: Layout) -> Iterator[Remark]:
    if place.header_certain:
        return
    if len(place.header) > 1:
        row = place.header[0]
        found = {"sheet": grid.name, "row": row, "count": len(place.header)}
        yield remark("two-row-header", _TWO_ROWS, "error", missing=True, cell=listed(place.header), **found)
    else:
        yield remark("no-header", _NO_HEADER, "error", missing=True, sheet=grid.name)


def _on_marks(grid: Grid, place: Layout) -> Iterator[Remark]:
    by_value: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, column, value in grid.errors:
        if place.first <= row <= place.last:
            by_value[value].append((row, column))
    for value, cells in by_value.items():
        at, count = _first(cells)
        found = {"sheet": grid.name, "cell": address(*at), "row": at[0], "count": count}
        yield remark("error-cell", _ERRORS, "error", missing=True, value=value, **found)
    cells = [(row, column) for row, column in grid.no_values if row <= place.last]
    if cells:
        at, count = _first(cells)
        found = {"sheet": grid.name, "cell": address(*at), "row": at[0], "count": count}
        yield remark("formula-without-value", _NO_VALUE, "error", missing=True, **found)


def _on_hidden(grid: Grid, rows: array[int]) -> Iterator[Remark]:
    gone = sorted(grid.hidden_rows.intersection(rows)) if grid.hidden_rows else []
    if gone:
        yield remark("hidden-rows", _HIDDEN_ROWS, sheet=grid.name, rows=listed(gone), row=gone[0])
    columns = sorted(at for at in grid.hidden_columns if at <= grid.width)
    if columns:
        names = _some([letters(at) for at in columns], 10)
        yield remark("hidden-columns", _HIDDEN_COLUMNS, sheet=grid.name, columns=names)


def _on_widths(grid: Grid, place: Layout, rows: array[int]) -> Iterator[Remark]:
    if not grid.widths or not place.header:
        return
    expected = grid.widths[place.header[-1] - 1]
    long = [number for number in rows if grid.widths[number - 1] > expected and _holds_beyond(grid, number, expected)]
    short = [number for number in rows if grid.widths[number - 1] < expected]
    if long and 2 * len(long) < len(rows):
        found: dict[str, Any] = {"found": grid.widths[long[0] - 1], "expected": expected, "count": len(long)}
        yield remark("ragged-row", _EXTRA, "error", missing=True, cell=str(long[0]), row=long[0], **found)
    if short:
        found: dict[str, Any] = {"found": grid.widths[short[0] - 1], "expected": expected, "count": len(short)}
        yield remark("short-row", _SHORT, cell=str(short[0]), row=short[0], **found)


def _holds_beyond(grid: Grid, number: int, expected: int) -> bool:
    return any(grid.columns[at].codes[number - 1] for at in range(expected, grid.width))


def on_names(grid: Grid, place: Layout, names: Sequence[Name], limits: Limits) -> Iterator[Remark]:
    """Names that are blank, doubled or too long."""
    row = place.header[-1] if place.header else 0
    by_key: dict[str, list[Name]] = defaultdict(list)
    for one in names:
        cell = address(row, one.position)
        if not one.text:
            if place.header or grid.names is not None:
                yield remark("blank-header", _NAMELESS, "error", missing=True, sheet=grid.name, cell=cell, row=row)
            continue
        by_key[one.text.casefold()].append(one)
        if len(one.text) > limits.name_length:
            problem = BeyondLimitError("name_length", len(one.text), limits.name_length)
            yield beyond(problem, grid.name, cell)
        elif len(one.text.encode()) > MAX_BYTES:
            found = {"sheet": grid.name, "cell": cell, "row": row, "limit": MAX_BYTES, "store_name": one.store_name}
            yield remark("long-header", _LONG, **found)
    for same in by_key.values():
        if len(same) > 1:
            cells = _some([address(row, one.position) for one in same])
            found = {"sheet": grid.name, "cell": address(row, same[1].position), "row": row, "cells": cells}
            yield remark("duplicate-header", _TWICE, "error", missing=True, name=same[0].text, **found)


def ask_sheet(chosen: str, others: Sequence[str]) -> Remark:
    """Which sheet is the table has to be said."""
    return remark("ask-sheet", _ASK_SHEET, "error", missing=True, sheets=", ".join([chosen, *others][:10]))


def hidden(name: str) -> Remark:
    """A sheet that nobody sees who opens the file."""
    return remark("hidden-sheet", _HIDDEN, sheet=name)


def on_text(decisions: Decisions) -> Iterator[Remark]:
    """What has to be asked of a text file."""
    asked = {"encoding": ("ask-encoding", _ASK_ENCODING), "delimiter": ("ask-delimiter", _ASK_DELIMITER)}
    for name, (code, message) in asked.items():
        if not decisions.file.get(name, Decision("")).certain:
            yield remark(code, message, "error", missing=True)


def ask_format(key: str, sheet: str, position: int, row: int, cell: str) -> Remark:
    """How numbers (``number_format``) or days (``date_format``) of a column are written has to be said."""
    code, message = {
        "number_format": ("ask-number-format", _ASK_NUMBERS),
        "date_format": ("ask-date-format", _ASK_DATES),
    }[key]
    return remark(code, message, "error", missing=True, sheet=sheet, cell=address(row, position), row=row, value=cell)


def listed(numbers: Iterable[int]) -> str:
    """Numbers of rows as people write them: "1–3, 7"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return _some([str(a) if a == b else f"{a}–{b}" for a, b in spans], 10)


def _some(texts: Sequence[str], most: int = NAMED) -> str:
    return ", ".join(texts[:most]) + (f", … ({len(texts)})" if len(texts) > most else "")


def _first(cells: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], int]:
    return min(cells), len(cells)
