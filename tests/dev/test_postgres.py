"""The database server never runs as root, and lies where its user can get."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from dev.paths import Layout
from dev.services import postgres
from dev.services.postgres import Postgres
from dev.state import State


@pytest.fixture
def server(layout: Layout, state: State) -> Postgres:
    """The server of an empty checkout."""
    return Postgres(layout, state)


def test_an_ordinary_user_runs_it_in_the_stack(server: Postgres, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    assert server.user is None
    assert server.home == server.layout.home / "postgres"


def test_root_hands_it_to_another_user(server: Postgres, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    assert server.user in {"postgres", "nobody"}
    assert pwd.getpwnam(server.user).pw_uid != 0


@pytest.mark.parametrize("may_pass", [True, False])
def test_it_lies_elsewhere_if_its_user_cannot_enter_the_checkout(
    server: Postgres, monkeypatch: pytest.MonkeyPatch, may_pass: bool
):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    monkeypatch.setattr(postgres, "_may_pass", lambda _user, _folder: may_pass)
    inside = server.layout.home in server.home.parents
    assert inside is may_pass
    again = Postgres(server.layout, State(server.state.path))
    assert again.home == server.home


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_closed_folder_on_the_way_is_noticed(tmp_path: Path):
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    tmp_path.chmod(0o755)
    for parent in inner.parents:
        if parent.stat().st_mode & 0o001 == 0:
            assert not postgres._may_pass("nobody", inner)
            return
    assert postgres._may_pass("nobody", inner)
    inner.parent.chmod(0o700)
    assert not postgres._may_pass("nobody", inner)


def test_the_callers_own_database_settings_do_not_lead_elsewhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PGHOST", "production.example")
    monkeypatch.setenv("PGDATABASE", "production")
    assert [key for key in postgres._plain_environment() if key.startswith("PG")] == []
