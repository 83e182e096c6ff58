"""How a table lies in the store: types of its columns, its rows as PostgreSQL copies them, and what must come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any

from . import canonical
from .cells import Kind, Value, text_of
from .table import Column, Table

_TYPES = {
    Kind.INTEGER: "int8",
    Kind.DECIMAL: "numeric",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.DATETIME: "timestamp",
    Kind.CODE: "text",
    Kind.TEXT: "text",
}
_INT8 = range(-(1 << 63), 1 << 63)
#: Digits before and after the point of a ``numeric``.
_DIGITS = 16_000
_NULL = "\\N"
#: Rows that are handed to the database at once.
_ROWS = 2_000
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_UNSAFE = re.compile(r"[\\\n\r\t]")
_UNSTORED = re.compile("[\0\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}


class UnstorableError(ValueError):
    """A cell holds what no text or number of the store can be.

    :param column: the column it stands in
    :param code: its index in ``column.cells``
    """

    def __init__(self, column: Column, code: int) -> None:
        super().__init__(f"{column.store_name}: {code}")
        self.column = column
        self.code = code


def store_type(column: Column) -> str:
    """PostgreSQL's name of the type of a column; whole numbers of more than 64 bits are ``numeric``."""
    if column.kind is Kind.INTEGER and any(value is not None and value not in _INT8 for value in column.values):
        return "numeric"
    return _TYPES[column.kind]


def copied(table: Table) -> Iterator[bytes]:
    """The rows as ``COPY … FROM STDIN`` reads them: their number from 1, then the columns.

    :raises UnstorableError: a cell cannot be stored
    """
    texts = [_texts(column) for column in table.columns]
    for start in range(0, len(table), _ROWS):
        stop = min(start + _ROWS, len(table))
        numbers = map(str, range(start + 1, stop + 1))
        cells = [map(said.__getitem__, one.codes[start:stop]) for said, one in zip(texts, table.columns, strict=True)]
        lines = map("\t".join, zip(numbers, *cells, strict=True))
        yield ("\n".join(lines) + "\n").encode()


def returned(data: bytes, types: Iterable[str]) -> Iterator[tuple[bytes, ...]]:
    """What ``COPY … TO STDOUT`` gave of the columns, each cell as ``canonical.cell`` writes it.

    :param data: whole lines
    :param types: PostgreSQL's names of the columns' types
    """
    reading = [_Returned(name) for name in types]
    for line in data.decode().split("\n")[:-1]:
        parts = line.split("\t") if reading else []
        yield tuple([one[part] for one, part in zip(reading, parts, strict=True)])


def summary(column: Column) -> tuple[int, str | None]:
    """How many cells of a column say something, and the exact sum of its numbers as text; None if it has none."""
    counts = column.counts()
    filled = sum(count for count, value in zip(counts, column.values, strict=True) if value is not None)
    if not column.kind.numeric:
        return filled, None
    total = Decimal(0)
    for count, value in zip(counts, column.values, strict=True):
        if value is not None and count:
            total = _EXACT.add(total, _EXACT.multiply(Decimal(value), Decimal(count)))  # type: ignore[arg-type]
    return filled, canonical.number(total)


def described(table: Table) -> list[dict[str, Any]]:
    """The columns as ``sdijember_table`` keeps them."""
    found = []
    for column in table.columns:
        filled, total = summary(column)
        found.append(
            {
                "name": column.name,
                "store_name": column.store_name,
                "kind": column.kind.value,
                "position": column.position,
                "sum": total,
                "filled": filled,
            }
        )
    return found


def _texts(column: Column) -> list[str]:
    """By index into ``cells``, what is written for a cell."""
    found = []
    for code, value in enumerate(column.values):
        if value is None:
            found.append(_NULL)
        elif isinstance(value, str):
            if _UNSTORED.search(value):
                raise UnstorableError(column, code)
            found.append(_UNSAFE.sub(lambda sign: _ESCAPES[sign[0]], value))
        elif isinstance(value, bool):
            found.append("t" if value else "f")
        elif isinstance(value, Decimal) and (not value.is_finite() or _long(value)):
            raise UnstorableError(column, code)
        else:
            found.append(text_of(value))
    return found


def _long(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return abs(value.adjusted()) > _DIGITS or (isinstance(exponent, int) and -exponent > _DIGITS)


class _Returned(dict[str, bytes]):
    """The bytes of each text that a column gave back, made once."""

    def __init__(self, name: str) -> None:
        super().__init__({_NULL: canonical.cell(None)})
        self._read = _READ.get(name, _text)

    def __missing__(self, said: str) -> bytes:
        try:
            found = canonical.cell(self._read(said))
        except (ValueError, ArithmeticError, LookupError):
            found = canonical.cell(said)
        self[said] = found
        return found


def _text(said: str) -> str:
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), said) if "\\" in said else said


def _fraction(said: str) -> str:
    """Seconds with six decimals, as every Python reads them."""
    whole, point, decimals = said.partition(".")
    return f"{whole}.{decimals:0<6}" if point else whole


_READ: Mapping[str, Callable[[str], Value]] = {
    "int8": int,
    "numeric": Decimal,
    "bool": lambda said: {"t": True, "f": False}[said],
    "date": date.fromisoformat,
    "time": lambda said: time.fromisoformat(_fraction(said)),
    "timestamp": lambda said: datetime.fromisoformat(_fraction(said)),
}
