"""Commands under ``ckan sdijember``."""

from __future__ import annotations

import click


@click.group(short_help="Satu Data Indonesia Kabupaten Jember")
def sdijember():
    """Administer the Satu Data portal."""


def get_commands() -> list[click.Command]:
    """Commands for CKAN's own ``ckan`` programme."""
    return [sdijember]
