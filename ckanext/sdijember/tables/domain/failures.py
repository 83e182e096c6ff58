"""What a producer reads when the table of a file is not there: it waits, or it could not be made."""

from __future__ import annotations

from ...kernel.domain.findings import N_
from .cells import Raw, address, text_of
from .remarks import Remark, remark
from .table import Column, Table

WAITS = N_("The table of this file is still being made. Wait a moment and try again.")
NO_TABLE = N_("This file does not become a table. Correct it as the remarks on it say, and upload it again.")
_GONE = N_("The file itself is not where it should be. Upload it again.")
_UNSTORABLE = N_(
    "The cell “{value}” holds signs or a number that no table can keep. Correct it and upload the file again."
)
_WIDE = N_(
    "The rows are too wide for one table: {columns} columns with long texts. Split the table up, or shorten the texts."
)
_REFUSED = N_(
    "The table could not be kept as the file says it ({reason}). Upload the file again, or tell the Walidata."
)
_DIFFERS = N_(
    "What was kept is not what the file says ({what}), so the table was not put up. Upload the file again, or tell the "
    "Walidata."
)
#: Characters that are shown of a cell or a reason.
_SHOWN = 80


def file_gone() -> Remark:
    """The portal has lost the file."""
    return remark("file-gone", _GONE, "error", missing=True)


def unstorable(table: Table, column: Column, code: int) -> Remark:
    """A cell cannot be stored."""
    row = next(column.rows_of(code))
    found = {"sheet": table.sheet, "cell": address(table.rows[row], column.position), "row": table.rows[row]}
    return remark("unstorable", _UNSTORABLE, "error", missing=True, value=_shown(column.cells[code]), **found)


def too_wide(table: Table) -> Remark:
    """The database has no room for a row."""
    return remark("too-wide", _WIDE, "error", missing=True, sheet=table.sheet, columns=len(table.columns))


def refused(table: Table, reason: str) -> Remark:
    """The database does not take the rows."""
    return remark("refused", _REFUSED, "error", missing=True, sheet=table.sheet, reason=reason[:_SHOWN])


def differs(table: Table, what: str) -> Remark:
    """What was read back is not what was written."""
    return remark("differs", _DIFFERS, "error", missing=True, sheet=table.sheet, what=what)


def _shown(raw: Raw) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text_of(raw)[:_SHOWN])
