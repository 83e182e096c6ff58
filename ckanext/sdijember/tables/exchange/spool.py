"""An outcome as bytes, for another process or for keeping: JSON and bare arrays, nothing that runs when it is read."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from ..domain.cells import Kind, Raw, Value, Void
from ..domain.decisions import Decision, Decisions
from ..domain.look import Look
from ..domain.remarks import restored
from ..domain.table import Column, Outcome, Sheet, Table

_MAGIC = b"SDITABLE1\n"
_LENGTH = struct.Struct("<Q")


class SpoolError(ValueError):
    """The bytes are no outcome, or break off."""


def dump(outcome: Outcome, stream: BinaryIO) -> None:
    """Write an outcome."""
    stream.write(_MAGIC)
    table = None if outcome.table is None else _table_head(outcome.table)
    head = _known(outcome) | {"table": table}
    _write(stream, json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if outcome.table is None:
        return
    _write(stream, outcome.table.rows.tobytes())
    for column in outcome.table.columns:
        _write(stream, _cells(column.cells))
        same = all(one is other for one, other in zip(column.cells, column.values, strict=True))
        _write(stream, b"" if same else _cells(column.values))
        _write(stream, column.codes.tobytes())


def load(stream: BinaryIO) -> Outcome:
    """Read an outcome.

    :raises SpoolError: it is none
    """
    if stream.read(len(_MAGIC)) != _MAGIC:
        raise SpoolError("no outcome")
    try:
        head = json.loads(_read(stream).decode("utf-8", "surrogatepass"))
        decisions = _decisions(head["decisions"])
        table = None if head["table"] is None else _table(stream, head["table"], decisions)
        return Outcome(table, decisions, *_restored(head))
    except (KeyError, TypeError, IndexError, ValueError) as problem:
        raise SpoolError(str(problem)) from problem


def dump_look(look: Look, stream: BinaryIO) -> None:
    """Write a look."""
    stream.write(_MAGIC)
    head = _known(look) | {"columns": look.columns, "rows": look.rows, "first": look.first}
    _write(stream, json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def load_look(stream: BinaryIO) -> Look:
    """Read a look.

    :raises SpoolError: it is none
    """
    if stream.read(len(_MAGIC)) != _MAGIC:
        raise SpoolError("no look")
    try:
        head = json.loads(_read(stream).decode("utf-8", "surrogatepass"))
        first = tuple(map(tuple, head["first"]))
        return Look(_decisions(head["decisions"]), *_restored(head), tuple(head["columns"]), head["rows"], first)
    except (KeyError, TypeError, ValueError) as problem:
        raise SpoolError(str(problem)) from problem


def _known(found: Outcome | Look) -> dict[str, Any]:
    return {
        "decisions": found.decisions.stored(),
        "remarks": [one.stored() for one in found.remarks],
        "sheets": [vars(one) for one in found.sheets],
        "head": found.head,
    }


def _restored(head: dict[str, Any]) -> tuple[Any, Any, Any]:
    return (
        tuple(restored(one) for one in head["remarks"]),
        tuple(Sheet(**one) for one in head["sheets"]),
        tuple((number, tuple(cells)) for number, cells in head["head"]),
    )


def _table_head(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header": table.header,
        "format": table.format,
        "columns": [
            {
                "name": one.name,
                "store_name": one.store_name,
                "position": one.position,
                "kind": one.kind.value,
                "voids": {str(code): void.name for code, void in one.voids.items()},
            }
            for one in table.columns
        ],
    }


def _table(stream: BinaryIO, head: dict[str, Any], decisions: Decisions) -> Table:
    rows = _array(stream)
    columns = []
    for one in head["columns"]:
        cells = _values(_read(stream))
        packed = _read(stream)
        voids = {int(code): Void[name] for code, name in one["voids"].items()}
        values: Sequence[Value] = _values(packed) if packed else cells
        names = (one["name"], one["store_name"], one["position"])
        columns.append(Column(*names, Kind(one["kind"]), cells, values, voids, _array(stream)))
        if len(columns[-1]) != len(rows) or max(columns[-1].codes, default=0) >= max(1, len(cells)):
            raise SpoolError("columns and rows differ")
    return Table(tuple(columns), rows, head["sheet"], tuple(head["header"]), head["format"], decisions)


def _decisions(kept: dict[str, Any]) -> Decisions:
    def decision(one: dict[str, Any]) -> Decision:
        return Decision(one["value"], one["certain"], tuple(one["alternatives"]), one["by"])

    return Decisions(
        {key: decision(one) for key, one in kept["file"].items()},
        {int(at): {key: decision(one) for key, one in decided.items()} for at, decided in kept["columns"].items()},
    )


def _cells(cells: Sequence[Raw | Value]) -> bytes:
    return json.dumps([_tagged(one) for one in cells], ensure_ascii=False).encode("utf-8", "surrogatepass")


def _tagged(one: Raw | Value) -> Any:
    if one is None or isinstance(one, str | bool | int):
        return one
    if isinstance(one, Decimal):
        return {"n": str(one)}
    if isinstance(one, datetime):
        return {"m": one.isoformat()}
    return {"d": one.isoformat()} if isinstance(one, date) else {"t": one.isoformat()}


_UNTAG = {"n": Decimal, "m": datetime.fromisoformat, "d": date.fromisoformat, "t": time.fromisoformat}


def _values(packed: bytes) -> list[Any]:
    def untagged(one: dict[str, str]) -> Any:
        ((tag, text),) = one.items()
        return _UNTAG[tag](text)

    return json.loads(packed.decode("utf-8", "surrogatepass"), object_hook=untagged)


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)


def _read(stream: BinaryIO) -> bytes:
    packed = stream.read(_LENGTH.size)
    length = _LENGTH.unpack(packed)[0] if len(packed) == _LENGTH.size else -1
    data = stream.read(length) if length >= 0 else b""
    if len(data) != length:
        raise SpoolError("breaks off")
    return data


def _array(stream: BinaryIO) -> array[int]:
    found = array("I")
    found.frombytes(_read(stream))
    return found
