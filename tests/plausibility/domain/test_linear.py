"""What follows from sums: exactly what rational arithmetic says that follows."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.plausibility.domain.linear import follows
from ckanext.sdijember.plausibility.domain.suppression import SMALL, suppress


def crossed(rows):
    """Cells of a table with the totals of its rows and columns, and the equations between them."""
    height, width = len(rows), len(rows[0])
    values = {(at, place + 1): value for at, row in enumerate(rows) for place, value in enumerate(row)}
    values |= {(at, width + 1): sum(row) for at, row in enumerate(rows)}
    values |= {(height, place + 1): sum(column) for place, column in enumerate(zip(*rows, strict=True))}
    values[height, width + 1] = sum(map(sum, rows))
    sums = [((at, width + 1), tuple((at, place + 1) for place in range(width))) for at in range(height + 1)]
    sums += [((height, place), tuple((at, place) for at in range(height))) for place in range(1, width + 2)]
    return values, sums


def rank(rows):
    """Rank of a matrix of whole numbers, exactly."""
    matrix, found = [list(map(Fraction, row)) for row in rows], 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((at for at in range(found, len(matrix)) if matrix[at][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for at in range(len(matrix)):
            if at != found and matrix[at][column]:
                factor = matrix[at][column] / matrix[found][column]
                matrix[at] = [one - factor * other for one, other in zip(matrix[at], matrix[found], strict=True)]
        found += 1
    return found


def told(equations, unknown):
    """Cells that are determined: putting their unit row to the others adds no rank."""
    order = sorted(unknown)
    rows = [[(cell == total) - (cell in parts) for cell in order] for total, parts in equations]
    whole = rank(rows)
    return {
        cell for at, cell in enumerate(order) if rank([*rows, [at == place for place in range(len(order))]]) == whole
    }


TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=150, deadline=None)
@given(TABLES, st.data())
def test_what_follows_is_what_linear_algebra_says(rows, data):
    values, equations = crossed(rows)
    unknown = data.draw(st.sets(st.sampled_from(sorted(values)), max_size=8))
    known = {cell: value for cell, value in values.items() if cell not in unknown}
    found = follows(equations, known, unknown)
    assert set(found) == told(equations, unknown)
    assert found == {cell: values[cell] for cell in found}


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_small_count_follows_from_what_is_left(rows):
    values, equations = crossed(rows)
    inner = {cell for cell in values if cell[0] < len(rows) and cell[1] <= len(rows[0])}
    small = {cell for cell in inner if values[cell] in SMALL}
    found = suppress(equations, values, small)
    assert small <= found.cells and set(found.unprotected) <= small
    assert not (told(equations, found.cells) & small) - set(found.unprotected)


def test_a_ring_of_rings_hides_nothing_at_its_bridge():
    # Two squares of hidden cells joined by one cell: every sum lacks two or more, and yet that cell is known.
    values, equations = crossed([[9] * 4 for _ in range(4)])
    square, other, bridge = {(0, 1), (0, 2), (1, 1), (1, 2)}, {(2, 3), (2, 4), (3, 3), (3, 4)}, (1, 3)
    unknown = {*square, *other, bridge}
    known = {cell: value for cell, value in values.items() if cell not in unknown}
    assert follows(equations, known, unknown) == {bridge: 9}


def test_small_counts_whose_sum_leaves_no_choice_are_known():
    values, equations = crossed([[1, 1, 50], [60, 70, 80]])
    found = suppress(equations, values, {(0, 1), (0, 2)})
    assert any(cell[0] == 0 and cell not in ((0, 1), (0, 2)) for cell in found.cells)


def test_equations_with_a_cell_that_nobody_knows_of_say_nothing():
    assert follows([((0, 3), ((0, 1), (0, 2)))], {(0, 3): 5}, {(0, 1)}) == {}


def test_small_counts_of_one_sum_are_not_left_with_no_choice():
    total, parts = (0, 4), ((0, 1), (0, 2), (0, 3))
    for small in (1, 4):
        values = {(0, 1): small, (0, 2): small, (0, 3): 50, (0, 4): 50 + 2 * small}
        assert (0, 3) in suppress([(total, parts)], values, {(0, 1), (0, 2)}).cells
    values = {(0, 1): 2, (0, 2): 3, (0, 3): 50, (0, 4): 55}
    assert suppress([(total, parts)], values, {(0, 1), (0, 2)}).cells == {(0, 1), (0, 2)}


def test_nothing_is_hidden_behind_a_zero():
    values = {(0, 1): 2, (0, 2): 0, (0, 3): 30, (0, 4): 32}
    assert suppress([((0, 4), ((0, 1), (0, 2), (0, 3)))], values, {(0, 1)}).seconds == {(0, 1): ((0, 3),)}


def test_a_total_is_left_out_where_no_part_can_be():
    values = {(0, 1): 2, (0, 2): 0, (0, 3): 2}
    found = suppress([((0, 3), ((0, 1), (0, 2)))], values, {(0, 1)})
    assert found.seconds == {(0, 1): ((0, 3),)} and not found.unprotected
