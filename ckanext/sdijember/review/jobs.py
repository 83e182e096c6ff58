"""The mail of a decision, in the background: to those whose turn it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask_babel import force_locale

from .. import config
from ..kernel.logic import background, mail
from ..kernel.logic.handed_in import HandedIn
from ..log.model import ReviewEvent
from .domain import transitions as rules
from .model import membership
from .model import working_copy as revisions
from .model.review import Review


@dataclass(frozen=True)
class Matter:
    """What was decided on: how it is called, its page, and the team or office that is next; or ``both``."""

    title: str
    label: str
    template: str
    route: str
    params: Mapping[str, str]
    team: str = ""
    office: str | None = None
    both: bool = False


#: What other subjects say of their events, by the ``subject`` in the event's data; nothing if nobody is told.
TELLERS: HandedIn[Mapping[str, Callable[[ReviewEvent], Matter | None]]] = HandedIn("Whom a mail tells of an event")


def announce(event_id: int) -> None:
    """Queue the mail for a decision. It is committed already: a queue that is down must not undo it."""
    if config.mail_enabled():
        background.queue(send_decision, event_id, title=f"mail for event {event_id}")


@background.job
def send_decision(event_id: int) -> None:
    """Mail one decision to everybody whose turn it is now; a mailbox that fails does not stop the others."""
    event = model.Session.get(ReviewEvent, event_id)
    matter = _matter(event) if event else None
    if event is None or matter is None:
        return
    with force_locale(config.locale()):
        label = tk._(matter.label)
        subject = f"{label}: {matter.title}"
        url = tk.h.url_for(matter.route, qualified=True, **matter.params)
        body = tk.render(matter.template, {"event": event, "title": matter.title, "label": label, "url": url})
    mail.deliver(_recipients(event, matter), subject, body)


def _matter(event: ReviewEvent) -> Matter | None:
    """What an event is about; nothing if it is gone."""
    if subject := event.data.get("subject"):
        return TELLERS.table[subject](event)
    merged = event.to_state == "merged"
    package = model.Package.get(revisions.live_of(event.package_id) if merged else event.package_id)
    review = Review.get(event.package_id)
    if package is None or review is None or review.state != event.to_state:
        # gone, or decided on again since: whose turn it was then may not even see it now
        return None
    state = rules.STATES[event.to_state]
    return Matter(
        title=package.title or package.name,
        label=state.label,
        template="sdijember/emails/decision.txt",
        route="sdijember_review.read",
        params={"id": package.name},
        team="" if state.owner in {rules.PRODUSEN, rules.PUBLIC} else state.owner,
        office=package.owner_org,
    )


def _recipients(event: ReviewEvent, matter: Matter) -> list[model.User]:
    """Members of the team that is next, or of the office; never the person who acted."""
    team = sa.and_(model.Group.type == membership.TEAM_TYPE, model.Group.name == matter.team)
    office = model.Group.id == matter.office
    group = sa.or_(team, office) if matter.both else team if matter.team else office
    query = (
        sa.select(model.User)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(group, model.Member.state == "active", model.User.state == "active")
        .where(model.User.id != event.actor_id, model.User.email.is_not(None))
        .distinct()
    )
    return list(model.Session.scalars(query))
