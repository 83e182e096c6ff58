"""Mail to those who can approve a decision for which duties were not separated."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask_babel import force_locale

from .. import config
from ..kernel.logic import background, mail
from ..review.model import membership
from . import model as store
from .domain import override as rules

logger = logging.getLogger(__name__)


def announce(event_id: int) -> None:
    """Queue the mail, if the event is such a decision. It is committed already: this must not undo it."""
    try:
        if config.mail_enabled() and store.find(event_id):
            background.queue(send, event_id, title=f"mail for override {event_id}")
    except Exception:
        logger.exception("Could not look up override %s", event_id)


@background.job
def send(event_id: int) -> None:
    """Mail everybody who is a second person for this decision, as long as none has approved it."""
    found = store.find(event_id)
    if found is None or found.approval is not None:
        return
    event = found.event
    title = event.data.get("title") or event.data.get("name", "")
    with force_locale(config.locale()):
        subject = tk._("A second person has to approve: {title}").format(title=title)
        url = tk.h.url_for("sdijember_override.index", qualified=True) + f"#pengecualian-{event.id}"
        values = {"event": event, "title": title, "url": url}
        body = tk.render("sdijember/emails/override.txt", values)
    mail.deliver(_approvers({event.actor_id, found.submitted_by or ""}), subject, body)


def _approvers(without: set[str]) -> list[model.User]:
    """Members of the approving teams that have an address, each once."""
    query = (
        sa.select(model.User)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(
            model.Group.type == membership.TEAM_TYPE,
            model.Group.name.in_(rules.APPROVERS),
            model.Group.state == "active",
            model.Member.state == "active",
            model.User.state == "active",
            model.User.email.is_not(None),
            model.User.id.not_in(without),
        )
        .distinct()
    )
    return list(model.Session.scalars(query))
