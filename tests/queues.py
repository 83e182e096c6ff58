"""Who does the jobs that a test queues: nobody, or the worker of a live portal."""

from __future__ import annotations

import pytest


def choose(worker: bool) -> None:
    """Put the jobs of the next test aside, unless the worker is to do them.

    A live portal stays up for the tests of its process: it would load files, make letters, and index datasets anew
    while others look at them.
    """
    from ckan.lib import jobs

    jobs.add_queue_name_prefix = _of_the_worker if worker else _of_nobody


def taken_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a worker take the jobs, by the names that CKAN gives its queues."""
    from ckan.lib import jobs

    monkeypatch.setattr(jobs, "add_queue_name_prefix", _of_the_worker)


def _of_nobody(name: str) -> str:
    return f"sdijember-tests:{name}"


def _of_the_worker(name: str) -> str:
    from ckan.lib import jobs

    return f"{jobs._get_queue_name_prefix()}{name}"
