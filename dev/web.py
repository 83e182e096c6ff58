"""The portal's own processes: the web server and the worker of the job queue."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Mapping

from .console import StackError
from .paths import ROOT, Layout
from .ports import HOST, USUAL, choose
from .process import POLL, Process
from .state import State

PATIENCE = 120.0


class Portal:
    """Gunicorn with several workers, and one RQ worker."""

    def __init__(self, layout: Layout, state: State, workers: int = 2):
        self.layout = layout
        self.state = state
        self.workers = workers
        self.web = Process(layout, "web", patience=15)
        self.worker = Process(layout, "worker", patience=15)

    @property
    def _port_name(self) -> str:
        return self.layout.named("web")

    @property
    def port(self) -> int | None:
        """The port chosen last."""
        return self.state.get("ports", self._port_name)

    def processes(self) -> list[Process]:
        """In the order in which they are ended."""
        return [self.web, self.worker]

    def running(self) -> bool:
        """Whether both are there."""
        return all(process.pid() is not None for process in self.processes())

    def stop(self) -> None:
        """End both."""
        for process in self.processes():
            process.stop()

    def choose_port(self) -> None:
        """Fix the portal's port before its address is written into the configuration."""
        if self.web.pid() is None:
            taken = [port for name, port in self.state.values.get("ports", {}).items() if name != self._port_name]
            usual = USUAL[self.layout.profile]["web"]
            self.state.put("ports", self._port_name, choose(self.port, usual, taken))

    def start(self, environment: Mapping[str, str]) -> None:
        """Start what does not run yet."""
        env = {**environment, "CKAN_INI": str(self.layout.ini)}
        if self.web.pid() is None:
            command = [self.layout.bin("gunicorn"), "dev.wsgi:application", "--workers", str(self.workers)]
            command += ["--bind", f"{HOST}:{self.port}", "--timeout", "120"]
            command += ["--graceful-timeout", "5", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
            self.web.start(command, env=env, cwd=ROOT)
        if self.worker.pid() is None:
            self.worker.start([self.layout.bin("ckan"), "jobs", "worker"], env=env, cwd=ROOT)

    def wait(self) -> None:
        """Wait until the portal answers.

        :raises StackError: a process ended, or no answer came in time
        """
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            for process, title in ((self.web, "Web server"), (self.worker, "Worker")):
                if process.pid() is None:
                    raise StackError(title, "ended while starting", process.log)
            if time.monotonic() > deadline:
                raise StackError("Web server", f"no answer in {PATIENCE:.0f} s", self.web.log)
            time.sleep(POLL)

    def answers(self) -> bool:
        """Whether ``status_show`` says the portal is well."""
        url = f"http://{HOST}:{self.port}/api/3/action/status_show"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)["success"] is True
        except (OSError, ValueError, KeyError):
            return False


def worker_count() -> int:
    """Web workers for this machine: at least two."""
    return max(2, min(4, len(os.sched_getaffinity(0))))
