"""Runs inside the Python environment: brings the database to the present and fills in what is missing.

One process does it all, because loading CKAN is what takes the time.
Usage: python -m dev.prepare PROFILE [--wipe] [--index] [--seed]
"""

from __future__ import annotations

import argparse
import sys

import ckan.plugins.toolkit as tk
import click
from ckan import model
from ckan.cli.cli import ckan as ckan_command
from ckan.lib.api_token import get_user_from_token

from .paths import Layout
from .state import State

TOKEN_NAME = "xloader"


def main() -> None:
    """Migrate, index and seed as asked; see that the stack holds a token for xloader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("profile")
    parser.add_argument("--wipe", action="store_true", help="drop what is in the database")
    parser.add_argument("--index", action="store_true", help="build the search index from the database")
    parser.add_argument("--seed", action="store_true", help="fill in reference and demo data")
    asked = parser.parse_args()
    layout = Layout(asked.profile)
    with ckan_command.make_context("ckan", ["-c", str(layout.ini), "db", "upgrade"]) as loaded:
        if asked.wipe:
            _call(loaded, "db", "clean", "--yes")
        _call(loaded, "db", "upgrade")
        _call(loaded, "translation", "js")
        if asked.index:
            _call(loaded, "search-index", "rebuild")
        _see_to_token(State.of(layout))
        if asked.seed:
            for name in _seeding_commands():
                _call(loaded, "sdijember", name)
            (layout.home / "accounts.txt").write_text("".join(f"{line}\n" for line in _accounts()))


def _call(loaded: click.Context, *words: str) -> None:
    """Run one ``ckan`` command in the context that has CKAN loaded already."""
    print(f"$ ckan {' '.join(words)}", file=sys.stderr, flush=True)
    command = ckan_command.commands[words[0]]
    command.main(list(words[1:]), prog_name=f"ckan {words[0]}", standalone_mode=False, parent=loaded)


def _seeding_commands() -> list[str]:
    """The extension's commands that fill in data, in order, as far as it has them."""
    group = ckan_command.commands.get("sdijember")
    known = group.commands if isinstance(group, click.Group) else {}
    return [name for name in ("seed", "demo") if name in known]


def _accounts() -> list[str]:
    """Name, password and purpose of the accounts to sign in with."""
    try:
        from ckanext.sdijember.demo import ACCOUNTS
    except ImportError:
        return _administrator()
    return [f"{account.name:<26}{account.password:<32}{account.fullname}" for account in ACCOUNTS]


def _administrator() -> list[str]:
    """Without demo accounts there is still somebody who may do everything."""
    name, password = "admin", "demo-admin"
    if model.User.get(name) is None:
        user = {"name": name, "password": password, "email": "admin@example.org"}
        tk.get_action("user_create")({"ignore_auth": True, "user": tk.config["ckan.site_id"]}, user)
        model.User.get(name).sysadmin = True
        model.Session.commit()
    return [f"{name:<26}{password}"]


def _see_to_token(state: State) -> None:
    """Xloader calls the portal back as the site user, with a token only this stack knows."""
    known = state.get("secrets", "xloader_token")
    if known and get_user_from_token(known, update_access_time=False):
        return
    name = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    context = {"ignore_auth": True, "user": name}
    made = tk.get_action("api_token_create")(context, {"user": name, "name": TOKEN_NAME})
    state.put("secrets", "xloader_token", made["token"])
    # The configuration of this process was read before the token was made; the demo uploads files.
    tk.config["ckanext.xloader.api_token"] = made["token"]


if __name__ == "__main__":
    main()
