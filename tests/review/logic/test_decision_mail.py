"""Who hears by mail of a decision: whoever is next, and nobody once it is decided on again."""

from __future__ import annotations

import pytest

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review import jobs as review_jobs
from tests.mails import told

OFFICE = {"editor", "office_admin"}


@pytest.fixture
def mails(portal, app, monkeypatch):
    """``mails(event)``: name of the person → subject and body of the mail about it."""
    return lambda event: told(portal, app, monkeypatch, lambda: review_jobs.send_decision(event.id))


@pytest.mark.parametrize(
    ("state", "next_ones"),
    [("submitted", {"walidata"}), ("verified", {"pembina"}), ("recommended", {"walidata"}), ("returned", OFFICE)],
)
def test_whoever_is_next(portal, mails, state, next_ones):
    dataset = portal.bring_to(state)
    sent = mails(log.of_package(dataset["id"])[-1])
    assert next_ones <= set(sent) <= next_ones | {"member"}
    subject, body = next(iter(sent.values()))
    assert dataset["title"] in subject
    assert f"/dataset/{dataset['name']}/pemeriksaan" in body


def test_nobody_is_told_of_what_was_taken_back(portal, mails):
    dataset = portal.bring_to("submitted")
    submitted = log.of_package(dataset["id"])[-1]
    portal.take(dataset["id"], "recall", "editor")
    assert mails(submitted) == {}
