"""No mail holds what the one who gets it may not see: of every decision, note and reminder, in every state."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk

from ckanext.sdijember.clock import jobs as clock_jobs
from ckanext.sdijember.clock.logic import reminding
from ckanext.sdijember.log import model as log
from ckanext.sdijember.note import jobs as note_jobs
from ckanext.sdijember.note import model as notes
from ckanext.sdijember.review import jobs as review_jobs
from ckanext.sdijember.review.domain import transitions as rules

LONG_AFTER = datetime.timedelta(days=400)


def _send_everything(matrix):
    with matrix.app.flask_app.test_request_context():
        for thing in matrix.things:
            for event in log.of_package(thing.id):
                if event.action in rules.ACTIONS:
                    review_jobs.send_decision(event.id)
            for note in notes.of_package(thing.id):
                note_jobs.send(note.id)
        now = datetime.datetime.now(datetime.timezone.utc)
        while event_ids := reminding.mark_due(now + LONG_AFTER):
            clock_jobs.send_reminders(event_ids)


def test_every_byte_of_every_mail(matrix, monkeypatch):
    sent = []
    monkeypatch.setattr(tk, "mail_user", lambda user, subject, body: sent.append((user.name, subject + body)))
    _send_everything(matrix)
    people = {user["name"]: person for person, user in matrix.portal.people.items() if user}
    leaks = []
    for name, mail in sent:
        leaks += [f"{name}: {word}\n{mail}" for word in matrix.secrets(people[name]) if word in mail]
    assert not leaks, "\n".join(leaks)
    # without this the test could not fail
    for kind, person in (("decision", "pembina"), ("reminder", "walidata"), ("note", "member")):
        assert any(people[name] == person for name, _ in sent), kind
    assert any(matrix.of("data", "submitted").word in mail for _, mail in sent)
