"""``ckan sdijember seed``."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ...kernel.cli import in_portal, say
from .. import seed as seeding


@click.command(short_help="Offices, urusan groups and teams; only what is missing")
@in_portal
def seed() -> None:
    """Write the offices (OPD), the urusan groups and the teams, and look whether the region codes can be read.

    May be run as often as you like: what is there is never changed.
    """
    for subject, count in (
        (tk._("Offices (OPD)"), seeding.offices()),
        (tk._("Urusan groups"), seeding.urusan()),
        (tk._("Teams of Satu Data"), seeding.teams()),
    ):
        say(
            tk._("{subject}: {created} created, {existing} already there.").format(
                subject=subject, created=count.created, existing=count.existing
            )
        )
    districts, villages = seeding.regions()
    say(
        tk._(
            "Region codes: {districts} kecamatan (Kemendagri and BPS codes), {villages} desa and kelurahan. "
            "They are files of the extension; nothing needs to be written to the database."
        ).format(districts=districts, villages=villages)
    )
