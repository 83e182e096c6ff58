"""One profile of the stack: its services, its configuration and its portal."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager

from . import settings
from .console import run_logged, say, step
from .install import CONSTRAINTS, compile_catalogues, digest, install
from .paths import ROOT, Layout
from .process import Process, keeping_compiled_code
from .services.base import Service
from .services.postgres import DATABASES, Postgres
from .services.redis import Redis
from .services.solr import Solr
from .services.urls import heeded, outside
from .state import State, locked
from .web import Portal, worker_count

SERVICES: tuple[type[Service], ...] = (Solr, Postgres, Redis)
#: What a database is besides its migrations.
HOW_MADE = ROOT / "dev" / "services" / "postgres.py"
MIGRATION = ROOT / "ckanext" / "sdijember" / "migration"


class Stack:
    """``run`` is the portal people use, ``test`` what the tests work on; they share programmes alone.

    Tests that run in several processes at once share the services, and nothing that is in them.

    :param place: which of those processes; each has databases, core, queue, files and portal of its own
    """

    def __init__(self, profile: str, place: int = 0):
        self.shared = Layout(profile)
        self.shared.make()
        self.layout = Layout(profile, place=place)
        self.layout.make()
        self.state = State.of(self.shared)
        self.environment = heeded(os.environ, profile)
        self.given = outside(self.environment)
        self.services = [kind(self.shared, self.state) for kind in SERVICES if kind.name not in self.given]
        self.portal = Portal(self.layout, self.state, worker_count())

    def lock(self) -> AbstractContextManager[None]:
        """Hold while installing or starting."""
        return locked(self.layout.stack / "lock")

    def install(self) -> None:
        """See that everything is there that the profile needs."""
        install(self.layout, self.given)

    def start_services(self) -> list[Service]:
        """Start the services that do not run.

        :returns: the ones it started
        :raises StackError: one of them does not come up; none of those it started is left then
        """
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

    def configure(self) -> None:
        """Write the configuration file, with an address for the portal."""
        self.portal.choose_port()
        settings.write(self.layout, self.state, self.environment)

    def prepare(self, *, seed: bool = False, wipe: bool = False) -> None:
        """Bring database and index to the present, then configure with what came out of it.

        :param seed: fill in reference and demo data
        :param wipe: drop what is in the database first
        """
        solr = next((service for service in self.services if isinstance(service, Solr)), None)
        index = solr is not None and not solr.indexed()
        chosen = {"--wipe": wipe, "--index": index, "--seed": seed}
        words = [word for word, wanted in chosen.items() if wanted]
        command = [self.layout.bin("python"), "-m", "dev.prepare", self.layout.profile, *words]
        log = self.layout.log("prepare")
        log.unlink(missing_ok=True)
        with step("Bringing the database up to date" + (" and filling in what is missing" if seed else "")):
            run_logged("Database", command, log, env=self.process_environment(), cwd=ROOT)
        if index and solr is not None:
            solr.mark_indexed()
        self.state.reload()
        self.configure()

    def process_environment(self) -> dict[str, str]:
        """Environment of the portal's processes."""
        given = keeping_compiled_code(self.environment, self.layout.stack / "pycache")
        return {**given, "CKAN_INI": str(self.layout.ini), "PYTHONUNBUFFERED": "1"}

    def start_portal(self) -> None:
        """Start web server and worker, and wait for the portal to answer."""
        with step("Starting the portal"):
            self.portal.start(self.process_environment())
            self.portal.wait()

    def start_for_people(self) -> None:
        """Bring the whole portal up, whatever part of it runs already."""
        self.install()
        self.start_services()
        self.configure()
        self.prepare(seed=True)
        self.start_portal()

    def start_for_tests(self, places: int = 1) -> None:
        """Bring the services of the tests up, their databases made by the migrations as they stand.

        :param places: how many processes will run tests at once
        """
        compile_catalogues(self.layout)
        self.start_services()
        self.configure()
        migrations = sorted(path for path in MIGRATION.rglob("*") if path.suffix in {".py", ".ini"})
        mark = digest([CONSTRAINTS, HOW_MADE, *migrations])
        if self.state.get("folders", "migrated") != mark:
            self.prepare(wipe=True)
            Postgres(self.shared, self.state).keep_template()
            self.state.put("folders", "migrated", mark)
        for place in range(1, places):
            Stack(self.layout.profile, place)._take_place(mark)

    def _take_place(self, mark: str) -> None:
        """Have databases and core of this place's own, the databases as the migrations with this ``mark`` made them."""
        Solr(self.shared, self.state).provide(self.layout.named("ckan"))
        if self.state.get("folders", self.layout.named("migrated")) != mark:
            self.portal.stop()
            Postgres(self.shared, self.state).provide(*map(self.layout.named, DATABASES))
            self.state.put("folders", self.layout.named("migrated"), mark)
        self.configure()

    def processes(self) -> list[Process]:
        """Every process of the profile, in the order in which they are ended."""
        portals = [process for place in self.shared.places() for process in Portal(place, self.state).processes()]
        return [*portals, *(kind(self.shared, self.state).process for kind in SERVICES)]

    def stop(self) -> bool:
        """End every process; ``False`` if none ran."""
        ended = [process.stop() for process in self.processes()]
        return any(ended)

    @property
    def address(self) -> str:
        """Where the portal is."""
        return settings.site_url(self.layout, self.state, self.environment)

    def announce(self) -> None:
        """Say who may sign in and, as the last line, where the portal is."""
        accounts = self.layout.home / "accounts.txt"
        if accounts.exists():
            say("\nAccounts (name, password):")
            for line in accounts.read_text().splitlines():
                say(f"  {line}")
            say()
        say(self.address)
