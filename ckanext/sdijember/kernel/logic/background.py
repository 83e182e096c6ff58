"""Work that follows a commit, handed to the worker: a queue that is down undoes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

logger = logging.getLogger(__name__)


def queue(job: Callable[..., Any], *arguments: Any, title: str) -> None:
    """Have the worker call a function of a module. It does not raise: what it follows is committed already.

    :param job: named in the queue by its module, so that moving it needs a line in ``former_jobs.py``
    :param arguments: plain values
    :param title: what the administrator reads in the list of jobs
    """
    try:
        tk.enqueue_job(job, list(arguments), title=f"sdijember: {title}")
    except Exception:
        logger.exception("Could not queue the %s", title)
