"""A portal in processes of its own, people with passwords, and one browser for each of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ckan import model
from ckan.lib import search
from playwright.sync_api import Browser, BrowserContext, Page

from tests import factories

PASSWORD = "kata-sandi-uji-26"
IMAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
#: Elements that make the page wider than the window, if it is.
TOO_WIDE = """
document.documentElement.scrollWidth <= window.innerWidth + 1 ? [] :
    [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
        .map(element => `${element.tagName}.${element.className}`)
"""
WIDTHS = {"360": {"width": 360, "height": 800}, "1280": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def people(live_portal: str, reset_db: Callable[[], None]) -> factories.Portal:
    """Offices, teams and people who can sign in, in the database of the live portal."""
    reset_db()
    search.clear_all()
    made = factories.portal()
    for person in made.people.values():
        if person:
            model.User.get(person["id"]).password = PASSWORD
    model.Session.add(model.Group(name="urusan-2-10", title="Pertanahan"))
    model.Session.commit()
    model.Session.remove()
    return made


@pytest.fixture(scope="module")
def browse(browser: Browser, browser_context_args: dict, people: factories.Portal) -> Iterator[Callable[[str], Page]]:
    """The page of a person, signed in once: ``browse("walidata")``, ``browse("anonymous")``."""
    contexts: dict[str, tuple[BrowserContext, Page]] = {}

    def of(person: str) -> Page:
        if person not in contexts:
            context = browser.new_context(**browser_context_args, viewport=WIDTHS["360"])
            page = context.new_page()
            contexts[person] = context, page
            if people.people[person]:
                page.goto("/user/login")
                page.fill("input[name=login]", people.people[person]["name"])
                page.fill("input[name=password]", PASSWORD)
                page.press("input[name=password]", "Enter")
                page.wait_for_url(lambda url: "/user/login" not in url)
        return contexts[person][1]

    yield of
    for context, _ in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def picture() -> Callable[[Page, str], None]:
    """Take the documentation's pictures of a page at both widths, when SDIJEMBER_SCREENSHOTS is set."""

    def take(page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        assert page.evaluate(TOO_WIDE) == [], f"{name} scrolls sideways"
        if not os.environ.get("SDIJEMBER_SCREENSHOTS"):
            return
        before = page.viewport_size
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            page.screenshot(path=IMAGES / f"{name}-{width}.png")
        if before:
            page.set_viewport_size(before)

    return take
