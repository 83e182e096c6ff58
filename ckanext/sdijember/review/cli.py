"""``ckan sdijember review``: the review as a real user, through the same actions as the pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import click

from ..kernel.cli import in_portal, real_user, say
from .domain import transitions as rules


@click.group(short_help="Read and decide reviews as a user")
def review() -> None:
    """Read and decide reviews. Every command acts as the user named by --as, with that user's rights and no others."""


_as_user = click.option("--as", "user", required=True, metavar="USER", help="Name of the user who acts")


@review.command("list", short_help="Datasets in review")
@_as_user
@click.option("--state", "states", multiple=True, type=click.Choice(list(rules.STATES)), help="Only these states")
@click.option("--scope", type=click.Choice(["mine", "produsen", "all"]), default="all", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@in_portal
def list_(user: str, states: tuple[str, ...], scope: str, limit: int) -> None:
    """List the datasets whose review the user may see."""
    found = _act("list", user, scope=scope, limit=limit, **({"states": list(states)} if states else {}))
    for item in found["results"]:
        say(f"{item['name']}  [{_label(item['state'])}]  {item['title']}")
    say(tk._("{count} datasets.").format(count=found["count"]))


@review.command(short_help="State and history of one dataset")
@click.argument("dataset")
@_as_user
@in_portal
def show(dataset: str, user: str) -> None:
    """Show the state of a dataset, what the user may do now, and the history."""
    item = _act("show", user, id=dataset)
    _headline(item)
    if item["recommendation"]:
        say(tk._("Recommendation: {number}, {date}").format(**item["recommendation"]))
    may = ", ".join(line["action"] for line in item["actions"]) or tk._("nothing")
    say(tk._("{user} may now: {actions}").format(user=user, actions=may))
    for event in item.get("events", []):
        moved = f"{_label(event['from_state'])} → {_label(event['to_state'])}"
        note = f" — {event['note']}" if event["note"] else ""
        say(f"  {_moment(event['created'])}  {moved}  {event['actor_name']} ({event['actor_role']}){note}")


def _decision(action: str) -> Callable[..., None]:
    """The command of one transition, with the options its line in the table asks for."""
    lines = [line for line in rules.TRANSITIONS if line.action == action]
    needs_note = any("note" in line.requires for line in lines)

    @in_portal
    def decide(dataset: str, user: str, **given: Any) -> None:
        _headline(_act(action, user, id=dataset, **{key: value for key, value in given.items() if value is not None}))

    decide.__doc__ = f"{lines[0].label} (SOP step {lines[0].sop_step})."
    if "number" in lines[0].requires:
        decide = click.option("--date", metavar="YYYY-MM-DD", help="Date of the recommendation")(decide)
        decide = click.option("--number", help="Number of the recommendation")(decide)
    decide = click.option("--version", type=int, help="Refuse if the review is not at this version any more")(decide)
    decide = click.option("--note", help="Note for the other side" + (" (compulsory)" if needs_note else ""))(decide)
    return _as_user(click.argument("dataset")(decide))


for _action in rules.ACTIONS:
    _run = _decision(_action)
    review.command(_action, short_help=f"{next(x.label for x in rules.TRANSITIONS if x.action == _action)}")(_run)


def _act(action: str, user: str, **params: Any) -> dict[str, Any]:
    return tk.get_action(f"sdijember_review_{action}")({"user": real_user(user).name}, params)


def _headline(item: dict[str, Any]) -> None:
    say(f"{item['name']}: {_label(item['state'])}")


def _label(state: str) -> str:
    return tk._(rules.STATES[state].label)


def _moment(iso: str) -> str:
    """A moment in the portal's time zone."""
    local = datetime.datetime.fromisoformat(iso).astimezone(tk.h.get_display_timezone())
    return local.strftime("%Y-%m-%d %H:%M %Z")
