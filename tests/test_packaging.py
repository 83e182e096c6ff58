"""The wheel holds all that a CKAN elsewhere needs, and an installation finds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest

from ckanext.sdijember.subjects import SUBJECTS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ckanext" / "sdijember"
SOURCES = ("ckanext", "schemas", "i18n", "setup.py", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from the sources alone, without what was made of them before."""
    copy = tmp_path_factory.mktemp("sources")
    leave = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=leave)
        else:
            shutil.copy(source, copy / name)
    made = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (archive,) = made.glob("ckanext_sdijember-*.whl")
    with ZipFile(archive) as content:
        return set(content.namelist())


@pytest.mark.parametrize(
    "folder",
    ["assets", "public", "migration", "data", *SUBJECTS],
)
def test_every_file_of_the_extension_is_in_the_wheel(wheel: set[str], folder: str):
    there = {
        str(path.relative_to(ROOT))
        for path in (PACKAGE / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert there - wheel == set()


@pytest.mark.parametrize("folder", ["portal/templates", "assets", "migration"])
def test_what_a_portal_shows_and_stores_is_not_missing_altogether(wheel: set[str], folder: str):
    assert [name for name in wheel if name.startswith(f"ckanext/sdijember/{folder}/")]


def test_schemas_ship_as_a_package(wheel: set[str]):
    there = {f"ckanext/sdijember/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.*")}
    assert there <= wheel
    assert {"ckanext/sdijember/schemas/dataset.yaml", "ckanext/sdijember/schemas/organization.yaml"} <= wheel


def test_compiled_catalogue_ships_as_a_package(wheel: set[str]):
    folder = "ckanext/sdijember/i18n/id/LC_MESSAGES/ckanext-sdijember"
    assert {f"{folder}.po", f"{folder}.mo", "ckanext/sdijember/i18n/__init__.py"} <= wheel


def test_settings_and_declaration_ship(wheel: set[str]):
    assert {"ckanext/sdijember/portal.ini", "ckanext/sdijember/config_declaration.yaml"} <= wheel


def test_nothing_but_the_extension_ships(wheel: set[str]):
    inside = ("ckanext/sdijember/", "ckanext_sdijember-")
    assert [name for name in wheel if not name.startswith(inside)] == []


def test_editable_installation_finds_what_lies_beside_the_package():
    assert files("ckanext.sdijember.schemas").joinpath("__init__.py").is_file()
    assert files("ckanext.sdijember.i18n").joinpath("id/LC_MESSAGES/ckanext-sdijember.mo").is_file()
    assert files("ckanext.sdijember").joinpath("portal.ini").is_file()
