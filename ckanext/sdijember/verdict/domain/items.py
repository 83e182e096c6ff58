"""What a reviewer judges one by one: each metadata field, file, column of a file, and line of a kegiatan's forms.

An item is named by one text, and what it says in a snapshot has a fingerprint: an item whose fingerprint is still the
same has not changed since it was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...log.domain import ledger
from ...metadata.domain.forms import ROW_FORMS
from ...review.domain.snapshot import PERSONAL

FIELD, FILE, COLUMN = "field", "file", "column"
#: Kinds of items, in the order in which letters name them.
KINDS = (FIELD, FILE, COLUMN, *ROW_FORMS)
#: Where the snapshot keeps a field under another name.
_KEPT_AS = {"tag_string": "tags"}
#: How the file was read, as ``Decisions.stored`` writes it.
READING = "pembacaan"
#: What storing and checking a file write beside it: the file's digest says as much.
FROM_FILE = frozenset({"catatan_berkas", "kolom_berkas", "size", "last_modified"})
_SCHEDULE, _START, _END = "iii_jadwal_", "_mulai", "_selesai"


@dataclass(frozen=True)
class Item:
    """One thing to judge.

    :param kind: one of ``KINDS``
    :param name: of the field, or id of the file or the line
    :param part: name of the column, for a column
    """

    kind: str
    name: str
    part: str = ""

    def __str__(self) -> str:
        return ":".join(filter(None, (self.kind, self.name, self.part)))


def parse(text: str) -> Item:
    """The item of that name.

    :raises ValueError: it is no name of an item
    """
    kind, _, rest = text.partition(":")
    name, _, part = rest.partition(":") if kind == COLUMN else (rest, "", "")
    if kind not in KINDS or not name or (kind == COLUMN and not part):
        raise ValueError(text)
    return Item(kind, name, part)


def items_of(snapshot: Mapping[str, Any], fields: Iterable[str]) -> list[Item]:
    """Everything to judge in a snapshot.

    :param fields: names of the metadata fields that are judged, in the order of the form
    """
    return [*(Item(FIELD, name) for name in fields), *_of_files(snapshot), *_of_lines(snapshot)]


def _of_files(snapshot: Mapping[str, Any]) -> Iterator[Item]:
    for resource in snapshot.get("resources") or []:
        yield Item(FILE, resource["id"])
        for name in dict.fromkeys(column.get("nama") for column in resource.get("skema_kolom") or []):
            if name:
                yield Item(COLUMN, resource["id"], str(name))


def _of_lines(snapshot: Mapping[str, Any]) -> Iterator[Item]:
    for form in ROW_FORMS:
        for row in snapshot.get(form) or []:
            yield Item(form, row["id"])


def content(snapshot: Mapping[str, Any], item: Item) -> Any:
    """What a snapshot says of an item; ``None`` if nothing."""
    if item.kind == FIELD:
        return _field(snapshot, item.name)
    if item.kind in ROW_FORMS:
        return next((row for row in snapshot.get(item.kind) or [] if row["id"] == item.name), None)
    resource = next((one for one in snapshot.get("resources") or [] if one["id"] == item.name), None)
    if resource is None:
        return None
    columns = resource.get("skema_kolom") or []
    if item.kind == COLUMN:
        return [column for column in columns if str(column.get("nama")) == item.part] or None
    return {key: value for key, value in resource.items() if key not in FROM_FILE | {"skema_kolom"}}


def _field(snapshot: Mapping[str, Any], name: str) -> Any:
    if name in PERSONAL:
        return snapshot.get("versi_pribadi")
    if name.startswith(_SCHEDULE) and name.endswith(_START):
        # a step of the schedule is one line with its two days
        return [snapshot.get(name), snapshot.get(name.removesuffix(_START) + _END)]
    return snapshot.get(_KEPT_AS.get(name, name))


def fingerprint(snapshot: Mapping[str, Any], item: Item) -> str:
    """SHA-256 of what a snapshot says of an item (64 hexadecimal digits)."""
    return ledger.digest(content(snapshot, item))
