"""JSON and GeoJSON: the one list in them that is the table, record by record."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

import ijson

from ...kernel.domain.findings import N_
from ..domain.cells import Raw
from ..domain.charset import charset_of
from ..domain.decisions import Decision, Decisions
from ..domain.grid import BeyondLimitError, Encoded, Grid, gather
from ..domain.limits import Limits
from ..domain.remarks import Remark, remark
from ..domain.values.numbers import MAX_DIGITS
from . import geometry
from .unreadable import UnreadableError

_INVALID = N_("The file is no valid {format}: it cannot be read to its end. Save it again where it comes from.")
_NO_LIST = N_("No list of records was found: a table in JSON is a list of objects that have the same keys.")
_NO_PROPERTIES = N_(
    "The features of the map have no properties, so there is no table beside it. Give each at least a name."
)
_ASK_LIST = N_("The file holds several lists ({lists}). Say which is the table.")
_NESTED = N_(
    "The column “{name}” holds lists or objects, which were kept as text. Put each value in a column of its own."
)
_LACKING = N_("Record {row} lacks “{name}” ({count} such records). Give every record the same keys.")


@dataclass
class _List:
    """A list of the file, told from its first record.

    :param prefix: where its items stand, as ijson names it
    :param kind: "map" if they are objects, "array" if they are rows
    """

    prefix: str
    kind: str
    items: int = 0


@dataclass
class _Seen:
    lists: dict[str, _List] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)


def grid_of(stream: BinaryIO, format: str, fixed: Decisions, limits: Limits) -> tuple[Grid, Decisions, list[Remark]]:
    """The records of a JSON as rows; in GeoJSON the properties of its features.

    :raises UnreadableError: it is no JSON, or has no list of records
    :raises BeyondLimitError: there is more in it than is taken
    """
    text = _text(stream, format)
    try:
        seen = _look(text, limits)
        prefix, decisions = _chosen(seen, format, fixed)
        remarks = [] if decisions.file["records"].certain else [_ask(decisions)]
        text.seek(0)
        if format == "GeoJSON":
            remarks += geometry.remarks_on(text)
            text.seek(0)
        one = seen.lists[prefix]
        if one.kind == "array":
            return _of_rows(text, one, seen, limits), decisions, remarks
        grid, found = _of_objects(text, one, format, limits)
        if format == "GeoJSON" and not grid.columns:
            raise UnreadableError(*remarks, remark("no-properties", _NO_PROPERTIES))
        return grid, decisions, [*remarks, *found]
    except (BeyondLimitError, UnreadableError):
        raise
    except (ijson.JSONError, ValueError) as problem:
        raise UnreadableError(remark("invalid", _INVALID, "error", format=format)) from problem


def _text(stream: BinaryIO, format: str) -> Any:
    """The stream as UTF-8 from its beginning."""
    charset = charset_of(stream)
    encoding = charset.decision.value if charset.decision else ""
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        raise UnreadableError(remark("invalid", _INVALID, "error", format=format))
    return _Recoded(stream, encoding, charset.mark)


class _Recoded:
    """Bytes of any Unicode encoding as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str, mark: int) -> None:
        self._stream, self._encoding, self._mark = stream, encoding, mark
        self.seek(0)

    def seek(self, _: int) -> None:
        self._stream.seek(self._mark)
        self._decoder = codecs.getincrementaldecoder(self._encoding)()

    def read(self, size: int = 1 << 16) -> bytes:
        data = self._stream.read(size)
        if self._encoding == "utf-8" or size == 0:
            return data
        # never empty before the end: an odd byte waits for its other half
        text = self._decoder.decode(data, final=not data)
        while data and not text:
            data = self._stream.read(size)
            text = self._decoder.decode(data, final=not data)
        return text.encode()


def _look(text: Any, limits: Limits) -> _Seen:
    """Find the lists of records, and names that stand in a list of their own."""
    seen, depth = _Seen(), 0
    for prefix, event, value in ijson.parse(text):
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > limits.depth:
                raise BeyondLimitError("depth", depth, limits.depth)
        elif event in ("end_map", "end_array"):
            depth -= 1
            continue
        if prefix.endswith("item") and prefix.count("item") == 1:
            _count(seen, prefix, event, value)
        elif event == "string" and prefix.endswith(("item.id", "item.name")) and prefix.count("item") == 1:
            seen.names.setdefault(prefix.rpartition(".item.")[0], []).append(value)
    return seen


