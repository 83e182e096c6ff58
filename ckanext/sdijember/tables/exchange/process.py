"""The reader in a process of its own: the whole table for the loader, or what pages and checks need to know of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from ..domain.cells import Kind
from ..domain.decisions import corrections
from ..domain.declared import Declared, Dictionary
from ..domain.limits import DEFAULT, Limits
from ..domain.look import Look, look_at
from ..domain.table import Outcome
from . import apart, spool
from .reader import FORMATS, read
from .unreadable import stopped

_MODULE = "ckanext.sdijember.tables.exchange.process"


def read_apart(
    stream: BinaryIO,
    format: str,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
    limits: Limits = DEFAULT,
    filename: str = "",
) -> Outcome:
    """As ``reader.read``, in a process of its own; one that is ended for time or memory gives the remark ``stopped``.

    :raises CorrectionError: the corrections are none
    """
    corrections(given or {})
    if format not in FORMATS:
        return Outcome(None)
    order = order_of(format, given, dictionary, limits) | {"filename": filename}
    with apart.asked(_MODULE, [stream], order, limits) as result:
        try:
            if result is not None:
                return spool.load(result)
        except spool.SpoolError:
            pass
    return Outcome(None, remarks=(stopped(),))


def look_apart(
    stream: BinaryIO,
    format: str,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
    limits: Limits = DEFAULT,
    filename: str = "",
) -> Look:
    """The same without the table itself, which stays in the process: as much as a request may hold of it.

    :raises CorrectionError: the corrections are none
    """
    corrections(given or {})
    if format not in FORMATS:
        return Look()
    order = order_of(format, given, dictionary, limits) | {"filename": filename, "look": True}
    with apart.asked(_MODULE, [stream], order, limits) as result:
        try:
            if result is not None:
                return spool.load_look(result)
        except spool.SpoolError:
            pass
    return Look(remarks=(stopped(),))


def order_of(
    format: str, given: Mapping[str, Any] | None, dictionary: Dictionary | None, limits: Limits
) -> dict[str, Any]:
    """What a process is told of one file, as JSON."""
    return {
        "format": format,
        "given": given or {},
        "dictionary": {name: _declared(one) for name, one in (dictionary or {}).items()},
        "limits": asdict(limits),
    }


def read_ordered(stream: BinaryIO, order: Mapping[str, Any]) -> Outcome:
    """Read a file as ``order_of`` says it."""
    dictionary = {
        name: Declared(Kind(one["kind"]) if one["kind"] else None, frozenset(one["values"]))
        for name, one in order["dictionary"].items()
    }
    limits = Limits(**order["limits"])
    return read(stream, order["format"], order["given"], dictionary, limits, order.get("filename", ""))


def _declared(one: Declared) -> dict[str, Any]:
    return {"kind": one.kind.value if one.kind else None, "values": sorted(one.values)}


def _work(streams: list[BinaryIO], order: dict[str, Any], result: BinaryIO) -> None:
    outcome = read_ordered(streams[0], order)
    if order.get("look"):
        spool.dump_look(look_at(outcome), result)
    else:
        spool.dump(outcome, result)


if __name__ == "__main__":
    sys.exit(apart.serve(_work))
