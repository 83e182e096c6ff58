"""Tables are made in the background, one file a job: by the loader itself, which needs no account and no token."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from rq import Retry

from ..kernel.logic import background
from .logic import following, loading
from .model import WAITING, of_package

logger = logging.getLogger(__name__)

#: Longest time of one job, seconds, and how often one is tried that was killed or met a service that was down.
TIMEOUT, TRIES = 1800, 3


@background.job
def load(resource_id: str, again: bool = False) -> None:
    """Make the table of a file, or drop that of one that is gone; see ``loading.load``."""
    try:
        state = loading.load(resource_id, again)
    except loading.OtherwiseError:
        logger.error("The table of %s would be another if it were loaded again; it was left as it is", resource_id)
        return
    logger.info("The table of %s: %s", resource_id, state or "no such file")


def queue(resource_ids: Iterable[str], again: bool = False) -> None:
    """Have the tables of files made by the worker, and those of files that are gone dropped."""
    for resource_id in resource_ids:
        options = {"timeout": TIMEOUT, "retry": Retry(max=TRIES)}
        background.queue(load, resource_id, again, title=f"table of {resource_id}", rq_kwargs=options)


def dataset_changed(package_id: str) -> None:
    """After a commit: files of the dataset that wait for their table are queued, and those that are gone."""
    waiting = [one.resource_id for one in of_package(package_id).values() if one.state == WAITING]
    queue(dict.fromkeys([*waiting, *following.gone(package_id)]))
