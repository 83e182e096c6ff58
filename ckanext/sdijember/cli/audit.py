"""``ckan sdijember audit``: is the log of decisions what was written?"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ..model import event
from .portal import fail, in_portal, say


@click.group(short_help="The log of review decisions")
def audit() -> None:
    """Look after the log of review decisions."""


@audit.command(short_help="Check the hash chain of the log")
@in_portal
def verify() -> None:
    """Read the whole log and recompute its chain of hashes; exit code 1 if an event is not what was written."""
    verdict = event.verify_chain()
    if verdict.ok:
        say(tk._("The log is whole: {count} events, last hash {hash}.").format(count=verdict.count, hash=verdict.head))
        return
    reasons = {
        "missing": tk._("an event before it is missing"),
        "chain": tk._("it does not follow the event before it"),
        "content": tk._("its content was changed"),
    }
    fail(
        tk._(
            "The log was tampered with: {count} events are sound, event {id} is the first that is not: {reason}."
        ).format(count=verdict.count, id=verdict.broken_at, reason=reasons.get(verdict.reason, verdict.reason))
    )
