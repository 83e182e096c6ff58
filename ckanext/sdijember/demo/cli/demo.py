"""``ckan sdijember demo``."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ... import config
from ...kernel.cli import fail, in_portal, say
from ...review.domain.transitions import STATES
from .. import people as demonstration
from .. import standar


@click.command(short_help="Accounts and datasets to try the portal with")
@in_portal
def demo() -> None:
    """Create demo accounts, kegiatan and datasets; needs ``ckan sdijember seed`` before, and the setting for it.

    Refused unless ``ckanext.sdijember.demo`` is true: the passwords are public, so they must never reach a real portal.
    """
    if not config.demo():
        fail(
            tk._("Refused: demo accounts have passwords that everybody knows."),
            tk._("Only on a portal that serves no real users, set ckanext.sdijember.demo = true and try again."),
        )
    missing = demonstration.unseeded()
    if missing:
        fail(
            tk._("These offices or teams are missing: {names}.").format(names=", ".join(missing)),
            tk._("Run ckan sdijember seed first."),
        )
    say(tk._("Accounts (name / password):"))
    for account in demonstration.ACCOUNTS:
        news = tk._("created") if demonstration.create_account(account) else tk._("already there")
        say(f"  {account.name} / {account.password}  — {account.fullname}, {news}")
    made, there = standar.create(), len(standar.entries())
    say(
        tk._("Entries of the data standards: {made} created, {existing} already there.").format(
            made=made, existing=there - made
        )
    )
    say(tk._("Kegiatan and datasets:"))
    for fixture in demonstration.fixtures():
        state, done = demonstration.create_dataset(fixture)
        news = tk._("prepared") if done else tk._("already there")
        say(f"  {fixture['name']}  [{tk._(STATES[state].label)}]  {news}")
