"""A service is really stopped: the page says which, nothing is half done, and it goes on when the service is back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from ckan import model
from playwright.sync_api import Page, expect

from ckanext.sdijember.review.model.review import Review
from dev.stack import Stack

pytestmark = pytest.mark.faults


@contextmanager
def _stopped(stack: Stack, name: str) -> Iterator[None]:
    """The service of the tests is down until the block ends; a worker that went with it is started again."""
    service = next(service for service in stack.services if service.name == name)
    service.process.stop()
    try:
        yield
    finally:
        stack.start_services()
        stack.start_portal()
        model.Session.remove()
        model.ensure_engine().dispose()


@pytest.fixture
def waiting(with_plugins, people) -> Iterator[dict]:
    """A dataset that waits for the Walidata."""
    dataset = people.bring_to("submitted", title="Data yang menunggu")
    model.Session.remove()
    yield dataset
    model.Session.remove()
    if Review.get(dataset["id"]).state == "submitted":
        people.take(dataset["id"], "return", "walidata", note="Uji selesai.")
    model.Session.remove()


def _verify(page: Page, note: str) -> int:
    """Fill in the decision and send it."""
    form = page.locator("form[data-action=verify]")
    form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
    form.locator("[name=note]").fill(note)
    form.locator("[name=checklist]").check()
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        form.locator("button[type=submit]").click()
    return sent.value.status


@pytest.mark.parametrize(("name", "title"), [("solr", "Solr"), ("redis", "Redis"), ("postgres", "PostgreSQL")])
def test_a_decision_while_a_service_is_down(stack, browse, people, waiting, name, title):
    page = browse("walidata")
    page.goto(f"/dataset/{waiting['name']}/pemeriksaan")
    with _stopped(stack, name):
        assert _verify(page, "Sudah lengkap.") == 503
        expect(page.locator("body")).to_contain_text(title)
        expect(page.locator("body")).to_contain_text("Tidak ada yang berubah")
    review = people.take(waiting["id"], "show", "walidata")
    assert (review["state"], [event["action"] for event in review["events"]]) == ("submitted", ["submit"])
    page.get_by_role("button", name="Kirim lagi").click()
    page.wait_for_url(re.compile("/pemeriksaan$"))
    review = people.take(waiting["id"], "show", "walidata")
    assert (review["state"], review["events"][-1]["note"]) == ("verified", "Sudah lengkap.")


@pytest.mark.parametrize("name", ["solr", "postgres"])
def test_a_visitor_is_told_that_a_service_is_down(stack, browse, name):
    page = browse("anonymous")
    with _stopped(stack, name):
        answer = page.goto("/dataset/")
        assert answer.status >= 500 or "tidak menjawab" in page.locator("body").inner_text()
        assert "Traceback" not in page.content()
    assert page.goto("/dataset/").status == 200
