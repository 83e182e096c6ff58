"""Jobs that were queued before an update are done after it, although their functions have moved since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from ckan.lib import jobs
from rq import SimpleWorker
from rq.utils import import_attribute

from ckanext.sdijember import former_jobs
from ckanext.sdijember.log import model as log
from dev.paths import ROOT
from tests.mails import told

PACKAGE = "ckanext.sdijember"

#: Every name that this version or the one before it has queued. Whoever moves one of these functions writes its old
#: name into ``former_jobs.py``; whoever queues another one adds it here.
QUEUED = {
    "clock.jobs.send_reminders",
    "clock.jobs.send_unpublished",
    "dataset.jobs.follow_kegiatan",
    "dataset.logic.dictionary.keep_all",
    "jobs.clock.send_reminders",
    "jobs.clock.send_unpublished",
    "jobs.follow_kegiatan",
    "jobs.letter.make",
    "jobs.note.send",
    "jobs.override.send",
    "jobs.send_decision",
    "logic.dictionary.keep_all",
    "logic.revision_tables.bring",
    "note.jobs.send",
    "override.jobs.send",
    "rekomendasi.jobs.make",
    "review.jobs.send_decision",
    "revision.logic.tables.bring",
    "tables.jobs.load",
}


@pytest.mark.parametrize("name", sorted(QUEUED))
def test_a_name_in_the_queue_leads_to_its_function(with_plugins, name):
    function = import_attribute(f"{PACKAGE}.{name}")
    now = former_jobs.MOVED.get(name, name)
    assert f"{function.__module__}.{function.__qualname__}" == f"{PACKAGE}.{now}"


def test_every_function_that_is_queued_is_listed():
    assert set(_queued()) <= QUEUED
    assert set(former_jobs.MOVED) <= QUEUED


def test_what_was_no_job_is_not_found_under_a_former_name(with_plugins):
    with pytest.raises(ValueError, match="Invalid attribute name"):
        import_attribute(f"{PACKAGE}.jobs.announce")


def test_a_job_queued_by_the_version_before_is_done(portal, app, monkeypatch):
    dataset = portal.bring_to("submitted")
    event = log.of_package(dataset["id"])[-1]
    queue = jobs.get_queue("former-jobs")
    job = queue.enqueue_call(f"{PACKAGE}.jobs.send_decision", args=[event.id])

    def work() -> None:
        SimpleWorker([queue], connection=queue.connection).work(burst=True, logging_level="WARNING")

    assert "walidata" in told(portal, app, monkeypatch, work)
    assert job.is_finished


def _queued() -> Iterator[str]:
    """Names of the functions that the package hands to the worker."""
    for path in sorted((ROOT / "ckanext" / "sdijember").rglob("*.py")):
        text = path.read_text("utf-8")
        for found in re.finditer(r"(?:background\.queue|enqueue_job)\(\s*([\w.]+)", text):
            if path.name != "background.py":
                yield _full_name(path, found[1])


def _full_name(path: Path, name: str) -> str:
    """``tables.bring`` in a module is the function of that name in the module it imports."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    function = module
    for part in name.split("."):
        function = getattr(function, part)
    return f"{function.__module__}.{function.__qualname__}".removeprefix(f"{PACKAGE}.")
