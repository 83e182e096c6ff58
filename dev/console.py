"""What the person at the terminal sees: steps with progress, and failures that say where to look."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HEARTBEAT = 10.0


class StackError(Exception):
    """A failure of one service, with the log file that tells why."""

    def __init__(self, service: str, message: str, log: Path | None = None):
        super().__init__(message)
        self.service = service
        self.message = message
        self.log = log

    def report(self) -> str:
        """Text for the terminal: the service, what happened, the log and its last lines."""
        lines = [f"{self.service}: {self.message}"]
        if self.log is not None:
            lines.append(f"log file: {self.log}")
            lines += [f"  | {line}" for line in last_lines(self.log)]
        return "\n".join(lines)


def last_lines(log: Path, count: int = 15) -> list[str]:
    """The end of a log file, or nothing if there is none."""
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []


def say(text: str = "") -> None:
    """Print one line at once."""
    print(text, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a long step, repeat a sign of life, and say how long it took."""
    started = time.monotonic()
    say(f"• {text} …")
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT):
            say(f"  … {text}: {time.monotonic() - started:.0f} s")

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    say(f"  ✓ {text} ({time.monotonic() - started:.1f} s)")


@contextmanager
def into_log(service: str, command: Sequence[str], log: Path) -> Iterator[dict[str, Any]]:
    """The streams of a programme that the block starts: its output goes to the end of ``log``, it is told nothing.

    :raises StackError: it cannot be started
    """
    with log.open("ab") as output:
        try:
            yield {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        except OSError as error:
            raise StackError(service, f"{command[0]} does not start: {error}", log) from error


def run_logged(
    service: str,
    command: Sequence[str],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    identity: Mapping[str, Any] | None = None,
) -> None:
    """Run ``command`` with its output in ``log``; ``identity`` is whom it runs as.

    :raises StackError: it ended with an error; the message names the service and the log
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"$ {' '.join(command)}\n".encode())
    with into_log(service, command, log) as streams:
        done = subprocess.run(command, env=env, cwd=cwd, check=False, **streams, **(identity or {}))
    if done.returncode:
        raise StackError(service, f"{Path(command[0]).name} ended with status {done.returncode}", log)


def fail(error: StackError) -> int:
    """Print a failure and give the exit status for it."""
    sys.stdout.flush()
    print(f"\n✗ {error.report()}", file=sys.stderr, flush=True)
    return 1
