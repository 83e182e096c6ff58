"""What has to follow a commit: said here by whoever committed, done by whoever has subscribed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from .handed_in import HandedIn

#: Who does what the functions below say, by their names.
SUBSCRIBERS: HandedIn[Mapping[str, Collection[Callable[..., None]]]] = HandedIn("What follows a commit")


def announce(event_id: int) -> None:
    """A decision was written into the log."""
    _send("announce", event_id)


def note_written(note_id: str) -> None:
    """A note was written."""
    _send("note_written", note_id)


def kegiatan_changed(kegiatan_id: str, at_once: bool = False) -> None:
    """A kegiatan is another than before; ``at_once``, because something is no longer public."""
    _send("kegiatan_changed", kegiatan_id, at_once=at_once)


def dataset_changed(package_id: str) -> None:
    """A dataset is another than before."""
    _send("dataset_changed", package_id)


def tables_follow(working_id: str) -> None:
    """A revision has ended."""
    _send("tables_follow", working_id)


def table_loaded(resource_id: str) -> None:
    """A file has become a table of the DataStore."""
    _send("table_loaded", resource_id)


def files_gone(resource_ids: list[str]) -> None:
    """Files, and their dataset, are there no more."""
    _send("files_gone", resource_ids)


def _send(name: str, *args: Any, **kwargs: Any) -> None:
    for follow in SUBSCRIBERS.table[name]:
        follow(*args, **kwargs)
