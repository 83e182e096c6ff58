"""Names of jobs that the version before has queued: it named the modules as they were, and they go on for one version.

Whoever moves a function that is queued writes a line here, and takes out those that have been here for a version.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from rq.utils import import_attribute

from .tables import jobs as table_jobs

#: Name in the queue, below the package → where the function is now.
MOVED = {
    "jobs.send_decision": "review.jobs.send_decision",
    "jobs.follow_kegiatan": "dataset.jobs.follow_kegiatan",
    "jobs.clock.send_reminders": "clock.jobs.send_reminders",
    "jobs.clock.send_unpublished": "clock.jobs.send_unpublished",
    "jobs.letter.make": "rekomendasi.jobs.make",
    "jobs.note.send": "note.jobs.send",
    "jobs.override.send": "override.jobs.send",
    "logic.dictionary.keep_all": "dataset.logic.dictionary.keep_all",
    "logic.revision_tables.bring": "revision.logic.tables.bring",
}

#: A module that is gone, whose function has nothing to call any more → whatever it would have done is done by ours.
XLOADER, LOAD = "ckanext.xloader.jobs", "xloader_data_into_datastore"

_PACKAGE = __name__.rpartition(".")[0]


def keep_names() -> None:
    """Have the worker find the functions of ``MOVED`` where they were; each is imported when it is called."""
    for module in {name.rpartition(".")[0] for name in MOVED}:
        here = f"{_PACKAGE}.{module}"
        stand_in = ModuleType(here, "Here were functions that are queued by this name.")
        stand_in.__getattr__ = lambda name, module=module: _moved(module, name)  # type: ignore[method-assign]
        sys.modules.setdefault(here, stand_in)
    stand_in = ModuleType(XLOADER, "Here was a loader that guessed; still installed, it would write over our tables.")
    setattr(stand_in, LOAD, load_for_xloader)
    sys.modules[XLOADER] = stand_in


def load_for_xloader(asked: Mapping[str, Any]) -> None:
    """A file that xloader was to load is loaded by our loader, from the file itself.

    :param asked: what xloader queued; nothing of it is used but the id of the file
    """
    table_jobs.load(str((asked.get("metadata") or {}).get("resource_id") or ""))


def _moved(module: str, name: str) -> object:
    now = MOVED.get(f"{module}.{name}")
    if now is None:
        raise AttributeError(f"module {_PACKAGE}.{module} is no more, and had no job {name}")
    return import_attribute(f"{_PACKAGE}.{now}")
