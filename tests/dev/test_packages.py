"""Missing Debian packages: installed when that is allowed, otherwise named in the line to run."""

from __future__ import annotations

import pytest

from dev import packages
from dev.console import StackError
from dev.packages import NEEDS, TEST_NEEDS, Need
from dev.paths import Layout


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where one package of each kind is not there."""
    needs = (
        Need("here", lambda: True),
        Need("gone", lambda: False),
        Need("solr-gone", lambda: False, "solr"),
    )
    monkeypatch.setattr(packages, "NEEDS", needs)
    monkeypatch.setattr(packages, "TEST_NEEDS", (Need("browser-gone", lambda: False),))


@pytest.mark.usefixtures("absent")
def test_what_is_missing_depends_on_what_is_asked():
    assert packages.missing((), for_tests=False) == ["gone", "solr-gone"]
    assert packages.missing(("solr",), for_tests=False) == ["gone"]
    assert packages.missing(("solr",), for_tests=True) == ["gone", "browser-gone"]


@pytest.mark.usefixtures("absent")
def test_without_the_right_to_install_the_exact_line_is_named(layout: Layout, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "_privilege", lambda: None)
    with pytest.raises(StackError, match=r"sudo apt-get install -y --no-install-recommends gone solr-gone$"):
        packages.ensure(layout, (), for_tests=False)


@pytest.mark.usefixtures("absent")
def test_root_installs_without_sudo(layout: Layout, monkeypatch: pytest.MonkeyPatch):
    commands: list[list[str]] = []
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages, "run_logged", lambda _service, command, _log, **_: commands.append(command))
    with pytest.raises(StackError, match="still too old or not found: gone, solr-gone"):
        packages.ensure(layout, (), for_tests=False)
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]


def test_nothing_is_run_where_everything_is_there(layout: Layout, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "NEEDS", (Need("here", lambda: True),))
    monkeypatch.setattr(packages, "run_logged", lambda *_: pytest.fail("something was run"))
    packages.ensure(layout, (), for_tests=False)


def test_every_service_has_its_package():
    assert {need.service for need in NEEDS} == {None, "postgres", "solr", "redis"}
    assert {need.service for need in TEST_NEEDS} == {None}
