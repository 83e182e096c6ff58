"""What a long run says in the end: the slowest tests and the time per folder, so that none grows slow unnoticed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest

SLOWEST = 10
#: Seconds by the clock below which nobody asks where they went.
SHORT = 60


class Durations:
    """Adds up what the processes report of every test: setting up, the test, tidying up.

    :param short: seconds of a run of which nothing is said
    """

    def __init__(self, short: float = SHORT) -> None:
        self._short = short
        self._began = time.monotonic()
        self._tests: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one part of one test."""
        self._tests[report.nodeid] += report.duration  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say it, if it took long enough."""
        passed = time.monotonic() - self._began
        if passed < self._short:
            return
        terminalreporter.write_sep("=", "time")
        for line in self.lines(passed):
            terminalreporter.write_line(line)

    def lines(self, passed: float) -> Iterator[str]:
        """The slowest tests, the folders, the sum.

        :param passed: seconds by the clock
        """
        for test, seconds in self._tests.most_common(SLOWEST):
            yield f"{seconds:8.1f} s  {test}"
        folders: Counter[str] = Counter()
        for test, seconds in self._tests.items():
            folders[folder_of(test)] += seconds  # type: ignore[assignment]
        counts = Counter(map(folder_of, self._tests))
        total = sum(folders.values())
        for folder, seconds in folders.most_common():
            share = seconds / total if total else 0
            yield f"{seconds:8.1f} s {share:4.0%}  {folder} ({counts[folder]})"
        yield f"{total:8.1f} s in all tests ({len(self._tests)}), {passed:.1f} s by the clock"


def folder_of(test: str) -> str:
    """The folder of a subject, or ``tests`` for what lies beside them."""
    return "/".join(test.partition("::")[0].split("/")[:-1][:2])
