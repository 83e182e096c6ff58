"""What the stack remembers between commands: ports and secrets, readable by its owner alone."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .console import say
from .paths import Layout


class State:
    """A small JSON file, written at every change."""

    def __init__(self, path: Path):
        self.path = path
        self.values: dict[str, Any] = {}
        self.reload()

    @classmethod
    def of(cls, layout: Layout) -> State:
        """What is remembered of one profile."""
        return cls(layout.home / "state.json")

    def reload(self) -> None:
        """Read the file again, after another process may have written to it."""
        self.values = json.loads(self.path.read_text()) if self.path.exists() else {}

    def get(self, section: str, key: str) -> Any:
        """The value, or ``None``."""
        return self.values.get(section, {}).get(key)

    def put(self, section: str, key: str, value: Any) -> None:
        """Remember ``value``; the file appears whole or not at all."""
        self.values.setdefault(section, {})[key] = value
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self.values, file, indent=1)
        draft.replace(self.path)

    def secret(self, name: str) -> str:
        """A secret of this stack, made the first time it is asked for."""
        known = self.get("secrets", name)
        if known is None:
            known = secrets.token_urlsafe(32)
            self.put("secrets", name, known)
        return known


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``, so that two commands do not install or start at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for another command that holds {path} …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
