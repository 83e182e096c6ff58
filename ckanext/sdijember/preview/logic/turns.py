"""How many tables are written at once on one machine: each is a process of its own, and anybody may ask for one."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ... import config

#: Tables that are written at once, and seconds that another waits for its turn.
AT_ONCE, PATIENCE = 3, 8.0
_PAUSE = 0.1


class BusyError(Exception):
    """Others are at work; it may be asked for again in a moment."""


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the places while a table is written; the system takes it back from a process that dies.

    :raises BusyError: none became free
    """
    folder = config.store_path() / "giliran"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _free(folder):
        yield


@contextmanager
def _free(folder: Path) -> Iterator[None]:
    until = time.monotonic() + PATIENCE
    while True:
        for number in range(AT_ONCE):
            place = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(place)
                continue
            try:
                yield
            finally:
                os.close(place)
            return
        if time.monotonic() > until:
            raise BusyError
        time.sleep(_PAUSE)
