"""Several processes share the tests out: files stay together, and ``faults`` run when nobody else does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.scheduling import Scheduling

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ("-p", "xdist.plugin", "-p", "tests.scheduling", "-p", "no:cacheprovider")
#: Each test notes who ran it and what moment of the run it was.
FILE = """
import os, time
from pathlib import Path
import pytest

NOTES = Path(__file__).with_name("notes")

@pytest.mark.parametrize("number", range({count}))
@pytest.mark.parametrize("mark", [{marks}])
def test_it(number, mark):
    began = time.monotonic()
    time.sleep({length})
    with NOTES.open("a") as notes:
        notes.write(f"{{Path(__file__).name}} {{mark}} {{os.environ['PYTEST_XDIST_WORKER']}} "
                    f"{{began}} {{time.monotonic()}}\\n")
"""
PLAIN = "'plain'"
FAULTS = "pytest.param('faults', marks=pytest.mark.faults)"


class Note(NamedTuple):
    """One test that was run."""

    file: str
    mark: str
    process: str
    began: float
    ended: float

    @classmethod
    def read(cls, line: str) -> Note:
        file, mark, process, began, ended = line.split()
        return cls(file, mark, process, float(began), float(ended))


def _run(folder: Path, files: dict[str, str], *words: str) -> tuple[list[Note], str]:
    """Run the files in several processes; the notes in their order, and pytest's last line."""
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = faults\naddopts = --dist=loadgroup\n")
    for name, text in files.items():
        (folder / name).write_text(text)
    command = [sys.executable, "-m", "pytest", *PLUGINS, f"--rootdir={folder}", *words, str(folder)]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    notes = (folder / "notes").read_text().splitlines()
    return [Note.read(line) for line in notes], done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("processes", [2, 3])
def test_faults_run_alone_and_last(tmp_path: Path, processes: int):
    files = {f"test_{name}.py": FILE.format(count=3, marks=PLAIN, length=0.02) for name in "bcde"}
    files["test_a.py"] = FILE.format(count=3, marks=f"{FAULTS}, {PLAIN}", length=0.02)
    files["test_f.py"] = FILE.format(count=2, marks=FAULTS, length=0.02)
    notes, last = _run(tmp_path, files, f"-n{processes}")
    assert "20 passed" in last
    faults = [note for note in notes if note.mark == "faults"]
    others = [note for note in notes if note.mark == "plain"]
    assert len(faults) == 5
    assert len({note.process for note in faults}) == 1
    assert len({note.process for note in others}) == processes
    assert min(note.began for note in faults) > max(note.ended for note in others)


def test_a_file_stays_together(tmp_path: Path):
    files = {f"test_{name}.py": FILE.format(count=4, marks=PLAIN, length=0.02) for name in "abcdef"}
    notes, _ = _run(tmp_path, files, "-n2")
    processes: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        processes[note.file].add(note.process)
    assert sorted(processes) == sorted(files)
    assert all(len(found) == 1 for found in processes.values())


def test_nothing_but_faults(tmp_path: Path):
    notes, last = _run(tmp_path, {"test_a.py": FILE.format(count=3, marks=FAULTS, length=0)}, "-n3")
    assert "3 passed" in last
    assert len({note.process for note in notes}) == 1


def test_one_file_and_faults(tmp_path: Path):
    notes, last = _run(tmp_path, {"test_a.py": FILE.format(count=3, marks=f"{FAULTS}, {PLAIN}", length=0)}, "-n3")
    assert "6 passed" in last
    assert [note.mark for note in notes] == ["plain"] * 3 + ["faults"] * 3


def test_the_first_failure_ends_the_run_before_the_faults(tmp_path: Path):
    files = {
        "test_a.py": FILE.format(count=2, marks=PLAIN, length=0),
        "test_b.py": "def test_it():\n    assert False\n",
        "test_c.py": FILE.format(count=2, marks=FAULTS, length=0),
    }
    notes, last = _run(tmp_path, files, "-n2", "-x")
    assert "1 failed" in last
    assert {note.mark for note in notes} <= {"plain"}


def test_a_file_stays_together_and_leak_tests_are_shared_out_singly():
    scope = lambda nodeid: Scheduling._split_scope(None, nodeid)  # noqa: E731
    assert scope("tests/note/views/test_note.py::test_it") == scope("tests/note/views/test_note.py::TestIt::test_it[x]")
    assert scope("tests/note/views/test_note.py::test_it") != scope("tests/queue/views/test_work.py::test_it")
    assert scope("tests/leaks/test_matrix.py::test_it[x]") != scope("tests/leaks/test_matrix.py::test_it[y]")
    assert scope("tests/leaks/test_matrix.py::test_it@faults") == scope("tests/e2e/test_faults.py::test_it@faults")
