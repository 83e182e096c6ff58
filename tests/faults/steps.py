"""The steps of a transition at which something can break, and a process of its own in which it does.

The process is a fork of the test's: it has everything loaded, connections of its own, and dies or fails for real.
Nothing in the portal knows of it: the steps are the portal's own functions, wrapped in the forked process alone.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from ckan import model

from ckanext.sdijember.files.logic import reading, store
from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.logic import facts as cases
from ckanext.sdijember.review.logic import hooks, saving
from ckanext.sdijember.review.model import snapshot as snapshots
from ckanext.sdijember.review.model.review import Review

#: Name of the step → the function at which it is, and whether it breaks after the function instead of before it.
STEPS: dict[str, tuple[Any, str, bool]] = {
    "before the lock": (Review, "lock", False),
    "after the lock": (Review, "lock", True),
    "after reading the dataset": (cases, "dataset_now", True),
    "after the files": (reading, "digests", True),
    "before the event": (log, "append", False),
    "after the event": (log, "append", True),
    "before the index": (saving, "index", False),
    "after the index": (saving, "index", True),
    "after the commit": (hooks, "afterwards", False),
}
#: Steps that only a submission goes through.
SUBMIT_STEPS: dict[str, tuple[Any, str, bool]] = {
    "before a file is kept": (store, "keep", False),
    "after a file is kept": (store, "keep", True),
    "after the snapshot": (snapshots, "store", True),
}


def steps_of(action: str) -> dict[str, tuple[Any, str, bool]]:
    """Every step of a transition; those of keeping the files first, while the store has nothing of them."""
    return (SUBMIT_STEPS if action == "submit" else {}) | STEPS


def in_a_process(work: Callable[[], object], prepare: Callable[[], object]) -> int:
    """Do something in a process of its own.

    :param prepare: called there first
    :returns: 0 if it went well, 1 if it raised, -9 if it was killed
    """
    model.Session.remove()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    try:
        # the connections belong to the parent: leave them alone, without even saying goodbye
        model.ensure_engine().dispose(close=False)
        prepare()
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


def at(step: tuple[Any, str, bool], happens: Callable[[], object]) -> None:
    """Have something happen at a step, in this process, once."""
    place, name, afterwards = step
    before = getattr(place, name)
    done: list[bool] = []

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if not afterwards:
            _once(done, happens)
        result = before(*args, **kwargs)
        if afterwards:
            _once(done, happens)
        return result

    setattr(place, name, wrapped)


def die() -> None:
    """As by the machine's hand: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def _once(done: list[bool], happens: Callable[[], object]) -> None:
    if not done:
        done.append(True)
        happens()
