"""The difference of two snapshots: metadata, keywords, files with their dictionaries, lines of a kegiatan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...metadata.domain.forms import ROW_FORMS
from ...tables.domain.decisions import PRODUCER
from .items import FROM_FILE, READING

Row = Mapping[str, Any]

#: Lists of which only the members count.
SETS = ("groups", "tags")
_TOLD_BY_ROWS = frozenset({"first_row", "last_row", "left_out"})
_ELSEWHERE = frozenset({*SETS, *ROW_FORMS, "resources", "id"})
#: The version of the personal data is a random name: that it differs says that they do.
PERSONAL_VERSION = "versi_pribadi"


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else; ``None`` where it said nothing."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class RowChange:
    """A row that is in both and says something else."""

    key: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class RowsDiff:
    """The difference of two lists of rows.

    :param moved: the rows that stay are in another order
    """

    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[RowChange, ...] = ()
    moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.moved)


@dataclass(frozen=True)
class FileChange:
    """A file that is in both snapshots and differs.

    :param content: its bytes differ
    :param columns: how its dictionary differs
    """

    old: Row
    new: Row
    fields: tuple[FieldChange, ...]
    content: bool
    columns: RowsDiff


@dataclass(frozen=True)
class Difference:
    """Everything in which two snapshots differ.

    :param sets: name of a list → what came and what went
    :param lines: "variabel" or "indikator" → how its lines differ
    :param personal: the personal data differ, which no snapshot holds
    """

    fields: tuple[FieldChange, ...] = ()
    sets: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[FileChange, ...] = ()
    unchanged: int = 0
    files_moved: bool = False
    lines: Mapping[str, RowsDiff] = field(default_factory=dict)
    personal: bool = False

    def __bool__(self) -> bool:
        files = self.added or self.removed or self.changed or self.files_moved
        return bool(self.fields or self.sets or files or self.lines or self.personal)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """How the snapshot ``new`` differs from ``old``."""
    pairs, removed, added = _paired_files(old.get("resources") or [], new.get("resources") or [])
    changed = [change for pair in pairs if (change := _file(*pair))]
    lines = {form: rows(old.get(form) or [], new.get(form) or [], _identity) for form in ROW_FORMS}
    sets = {name: _set(old.get(name) or [], new.get(name) or []) for name in SETS}
    return Difference(
        fields=fields(old, new, _ELSEWHERE | {PERSONAL_VERSION}),
        sets={name: both for name, both in sets.items() if any(both)},
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
        unchanged=len(pairs) - len(changed),
        files_moved=_order(pairs, old.get("resources") or []),
        lines={form: found for form, found in lines.items() if found},
        personal=old.get(PERSONAL_VERSION) != new.get(PERSONAL_VERSION),
    )


def fields(old: Row, new: Row, without: Iterable[str] = ()) -> tuple[FieldChange, ...]:
    """Fields in which two rows differ: those of the old in its order, then those that are new."""
    names = [name for name in dict.fromkeys([*old, *new]) if name not in set(without)]
    return tuple(FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def rows(old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], str]) -> RowsDiff:
    """How two lists of rows differ.

    :param key: by what a row of one list is found in the other; rows with the same key are taken in their order
    """
    before, after = _keyed(old, key), _keyed(new, key)
    changed = []
    for name, row in after.items():
        if name in before and (differing := fields(before[name], row)):
            changed.append(RowChange(name[0], differing))
    stayed = [name for name in before if name in after]
    return RowsDiff(
        added=tuple(row for name, row in after.items() if name not in before),
        removed=tuple(row for name, row in before.items() if name not in after),
        changed=tuple(changed),
        moved=stayed != [name for name in after if name in before],
    )


def column_key(row: Row) -> str:
    """By what a row of a data dictionary is known: the name of the column."""
    return str(row.get("nama") or "")


def _identity(row: Row) -> str:
    return str(row["id"])


def _keyed(rows: Sequence[Row], key: Callable[[Row], str]) -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    seen: dict[str, int] = {}
    for row in rows:
        name = key(row)
        seen[name] = seen.get(name, 0) + 1
        found[name, seen[name]] = row
    return found


def _set(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(name for name in new if name not in old), tuple(name for name in old if name not in new)


def _paired_files(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Files that are the same: by id, or else, where one was deleted and uploaded anew, by content or name."""
    before = {row["id"]: row for row in old}
    pairs, added = [], []
    for row in new:
        if row["id"] in before:
            pairs.append((before.pop(row["id"]), row))
        else:
            added.append(row)
    for same in (lambda row: row.get("sha256") or None, lambda row: _name(row) or None):
        for row in list(added):
            twin = next((one for one in before.values() if same(row) and same(one) == same(row)), None)
            if twin is not None:
                pairs.append((before.pop(twin["id"]), row))
                added.remove(row)
    return pairs, list(before.values()), added


def _name(row: Row) -> str:
    return " ".join(str(row.get("name") or "").lower().split())


def _order(pairs: Sequence[tuple[Row, Row]], old: Sequence[Row]) -> bool:
    """Whether files that kept their id stand in another order."""
    kept = [new["id"] for before, new in pairs if before["id"] == new["id"]]
    return kept != [row["id"] for row in old if row["id"] in kept]


def decided(reading: Any) -> dict[str, Any] | None:
    """What was decided of a file, by the name of what is decided: of a column with the number of it before a colon.

    Where the table ends, and which rows lie between it, is told by its rows unless its producer said so.
    """
    if not isinstance(reading, Mapping):
        return None
    file = {
        key: one["value"]
        for key, one in (reading.get("file") or {}).items()
        if key not in _TOLD_BY_ROWS or one.get("by") == PRODUCER
    }
    columns = (reading.get("columns") or {}).items()
    return file | {f"{at}:{key}": one["value"] for at, found in columns for key, one in found.items()}


def _file(old: Row, new: Row) -> FileChange | None:
    columns = rows(old.get("skema_kolom") or [], new.get("skema_kolom") or [], column_key)
    content = old.get("sha256", "") != new.get("sha256", "")
    told = ({**row, READING: decided(row.get(READING))} for row in (old, new))
    differing = fields(*told, FROM_FILE | {"id", "sha256", "skema_kolom"})
    if not (content or differing or columns):
        return None
    return FileChange(old, new, differing, content, columns)
