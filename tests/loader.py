"""Tables made at once: no worker runs beside the tests, and a dataset is not submitted while a table is being made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

logger = logging.getLogger(__name__)

#: The function that queues, for tests of the queue.
QUEUES: list[Callable[..., None]] = []


def at_once() -> None:
    """From now on the loader works where its job would be queued, and reads in this process, which starts no other."""
    from ckanext.sdijember import consequences
    from ckanext.sdijember.tables import jobs
    from ckanext.sdijember.tables.exchange import process

    if not QUEUES:
        QUEUES.append(jobs.queue)
        jobs.queue = _load
        process.read_apart = process.read
    consequences.SUBSCRIBERS["files_gone"] = (_load,)


def _load(resource_ids: Iterable[str], again: bool = False) -> Any:
    from ckan import model

    from ckanext.sdijember.tables import jobs

    for resource_id in list(resource_ids):
        try:
            jobs.load(resource_id, again)
        except Exception:
            model.Session.rollback()
            logger.exception("The table of %s could not be made", resource_id)
