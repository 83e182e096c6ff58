"""Mails of the clock, in the background: reminders, escalations, and publications that did not happen."""

from __future__ import annotations

from datetime import datetime, timezone

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.redis import connect_to_redis
from flask_babel import force_locale

from .. import config
from ..kernel.logic import background, mail
from ..log.model import ReviewEvent
from ..review.domain import transitions as rules
from ..review.logic import facts as cases
from ..review.model import membership
from ..review.model.review import Review
from .logic import publishing, reminding


def remind() -> int:
    """Mark what is due, hand its mails to the worker, and tell how many reminders that were.

    :raises redis.ConnectionError: the worker's queue is down; nothing was marked
    """
    if not config.mail_enabled():
        return 0
    number, now = 0, datetime.now(timezone.utc)
    connect_to_redis().ping()
    while event_ids := reminding.mark_due(now):
        try:
            background.hand_over(send_reminders, event_ids, title=f"{len(event_ids)} reminders")
        except Exception:
            reminding.unmark(event_ids)
            raise
        number += len(event_ids)
    return number


@background.job
def send_reminders(event_ids: list[int]) -> None:
    """Mail reminders, one mail to a person; a mailbox that fails does not stop the others."""
    for letter in reminding.letters(event_ids):
        with force_locale(config.locale()):
            number = len(letter.own) + len(letter.others) + sum(letter.unnamed.values())
            subject = tk.ungettext("{number} dataset is late", "{number} datasets are late", number)
            body = tk.render("sdijember/emails/reminder.txt", {"letter": letter})
        mail.deliver([letter.user], subject.format(number=number), body)


def publish_due() -> list[publishing.Outcome]:
    """Publish what is due; of what could not be published the Walidata is told, once for each moment."""
    found = publishing.publish_due()
    for outcome in found:
        if outcome.event and config.mail_enabled():
            background.queue(send_unpublished, outcome.event, title=f"{outcome.name} not published")
    return found


@background.job
def send_unpublished(event_id: int) -> None:
    """Tell the Walidata that a dataset was not published at its moment, and why."""
    event = model.Session.get(ReviewEvent, event_id)
    package = model.Package.get(event.package_id) if event else None
    if event is None or package is None:
        return
    review = Review.get(package.id)
    with force_locale(config.locale()):
        title = package.title or package.name
        subject = tk._("Not published: {title}").format(title=title)
        url = tk.h.url_for("sdijember_review.read", id=package.name, qualified=True)
        body = tk.render("sdijember/emails/unpublished.txt", {"event": event, "title": title, "url": url})
    walidata = model.Session.scalars(membership.members_of(rules.WALIDATA)).all()
    mail.deliver([one for one in walidata if cases.may_read_review(cases.case_of(one, package, review))], subject, body)
