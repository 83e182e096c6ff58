"""A run that was long ends with the slowest tests and the time per folder; a short one says nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.durations import Durations, folder_of

PARTS = [
    ("tests/note/views/test_note.py::test_a", 1.0),
    ("tests/note/views/test_note.py::test_a", 4.0),
    ("tests/note/logic/test_note.py::test_b[x/y]", 2.0),
    ("tests/test_docs.py::test_c", 3.0),
]


def _noted(**options: Any) -> Durations:
    durations = Durations(**options)
    for nodeid, duration in PARTS:
        durations.pytest_runtest_logreport(SimpleNamespace(nodeid=nodeid, duration=duration))  # type: ignore[arg-type]
    return durations


def test_parts_of_a_test_and_tests_of_a_folder_are_added_up():
    assert [" ".join(line.split()) for line in _noted().lines(7.5)] == [
        "5.0 s tests/note/views/test_note.py::test_a",
        "3.0 s tests/test_docs.py::test_c",
        "2.0 s tests/note/logic/test_note.py::test_b[x/y]",
        "7.0 s 70% tests/note (2)",
        "3.0 s 30% tests (1)",
        "10.0 s in all tests (3), 7.5 s by the clock",
    ]


def test_ten_tests_are_named():
    durations = Durations()
    for number in range(30):
        part = SimpleNamespace(nodeid=f"tests/note/test_it.py::test_{number}", duration=float(number))
        durations.pytest_runtest_logreport(part)  # type: ignore[arg-type]
    named = [line.rpartition("::test_")[2] for line in durations.lines(1) if "::" in line]
    assert named == [str(number) for number in range(29, 19, -1)]


@pytest.mark.parametrize(("short", "said"), [(0, True), (60, False)])
def test_a_short_run_says_nothing(short: float, said: bool):
    lines: list[str] = []
    reporter = SimpleNamespace(write_sep=lambda *words: lines.append(words[-1]), write_line=lines.append)
    _noted(short=short).pytest_terminal_summary(reporter)  # type: ignore[arg-type]
    assert (lines != []) == said


def test_a_folder_is_that_of_a_subject():
    assert folder_of("tests/note/views/test_note.py::test_it[a/b]") == "tests/note"
    assert folder_of("tests/test_docs.py::test_it") == "tests"
