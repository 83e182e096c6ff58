"""What has to be there before anything starts: Python packages, Solr's jars, compiled catalogues."""

from __future__ import annotations

import hashlib
import os
import platform
import pwd
import shutil
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from . import packages
from .console import run_logged, step
from .paths import ROOT, Layout

CONSTRAINTS = ROOT / "dev" / "constraints.txt"
POM = ROOT / "dev" / "solr" / "pom.xml"


def install(layout: Layout, given: Collection[str]) -> None:
    """Bring everything up to date but what the services ``given`` from outside would need."""
    layout.make()
    packages.ensure(layout, given, for_tests=layout.profile == "test")
    _python(layout)
    if "solr" not in given:
        _jars(layout)
    compile_catalogues(layout)


def _python(layout: Layout) -> None:
    mark = layout.venv / "installed"
    wanted = digest([CONSTRAINTS, ROOT / "setup.py"], str(ROOT), sys.version)
    if mark.exists() and mark.read_text() == wanted:
        return
    log = layout.stack / "log" / "pip.log"
    pip = [layout.bin("python"), "-m", "pip", "--disable-pip-version-check"]
    with step("Installing Python packages"):
        if not _fits(layout.venv):
            shutil.rmtree(layout.venv, ignore_errors=True)
            run_logged("Python packages", [sys.executable, "-m", "venv", str(layout.venv)], log)
        mark.unlink(missing_ok=True)
        command = [*pip, "install", "-c", str(CONSTRAINTS), "-e", f"{ROOT}[test]"]
        run_logged("Python packages", command, log, cwd=ROOT)
        mark.write_text(wanted)


def _fits(venv: Path) -> bool:
    """Whether the environment was made by the Python that runs now."""
    made = venv / "pyvenv.cfg"
    version = f"version = {platform.python_version()}"
    return (venv / "bin" / "pip").exists() and made.exists() and version in made.read_text().splitlines()


def _jars(layout: Layout) -> None:
    mark = layout.jars.parent / "installed"
    wanted = digest([POM])
    if mark.exists() and mark.read_text() == wanted:
        return
    command = ["mvn", "--batch-mode", "-f", str(POM), *_cache(layout), "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={layout.jars}"]
    with step("Fetching Solr"):
        shutil.rmtree(layout.jars, ignore_errors=True)
        run_logged("Solr", command, layout.stack / "log" / "maven.log")
        mark.write_text(wanted)


def _cache(layout: Layout) -> list[str]:
    """Where Maven keeps what it fetched: its usual place, unless this user has no home to write to."""
    home = pwd.getpwuid(os.geteuid()).pw_dir
    return [] if os.access(home, os.W_OK) else [f"-Dmaven.repo.local={layout.stack / 'm2'}"]


def compile_catalogues(layout: Layout) -> None:
    """Compile the catalogues whose text is newer than what the last installation made of it."""
    for text in sorted((ROOT / "i18n").glob("*/LC_MESSAGES/*.po")):
        made = text.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= text.stat().st_mtime:
            continue
        command = [layout.bin("pybabel"), "compile", "-i", str(text), "-o", str(made), "-l", text.parts[-3]]
        run_logged("Catalogues", command, layout.stack / "log" / "babel.log")


def digest(files: Iterable[Path], *more: str) -> str:
    """One fingerprint of the contents of ``files`` and of ``more``."""
    total = hashlib.sha256()
    for part in [*(path.read_bytes() for path in files), *(text.encode() for text in more)]:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()
