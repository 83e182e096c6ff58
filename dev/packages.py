"""Debian packages the stack needs: found missing, installed when that is allowed, named when it is not."""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from .console import StackError, run_logged, step
from .paths import Layout
from .services.postgres import programmes

JAVA = 17


@dataclass(frozen=True)
class Need:
    """A Debian package and the check that tells whether what it brings is there."""

    package: str
    present: Callable[[], bool]
    service: str | None = None
    """The service it is for; not needed if that service is given from outside."""


def _programme(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def _java() -> bool:
    """Whether a JDK is there that is new enough to run a single source file."""
    javac = shutil.which("javac")
    if javac is None:
        return False
    version = subprocess.run([javac, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r"javac (\d+)", version.stdout + version.stderr)
    return found is not None and int(found[1]) >= JAVA


def _header(name: str) -> Callable[[], bool]:
    return lambda: any(Path(folder, name).exists() for folder in ("/usr/include", "/usr/local/include"))


def _font(name: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(name))


NEEDS = (
    Need("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None),
    Need("python3-dev", lambda: Path(sysconfig.get_paths()["include"], "Python.h").exists()),
    Need("build-essential", _programme("cc")),
    Need("libpq-dev", _programme("pg_config")),
    Need("libmagic1", lambda: ctypes.util.find_library("magic") is not None),
    # What printed forms are set in (PDF), and pages in screenshots; the second has the signs that the first lacks.
    Need("fonts-liberation", _font("LiberationSans-Regular.ttf")),
    Need("fonts-dejavu-core", _font("DejaVuSans.ttf")),
    # What turns the letters' HTML templates into PDF.
    Need("libpangoft2-1.0-0", lambda: ctypes.util.find_library("pangoft2-1.0") is not None),
    Need("postgresql", lambda: programmes() is not None, "postgres"),
    Need("redis-server", _programme("redis-server"), "redis"),
    Need("default-jdk-headless", _java, "solr"),
    Need("maven", _programme("mvn"), "solr"),
)
TEST_NEEDS = (Need("chromium", _programme("chromium")),)


def missing(given: Collection[str], for_tests: bool) -> list[str]:
    """Names of the packages that are not there; those of services given from outside are not needed."""
    needs = NEEDS + (TEST_NEEDS if for_tests else ())
    return [need.package for need in needs if need.service not in given and not need.present()]


def ensure(layout: Layout, given: Collection[str], for_tests: bool) -> None:
    """Install what is missing.

    :raises StackError: something is missing and we may not install it, or installing failed
    """
    names = missing(given, for_tests)
    if not names:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    prefix = _privilege()
    if shutil.which("apt-get") is None or prefix is None:
        raise StackError(
            "Debian packages",
            f"not installed: {', '.join(names)}. Install them with:\n  sudo {' '.join(command)}",
        )
    log = layout.stack / "log" / "apt.log"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing Debian packages: {' '.join(names)}"):
        run_logged("Debian packages", [*prefix, "apt-get", "update"], log, env=environment)
        run_logged("Debian packages", [*prefix, *command], log, env=environment)
    left = missing(given, for_tests)
    if left:
        raise StackError("Debian packages", f"installed, but still too old or not found: {', '.join(left)}", log)
    importlib.invalidate_caches()
    sys.path_importer_cache.clear()


def _privilege() -> list[str] | None:
    """What to put before a command so that it runs as root; ``None`` if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
