"""Who hears by mail of a step in the register, and what the mail says."""

from __future__ import annotations

import pytest

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review import jobs as review_jobs
from tests import factories
from tests.mails import told


@pytest.fixture
def mails(portal, app, monkeypatch):
    """``mails(entry)``: name of the person → subject and body of the mail about the last step of an entry."""
    return lambda entry: told(
        portal, app, monkeypatch, lambda: review_jobs.send_decision(log.of_package(entry["id"])[-1].id)
    )


@pytest.mark.parametrize(
    ("state", "by", "people"),
    [
        ("diusulkan", "editor", {"pembina"}),
        ("diusulkan", "walidata", {"pembina"}),
        ("dikembalikan", "editor", {"member", "editor", "office_admin"}),
        ("dikembalikan", "walidata", {"walidata"}),
        ("disetujui", "editor", {"member", "editor", "office_admin"}),
        ("ditolak", "editor", {"member", "editor", "office_admin"}),
        ("dicabut", "editor", {"member", "editor", "office_admin"}),
    ],
)
def test_those_whose_turn_or_news_it_is(portal, mails, state, by, people):
    assert set(mails(factories.standar(portal, state, by=by))) == people


def test_the_mail_says_what_and_why_and_where(portal, mails):
    entry = factories.standar(portal, "dikembalikan")
    subject, body = mails(entry)["editor"]
    assert subject == "Dikembalikan kepada pengusul: Penduduk"
    assert "Lengkapi definisi." in body
    assert f"/standar-data/{entry['id']}" in body


def test_mails_about_datasets_go_as_before(portal, mails):
    dataset = portal.bring_to("submitted")
    subject, body = mails(dataset)["walidata"]
    assert subject.endswith(dataset["title"])
    assert f"/dataset/{dataset['name']}/pemeriksaan" in body
