"""The difference of two files as the one reader reads them, found in a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from ..domain import diff_table
from ..domain.diff_table import CellChange, ChangedRow, Rows, TableDiff, TooLargeError
from ..domain.limits import DEFAULT, Limits
from ..domain.table import Outcome, Table
from . import apart
from .process import order_of, read_ordered
from .reader import FORMATS

_MODULE = "ckanext.sdijember.tables.exchange.difference"
#: Files that are larger are not compared row by row.
LARGEST = 50 << 20
#: Types of columns of a data dictionary by which a row may be known.
_KEY_TYPES = frozenset({"kode", "tanggal"})

NO_TABLE, TOO_LARGE, UNREADABLE = "no_table", "too_large", "unreadable"


@dataclass(frozen=True)
class FilesDiff:
    """How two files differ.

    :param sheets: name of the sheet ("" where a file has none) → how its table differs, for those that differ
    :param sheets_added: names of sheets that only the new file has; ``sheets_removed`` only the old one
    :param problem: why they could not be compared: ``no_table``, ``too_large`` or ``unreadable``; else ""
    """

    sheets: Mapping[str, TableDiff]
    sheets_added: tuple[str, ...] = ()
    sheets_removed: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Version:
    """One of the files.

    :param format: of the list ``format_berkas``
    :param given: what its producer decided of it, as ``decisions.corrections`` takes it
    """

    stream: BinaryIO
    format: str
    given: Mapping[str, Any]


def compare(
    old: Version, new: Version, columns: Sequence[Mapping[str, str]] = (), limits: Limits = DEFAULT
) -> FilesDiff:
    """How the content of one file differs from that of another.

    :param columns: rows of the data dictionary of the new file
    :raises CorrectionError: what was decided of one of them are no corrections
    """
    if not {old.format, new.format} <= FORMATS:
        return FilesDiff({}, problem=NO_TABLE)
    if any(one.stream.seek(0, 2) > LARGEST for one in (old, new)):
        return FilesDiff({}, problem=TOO_LARGE)
    declared = [str(column["nama"]) for column in columns if column.get("nama") and _is_key(column)]
    orders = [order_of(one.format, one.given, None, limits) for one in (old, new)]
    order = {"orders": orders, "declared": declared}
    with apart.asked(_MODULE, [old.stream, new.stream], order, limits) as result:
        return FilesDiff({}, problem=TOO_LARGE) if result is None else _restored(json.load(result))


def _is_key(column: Mapping[str, str]) -> bool:
    return bool(column.get("kode")) or column.get("tipe") in _KEY_TYPES


class _Book:
    """A file as its sheets by name, each read when it is asked for."""

    def __init__(self, stream: BinaryIO, order: dict[str, Any]) -> None:
        self.stream, self.order = stream, order
        self.chosen: Outcome = read_ordered(stream, order)
        table = self.chosen.table
        self.name = table.sheet if table else ""
        seen = [one.name for one in self.chosen.sheets if one.visibility == "visible" and one.rows]
        self.sheets = seen or [self.name]

    def table(self, sheet: str) -> Table | None:
        """The table of a sheet: that of the file as it was decided, another as the reader takes it."""
        if sheet == self.name:
            return self.chosen.table
        return read_ordered(self.stream, self.order | {"given": {"file": {"sheet": sheet}}}).table


def _compared(old: _Book, new: _Book, declared: Sequence[str]) -> FilesDiff:
    if old.chosen.table is None or new.chosen.table is None:
        return FilesDiff({}, problem=UNREADABLE)
    if len(old.sheets) == len(new.sheets) == 1:
        pairs = [(old.sheets[0], new.sheets[0])]
    else:
        pairs = [(name, name) for name in new.sheets if name in old.sheets]
    found = {now: diff_table.compare(_rows(old.table(was)), _rows(new.table(now)), declared) for was, now in pairs}
    return FilesDiff(
        {name: diff for name, diff in found.items() if diff},
        tuple(name for name in new.sheets if name not in {now for _, now in pairs}),
        tuple(name for name in old.sheets if name not in {was for was, _ in pairs}),
    )


def _rows(table: Table | None) -> Rows:
    """A table as it is compared: each cell as what was read of it, so that another spelling is no difference."""
    if table is None:
        return (), ()
    if len(table) > diff_table.MOST_ROWS:
        raise TooLargeError(table.sheet)
    return [one.name for one in table.columns], _texts(table)


def _texts(table: Table) -> Iterator[Sequence[str]]:
    for row in range(len(table)):
        yield [one.said(row) for one in table.columns]


def _restored(kept: Mapping[str, Any]) -> FilesDiff:
    sheets = {name: _table_diff(one) for name, one in kept["sheets"].items()}
    return FilesDiff(sheets, tuple(kept["sheets_added"]), tuple(kept["sheets_removed"]), kept["problem"])


def _table_diff(kept: dict[str, Any]) -> TableDiff:
    changed = tuple(
        ChangedRow(tuple(one["key"]), tuple(CellChange(**cell) for cell in one["cells"])) for one in kept["changed"]
    )
    rows = {name: tuple(map(tuple, kept[name])) for name in ("added", "removed")}
    lists = {name: tuple(kept[name]) for name in ("old_columns", "columns", "key", "columns_added", "columns_removed")}
    return TableDiff(**(kept | rows | lists | {"changed": changed}))


def _work(streams: list[BinaryIO], order: dict[str, Any], result: BinaryIO) -> None:
    try:
        old, new = (_Book(*one) for one in zip(streams, order["orders"], strict=True))
        found = _compared(old, new, order["declared"])
    except TooLargeError:
        found = FilesDiff({}, problem=TOO_LARGE)
    result.write(json.dumps(asdict(found)).encode())


if __name__ == "__main__":
    sys.exit(apart.serve(_work))
