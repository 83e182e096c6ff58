"""The difference of two submissions as plain values: metadata from their snapshots, tables from the file store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

from ...files.domain import diff_words
from ...files.logic import store
from ...files.logic.corrected import READING
from ...tables.exchange import difference
from ...tables.logic.limits import limits
from ..domain import diff_metadata
from ..domain.diff_metadata import FieldChange, FileChange, RowsDiff

#: Files of one page that are compared row by row have at most so many bytes together; of the rest it is said.
BUDGET = 2 * difference.LARGEST


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """How one snapshot differs from another, as ``sdijember_review_diff`` returns it."""
    found = diff_metadata.compare(old, new)
    budget = [BUDGET]
    return {
        "same": not found,
        "fields": [_field(change) for change in found.fields],
        "sets": {name: {"added": list(added), "removed": list(gone)} for name, (added, gone) in found.sets.items()},
        "files": {
            "added": [_name(row) for row in found.added],
            "removed": [_name(row) for row in found.removed],
            "changed": [_file(change, budget) for change in found.changed],
            "unchanged": found.unchanged,
            "moved": found.files_moved,
        },
        "lines": {form: _rows(rows, _names(old, new, form)) for form, rows in found.lines.items()},
        "personal": found.personal,
    }


def _field(change: FieldChange) -> dict[str, Any]:
    words = None
    if isinstance(change.old, str) and isinstance(change.new, str):
        words = [asdict(piece) for piece in diff_words.compare(change.old, change.new)]
    return {"name": change.name, "old": change.old, "new": change.new, "words": words}


def _rows(found: RowsDiff, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "added": [str(row.get("nama") or "") for row in found.added],
        "removed": [str(row.get("nama") or "") for row in found.removed],
        "changed": [
            {"name": names.get(row.key, row.key), "fields": [_field(change) for change in row.fields]}
            for row in found.changed
        ],
        "moved": found.moved,
    }


def _names(old: Mapping[str, Any], new: Mapping[str, Any], form: str) -> dict[str, str]:
    """Names of the lines of both snapshots by their id, those they have now."""
    return {row["id"]: str(row.get("nama") or "") for one in (old, new) for row in one.get(form) or []}


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name") or row.get("url") or row["id"])


def _file(change: FileChange, budget: list[int]) -> dict[str, Any]:
    return {
        "id": change.new["id"],
        "name": _name(change.new),
        "fields": [_field(one) for one in change.fields],
        "content": change.content,
        "columns": _rows(change.columns, {}),
        "table": _table(change, budget) if change.content else None,
    }


def _table(change: FileChange, budget: list[int]) -> dict[str, Any]:
    """How the rows of a file differ, or why that cannot be said."""
    digests = [change.old.get("sha256") or "", change.new.get("sha256") or ""]
    if not all(digest and store.exists(digest) for digest in digests):
        return {"problem": "gone", "sheets": []}
    paths = [store.path(digest) for digest in digests]
    budget[0] -= sum(path.stat().st_size for path in paths)
    if budget[0] < 0:
        return {"problem": difference.TOO_LARGE, "sheets": []}
    with ExitStack() as stack:
        streams = [stack.enter_context(open(path, "rb")) for path in paths]
        columns: Sequence[Mapping[str, str]] = change.new.get("skema_kolom") or []
        old, new = (
            difference.Version(stream, str(row.get("format") or ""), row.get(READING) or {})
            for stream, row in zip(streams, (change.old, change.new), strict=True)
        )
        found = difference.compare(old, new, columns, limits())
    return {
        "problem": found.problem,
        "sheets": [{"name": name, **_plain(asdict(table))} for name, table in found.sheets.items()],
        "sheets_added": list(found.sheets_added),
        "sheets_removed": list(found.sheets_removed),
    }


def _plain(value: Any) -> Any:
    """Tuples as lists, as they come over the API."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
