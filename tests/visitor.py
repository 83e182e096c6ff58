"""Somebody at a browser without scripts: opens pages, fills in forms as they stand there, sends them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from bs4 import BeautifulSoup, Tag

from tests.factories import Portal


class Visitor:
    """One person of the test portal, signed in with a session as from a browser."""

    def __init__(self, app: Any, portal: Portal, person: str):
        self.person = person
        self.client = app.test_client()
        user = portal.people[person]
        if user:
            # the session's cookie belongs to the host of the portal, not to that of Flask's test client
            with self.client.session_transaction(base_url=tk.config["ckan.site_url"]) as session:
                session |= {"_user_id": user["id"], "_fresh": True}

    def get(self, url: str, status: int = 200) -> BeautifulSoup:
        """The page at ``url``; redirects are followed."""
        response = self.client.get(url)
        assert response.status_code == status, f"{self.person} {url}: {response.status_code}"
        return BeautifulSoup(response.body, "lxml")

    def status(self, url: str) -> int:
        """Status of a GET, redirects not followed."""
        return self.client.get(url, follow_redirects=False).status_code

    def location(self, url: str) -> str:
        """Where a GET is redirected to, as a path."""
        response = self.client.get(url, follow_redirects=False)
        assert response.status_code in {302, 303}, response.status_code
        return response.headers["Location"].split("://", 1)[-1].split("/", 1)[-1]

    def post(self, url: str, data: dict[str, str], status: int = 200) -> BeautifulSoup:
        """Send a form; redirects are followed."""
        response = self.client.post(url, data=data)
        assert response.status_code == status, f"{self.person} {url}: {response.status_code} {response.body[:2000]}"
        return BeautifulSoup(response.body, "lxml")

    def decide(self, page: BeautifulSoup, action: str, status: int = 200, **typed: str) -> BeautifulSoup:
        """Fill in the form of a decision on ``page`` and send it; that the checklist is not ticked is confirmed."""
        form = decision(page, action)
        assert form is not None, f"{self.person} is not offered {action}"
        confirmed = {"checklist": "ya"} if form.select_one("[name=checklist]") else {}
        return self.post(form["action"], values(form) | confirmed | typed, status)


def decision(page: BeautifulSoup, action: str) -> Tag | None:
    """The form of a decision."""
    return page.select_one(f"form[data-action={action}]")


def offered(page: BeautifulSoup) -> set[str]:
    """The decisions a page offers."""
    return {form["data-action"] for form in page.select("form[data-action]")}


def values(form: Tag) -> dict[str, str]:
    """What a browser would send of a form without anything typed."""
    found = {field["name"]: field.get("value", "") for field in form.select("input[name]") if _sent(field)}
    return found | {area["name"]: area.text for area in form.select("textarea[name]")}


def datasets(page: BeautifulSoup) -> list[str]:
    """Names of the datasets a dashboard page lists, in order."""
    return [item["data-dataset"] for item in page.select("[data-dataset]")]


def text(page: BeautifulSoup | Tag) -> str:
    """What a page says, with single spaces."""
    return " ".join(page.get_text(" ").split())


def _sent(field: Tag) -> bool:
    return field.get("type") != "checkbox" or field.has_attr("checked")
