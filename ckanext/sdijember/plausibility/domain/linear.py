"""What follows from sums that are known: cells that whoever reads the others can work out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

#: A cell: index of its row, position of its column.
Cell: TypeAlias = "tuple[int, int]"
#: A total and the parts that it is the sum of.
Equation: TypeAlias = "tuple[Cell, tuple[Cell, ...]]"

#: Reckoning is done modulo a prime far above every count of persons: it is exact, and as fast as whole numbers are.
_PRIME = (1 << 61) - 1


def follows(equations: Iterable[Equation], values: Mapping[Cell, int], unknown: Collection[Cell]) -> dict[Cell, int]:
    """Unknown cells that follow from all others, with their values.

    :param values: of every known cell of the equations, whole numbers below 2⁶⁰
    :param unknown: cells whose values nobody is told; an equation with a cell that is neither says nothing
    """
    rows = []
    for total, parts in equations:
        signed = [(total, 1), *((part, -1) for part in parts)]
        if any(cell not in unknown and cell not in values for cell, _ in signed):
            continue
        left: dict[Cell, int] = {}
        right = 0
        for cell, sign in signed:
            if cell in unknown:
                left[cell] = (left.get(cell, 0) + sign) % _PRIME
            else:
                right -= sign * values[cell]
        if left:
            rows.append((left, right % _PRIME))
    return {cell: value for part in _components(rows) for cell, value in _solved(part).items()}


def _components(rows: Sequence[tuple[dict[Cell, int], int]]) -> list[list[tuple[dict[Cell, int], int]]]:
    """Equations that share no unknown cell need not be solved together."""
    parent: dict[Cell, Cell] = {}

    def root(cell: Cell) -> Cell:
        parent.setdefault(cell, cell)
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for left, _ in rows:
        first, *others = left
        for other in others:
            parent[root(other)] = root(first)
    found: dict[Cell, list[tuple[dict[Cell, int], int]]] = {}
    for row in rows:
        found.setdefault(root(next(iter(row[0]))), []).append(row)
    return list(found.values())


def _solved(rows: Iterable[tuple[dict[Cell, int], int]]) -> dict[Cell, int]:
    """Cells that have one value in every solution: alone in their row once all rows are reduced (Gauss, Jordan)."""
    reduced: dict[Cell, tuple[dict[Cell, int], int]] = {}
    for left, right in rows:
        left = dict(left)
        for pivot in [cell for cell in left if cell in reduced]:
            left, right = _less(left, right, pivot, *reduced[pivot])
        if not left:
            continue
        pivot, by = next(iter(left.items()))
        inverse = pow(by, -1, _PRIME)
        left = {cell: factor * inverse % _PRIME for cell, factor in left.items()}
        right = right * inverse % _PRIME
        for other, row in list(reduced.items()):
            if pivot in row[0]:
                reduced[other] = _less(*row, pivot, left, right)
        reduced[pivot] = (left, right)
    alone = {pivot: right for pivot, (left, right) in reduced.items() if len(left) == 1}
    return {pivot: right if right <= _PRIME // 2 else right - _PRIME for pivot, right in alone.items()}


def _less(
    left: dict[Cell, int], right: int, pivot: Cell, other: Mapping[Cell, int], other_right: int
) -> tuple[dict[Cell, int], int]:
    """A row without its pivot: less another row as often as that takes."""
    times = left[pivot]
    found = dict(left)
    for cell, factor in other.items():
        value = (found.get(cell, 0) - times * factor) % _PRIME
        if value:
            found[cell] = value
        else:
            found.pop(cell, None)
    return found, (right - times * other_right) % _PRIME
