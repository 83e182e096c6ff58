"""What a request holds of a table that was read in a process of its own: everything but its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .decisions import Decisions
from .profile import profile_of
from .remarks import Remark
from .table import Outcome, Sheet, Table

#: So many rows are shown as they were read.
ROWS = 10


@dataclass(frozen=True)
class Look:
    """What reading a file came to, without its table.

    :param decisions: as far as they could be taken
    :param remarks: what was found, worst first
    :param sheets: every sheet of the workbook, hidden ones too
    :param head: the first rows as they stand in the file, with their numbers
    :param columns: as ``profile.profile_of`` gives them; none if there is no table
    :param rows: number of rows of data; None if there is no table
    :param first: the first rows as they were read, cells as text
    """

    decisions: Decisions = field(default_factory=Decisions)
    remarks: tuple[Remark, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    head: tuple[tuple[int, tuple[str, ...]], ...] = ()
    columns: tuple[dict[str, Any], ...] = ()
    rows: int | None = None
    first: tuple[tuple[str, ...], ...] = ()


def look_at(outcome: Outcome) -> Look:
    """What is held of an outcome."""
    table = outcome.table
    known = (outcome.decisions, outcome.remarks, outcome.sheets, outcome.head)
    return Look(*known) if table is None else Look(*known, tuple(profile_of(table)), len(table), first_rows(table))


def first_rows(table: Table, count: int = ROWS) -> tuple[tuple[str, ...], ...]:
    """The first rows of a table as text: what was read of a cell, or the cell itself where it says nothing."""
    return tuple(tuple(one.said(row) for one in table.columns) for row in range(min(len(table), count)))
