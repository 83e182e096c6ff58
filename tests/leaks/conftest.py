"""One portal for the leak tests of a process as long as they follow each other, and how people ask it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import search

from tests import factories
from tests.contents import text_of
from tests.factories import Portal
from tests.leaks import things
from tests.leaks.things import Thing

#: What differs from one answer to the next by itself.
CHANGING = re.compile(
    r'(name="_csrf_token"( content|[^>]* value)="[^"]*")|^(Date|Set-Cookie|Content-Length|ETag):.*$', re.MULTILINE
)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Matrix:
    """The portal, what is in it, and how people ask it."""

    portal: Portal
    app: Any
    things: list[Thing] = field(default_factory=list)
    _headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def ask(self, person: str, address: str) -> str:
        """What comes back, packed files unpacked, headers too; the page for signing in is not fetched."""
        signed = self.signed(person)
        try:
            answer = self.app.get(address, headers=signed, follow_redirects=False)
            onward = answer.headers.get("Location", "")
            if onward and "/user/login" not in onward:
                answer = self.app.get(address, headers=signed, follow_redirects=True)
        except Exception as crash:
            # pages of CKAN's break on what does not fit, as on a group called an office; a browser gets another page
            return repr(crash)
        return str(answer.headers) + self.text(answer.data)

    def send(self, person: str, address: str, form: dict[str, str]) -> str:
        """What comes back to a form that is sent, and what it leads to."""
        try:
            answer = self.app.post(address, data=form, headers=self.signed(person), follow_redirects=False)
        except Exception as crash:
            return repr(crash)
        onward = answer.headers.get("Location", "")
        further = self.ask(person, onward) if onward and "/user/login" not in onward else ""
        return str(answer.headers) + self.text(answer.data) + further

    def text(self, data: bytes) -> str:
        """The words of an answer."""
        kind = {b"PK": "xlsx", b"%P": "pdf"}.get(data[:2])
        return text_of(data, kind) if kind else data.decode("utf-8", "replace")

    def act(self, person: str, action: str, data: dict[str, Any]) -> str:
        """What an action answers, or what it says when it refuses; a crash is no refusal.

        Core names the id in some refusals; over HTTP these are answered otherwise, which test_existence.py looks at.
        """
        user = self.portal.people[person]
        try:
            with self.app.flask_app.test_request_context():
                return repr(tk.get_action(action)({"user": user["name"] if user else ""}, dict(data)))
        except tk.NotAuthorized as refusal:
            return UUID.sub("", str(refusal))
        except (tk.ValidationError, tk.ObjectNotFound, search.SearchError) as refusal:
            return f"{type(refusal).__name__}: {refusal} {getattr(refusal, 'error_dict', '')}"
        finally:
            model.Session.rollback()

    def signed(self, person: str) -> dict[str, str]:
        """The headers of a request by this person."""
        if self.portal.people[person] is None:
            return {}
        if person not in self._headers:
            user = self.portal.people[person]["name"]
            made = tk.get_action("api_token_create")({"ignore_auth": True, "user": user}, {"user": user, "name": "uji"})
            self._headers[person] = {"Authorization": made["token"]}
        return self._headers[person]

    def secrets(self, person: str) -> list[str]:
        """Words that must not reach a person. Ids tell that something is there, and are none of theirs either."""
        words = []
        for thing in self.things:
            if person not in thing.sees:
                words += [thing.word, thing.id, thing.name, *filter(None, (thing.resource, thing.view, thing.activity))]
            if person not in thing.sees_notes:
                words.append(thing.said)
            if person not in thing.sees_personal:
                words.append(thing.personal)
        return words

    def of(self, kind: str, state: str) -> Thing:
        """The one of this kind in this state."""
        return next(thing for thing in self.things if (thing.kind, thing.state) == (kind, state))


@dataclass
class Shelf:
    """What the database holds: one portal, made when a test asks for it and kept until one asks for another.

    :param empty: wipes the database
    """

    empty: Callable[[], None]
    name: str = ""
    made: Any = None

    def take(self, name: str, make: Callable[[], Any]) -> Any:
        """The portal of this name, as it stands or made now."""
        if self.name != name:
            self.name = ""
            self.empty()
            search.clear_all()
            self.made, self.name = make(), name
        return self.made


@pytest.fixture(scope="package")
def shelf(standing: Any, reset_db: Callable[[], None]) -> Shelf:
    """Whoever reads changes nothing, so a portal is made once; no worker changes it meanwhile."""
    standing.load()
    return Shelf(reset_db)


@pytest.fixture
def matrix(standing: Any, shelf: Shelf) -> Matrix:
    """A dataset and a kegiatan in every state."""

    def make() -> Matrix:
        portal = factories.portal()
        return Matrix(portal, standing.app(), things.all_of(portal))

    standing.load()
    return shelf.take("matrix", make)
