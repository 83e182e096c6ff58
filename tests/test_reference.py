"""The reference says of actions, commands and hooks what CKAN has loaded: nothing is missing, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ckanext.sdijember import consequences, registry
from dev import docs
from dev.derived import actions, hooks

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
ADMIN = ROOT / "docs" / "admin.md"
#: The command as pages write it, with the name of a subcommand where there is one.
COMMAND = re.compile(r"ckan sdijember ([a-z][a-z-]*(?: [a-z][a-z-]*)?)")


def _commands(found: list[click.Command], before: str = "") -> Iterator[str]:
    for command in found:
        name = f"{before}{command.name}"
        if isinstance(command, click.Group):
            yield from _commands(list(command.commands.values()), f"{name} ")
        else:
            yield name


COMMANDS = sorted(_commands(registry.commands()))


def test_the_reference_of_actions_is_what_would_be_written_now():
    text = docs.API.read_text(encoding="utf-8")
    assert docs.filled(text, docs.pages()[docs.API]) == text, "run: python -m dev.docs"


@pytest.mark.parametrize("name", sorted(actions.actions()))
def test_every_action_is_documented(name):
    text = docs.API.read_text(encoding="utf-8")
    assert (f"### `{name}`\n" if name.startswith("sdijember_") else f"| `{name}` |") in text
    assert (actions.actions()[name].__doc__ or "").strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert re.search(rf"`ckan sdijember {name}[ `]", ADMIN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_no_command_is_documented_that_there_is_not(document):
    groups = {name.split()[0] for name in COMMANDS if " " in name}
    for found in COMMAND.findall(document.read_text(encoding="utf-8")):
        first, _, second = found.partition(" ")
        assert first in COMMANDS or (found in COMMANDS if second else first in groups), found


@pytest.mark.parametrize("table", hooks.TABLES)
def test_as_many_lines_are_documented_as_the_portal_uses(table):
    assert len([line for line in hooks.lines() if line.table == table]) == len(getattr(consequences, table))
