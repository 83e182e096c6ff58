"""What the stack remembers, who may read it, and that two commands do not get in each other's way."""

from __future__ import annotations

import multiprocessing
import stat
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from dev.paths import Layout
from dev.state import State, locked


def test_what_was_put_is_there_for_the_next_command(layout: Layout):
    State.of(layout).put("ports", "web", 5000)
    assert State.of(layout).get("ports", "web") == 5000
    assert State.of(layout).get("ports", "solr") is None


def test_a_secret_is_made_once(layout: Layout):
    made = State.of(layout).secret("redis")
    assert State.of(layout).secret("redis") == made
    assert State.of(layout).secret("postgres_ckan") != made


def test_nobody_else_may_read_it(layout: Layout):
    State.of(layout).secret("redis")
    assert stat.S_IMODE((layout.home / "state.json").stat().st_mode) == 0o600


def test_logs_and_uploads_are_closed_to_others(layout: Layout):
    for folder in (layout.logs, layout.uploads, layout.pids):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_profiles_share_no_folder_but_the_programmes(tmp_path: Path):
    run, test = Layout("run", tmp_path), Layout("test", tmp_path)
    for name in ("home", "logs", "pids", "uploads", "ini"):
        assert getattr(run, name) != getattr(test, name)
    assert run.venv == test.venv


def _hold(path: Path, held: Event) -> None:
    with locked(path):
        held.set()
        time.sleep(0.5)


def test_a_second_command_waits_for_the_first(tmp_path: Path):
    held = multiprocessing.Event()
    first = multiprocessing.Process(target=_hold, args=(tmp_path / "lock", held))
    first.start()
    assert held.wait(10)
    before = time.monotonic()
    with locked(tmp_path / "lock"):
        waited = time.monotonic() - before
    first.join()
    assert waited > 0.3
