"""Where the table lies in its sheet: rows of titles, names, column numbers, data, totals and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .cells import Raw, text_of, void_of
from .grid import Grid
from .values.kinds import says_no_number

#: So many rows from the top may hold titles and names, and so many at the end notes.
HEAD, FOOT = 200, 60
_COUNTING = re.compile(r"\(\s*-?\d{1,3}[a-z]?\s*\)|\[\d{1,3}\]|\d{1,3}")
_TOTAL = re.compile(
    r"(sub[ -]?)?(jumlah|total|grand total|rata[ -]?rata|jml\.?)( (total|keseluruhan|seluruhnya|umum|akhir))?( /total)?"
    r"|(jumlah|total) ?/ ?(total|jumlah)|(total |jumlah )?kab(upaten|\.) jember",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W{0,3}(sumber( data)?|source|catatan|notes?|keterangan|ket|update|diperbarui|data per)\b.{0,2}[:.]"
    r"|\*{1,4}\)?\s?\w|\W{0,3}(sumber|source|catatan)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d{2}(\*{1,3}|\s?\(?[erx]\)?)?")


@dataclass
class Layout:
    """Where everything lies; numbers of rows from 1.

    :param header: rows of names, above one another; empty if there are none
    :param header_certain: whether nothing else can be meant
    :param first: first row of data, ``last`` the last; ``first > last`` if there is none
    :param left_out: rows between them that are no data
    :param titles: filled rows above the names
    :param counting: the row that only numbers the columns, 0 if there is none
    :param totals: rows of sums or means
    :param notes: filled rows below the data
    """

    header: tuple[int, ...] = ()
    header_certain: bool = True
    first: int = 1
    last: int = 0
    left_out: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()
    counting: int = 0
    totals: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    blank_inside: tuple[int, ...] = field(default_factory=tuple)


def filled(cells: Sequence[Raw]) -> list[int]:
    """Indexes of the cells of a row that hold something."""
    return [at for at, raw in enumerate(cells) if not isinstance(raw, str) or raw.strip()]


def find(grid: Grid, header: Sequence[int] | None = None) -> Layout:
    """Look for the table in a sheet.

    :param header: rows of names, where its producer has named them
    """
    layout = Layout(last=last_filled(grid))
    head = [(number, grid.row(number)) for number in range(1, min(grid.height, HEAD) + 1)]
    head = [(number, cells) for number, cells in head if filled(cells)]
    if grid.names is not None:
        return layout
    if not head:
        layout.first = 1
        return layout
    if header is None:
        _find_header(layout, grid, head)
    else:
        layout.header = tuple(sorted(set(header)))
    top = layout.header[0] if layout.header else 1
    layout.titles = tuple(number for number, _ in head if number < top) if layout.header else ()
    layout.first = (layout.header[-1] if layout.header else 0) + 1
    _find_counting(layout, grid, head)
    _find_notes(layout, grid)
    _find_totals(layout, grid)
    return layout


def last_filled(grid: Grid) -> int:
    """Number of the last row that holds something; 0 if none does."""
    return next((number for number in range(grid.height, 0, -1) if filled(grid.row(number))), 0)


def _find_header(layout: Layout, grid: Grid, head: Sequence[tuple[int, list[Raw]]]) -> None:
    widths = Counter(len(filled(cells)) for _, cells in head)
    usual = max(widths, key=lambda width: (widths[width], width))
    at = next((i for i, (_, cells) in enumerate(head) if len(filled(cells)) >= max(1, 0.6 * usual)), 0)
    number, cells = head[at]
    if _all_figures(cells):
        layout.header_certain = False
        layout.header = ()
        # names that are figures, such as years: they may be names all the same
        if all(_YEAR.fullmatch(text_of(cells[i]).strip()) for i in filled(cells)[1:]) and len(filled(cells)) > 1:
            layout.header = (number,)
        return
    rows = [number]
    while at and head[at - 1][0] == rows[0] - 1 and _is_above(head[at - 1][1], head[at][1]):
        at -= 1
        rows.insert(0, head[at][0])
    below = _deepest_merge(grid, number)
    while below > rows[-1]:
        rows.append(rows[-1] + 1)
        below = max(below, _deepest_merge(grid, rows[-1]))
    position = {n: i for i, (n, _) in enumerate(head)}
    after = position.get(rows[-1], at) + 1
    if len(rows) == 1 and after < len(head) and head[after][0] == number + 1 and _completes(cells, head, after):
        rows.append(head[after][0])
    layout.header = tuple(rows)
    layout.header_certain = len(rows) == 1


def _is_above(above: Sequence[Raw], cells: Sequence[Raw]) -> bool:
    """Whether a row above names holds more of them: names of groups, or such as reach over both rows; titles do not."""
    here, below = filled(above), set(filled(cells))
    if not all(says_no_number(above[at]) or _YEAR.fullmatch(text_of(above[at]).strip()) for at in here):
        return False
    return len(here) > 1 or any(at not in below for at in here)


def _all_figures(cells: Sequence[Raw]) -> bool:
    return bool(filled(cells)) and not any(says_no_number(cells[at]) for at in filled(cells))


def _deepest_merge(grid: Grid, number: int) -> int:
    """The last row that names reach to: a name merged over several columns has others below it."""
    deepest = number
    for top, left, bottom, right in grid.merged:
        if top == number and left != right and right <= grid.width:
            deepest = max(deepest, bottom + 1)
        elif top == number:
            deepest = max(deepest, bottom)
    return min(deepest, number + 4)


def _completes(cells: Sequence[Raw], head: Sequence[tuple[int, list[Raw]]], at: int) -> bool:
    """Whether the row below the names holds the rest of them: words or years where the first has gaps, nothing else."""
    below = head[at][1]
    gaps = {i for i in range(len(below)) if i >= len(cells) or i not in set(filled(cells))}
    here = set(filled(below))
    if not here & gaps or at + 1 >= len(head):
        return False
    words = all(says_no_number(below[i]) or _YEAR.fullmatch(text_of(below[i]).strip()) for i in here)
    return words and not set(range(len(below))) <= here and any(not says_no_number(head[at + 1][1][i]) for i in here)


def _find_counting(layout: Layout, grid: Grid, head: Sequence[tuple[int, list[Raw]]]) -> None:
    """The row "(1) (2) (3)" below the names."""
    row = next(((number, cells) for number, cells in head if number >= layout.first), None)
    if row is None or not layout.header:
        return
    texts = [text_of(row[1][at]).strip() for at in filled(row[1])]
    if len(texts) < 2 or not all(_COUNTING.fullmatch(text) for text in texts):
        return
    counted = [int(re.sub(r"\D", "", text)) for text in texts]
    bracketed = 2 * sum(text[0] in "([" for text in texts) > len(texts)
    following = counted[0] == 1 and all(b == a + 1 for a, b in pairwise(counted))
    if bracketed or (following and len(texts) >= 3 and _among_words(grid, row[0], filled(row[1]))):
        layout.counting = row[0]
        layout.first = row[0] + 1


def _among_words(grid: Grid, number: int, here: Sequence[int]) -> bool:
    """Whether a figure of the row stands in a column of words: then it is no figure of the data."""
    below = range(number + 1, min(grid.height, number + 10) + 1)
    return any(
        all(says_no_number(raw) for line in below if (raw := grid.raw(line, at + 1)) != "") and len(below)
        for at in here
    )


def _find_notes(layout: Layout, grid: Grid) -> None:
    """Rows below the data that speak of it: "Sumber: …"; the data end before the first of them."""
    notes: list[int] = []
    usual = _usual_width(grid, layout)
    number, pending = layout.last, []
    while number >= max(layout.first, layout.last - FOOT):
        cells = grid.row(number)
        here = filled(cells)
        if not here:
            # what was passed since the last row of data is set apart from it by a blank row
            notes += pending
            pending = []
        elif _is_note(cells, here, usual):
            notes += [*pending, number]
            pending = []
        elif len(here) == 1 and usual > 2 and says_no_number(cells[here[0]]) and here[0] <= 1:
            pending.append(number)
        else:
            break
        number -= 1
    if notes:
        layout.notes = tuple(sorted(notes))
        layout.last = layout.notes[0] - 1
        while layout.last >= layout.first and not filled(grid.row(layout.last)):
            layout.last -= 1


def _is_note(cells: Sequence[Raw], here: Sequence[int], usual: int) -> bool:
    few = len(here) <= max(1, usual // 3) or (usual <= 2 and len(here) == 1)
    return few and usual > 1 and bool(_NOTE.match(text_of(cells[here[0]]).strip()))


def _usual_width(grid: Grid, layout: Layout) -> int:
    if layout.header:
        return len({at for number in layout.header for at in filled(grid.row(number))})
    return grid.width


def _find_totals(layout: Layout, grid: Grid) -> None:
    """Rows whose first or second cell says that they sum up the others."""
    found: set[int] = set()
    for one in grid.columns[:3]:
        codes = {
            code
            for code, raw in enumerate(one.cells)
            if isinstance(raw, str) and len(raw) < 60 and _TOTAL.fullmatch(" ".join(raw.split()).rstrip(":"))
        }
        if codes:
            found |= {number for number in range(layout.first, layout.last + 1) if one.codes[number - 1] in codes}
    sums = [number for number in sorted(found) if _has_figures(grid.row(number))]
    # a column in which every row says so tells what the row is of, such as "jumlah" beside "persen"
    if 3 * len(sums) <= layout.last - layout.first + 1 or layout.last - layout.first < 2:
        layout.totals = tuple(sums)


def _has_figures(cells: Sequence[Raw]) -> bool:
    return any(void_of(cells[at]) is None and not says_no_number(cells[at]) for at in filled(cells))
