"""Mail to several people: a mailbox that fails does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.mailer import MailerException

logger = logging.getLogger(__name__)


def deliver(people: Iterable[model.User], subject: str, body: str) -> None:
    """Send one text to each person that has an address."""
    for person in people:
        if not person.email:
            continue
        try:
            tk.mail_user(person, subject, body)
        except MailerException:
            logger.exception("Could not mail %s: %s", person.name, subject)
