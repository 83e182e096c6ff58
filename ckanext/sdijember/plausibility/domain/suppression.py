"""Which cells to leave out beside those that must be: so that none of these follows from what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .linear import Cell, Equation, follows

#: Counts of so few persons tell who they are.
SMALL = range(1, 5)
_MOST_ROUNDS = 200


@dataclass(frozen=True)
class Suppression:
    """Cells to leave out.

    :param seconds: by cell that must be left out, the others that are left out for its sake
    :param unprotected: cells that follow all the same: there is nothing more to leave out
    """

    seconds: Mapping[Cell, tuple[Cell, ...]]
    unprotected: tuple[Cell, ...] = ()

    @property
    def cells(self) -> set[Cell]:
        """All of them."""
        return {*self.seconds, *(cell for others in self.seconds.values() for cell in others)}


def suppress(
    equations: Sequence[Equation], values: Mapping[Cell, int], small: Collection[Cell], hidden: Collection[Cell] = ()
) -> Suppression:
    """What to leave out so that no small count follows.

    It keeps cells from being worked out from sums, and from being known because all that is left out of a sum is
    as small, or as large, as small counts can be. Narrower estimates remain possible.

    :param values: of every cell of the equations
    :param small: cells that must not be known
    :param hidden: cells that are left out already
    """
    seconds: dict[Cell, list[Cell]] = {cell: [] for cell in sorted(small)}
    by_cell: dict[Cell, list[Equation]] = {}
    for equation in equations:
        for cell in (equation[0], *equation[1]):
            by_cell.setdefault(cell, []).append(equation)
    out, lost = {*small, *hidden}, set()
    for _ in range(_MOST_ROUNDS):
        known = {cell: value for cell, value in values.items() if cell not in out}
        open_ = set(follows(equations, known, out)) | _squeezed(equations, known, out, small, values)
        open_ = (open_ & set(small)) - lost
        if not open_:
            break
        for cell in sorted(open_):
            second = _second(cell, by_cell.get(cell, []), values, out, by_cell)
            if second is None:
                lost.add(cell)
            else:
                seconds[cell].append(second)
                out.add(second)
    return Suppression({cell: tuple(others) for cell, others in seconds.items()}, tuple(sorted(lost)))


def _squeezed(
    equations: Sequence[Equation],
    known: Mapping[Cell, int],
    out: Collection[Cell],
    small: Collection[Cell],
    values: Mapping[Cell, int],
) -> set[Cell]:
    """Small counts that are known because their sum leaves them no choice."""
    found: set[Cell] = set()
    for total, parts in equations:
        unknown = [part for part in parts if part in out]
        if total not in known or not unknown or not all(part in small for part in unknown):
            continue
        left = sum(values[part] for part in unknown)
        if left in (len(unknown) * SMALL[0], len(unknown) * SMALL[-1]):
            found.update(unknown)
    return found


def _second(
    cell: Cell,
    equations: Sequence[Equation],
    values: Mapping[Cell, int],
    out: Collection[Cell],
    by_cell: Mapping[Cell, Sequence[Equation]],
) -> Cell | None:
    """The cell to leave out beside one: a part before a total, one whose sums lack another already, the smallest."""
    free = [
        (_rank(other, total, values, out, by_cell), other)
        for total, parts in equations
        if cell in (total, *parts)
        for other in _others(cell, total, parts)
        if other not in out and values.get(other)
    ]
    return min(free, default=(None, None))[1]


def _others(cell: Cell, total: Cell, parts: Sequence[Cell]) -> Iterator[Cell]:
    yield from (part for part in parts if part != cell)
    if cell != total:
        yield total


def _rank(
    other: Cell,
    total: Cell,
    values: Mapping[Cell, int],
    out: Collection[Cell],
    by_cell: Mapping[Cell, Sequence[Equation]],
) -> tuple[bool, int, int]:
    bare = sum(not any(one in out for one in (whole, *parts)) for whole, parts in by_cell.get(other, ()))
    return other == total, bare, values[other]
