"""What the portal would mail: taken where CKAN hands a mail over, for tests of who is told what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from tests.factories import Portal


def told(portal: Portal, app: Any, monkeypatch: Any, work: Callable[[], None]) -> dict[str, tuple[str, str]]:
    """Name of the person → subject and body of the mail, of all that ``work`` sends within a request."""
    sent: dict[str, tuple[str, str]] = {}
    monkeypatch.setattr(tk, "mail_user", lambda user, subject, body: sent.update({user.name: (subject, body)}))
    with app.flask_app.test_request_context():
        work()
    return {person: sent[user["name"]] for person, user in portal.people.items() if user and user["name"] in sent}
