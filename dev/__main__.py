"""The commands behind the Makefile: ``python3 -m dev COMMAND``."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from .console import StackError, fail, say
from .paths import ROOT, Layout
from .ports import USUAL
from .process import Process
from .stack import Stack
from .state import State

LINT = (
    ("ruff", "check", "--quiet", "."),
    ("ruff", "format", "--quiet", "--check", "."),
    ("python", "-m", "dev.arrows"),
)
#: Tests outside the folders ``domain`` that need no service either.
PLAIN_TESTS = ("tests/test_arrows.py", "tests/test_docs.py")
#: Words to pytest that need the terminal.
LOOKING_ON = {"-s", "--capture=no", "--pdb", "--trace", "--collect-only", "--co"}
WITHOUT_CKAN = ("-p", "no:ckan", "-p", "no:ckan_fixtures")


def run() -> int:
    """Bring the portal up and stay until Ctrl-C, or until one of its processes ends."""
    stack = Stack("run")
    runner = Process(stack.layout, "runner")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    with stack.lock():
        if stack.portal.running():
            say("The portal runs already; `make stop` ends it.")
            stack.announce()
            return 0
        runner.adopt(os.getpid())
        try:
            stack.start_for_people()
        except BaseException:
            _end(stack, runner)
            raise
    try:
        stack.announce()
        say("Ctrl-C ends the portal.")
        _watch(stack)
    except KeyboardInterrupt:
        return 0
    finally:
        say("\nStopping …")
        _end(stack, runner)


def _watch(stack: Stack) -> NoReturn:
    """Look after the processes until one is gone."""
    watched = [*stack.portal.processes(), *(service.process for service in stack.services)]
    while True:
        for process in watched:
            if process.pid() is None:
                raise StackError(process.name, "ended by itself", process.log)
        time.sleep(1)


def _end(stack: Stack, runner: Process) -> None:
    """End what runs, undisturbed by a second Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    stack.stop()
    runner.record.unlink(missing_ok=True)


def start() -> int:
    """Bring the portal up in the background; its address is the last line."""
    stack = Stack("run")
    with stack.lock():
        if not stack.portal.running():
            try:
                stack.start_for_people()
            except BaseException:
                stack.stop()
                raise
    stack.announce()
    return 0


def stop() -> int:
    """End every process of this checkout, the tests' too."""
    for profile in USUAL:
        stack = Stack(profile)
        runner = Process(stack.layout, "runner", patience=60)
        ended = runner.stop()
        if stack.stop() or ended:
            say(f"Stopped ({profile}).")
    return 0


def reset() -> int:
    """End everything and wipe the data of this checkout; what was installed stays."""
    stop()
    for profile in USUAL:
        layout = Layout(profile)
        database = State.of(layout).get("folders", "postgres")
        for folder in (Path(database) if database else None, layout.home):
            if folder is not None and folder.exists():
                shutil.rmtree(folder)
                say(f"Wiped {folder}")
    return 0


def ckan(*words: str) -> int:
    """Run the ``ckan`` command; services it had to start it ends again."""
    stack = Stack("run")
    with stack.lock():
        stack.install()
        started = stack.start_services()
        stack.configure()
    try:
        return _at_the_terminal([stack.layout.bin("ckan"), *words], stack.process_environment())
    finally:
        for service in started:
            service.process.stop()


def lint() -> int:
    """Check the style of the code, and that imports run one way."""
    stack = Stack("test")
    with stack.lock():
        stack.install()
    return _lint(stack)


def test_domain(*words: str) -> int:
    """Run the tests that need no service."""
    stack = Stack("test")
    with stack.lock():
        stack.install()
    plain = [*PLAIN_TESTS, *map(str, sorted(ROOT.glob("tests/*/domain")))]
    return _pytest(stack, *WITHOUT_CKAN, *(words or plain))


def test(*words: str) -> int:
    """Run every test, or those named, on services of their own."""
    stack = Stack("test")
    with stack.lock():
        stack.install()
        idle = [service for service in stack.services if not service.running()]
    try:
        with stack.lock():
            stack.start_for_tests()
        style = _lint(stack)
        return _pytest(stack, "--ckan-ini=test.ini", *_processes(words), *(words or ("tests",))) or style
    finally:
        for service in idle:
            service.process.stop()


def _processes(words: Sequence[str]) -> list[str]:
    """Have pytest run as many processes as there are cores; one for single tests, and where somebody looks on."""
    cores = len(os.sched_getaffinity(0))
    single = any("::" in word or word in LOOKING_ON for word in words)
    return [] if single or cores == 1 else [f"-n{cores}"]


def _lint(stack: Stack) -> int:
    """Every check, also after one has failed."""
    environment = stack.process_environment()
    return max([_at_the_terminal([stack.layout.bin(name), *words], environment) for name, *words in LINT])


def _pytest(stack: Stack, *words: str) -> int:
    return _at_the_terminal([stack.layout.bin("pytest"), *words], stack.process_environment())


def _at_the_terminal(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command that talks to the person itself; Ctrl-C is its own affair."""
    with subprocess.Popen(command, env=environment, cwd=ROOT) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


COMMANDS = {
    "run": run,
    "start": start,
    "stop": stop,
    "reset": reset,
    "ckan": ckan,
    "lint": lint,
    "test": test,
    "test-domain": test_domain,
}


def main(arguments: Sequence[str]) -> int:
    """Dispatch one command."""
    name, *words = arguments or [""]
    if name not in COMMANDS:
        print(f"commands: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](*words)
    except StackError as error:
        return fail(error)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
