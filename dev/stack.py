"""Entry of the local stack: ``python3 -m dev.stack COMMAND``; the Makefile has the commands."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from . import settings
from .console import StackError, fail, run_logged, say, step
from .install import install
from .paths import ROOT, Layout
from .process import Process
from .services.base import Service
from .services.postgres import Postgres
from .services.redis import Redis
from .services.solr import Solr
from .services.urls import outside
from .state import State, locked
from .web import Portal, worker_count

SERVICES: tuple[type[Service], ...] = (Solr, Postgres, Redis)


class Stack:
    """One profile: its services, its configuration and its portal."""

    def __init__(self, profile: str):
        self.layout = Layout(profile)
        self.layout.make()
        self.state = State.of(self.layout)
        given = outside()
        self.services = [kind(self.layout, self.state) for kind in SERVICES if kind.name not in given]
        self.portal = Portal(self.layout, self.state, worker_count())

    def lock(self):
        """Hold while installing or starting."""
        return locked(self.layout.stack / "lock")

    def start_services(self) -> list[Service]:
        """Start the services that do not run; the ones it started."""
        idle = [service for service in self.services if not service.running()]
        if not idle:
            return []
        try:
            with step(f"Starting {', '.join(service.title for service in idle)}"):
                for service in idle:
                    service.start()
                for service in idle:
                    service.wait()
        except BaseException:
            for service in idle:
                service.process.stop()
            raise
        return idle

    def configure(self) -> Path:
        """Write the configuration file."""
        return settings.write(self.layout, self.state)

    def prepare(self, seed: bool) -> None:
        """Migrate and fill the database, then write the configuration with what came out of it."""
        solr = next((service for service in self.services if isinstance(service, Solr)), None)
        index = solr is not None and not solr.indexed()
        words = [*(["--index"] if index else []), *(["--seed"] if seed else [])]
        command = [self.layout.bin("python"), "-m", "dev.prepare", self.layout.profile, *words]
        self.layout.log("prepare").unlink(missing_ok=True)
        with step("Bringing the database up to date" + (" and filling in what is missing" if seed else "")):
            run_logged("Database", command, self.layout.log("prepare"), env=self.environment(), cwd=ROOT)
        if index and solr is not None:
            solr.mark_indexed()
        self.state.reload()
        self.configure()

    def environment(self) -> dict[str, str]:
        """Environment of the portal's processes."""
        return {**os.environ, "CKAN_INI": str(self.layout.ini), "PYTHONUNBUFFERED": "1"}

    def start_portal(self, seed: bool = True) -> None:
        """Bring the whole portal up, whatever part of it runs already."""
        self.start_services()
        self.portal.choose_port()
        self.configure()
        self.prepare(seed)
        with step("Starting the portal"):
            self.portal.start(self.environment())
            self.portal.wait()

    def processes(self) -> list[Process]:
        """Every process of the profile, in the order in which they are ended."""
        return [*self.portal.processes(), *(kind(self.layout, self.state).process for kind in SERVICES)]

    def stop(self) -> bool:
        """End every process; ``False`` if none ran."""
        return any([process.stop() for process in self.processes()])

    def announce(self) -> None:
        """Say where the portal is and who may sign in."""
        accounts = self.layout.home / "accounts.txt"
        if accounts.exists():
            say("\nAccounts (name, password):")
            for line in accounts.read_text().splitlines():
                say(f"  {line}")
            say()
        say(settings.site_url(self.state))


def run() -> int:
    """Bring the portal up and stay until Ctrl-C, or until one of its processes ends."""
    stack = Stack("run")
    runner = Process(stack.layout, "runner")
    if stack.portal.running():
        say("The portal runs already; `make stop` ends it.")
        stack.announce()
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        with stack.lock():
            runner.adopt(os.getpid())
            install(stack.layout)
            stack.start_portal()
        stack.announce()
        say("Ctrl-C ends the portal.")
        _watch(stack)
    except KeyboardInterrupt:
        say("\nStopping …")
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stack.stop()
        runner.record.unlink(missing_ok=True)
    return 0


def _watch(stack: Stack) -> None:
    watched = [*stack.portal.processes(), *(service.process for service in stack.services)]
    while True:
        for process in watched:
            if process.pid() is None:
                raise StackError(process.name, "ended by itself", process.log)
        time.sleep(1)


def start() -> int:
    """Bring the portal up in the background; its address is the last line."""
    stack = Stack("run")
    with stack.lock():
        if not stack.portal.running():
            install(stack.layout)
            try:
                stack.start_portal()
            except BaseException:
                stack.stop()
                raise
    stack.announce()
    return 0


def stop() -> int:
    """End every process of this checkout, the tests' too."""
    for profile in ("run", "test"):
        stack = Stack(profile)
        runner = Process(stack.layout, "runner", patience=60)
        ended = runner.stop()
        if stack.stop() or ended:
            say(f"Stopped ({profile}).")
    return 0


def reset() -> int:
    """End everything and wipe the data of this checkout."""
    stop()
    for profile in ("run", "test"):
        layout = Layout(profile)
        folder = State.of(layout).get("folders", "postgres")
        for path in (Path(folder) if folder else None, layout.home):
            if path is not None and path.exists():
                shutil.rmtree(path)
                say(f"Wiped {path}")
    return 0


def ckan(words: Sequence[str]) -> int:
    """Run the ``ckan`` command; services it had to start it ends again."""
    stack = Stack("run")
    with stack.lock():
        install(stack.layout)
        started = stack.start_services()
        if stack.state.get("ports", "web") is None:
            stack.portal.choose_port()
        stack.configure()
    try:
        return subprocess_call([stack.layout.bin("ckan"), *words], stack.environment())
    finally:
        for service in started:
            service.process.stop()


def subprocess_call(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run a command at the terminal; Ctrl-C is its own affair."""
    import subprocess

    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def main(arguments: Sequence[str]) -> int:
    """Dispatch one command."""
    commands = {"run": run, "start": start, "stop": stop, "reset": reset}
    name, *rest = arguments or ["help"]
    try:
        if name == "ckan":
            return ckan(rest)
        if name in commands and not rest:
            return commands[name]()
    except StackError as error:
        return fail(error)
    except KeyboardInterrupt:
        return 130
    print(f"commands: {', '.join([*commands, 'ckan'])}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
