"""Public pages with the extension and with stock CKAN: same data, same services, same run, one anonymous client.

Usage: make bench            (300 datasets, 60 rounds)
       make bench ARGS="--datasets 100 --rounds 20"
"""

from __future__ import annotations

import argparse
import configparser
import os
import secrets
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.paths import PORTAL_INI
from dev.ports import HOST, any_free
from dev.stack import Stack

from .data import SUBJECT
from .frame import asked_for, head, timed

STOCK = {
    "ckan.plugins": "activity datastore datatables_view",
    "ckan.views.default_views": "datatables_view",
    "ckan.site_id": "sdijember",
}
#: Options of the generated configuration that are addresses of services.
SHARED = (
    "sqlalchemy",
    "ckan.datastore",
    "solr_url",
    "ckan.redis",
    "ckan.storage_path",
    "ckan.site_url",
)
#: Warming up is not measured.
WARM_UP = 5
PAGES = {
    "home": "/",
    "search": "/dataset/?q=jumlah",
    "dataset page": f"/dataset/{SUBJECT}",
    "organization": "/organization/dinas-00",
    "package_search": "/api/3/action/package_search?q=jumlah&rows=20",
    "package_show": f"/api/3/action/package_show?id={SUBJECT}",
}
Measured = dict[str, tuple[list[float], int, int]]


def main() -> None:
    """Measure both and print a table in Markdown."""
    asked = asked_for(datasets=300, rounds=60)
    with sides() as (ours, stock):
        run([sys.executable, "-m", "benchmarks.data", str(asked.datasets)], ours)
        with serve(ours) as with_extension, serve(stock) as without:
            print(_table(*_measure([without, with_extension], asked.rounds), asked))


@contextmanager
def sides() -> Iterator[tuple[Path, Path]]:
    """Configurations of the portal and of stock CKAN, on one empty database and services of the benchmark's own."""
    stack = Stack("bench")
    try:
        stack.start_services()
        stack.configure()
        stack.prepare(wipe=True)
        ours = configuration(stack.layout.ini, "ours", use=f"config:{PORTAL_INI}")
        yield ours, configuration(stack.layout.ini, "stock", use="egg:ckan", **STOCK)
    finally:
        stack.stop()


def configuration(generated: Path, name: str, **options: str) -> Path:
    """The stack's addresses with what makes one side of the comparison; both sides share everything else."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read(generated)
    common = {key: value for key, value in parser["app:main"].items() if key.startswith(SHARED)}
    secret = secrets.token_hex(24)
    tokens = {f"api_token.jwt.{use}.secret": f"string:{secret}" for use in ("encode", "decode")}
    parser["app:main"] = common | {"SECRET_KEY": secret, "ckan.locale_default": "id"} | tokens | options
    path = generated.with_name(f"{name}.ini")
    with path.open("w") as stream:
        parser.write(stream)
    return path


@contextmanager
def serve(ini: Path) -> Iterator[str]:
    """Two workers on a free port, until the block ends."""
    port = any_free()
    command = [str(Path(sys.executable).with_name("gunicorn")), "benchmarks.wsgi:application", "--workers", "2"]
    command += ["--bind", f"{HOST}:{port}", "--timeout", "120", "--log-level", "error", "--no-control-socket"]
    environment = os.environ | {"CKAN_INI": str(ini), "CKAN_SITE_URL": f"http://{HOST}:{port}"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://{HOST}:{port}/api/3/action/status_show")
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def _measure(sites: list[str], rounds: int) -> list[Measured]:
    """Ask every page of every site in turn, so that whatever disturbs the machine disturbs all alike."""
    found: list[Measured] = [{page: ([], 0, 0) for page in PAGES} for _ in sites]
    for round_number in range(WARM_UP + rounds):
        for page, path in PAGES.items():
            for site, measured in zip(sites, found, strict=True):
                seconds, statements, size = timed(urllib.request.urlopen, site + path)
                if round_number >= WARM_UP:
                    measured[page][0].append(seconds)
                    measured[page] = (measured[page][0], statements, size)
    return found


def _table(stock: Measured, ours: Measured, asked: argparse.Namespace) -> str:
    measures = ("p50 ms", "p95 ms", "SQL", "KiB")
    columns = [column for measure in measures for column in (f"{measure} stock", "ours")]
    lines = head(f"{asked.datasets} datasets, {asked.rounds} rounds", "page", *columns)
    for page in PAGES:
        cells = [page]
        for percent in (50, 95):
            cells += [f"{percentile(measured[page][0], percent):.0f}" for measured in (stock, ours)]
        cells += [str(measured[page][1]) for measured in (stock, ours)]
        cells += [f"{measured[page][2] / 1024:.0f}" for measured in (stock, ours)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def percentile(seconds: list[float], percent: int) -> float:
    """In milliseconds."""
    return 1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


def _wait(url: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(url, timeout=10)
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.25)
    raise SystemExit(f"{url} does not answer")


def run(command: list[str], ini: Path) -> None:
    subprocess.run(command, env=os.environ | {"CKAN_INI": str(ini)}, check=True)


if __name__ == "__main__":
    main()
