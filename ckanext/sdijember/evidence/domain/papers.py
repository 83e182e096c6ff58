"""Papers that the log names: letters, scans, attachments of whatever kind of event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Paper:
    """A file that is known by its SHA-256, and what it was called."""

    sha256: str
    name: str

    @property
    def file_name(self) -> str:
        """The name as any computer takes it; never a way out of the folder."""
        return _UNSAFE.sub("-", self.name).strip(".-")[-_LONGEST_NAME:] or "berkas"


def papers_in(data: Any) -> Iterator[Paper]:
    """Every file that the data of an event name, however deep: what has a ``sha256`` and a ``name`` is one."""
    if isinstance(data, Mapping):
        if is_paper(data):
            yield Paper(data["sha256"], str(data["name"]))
        for value in data.values():
            yield from papers_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from papers_in(value)


def is_paper(data: Any) -> bool:
    """Whether a part of an event's data stands for a file."""
    if not isinstance(data, Mapping) or not data.get("name"):
        return False
    return isinstance(data.get("sha256"), str) and bool(_DIGEST.fullmatch(data["sha256"]))
