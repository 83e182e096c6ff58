"""What a new list of lines of MS-Variabel or MS-Indikator changes in the stored one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .forms import form

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One line that is in both lists and says something else.

    :param name: what it is called now
    :param fields: names of the fields that differ
    """

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The difference between two lists.

    :param rows: the new list, each line with the ``id`` of the stored line that it is
    :param new: names of the lines that are not stored
    :param changed: lines that say something else
    :param gone: names of the stored lines that are not in the new list
    :param same: how many stay as they are
    :param moved: the lines that stay are in another order
    """

    rows: list[dict[str, Any]]
    new: list[str]
    changed: list[Change]
    gone: list[str]
    same: int
    moved: bool


def compare(name: str, before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Find each line of the new list among the stored ones: by its ``id``, or else by its name.

    :param name: "variabel" or "indikator"
    :param before: stored lines, with their ``id``
    :param after: lines in plain shape, with or without an ``id``
    """
    stored = {row["id"]: row for row in before}
    taken = {row["id"] for row in after if row.get("id") in stored}
    by_name = {key(row): row["id"] for row in reversed(before) if row["id"] not in taken and key(row)}
    rows, new, changed, order = [], [], [], []
    for row in after:
        known = row["id"] if row.get("id") in stored else by_name.pop(key(row), None)
        content = {key: value for key, value in row.items() if key != "id"}
        if known is None:
            new.append(str(row.get("nama", "")))
            rows.append(content)
            continue
        order.append(known)
        rows.append({"id": known, **content})
        fields = tuple(field.name for field in form(name) if stored[known].get(field.name) != content.get(field.name))
        if fields:
            changed.append(Change(str(row.get("nama", "")), fields))
    gone = [str(row.get("nama", "")) for row in before if row["id"] not in order]
    stayed = [row["id"] for row in before if row["id"] in order]
    return Comparison(rows, new, changed, gone, len(order) - len(changed), stayed != order)


def key(row: Row) -> str:
    """The name as the check for names that occur twice compares it."""
    return " ".join(str(row.get("nama") or "").lower().split())
