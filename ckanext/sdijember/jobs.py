"""What happens after a decision, in the background: the mail to those whose turn it is."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.mailer import MailerException
from flask_babel import force_locale

from . import config
from .domain import review as rules
from .model import membership
from .model.event import ReviewEvent

logger = logging.getLogger(__name__)


def announce(event_id: int) -> None:
    """Queue the mail for a decision. It is committed already: a queue that is down must not undo it."""
    if not config.mail_enabled():
        return
    try:
        tk.enqueue_job(send_decision, [event_id], title=f"sdijember: mail for event {event_id}")
    except Exception:
        logger.exception("Could not queue the mail for event %s", event_id)


def send_decision(event_id: int) -> None:
    """Mail one decision to everybody whose turn it is now; a mailbox that fails does not stop the others."""
    event = model.Session.get(ReviewEvent, event_id)
    package = model.Package.get(event.package_id) if event else None
    if event is None or package is None:
        return
    with _portal_locale():
        subject = f"{tk._(rules.STATES[event.to_state].label)}: {package.title}"
        body = tk.render(
            "sdijember/emails/decision.txt",
            {"event": event, "package": package, "label": tk._(rules.STATES[event.to_state].label)},
        )
    for user in _recipients(event, package):
        try:
            tk.mail_user(user, subject, body)
        except MailerException:
            logger.exception("Could not mail %s about event %s", user.name, event_id)


def _portal_locale() -> AbstractContextManager[None]:
    """Mails are written in the portal's own language, whoever triggered them."""
    return force_locale(config.locale())


def _recipients(event: ReviewEvent, package: model.Package) -> list[model.User]:
    """Members of the team that owns the new state, or the producers; never the person who acted."""
    owner = rules.STATES[event.to_state].owner
    group = (
        model.Group.id == package.owner_org
        if owner in {rules.PRODUSEN, rules.PUBLIC}
        else sa.and_(model.Group.type == membership.TEAM_TYPE, model.Group.name == owner)
    )
    query = (
        sa.select(model.User)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(group, model.Member.state == "active", model.User.state == "active")
        .where(model.User.id != event.actor_id, model.User.email.is_not(None))
        .distinct()
    )
    return list(model.Session.scalars(query))
