"""What every test may ask for: clean services, and a portal to look at with a browser.

The services are those of the ``test`` profile of the local stack. They are started if they do not run and
stay for the next time; ``make stop`` ends them. With ``-n`` several processes run tests at once, each in a place
of its own on these services: the one in charge prepares the places and hands them out.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from inspect import unwrap
from pathlib import Path
from typing import Any

import pytest

from dev.stack import Stack
from dev.state import locked

from .durations import Durations
from .fixtures import portal, run, runner, visit  # noqa: F401
from .scheduling import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_make_parametrize_id,
    pytest_xdist_make_scheduler,
)

ROOT = Path(__file__).resolve().parent.parent

#: Node → number of its place.
PLACES = pytest.StashKey[dict[Any, int]]()
#: How often emptying the database is tried.
DEADLOCKS = 5
#: CKAN's own user stays: a running portal goes on using it.
CLEAN_DATABASE = """
DO $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public'
            AND tablename NOT LIKE '%alembic_version' AND tablename <> 'user'
    LOOP
        EXECUTE format('DELETE FROM %I', found.tablename);
    END LOOP;
END $$;
DELETE FROM "user" WHERE name <> '{site_user}';
"""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the services and put the configuration that knows them in the place of ``test.ini``."""
    config.pluginmanager.register(Durations())
    if not hasattr(config.option, "ckan_ini"):
        return
    asked = Path(config.option.ckan_ini or ROOT / "test.ini").resolve()
    processes = len(config.option.tx or ()) if config.option.dist != "no" else 0
    if asked != ROOT / "test.ini":
        if processes > 1:
            raise pytest.UsageError(f"{asked} names one database: run its tests in one process, with -n0")
        return
    stack = _stack(config)
    if not _is_worker(config):
        for name in [name for name in os.environ if name.startswith("CKAN_")]:
            del os.environ[name]
        # Two runs would wipe each other's data: the second waits until the first is through.
        config.add_cleanup(_hold(stack.layout.home / "session.lock"))
        with stack.lock():
            stack.start_for_tests(max(processes, 1))
    config.option.ckan_ini = str(stack.layout.ini)
    if processes:
        # All of them list the same tests in the same order, also those made from a set.
        os.environ.setdefault("PYTHONHASHSEED", str(secrets.randbelow(2**32)))
        # Whoever only hands out the tests need not load CKAN.
        config.pluginmanager.unregister(name="ckan")


def _is_worker(config: pytest.Config) -> bool:
    """Whether this is one of several processes that run tests."""
    return hasattr(config, "workerinput")


def _stack(config: pytest.Config) -> Stack:
    """The services as this process uses them."""
    given: dict[str, Any] = getattr(config, "workerinput", {})
    return Stack("test", given.get("place", 0))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give a process that begins the first place that is free."""
    taken = node.config.stash.setdefault(PLACES, {})
    free = next(number for number in range(len(taken) + 1) if number not in taken.values())
    taken[node] = node.workerinput["place"] = free


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take back the place of a process that ended."""
    node.config.stash[PLACES].pop(node, None)


def _hold(path: Path) -> Callable[[], None]:
    """Hold a lock file; what is returned lets it go."""
    hold = ExitStack()
    hold.enter_context(locked(path))
    return hold.close


@pytest.fixture(scope="session")
def reset_db() -> Callable[[], None]:
    """Empty every table and keep the schema the migrations made; ``clean_db`` calls it.

    The event log refuses UPDATE and DELETE by a trigger; the cleaner, and nobody else, steps over triggers.
    """
    import ckan.plugins.toolkit as tk
    import sqlalchemy as sa
    from ckan import model
    from ckan.tests import factories
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.orm import close_all_sessions

    statements = CLEAN_DATABASE.format(site_user=tk.config["ckan.site_id"])

    def clean() -> None:
        factories.fake.unique.clear()
        close_all_sessions()
        _drop_tables()
        for _ in range(DEADLOCKS):
            # the worker of a live portal may be writing at the same moment
            with suppress(OperationalError), model.ensure_engine().begin() as connection:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
                connection.execute(sa.text(statements.replace(":", r"\:")))
                return
        raise RuntimeError("the database could not be emptied: somebody keeps writing")

    return clean


@pytest.fixture(scope="session")
def standing() -> Any:
    """Plugins and application that stay from test to test."""
    from .standing import STANDING

    return STANDING


@pytest.fixture
def with_plugins(request: pytest.FixtureRequest, ckan_config: Any, standing: Any) -> Iterator[None]:
    """CKAN's fixture of this name, without loading again what is loaded."""
    from ckan.tests.pytest_ckan import fixtures

    from .standing import changes_something

    if not changes_something(request):
        standing.load()
        yield
        return
    standing.forget()
    again = unwrap(fixtures.with_plugins)(
        ckan_config,
        request.getfixturevalue("provide_plugin"),
        request.getfixturevalue("monkeypatch"),
        request,
    )
    yield from again


@pytest.fixture
def make_app(request: pytest.FixtureRequest, ckan_config: Any, standing: Any) -> Callable[[], Any]:
    """CKAN's fixture of this name, without building again what stands."""
    from .standing import changes_something

    if changes_something(request):
        standing.forget()
    return standing.app


@pytest.fixture
def clean_datastore(clean_db: None) -> None:
    """Without a table that another test has made, though the database is cleaned of them at every test."""
    _drop_tables()


def _drop_tables() -> None:
    """Drop every table that the DataStore keeps for a file."""
    from ckanext.datastore.backend.postgres import get_write_engine, identifier

    with get_write_engine().begin() as connection:
        # what begins with a stroke is the DataStore's own
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND left(tablename, 1) <> '_'"
        found = connection.exec_driver_sql(query)
        for (name,) in found.fetchall():
            connection.exec_driver_sql(f"DROP TABLE {identifier(name)} CASCADE")


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Stack:
    """The services as this process uses them; only tests marked ``faults`` may stop one."""
    return _stack(request.config)


@pytest.fixture(scope="session")
def live_portal(stack: Stack) -> Iterator[str]:
    """Address of a portal in processes of its own, with a worker, on the database the tests see."""
    # One that an interrupted run left behind has yesterday's code.
    stack.portal.stop()
    stack.start_portal()
    yield stack.address
    stack.portal.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, quiet and without a sandbox, which it has not got as root."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync"
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": flags.split()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_portal: str) -> dict[str, Any]:
    """Pages open at the live portal, by the path alone, as somebody in Jember sees them."""
    return {
        **browser_context_args,
        "base_url": live_portal,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
    }
