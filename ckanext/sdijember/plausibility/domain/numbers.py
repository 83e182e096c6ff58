"""Numbers of a column, added and compared exactly: no rounding of the machine passes for one of the producer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import TypeAlias

from ...tables.domain.cells import Value, Void
from ...tables.domain.table import Column

Number: TypeAlias = "int | Decimal"

#: Wide enough for every sum of cells that a file may hold.
_EXACT = Context(prec=50_000, Emax=MAX_EMAX, Emin=MIN_EMIN)
#: For what cannot be exact: quotients and means.
_ROUNDED = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN)


def number(value: Value) -> Number | None:
    """A value as a number; None if it is none (yes and no are none)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return value if isinstance(value, Decimal) and value.is_finite() else None


def by_code(column: Column) -> list[Number | None]:
    """Numbers of the distinct cells of a column, by index into ``cells``; all None in a column of another kind."""
    if not column.kind.numeric:
        return [None] * len(column.cells)
    return [number(value) for value in column.values]


def by_row(column: Column, dashes: bool = False) -> list[Number | None]:
    """Numbers of a column, row by row.

    :param dashes: a dash says that there are none, and is 0
    """
    found = by_code(column)
    if dashes:
        found = [0 if column.voids.get(at) is Void.DASH else value for at, value in enumerate(found)]
    return [found[code] for code in column.codes]


def add(numbers: Iterable[Number]) -> Number:
    """The exact sum."""
    whole, parts = 0, Decimal(0)
    decimals = False
    for value in numbers:
        if isinstance(value, int):
            whole += value
        else:
            decimals, parts = True, _EXACT.add(parts, value)
    return _EXACT.add(parts, Decimal(whole)) if decimals else whole


def times(value: Number, count: int) -> Number:
    """A number so many times, exactly."""
    return value * count if isinstance(value, int) else _EXACT.multiply(value, Decimal(count))


def apart(one: Number, other: Number) -> Number:
    """How far two numbers are from each other, exactly."""
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other)
    return _EXACT.subtract(Decimal(one), Decimal(other)).copy_abs()


def quotient(one: Number, other: Number) -> Decimal:
    """One number by another, to 28 digits.

    :raises ZeroDivisionError: the other is 0
    """
    if not other:
        raise ZeroDivisionError("division by zero")
    return _ROUNDED.divide(Decimal(one), Decimal(other))


def product(*numbers: Number) -> Decimal:
    """The product, to 28 digits."""
    found = Decimal(1)
    for value in numbers:
        found = _ROUNDED.multiply(found, Decimal(value))
    return found


def decimals(value: Number) -> int:
    """How many decimals a number is written with."""
    if isinstance(value, int):
        return 0
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Number, places: int) -> Number:
    """A number with so many decimals at most, half to even; a whole one as int."""
    if isinstance(value, int):
        return value
    found = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return int(found) if places <= 0 else found


def logarithm(value: Number) -> float | None:
    """The natural logarithm, for measures of spread; None if there is none."""
    if value <= 0:
        return None
    if isinstance(value, int):
        return math.log(value)
    return math.log(float(value)) if 1e-300 < value < 1e300 else float(_ROUNDED.ln(value))


def rough(value: Number) -> float | None:
    """The number as a float, for measures of spread; None if it is beyond them."""
    return float(value) if -1e300 < value < 1e300 else None


def median(values: Sequence[float]) -> float:
    """The middle of values; of an even number the mean of the two in the middle.

    :raises ValueError: there are none
    """
    if not values:
        raise ValueError("no values")
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
