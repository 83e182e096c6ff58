"""Jobs of the loader: killed at any step or run twice at once they leave the table of the file, or none: no half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs as core_jobs
from ckanext.datastore.backend.postgres import get_write_engine, identifier
from rq import SimpleWorker
from rq.utils import import_attribute

from ckanext.sdijember.tables import jobs
from ckanext.sdijember.tables import model as tables
from ckanext.sdijember.tables.logic import datastore, following, loading
from tests.bypass.targets import path_of
from tests.factories import call, upload
from tests.loader import QUEUES

#: A process that loads a file and stops for ever before or after a step; the test kills it there.
STOPPING = """
import sys, time
from ckan.cli.cli import ckan as command
ini, resource, module, name, when = sys.argv[1:]
with command.make_context("ckan", ["-c", ini, "db", "upgrade"]):
    from importlib import import_module
    from ckanext.sdijember.tables.logic import loading
    found = import_module(module)
    step = getattr(found, name)
    def stops(*args, **kwargs):
        if when == "after":
            step(*args, **kwargs)
        print("here", flush=True)
        time.sleep(600)
    setattr(found, name, stops)
    loading.load(resource)
"""
LOGIC = "ckanext.sdijember.tables.logic"
STEPS = [
    (f"{LOGIC}.loading", "read", "before"),
    (f"{LOGIC}.loading", "read", "after"),
    (f"{LOGIC}.datastore", "fill", "after"),
    (f"{LOGIC}.loading", "_compare", "after"),
    (f"{LOGIC}.loading", "_locked", "after"),
    (f"{LOGIC}.datastore", "swap", "before"),
    (f"{LOGIC}.datastore", "swap", "after"),
    (f"{LOGIC}.loading", "_note", "before"),
    (f"{LOGIC}.loading", "_tell", "before"),
]
OLD, NEW = b"a,b\n1,2\n", b"a,b\n7,8\n9,10\n"


@pytest.fixture
def replaced(portal, clean_datastore, monkeypatch):
    """A file with a table, replaced by another that nobody has loaded yet."""
    made = portal.dataset()
    file = portal.add_file(made["id"], name="Data", upload=upload(OLD, "data.csv"))["id"]
    monkeypatch.setattr(jobs, "queue", lambda *_args, **_kwargs: None)
    call("resource_patch", portal.people["editor"], id=file, upload=upload(NEW, "data.csv"))
    return file


def _rows(resource_id):
    with get_write_engine().connect() as connection:
        query = f"SELECT a, b FROM {identifier(resource_id)} ORDER BY _id"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def _left_aside():
    with get_write_engine().connect() as connection:
        query = "SELECT tablename FROM pg_tables WHERE tablename ~ '^_(memuat|sumber)_'"
        return list(connection.exec_driver_sql(query).scalars())


def _state(resource_id):
    model.Session.remove()
    row = tables.of(resource_id)
    return row.state if row else None


@pytest.fixture
def process(stack):
    """Starts the process, waits until it has come to the step, and kills it."""

    def run(resource_id, module, name, when):
        command = [sys.executable, "-c", STOPPING, str(stack.layout.ini), resource_id, module, name, when]
        started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=stack.process_environment())
        assert started.stdout
        assert started.stdout.readline() == "here\n"
        started.send_signal(signal.SIGKILL)
        started.wait()

    return run


@pytest.mark.parametrize(("module", "name", "when"), STEPS)
def test_killed_at_any_step_it_leaves_nothing_half_and_is_done_again(replaced, process, module, name, when):
    process(replaced, module, name, when)
    assert _state(replaced) == "waiting"
    assert following.hidden(replaced)
    for _ in range(50):
        if not _left_aside():
            break
        time.sleep(0.1)
    assert _left_aside() == []
    assert _rows(replaced) in ([(1, 2)], [(7, 8), (9, 10)])
    assert loading.load(replaced) == "loaded"
    assert _rows(replaced) == [(7, 8), (9, 10)]
    assert not following.hidden(replaced)


def test_two_at_once_make_one_table(replaced, stack):
    command = "import sys\nfrom ckan.cli.cli import ckan as command\nini, resource = sys.argv[1:]\n"
    command += "with command.make_context('ckan', ['-c', ini, 'db', 'upgrade']):\n"
    command += "    from ckanext.sdijember.tables import jobs\n    jobs.load(resource)\n"
    environment = stack.process_environment()
    both = [
        subprocess.Popen([sys.executable, "-c", command, str(stack.layout.ini), replaced], env=environment)
        for _ in range(2)
    ]
    assert [one.wait(120) for one in both] == [0, 0]
    assert (_state(replaced), _rows(replaced), _left_aside()) == ("loaded", [(7, 8), (9, 10)], [])


def test_the_second_waits_for_the_first(replaced):
    """Who writes the same table holds a lock on its name, and nobody else is kept waiting."""
    with datastore.writing(replaced), get_write_engine().connect() as other:
        take = sa.text("SELECT pg_try_advisory_xact_lock(:key)")
        assert not other.scalar(take, {"key": datastore._key(replaced)})
        assert other.scalar(take, {"key": datastore._key("lain")})


def test_a_job_of_the_worker_makes_the_table(replaced, monkeypatch):
    core_jobs.get_queue().empty()
    monkeypatch.setattr(jobs, "queue", QUEUES[0])
    jobs.dataset_changed(model.Resource.get(replaced).package_id)
    job = next(one for one in core_jobs.get_queue().get_jobs() if replaced in one.args)
    assert (job.func_name, job.retries_left, job.timeout) == ("ckanext.sdijember.tables.jobs.load", 3, jobs.TIMEOUT)
    job.perform()
    assert (_state(replaced), _rows(replaced)) == ("loaded", [(7, 8), (9, 10)])


def test_a_job_that_meets_a_service_that_is_down_changes_nothing_and_is_tried_again(replaced, monkeypatch):
    core_jobs.get_queue().empty()
    QUEUES[0]([replaced])
    swapped = datastore.swap

    def down(*_args):
        raise ConnectionError("DataStore tidak menjawab")

    monkeypatch.setattr(datastore, "swap", down)
    queue = core_jobs.get_queue()
    SimpleWorker([queue], connection=queue.connection).work(burst=True, max_jobs=1)
    assert (_state(replaced), _rows(replaced), _left_aside()) == ("waiting", [(1, 2)], [])
    monkeypatch.setattr(datastore, "swap", swapped)
    SimpleWorker([queue], connection=queue.connection).work(burst=True)
    assert (_state(replaced), _rows(replaced)) == ("loaded", [(7, 8), (9, 10)])


def test_a_job_of_the_loader_of_before_loads_the_file_itself(replaced):
    """Its address is of a host that does not exist, and its token of nobody."""
    function = import_attribute("ckanext.xloader.jobs.xloader_data_into_datastore")
    asked = {"api_key": "rahasia", "metadata": {"resource_id": replaced, "original_url": "http://luar.invalid/a.csv"}}
    function(asked)
    assert (_state(replaced), _rows(replaced)) == ("loaded", [(7, 8), (9, 10)])
    function({})
    for strange in ("../../etc/passwd", "_table_stats", "_table_metadata"):
        function({"metadata": {"resource_id": strange}})
    assert datastore.read(replaced)


def test_loading_again_gives_the_same_table_and_readers_see_one_all_the_time(portal, clean_datastore):
    made = portal.bring_to("published")
    file = made["resources"][0]["id"]
    row = tables.of(file)
    before = (row.values_sha256, row.table_sha256)
    seen = []
    swapped = datastore.swap

    def looked(connection, resource_id, draft):
        seen.append(call("datastore_search", None, resource_id=file)["total"])
        swapped(connection, resource_id, draft)

    datastore.swap = looked
    try:
        assert loading.load(file, again=True) == "loaded"
    finally:
        datastore.swap = swapped
    row = tables.of(file)
    assert (seen, (row.values_sha256, row.table_sha256)) == ([2], before)


def test_what_would_be_another_table_is_not_loaded_over_what_was_approved(portal, clean_datastore):
    made = portal.bring_to("published")
    file = made["resources"][0]["id"]
    tables.of(file).table_sha256 = "lain"
    model.Session.commit()
    with pytest.raises(loading.OtherwiseError):
        loading.load(file, again=True)
    assert call("datastore_search", None, resource_id=file)["total"] == 2


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_file_that_is_lost_is_a_finding(portal, clean_datastore, monkeypatch, damage):
    made = portal.dataset()
    monkeypatch.setattr(jobs, "queue", lambda *_args, **_kwargs: None)
    file = portal.add_file(made["id"], name="Data", upload=upload(OLD, "data.csv"))["id"]
    path = path_of(file)
    if damage == "gone":
        os.unlink(path)
    else:
        path.write_bytes(b"")
    assert loading.load(file) == "failed"
    assert tables.of(file).findings[0].code == {"gone": "file-gone", "cut": "no-data"}[damage]
