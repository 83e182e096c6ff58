"""Files made of a table, in a process of its own: the file is read there as it was decided, and written anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, Any, BinaryIO

from ..domain.decisions import corrections
from ..domain.declared import Dictionary
from ..domain.limits import DEFAULT, Limits
from ..domain.table import Table
from . import apart
from .process import order_of, read_ordered
from .writing import csv_file, json_file, xlsx_file
from .writing.table_schema import Described, schema

_MODULE = "ckanext.sdijember.tables.exchange.download"
_Writer = Callable[[Table, BinaryIO, Mapping[str, Any]], None]


def _schema(table: Table, stream: BinaryIO, order: Mapping[str, Any]) -> None:
    described = {name: Described(**one | {"codes": tuple(one["codes"])}) for name, one in order["described"].items()}
    stream.write(json.dumps(schema(table, described), ensure_ascii=False, indent=2).encode("utf-8", "replace"))


_WRITERS: Mapping[str, _Writer] = {
    "csv": lambda table, stream, _: csv_file.write(table, stream),
    "csv-bom": lambda table, stream, _: csv_file.write(table, stream, csv_file.MARKED),
    "csv-excel": lambda table, stream, _: csv_file.write(table, stream, csv_file.EXCEL),
    "json": lambda table, stream, _: json_file.write(table, stream),
    "xlsx": lambda table, stream, order: xlsx_file.write(table, stream, order["title"]),
    "schema": _schema,
}
#: Files that a table can be written as.
FORMS = tuple(_WRITERS)


@contextmanager
def made_apart(
    form: str,
    stream: BinaryIO,
    format: str,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
    limits: Limits = DEFAULT,
    *,
    title: str = "",
    described: Mapping[str, Described] | None = None,
    sha256: str = "",
) -> Iterator[IO[bytes] | None]:
    """Have a data file read into its table, and the table written.

    :param form: one of FORMS
    :param stream: the data file, seekable
    :param format: its format, with ``given`` and ``dictionary`` as ``reader.read`` takes them
    :param title: name of the sheet of a workbook
    :param described: columns as the Table Schema describes them
    :param sha256: ``Table.sha256`` of the only table that may be written; empty if any may be
    :returns: what was written, from its beginning; None if the file has no table, or not this one
    :raises CorrectionError: what was given is none
    """
    corrections(given or {})
    told = {name: asdict(one) for name, one in (described or {}).items()}
    order = order_of(format, given, dictionary, limits)
    order |= {"form": form, "title": title, "described": told, "sha256": sha256}
    with apart.asked(_MODULE, [stream], order, limits) as result:
        found = result if result is not None and result.seek(0, 2) else None
        if found is not None:
            found.seek(0)
        yield found


def _work(streams: list[BinaryIO], order: dict[str, Any], result: BinaryIO) -> None:
    outcome = read_ordered(streams[0], order)
    if outcome.table is None or not outcome.loadable or order["sha256"] not in ("", outcome.table.sha256):
        return
    _WRITERS[order["form"]](outcome.table, result, order)


if __name__ == "__main__":
    sys.exit(apart.serve(_work))
