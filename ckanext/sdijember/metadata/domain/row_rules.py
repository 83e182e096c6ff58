"""MS-Variabel and MS-Indikator: every cell, and the lines against each other (Peraturan BPS 5/2020)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ...codes.domain import values as plain
from ...kernel.domain.findings import N_, Finding, error
from .form_rules import at_row, check_form
from .forms import Form, form

#: More lines than any kegiatan has; a sheet with more is another sheet.
MOST_ROWS = 1000


def check_rows(name: str, rows: Sequence[Mapping[str, Any]], today: date | None = None) -> list[Finding]:
    """What is wrong or missing in the lines of a form; the first line is row 1.

    :param name: "variabel" or "indikator"
    :param rows: answers of each line in plain shape (``metadata/domain/answers.py``)
    """
    if len(rows) > MOST_ROWS:
        message = N_("These are {count} lines; a kegiatan has at most {limit}. Is it the right file?")
        return [error(name, message, count=len(rows), limit=MOST_ROWS)]
    wanted = form(name)
    found = list(_named_twice(wanted, rows))
    for number, row in enumerate(rows, 1):
        found += at_row(number, check_form(wanted, row, today))
        found += at_row(number, _advice(row))
    return sorted(found, key=lambda finding: finding.row)


def _named_twice(wanted: Form, rows: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    for field in wanted:
        if not field.unique:
            continue
        seen: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            value = str(row.get(field.name) or "")
            key = " ".join(value.lower().split())
            if key and key in seen:
                message = N_("“{value}” already stands in row {row}. Each name may occur once.")
                yield from at_row(number, iter([error(field.name, message, value=value, row=seen[key])]))
            seen.setdefault(key, number)


def _advice(row: Mapping[str, Any]) -> Iterator[Finding]:
    """The naming rules of INDAH for a concept, as advice."""
    return iter(plain.lint_konsep(str(row.get("konsep") or "")))
