"""Commands under ``ckan sdijember``, one module per subject."""

from __future__ import annotations

import click

from .audit import audit
from .clock import clock, publish_due
from .demo import demo
from .doctor import doctor
from .kegiatan import kegiatan
from .review import review
from .seed import seed
from .standar import standar


@click.group(short_help="Satu Data Indonesia Kabupaten Jember")
def sdijember():
    """Administer the Satu Data portal."""


for _command in (seed, demo, review, standar, audit, kegiatan, clock, publish_due, doctor):
    sdijember.add_command(_command)


def get_commands() -> list[click.Command]:
    """Commands for CKAN's own ``ckan`` programme."""
    return [sdijember]