def _count(seen: _Seen, prefix: str, event: str, value: Any) -> None:
    if event in ("start_map", "start_array"):
        one = seen.lists.setdefault(prefix, _List(prefix, event[6:]))
        one.items += 1
    elif event == "string":
        names = seen.names.setdefault(prefix.removesuffix("item").rstrip("."), [])
        if len(names) < 5000:
            names.append(value)


def _chosen(seen: _Seen, format: str, fixed: Decisions) -> tuple[str, Decisions]:
    if format == "GeoJSON":
        seen.lists.setdefault("features.item", _List("features.item", "map"))
        return "features.item", Decisions({"records": Decision(_pointer("features.item"))})
    names = {"columns", "fields", "header", "kolom"}
    lists = [
        one
        for one in seen.lists.values()
        if one.prefix.split(".")[-2:-1] == [] or one.prefix.split(".")[-2] not in names
    ]
    given = fixed.file.get("records")
    if given is not None and (found := next((one for one in lists if _pointer(one.prefix) == given.value), None)):
        return found.prefix, Decisions({"records": given})
    if not lists:
        raise UnreadableError(remark("no-records", _NO_LIST, "error", missing=True))
    best, *others = sorted(lists, key=lambda one: -one.items)
    pointers = tuple(_pointer(one.prefix) for one in others)
    return best.prefix, Decisions({"records": Decision(_pointer(best.prefix), not others, pointers)})


def _pointer(prefix: str) -> str:
    """A list as a JSON Pointer names it (RFC 6901)."""
    return "".join(f"/{part}" for part in prefix.split(".")[:-1])


def _ask(decisions: Decisions) -> Remark:
    one = decisions.file["records"]
    lists = ", ".join(name or "/" for name in (one.value, *one.alternatives[:9]))
    return remark("ask-records", _ASK_LIST, "error", missing=True, lists=lists)


def _of_rows(text: Any, one: _List, seen: _Seen, limits: Limits) -> Grid:
    """A list of lists: the names stand beside it, or else in its first row."""
    rows = ([_cell(value)[0] for value in row] for row in ijson.items(text, one.prefix) if isinstance(row, list))
    grid = gather(rows, limits)
    beside = one.prefix.rpartition(".item")[0].rpartition(".")[0]
    start = f"{beside}." if beside else ""
    for key in ("columns", "fields", "header", "kolom"):
        names = seen.names.get(f"{start}{key}")
        if names and len(names) >= grid.width:
            grid.names = names[: grid.width]
            break
    return grid


def _of_objects(text: Any, one: _List, format: str, limits: Limits) -> tuple[Grid, list[Remark]]:
    columns: dict[str, Encoded] = {}
    nested: dict[str, int] = {}
    lacking: dict[str, tuple[int, int]] = {}
    height = 0
    for item in ijson.items(text, one.prefix):
        record = item.get("properties") if format == "GeoJSON" and isinstance(item, dict) else item
        record = record if isinstance(record, dict) else {}
        for name in record.keys() - columns.keys():
            if len(columns) >= limits.columns:
                raise BeyondLimitError("columns", len(columns) + 1, limits.columns)
            if height:
                lacking[name] = (1, height)
        for name in record:
            if name not in columns:
                columns[name] = Encoded(height)
        for name, column in columns.items():
            if name not in record:
                first, count = lacking.get(name, (height + 1, 0))
                lacking[name] = (first, count + 1)
            cell, is_nested = _cell(record.get(name))
            if is_nested:
                nested.setdefault(name, height + 1)
            column.extend((cell,))
        height += 1
        if height > limits.rows:
            raise BeyondLimitError("rows", height, limits.rows)
    for column in columns.values():
        column.seal()
    grid = Grid(list(columns.values()), height=height, names=list(columns))
    remarks = [remark("nested-value", _NESTED, row=row, name=name) for name, row in nested.items()]
    remarks += [
        remark("lacking-key", _LACKING, row=row, name=name, count=count) for name, (row, count) in lacking.items()
    ]
    return grid, remarks


def _cell(value: Any) -> tuple[Raw, bool]:
    """A value as a cell, and whether it is a list or an object."""
    if value is None:
        return "", False
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str), True
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < MAX_DIGITS):
        return str(value), False
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        return f"{Decimal(value):E}", False
    return value, False
