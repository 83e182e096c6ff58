"""A queue whose jobs nobody takes, for tests that look at what a worker would change meanwhile."""

from __future__ import annotations

import pytest
from ckan.lib import jobs


def taken_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the jobs aside: the worker of a live portal would load the files, and so index their datasets anew."""
    monkeypatch.setattr(jobs, "add_queue_name_prefix", lambda name: f"sdijember-tests:{name}")
