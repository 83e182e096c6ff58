"""What the three services have in common: a recorded process, a port, and a test of readiness."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod

from ..console import StackError
from ..paths import Layout
from ..ports import USUAL, choose
from ..process import POLL, Process
from ..state import State


class Service(ABC):
    """A private service on a loopback port of its own."""

    name: str
    title: str
    patience = 60.0
    stop_signal: int | None = None

    def __init__(self, layout: Layout, state: State):
        self.layout = layout
        self.state = state
        options = {} if self.stop_signal is None else {"stop_signal": self.stop_signal}
        self.process = Process(layout, self.name, **options)

    @property
    def port(self) -> int:
        """The port chosen at the last start."""
        return self.state.get("ports", self.name)

    @property
    def log(self):
        """The log file of the service."""
        return self.process.log

    def running(self) -> bool:
        """Whether our own process is there."""
        return self.process.pid() is not None

    def start(self) -> None:
        """Start the process on a free port, without waiting for it to be ready."""
        taken = [port for name, port in self.state.values.get("ports", {}).items() if name != self.name]
        usual = USUAL[self.layout.profile][self.name]
        self.state.put("ports", self.name, choose(self.state.get("ports", self.name), usual, taken))
        self.launch()

    def wait(self) -> None:
        """Wait until the service answers; start once more elsewhere if its port was snatched away.

        :raises StackError: it ended or did not answer in time
        """
        if self._answers():
            return
        if self.running():
            raise StackError(self.title, f"no answer on port {self.port} in {self.patience:.0f} s", self.log)
        before = self.port
        self.start()
        if self.port == before or not self._answers():
            raise StackError(self.title, "ended while starting", self.log)

    def _answers(self) -> bool:
        deadline = time.monotonic() + self.patience
        while self.running() and time.monotonic() < deadline:
            if self.ready():
                return True
            time.sleep(POLL)
        return False

    @abstractmethod
    def launch(self) -> None:
        """Start the process on ``self.port``."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether the service answers what it is there for."""
