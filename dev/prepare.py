"""Runs inside the Python environment: brings the database to the present and fills in what is missing.

One process does it all, because loading CKAN is what takes the time.
Usage: python -m dev.prepare PROFILE [--wipe] [--index] [--seed]
"""

from __future__ import annotations

import argparse
import sys

import click
from ckan.cli.cli import ckan as ckan_command

from ckanext.sdijember.demo.people import ACCOUNTS

from .paths import Layout


def main() -> None:
    """Migrate, index and seed as asked; queue the tables that a portal stopped half-way has left waiting."""
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
        _call(loaded, "sdijember", "tables", "load", "--queue")
        if asked.seed:
            _call(loaded, "sdijember", "seed")
            _call(loaded, "sdijember", "demo")
            lines = [f"{who.name:<26}{who.password:<32}{who.fullname}\n" for who in ACCOUNTS]
            (layout.home / "accounts.txt").write_text("".join(lines))


def _call(loaded: click.Context, *words: str) -> None:
    """Run one ``ckan`` command in the context that has CKAN loaded already."""
    print(f"$ ckan {' '.join(words)}", file=sys.stderr, flush=True)
    command = ckan_command.commands[words[0]]
    command.main(list(words[1:]), prog_name=f"ckan {words[0]}", standalone_mode=False, parent=loaded)


if __name__ == "__main__":
    main()
