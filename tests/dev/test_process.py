"""Processes: recognised by more than their number, ended with their children, never mistaken."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dev.console import StackError
from dev.paths import Layout
from dev.process import Process, fingerprint, identity, keeping_compiled_code

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);print('deaf', flush=True); time.sleep(60)",
]
PARENT = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(child.pid, flush=True); time.sleep(60)",
]


def soon(check: Callable[[], bool]) -> bool:
    """Whether something becomes true within a few seconds."""
    deadline = time.monotonic() + 10
    while not check():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def process(layout: Layout):
    """A process of the stack; whatever it started is gone afterwards."""
    made = Process(layout, "probe", patience=0.5)
    yield made
    made.stop()


def test_a_started_process_is_known_to_another_command(process: Process, layout: Layout):
    process.start(SLEEP)
    assert Process(layout, "probe").pid() == process.pid() is not None


def test_stop_ends_it_and_says_so(process: Process):
    process.start(SLEEP)
    pid = process.pid()
    assert pid is not None
    assert process.stop() is True
    assert fingerprint(pid) is None
    assert not process.record.exists()


def test_stop_says_when_there_was_nothing_to_end(process: Process):
    assert process.stop() is False


def test_a_number_that_is_another_process_now_is_left_alone(process: Process):
    with subprocess.Popen(SLEEP) as stranger:
        process.record.write_text(json.dumps({"pid": stranger.pid, "fingerprint": "another-boot:123"}))
        assert process.pid() is None
        assert process.stop() is False
        assert stranger.poll() is None
        stranger.kill()


def test_one_that_ended_by_itself_is_not_running(process: Process):
    process.start([sys.executable, "-c", ""])
    assert soon(lambda: process.pid() is None)


def test_one_that_does_not_listen_is_killed(process: Process):
    process.start(DEAF)
    assert soon(lambda: "deaf" in process.log.read_text())
    pid = process.pid()
    assert pid is not None
    process.stop()
    assert fingerprint(pid) is None


def test_children_of_one_that_does_not_listen_go_too(process: Process):
    process.start(PARENT)
    assert soon(lambda: process.log.read_text().strip().isdigit())
    child = int(process.log.read_text())
    process.stop()
    assert soon(lambda: fingerprint(child) is None)


def test_ctrl_c_at_the_terminal_does_not_reach_it(process: Process):
    process.start(SLEEP)
    pid = process.pid()
    assert pid is not None
    assert os.getsid(pid) == pid != os.getsid(0)


def test_a_damaged_record_is_no_process(process: Process):
    process.record.write_text("{")
    assert process.pid() is None


def test_a_programme_that_is_not_there_names_service_and_log(process: Process):
    with pytest.raises(StackError) as caught:
        process.start(["/nonexistent/programme"])
    assert caught.value.service == "probe"
    assert str(process.log) in caught.value.report()


def test_output_is_in_the_log(process: Process):
    process.start([sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr)"])
    assert soon(lambda: {"out", "err"} <= set(process.log.read_text().split()))


def test_a_zombie_is_dead():
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.DEVNULL) as child:
        state = Path(f"/proc/{child.pid}/stat")
        assert soon(lambda: state.read_text().rpartition(")")[2].split()[0] == "Z")
        assert fingerprint(child.pid) is None


def test_ourselves_need_no_other_identity():
    assert identity(None) == {}


def test_another_user_brings_its_group_and_no_other():
    assert identity("nobody")["extra_groups"] == []
    assert identity("nobody")["group"] != 0


def test_the_signal_asked_for_is_sent(layout: Layout):
    listening = "import signal, sys, time; signal.signal(signal.SIGINT, lambda *_: (print('int'), sys.exit()));"
    process = Process(layout, "probe", stop_signal=signal.SIGINT)
    process.start([sys.executable, "-c", listening + "print('ready', flush=True); time.sleep(60)"])
    assert soon(lambda: "ready" in process.log.read_text())
    process.stop()
    assert "int" in process.log.read_text().split()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"PYTHONDONTWRITEBYTECODE": ""}, {"PYTHONDONTWRITEBYTECODE": ""}),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, {"PYTHONPYCACHEPREFIX": "/kept"}),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/own"}, {"PYTHONPYCACHEPREFIX": "/own"}),
    ],
)
def test_compiled_code_is_kept_somewhere(given: dict[str, str], expected: dict[str, str]):
    found = keeping_compiled_code({"HOME": "/root", **given}, Path("/kept"))
    assert found == {"HOME": "/root", **expected}
