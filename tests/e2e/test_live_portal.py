"""The portal as it runs: web server, worker, services and a browser work together."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from ckan import model
from playwright.sync_api import Page

from ckanext.sdijember.tables import jobs
from tests import factories
from tests.loader import QUEUES

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
PATIENCE = 120


def _in_time(check: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not check():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_it_speaks_indonesian(page: Page):
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "id"
    assert "Portal Data Kabupaten Jember" in page.title()


@pytest.mark.parametrize("path", ["/", "/dataset/", "/organization/", "/user/login", "/about"])
def test_no_page_asks_another_host(page: Page, live_portal: str, path: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path, wait_until="networkidle")
    assert asked
    own = urlsplit(live_portal).netloc
    assert [url for url in asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != own] == []


@pytest.fixture
def by_the_worker(clean_queues: None, monkeypatch: pytest.MonkeyPatch):
    """Tables are made by the worker of the live portal, not by the tests."""
    monkeypatch.setattr(jobs, "queue", QUEUES[0])


def _loaded(resource: dict[str, str]) -> bool:
    model.Session.rollback()
    return bool(model.Resource.get(resource["id"]).extras.get("datastore_active"))


def test_the_worker_loads_an_upload_so_that_it_can_be_previewed(page: Page, by_the_worker: None):
    portal = factories.portal()
    dataset = portal.dataset()
    (resource,) = dataset["resources"]
    assert _in_time(lambda: _loaded(resource)), "the worker did not load the file"
    for action, by, data in factories.WAYS["published"]:
        portal.take(dataset["id"], action, by, **data)
    answer = page.request.get("/api/3/action/datastore_search", params={"resource_id": resource["id"]})
    assert "Kencong" in answer.text()


def test_the_worker_keeps_the_data_dictionary_beside_the_table(page: Page, by_the_worker: None):
    portal = factories.portal()
    dataset = portal.dataset()
    (resource,) = dataset["resources"]
    factories.call("sdijember_columns_fill", portal.people["editor"], id=resource["id"])
    assert _in_time(lambda: _loaded(resource)), "the worker did not load the file"
    for action, by, data in factories.WAYS["published"]:
        portal.take(dataset["id"], action, by, **data)

    def told() -> dict[str, str]:
        answer = page.request.get("/api/3/action/datastore_info", params={"id": resource["id"]})
        fields = answer.json().get("result", {}).get("fields", [])
        return {field["id"]: (field.get("info") or {}).get("tipe", "") for field in fields if field["id"] != "_id"}

    assert _in_time(lambda: told() == {"kecamatan": "teks", "luas_km2": "desimal"}), told()
    rows = page.request.get("/api/3/action/datastore_search", params={"resource_id": resource["id"]}).text()
    assert "Kencong" in rows
