"""``ckan sdijember clock`` and ``publish-due``, as cron runs them."""

from __future__ import annotations

import pytest
from ckan import model

from ckanext.sdijember.clock import jobs as clock_jobs
from ckanext.sdijember.review.model.review import Review
from tests import factories
from tests.clockwork import in_an_hour, late, publish_since
from tests.smtp import mail_server


@pytest.fixture
def portal(with_plugins, clean_db, clean_index):
    return factories.portal()


def test_recompute_tells_how_many_changed(portal, runner):
    dataset = portal.bring_to("submitted")
    late(dataset["id"], days=1)
    result = runner("clock", "recompute")
    assert result.exit_code == 0, result.output
    assert result.output == "1 pemeriksaan, 1 di antaranya berubah batas waktunya.\n"


def test_remind_says_so_when_mail_is_off(portal, runner):
    late(portal.bring_to("submitted")["id"])
    result = runner("clock", "remind")
    assert result.exit_code == 0
    assert "Surel dimatikan" in result.output


def test_remind_again_and_again_sends_once(portal, runner, ckan_config, monkeypatch):
    dataset = portal.bring_to("submitted")
    late(dataset["id"])
    with mail_server() as box:
        monkeypatch.setitem(ckan_config, "smtp.server", box.address)
        monkeypatch.setitem(ckan_config, "smtp.mail_from", "portal@example.com")
        monkeypatch.setitem(ckan_config, "ckanext.sdijember.mail", True)
        monkeypatch.setattr(clock_jobs.tk, "enqueue_job", lambda job, args, **_: job(*args))
        outputs = [runner("clock", "remind").output for _ in range(3)]
    assert outputs == ["1 pengingat.\n", "0 pengingat.\n", "0 pengingat.\n"]
    assert len(box.mails) == 1


def test_publish_due_publishes_and_says_what_it_could_not(portal, runner):
    good, bad = portal.bring_to("recommended"), portal.bring_to("recommended")
    for dataset in (good, bad):
        portal.take(dataset["id"], "schedule", "walidata", publish_at=in_an_hour())
        publish_since(dataset["id"], minutes=1)
    Review.get(bad["id"]).snapshot = "lain"
    model.Session.commit()
    result = runner("publish-due")
    assert result.exit_code == 1
    assert f"{good['name']}: sudah terbit" in result.output
    assert f"{bad['name']}: belum terbit: " in result.output
    assert Review.get(good["id"]).state == "published"
    assert runner("publish-due").exit_code == 1
