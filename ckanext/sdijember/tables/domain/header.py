"""Names of the columns, out of one row of names or several above one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .cells import text_of
from .decisions import Decision, Decisions
from .grid import Grid
from .layout import Layout
from .names import store_names

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")


@dataclass(frozen=True)
class Name:
    """A column's name.

    :param position: number of the column in its sheet, from 1
    :param text: as people read it; empty if the file has none
    :param decided: what its producer decided about the name
    """

    position: int
    text: str
    store_name: str = ""
    decided: Mapping[str, Decision] = field(default_factory=dict)


def read(grid: Grid, place: Layout, fixed: Decisions) -> list[Name]:
    """Names of all columns of a sheet, without their names in the store."""
    if grid.names is not None:
        texts = [tidy(name) for name in grid.names]
    else:
        texts = [_joined(parts) for parts in _parts(grid, place.header)]
    found = []
    for position, text in enumerate(texts, 1):
        given = fixed.columns.get(position, {}).get("name")
        found.append(Name(position, tidy(given.value), decided={"name": given}) if given else Name(position, text))
    return found


def stored(names: Sequence[Name]) -> list[Name]:
    """The same with their names in the store."""
    safe = store_names([one.text for one in names])
    return [replace(one, store_name=name) for one, name in zip(names, safe, strict=True)]


def tidy(name: str) -> str:
    """A name without what cannot be seen: line breaks, doubled blanks, letters of no width."""
    return " ".join(_INVISIBLE.sub("", name).split())


def _parts(grid: Grid, rows: Sequence[int]) -> Iterator[list[str]]:
    """By column, the names above one another."""
    lines = [[tidy(text_of(raw)) for raw in grid.row(number)] for number in rows]
    for number, line, below in zip(rows, lines, lines[1:], strict=False):
        _spread(line, below, [span for span in grid.merged if span[0] == number])
    return (list(parts) for parts in zip(*lines, strict=True)) if lines else ([] for _ in range(grid.width))


def _spread(line: list[str], below: Sequence[str], merged: Sequence[tuple[int, int, int, int]]) -> None:
    """Repeat a name over the columns it stands above: those it is merged over, or else those without their own."""
    if merged:
        for _, left, _, right in merged:
            for at in range(left, min(right, len(line))):
                line[at] = line[at] or line[left - 1]
        return
    for at in range(1, len(line)):
        if not line[at] and below[at] and below[at - 1]:
            line[at] = line[at - 1]


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
