"""``ckan sdijember clock``: due times and reminders of the SOP, and ``publish-due``; for cron."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from .. import config
from ..kernel.cli import fail, in_portal, say
from ..review.logic import deadlines
from . import jobs as clock_jobs


@click.group(short_help="Due times and reminders of the SOP")
def clock() -> None:
    """The clock of the SOP: norms are targets; nothing is ever blocked by them."""


@clock.command(short_help="Count all due times anew, after a change of the settings")
@in_portal
def recompute() -> None:
    """Count the due time of every open review anew; do this after a change of working hours or holidays."""
    number, changed = deadlines.recompute()
    say(tk._("{number} reviews, {changed} with another due time.").format(number=number, changed=changed))


@clock.command(short_help="Send the reminders that are due")
@in_portal
def remind() -> None:
    """Send reminders and escalations that are due. May run as often as one likes: nothing is sent twice."""
    if not config.mail_enabled():
        say(tk._("Mail is off (ckanext.sdijember.mail): nobody is reminded."))
        return
    say(tk._("{number} reminders.").format(number=clock_jobs.remind()))


@click.command("publish-due", short_help="Publish what was scheduled for now or earlier")
@in_portal
def publish_due() -> None:
    """Publish every dataset whose moment has come, in the name of who chose it and by every rule of the review."""
    found = clock_jobs.publish_due()
    for outcome in found:
        result = tk._("published") if outcome.done else tk._("not published: {reason}").format(reason=outcome.reason)
        say(f"{outcome.name}: {result}")
    if failed := sum(not outcome.done for outcome in found):
        fail(tk._("{number} datasets were not published.").format(number=failed))
