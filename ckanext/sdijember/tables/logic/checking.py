"""Whether a table that was loaded is still what was loaded, and still what its file says."""

from __future__ import annotations

from ckan import model

from ..domain.remarks import stopping
from ..model import of
from . import datastore
from .reading import read


def of_store(resource_id: str) -> str:
    """Wherein the rows of the DataStore differ from those that were loaded; empty if in nothing."""
    row = of(resource_id)
    found = datastore.read(resource_id) if row else None
    if row is None or found is None:
        return "0"
    rows, sums, digest = found
    if rows != row.rows:
        return f"{rows} ≠ {row.rows}"
    if len(sums) != len(row.columns):
        return f"{len(sums)} ≠ {len(row.columns)}"
    for column, here in zip(row.columns, sums, strict=True):
        if here != (column["filled"], column["sum"]):
            return str(column["name"])
    return "" if digest == row.values_sha256 else "SHA-256"


def of_file(resource: model.Resource) -> str:
    """Wherein the file, read as it was decided, differs from the table that was loaded; empty if in nothing.

    Nothing is said of a file that is gone or another than it was: that is what is wrong, not the table.
    """
    row = of(resource.id)
    if row is None:
        return "0"
    try:
        outcome, digest = read(resource, row.decisions, {})
    except FileNotFoundError:
        return ""
    if digest != row.file_sha256:
        return ""
    table = outcome.table
    if table is None or stopping(outcome.remarks):
        return ", ".join(one.code for one in stopping(outcome.remarks)) or "0"
    if len(table) != row.rows:
        return f"{len(table)} ≠ {row.rows}"
    return "" if (table.values_sha256, table.sha256) == (row.values_sha256, row.table_sha256) else "SHA-256"
