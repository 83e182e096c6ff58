"""Processes the stack started: recorded, recognised, and ended one by one."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .console import into_log
from .paths import Layout

POLL = 0.1


def fingerprint(pid: int) -> str | None:
    """What tells this process from a later one with the same number; ``None`` if it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{boot}:{started}"


class Process:
    """One long-running process of the stack, known by the record kept of it."""

    def __init__(self, layout: Layout, name: str, *, stop_signal: int = signal.SIGTERM, patience: float = 20):
        self.name = name
        self.log = layout.log(name)
        self.record = layout.pids / f"{name}.json"
        self.stop_signal = stop_signal
        self.patience = patience

    def pid(self) -> int | None:
        """Number of the running process, or ``None`` if it ended or the number is another's now."""
        try:
            known = json.loads(self.record.read_text())
        except (OSError, ValueError):
            return None
        _reap(known["pid"])
        return known["pid"] if fingerprint(known["pid"]) == known["fingerprint"] else None

    def adopt(self, pid: int) -> None:
        """Record a process as ours."""
        self.record.parent.mkdir(parents=True, exist_ok=True)
        self.record.write_text(json.dumps({"pid": pid, "fingerprint": fingerprint(pid)}))

    def start(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: str | None = None,
    ) -> None:
        """Start ``command`` in a session of its own, output appended to the log.

        :raises StackError: the programme cannot be started
        """
        with into_log(self.name, command, self.log) as streams:
            started = subprocess.Popen(command, env=env, cwd=cwd, start_new_session=True, **streams, **identity(user))
        self.adopt(started.pid)

    def stop(self) -> bool:
        """End the process if it runs; ``False`` if there was nothing to end."""
        pid = self.pid()
        if pid is None:
            self.record.unlink(missing_ok=True)
            return False
        os.kill(pid, self.stop_signal)
        if not self._gone_within(self.patience):
            # It leads a session of its own, so its group holds nothing but its children.
            os.killpg(pid, signal.SIGKILL) if os.getpgid(pid) == pid else os.kill(pid, signal.SIGKILL)
            self._gone_within(5)
        self.record.unlink(missing_ok=True)
        return True

    def _gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.pid() is not None:
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL)
        return True


def identity(user: str | None) -> dict[str, Any]:
    """Arguments for ``subprocess`` that make a child run as ``user``; none for ourselves."""
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def keeping_compiled_code(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment, with a folder for compiled code where none may lie beside the sources.

    Without any, every process compiles all of CKAN anew, and the tests rewrite its assertions.
    """
    if not environment.get("PYTHONDONTWRITEBYTECODE"):
        return dict(environment)
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(folder), **kept}


def _reap(pid: int) -> None:
    """Let a dead child go, so that it does not look alive."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
