"""``ckan sdijember``: the commands of all subjects under one name."""

from __future__ import annotations

import click

from . import registry


def get_commands() -> list[click.Command]:
    """Commands for CKAN's own ``ckan`` programme."""
    group = click.Group("sdijember", short_help="Satu Data Indonesia Kabupaten Jember")
    group.help = "Administer the Satu Data portal."
    for command in registry.commands():
        group.add_command(command)
    return [group]
