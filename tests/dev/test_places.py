"""Several processes run tests at once: each in a place of its own on the same services."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from ckan.common import config
from sqlalchemy.exc import OperationalError

from dev import __main__ as commands
from dev.paths import Layout
from dev.settings import ADDRESSES
from dev.stack import Stack
from dev.state import State
from dev.web import Portal


def test_places_share_no_folder_but_the_programmes(tmp_path: Path):
    first, second = Layout("test", tmp_path), Layout("test", tmp_path, 1)
    for name in ("home", "logs", "pids", "uploads", "ini"):
        assert getattr(first, name) != getattr(second, name)
    assert first.venv == second.venv


def test_every_place_that_was_used_is_found_again(tmp_path: Path):
    for number in (0, 1, 10, 2):
        Layout("test", tmp_path, number).make()
    assert [place.place for place in Layout("test", tmp_path, 2).places()] == [0, 1, 2, 10]


def test_portals_of_two_places_have_two_ports(tmp_path: Path):
    layouts = [Layout("test", tmp_path, number) for number in range(2)]
    for layout in layouts:
        layout.make()
    state = State.of(layouts[0])
    portals = [Portal(layout, state) for layout in layouts]
    for portal in portals:
        portal.choose_port()
    chosen = [portal.port for portal in portals]
    assert None not in chosen
    assert len(set(chosen)) == 2
    for portal in portals:
        portal.choose_port()
    assert [portal.port for portal in portals] == chosen


@pytest.mark.parametrize(
    ("cores", "words", "wanted"),
    [
        (2, (), ["-n2"]),
        (8, ("tests/views", "-x"), ["-n8"]),
        (1, (), []),
        (2, ("tests/queue/views/test_work.py::test_pages",), []),
        (2, ("tests/views", "--pdb"), []),
    ],
)
def test_as_many_processes_as_cores(monkeypatch: pytest.MonkeyPatch, cores: int, words: tuple, wanted: list):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    assert commands._processes(words) == wanted


def test_this_process_is_in_its_own_place(stack: Stack):
    for option, value in ADDRESSES.items():
        assert value not in os.environ, option
    assert urlsplit(config["sqlalchemy.url"]).path == f"/{stack.layout.named('ckan')}"
    assert urlsplit(config["ckan.datastore.write_url"]).path == f"/{stack.layout.named('datastore')}"
    assert config["solr_url"].endswith(f"/{stack.layout.named('ckan')}")
    assert config["ckan.redis.url"].endswith(f"/{stack.layout.place}")
    assert config["ckan.storage_path"] == str(stack.layout.uploads)


@pytest.fixture
def reader() -> Iterator[sa.engine.Engine]:
    """The DataStore's reading role, at the door of CKAN's database."""
    url = sa.engine.make_url(config["ckan.datastore.read_url"])
    engine = sa.create_engine(url.set(database=urlsplit(config["sqlalchemy.url"]).path[1:]))
    yield engine
    engine.dispose()


def test_the_reading_role_is_kept_out_of_this_places_database(reader: sa.engine.Engine):
    with pytest.raises(OperationalError, match="permission denied for database"):
        reader.connect()
