"""The register of Standar Data as CSV and JSON, and back from CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..kernel.exchange.csv_table import BOM, as_written, table_csv


class NotATable(ValueError):
    """What was given is no table of the register; ``columns`` are those it lacks."""

    def __init__(self, columns: Sequence[str] = ()):
        super().__init__(", ".join(columns))
        self.columns = tuple(columns)


def as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """The rows under a header of ``columns``."""
    return BOM + table_csv(columns, rows)


def as_json(rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as a list of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1)


def from_csv(content: bytes, required: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of a CSV, separated by commas or semicolons, in UTF-8; empty rows are left out.

    :param required: columns without which the file is something else
    :raises NotATable: it is no such table
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATable from error
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in required if name not in header]:
        raise NotATable(missing)
    reader.fieldnames = header
    rows = [
        {key: as_written(value or "") for key, value in row.items() if isinstance(value, str | None) and key}
        for row in reader
    ]
    return [row for row in rows if any(value.strip() for value in row.values())]
