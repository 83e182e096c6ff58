"""Deciding on a dataset in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def decide(page: Page, name: str, action: str, **fields: str) -> None:
    """Take a decision on the review page, as its form offers it.

    :param name: of the dataset
    :param fields: what is typed
    """
    page.goto(f"/dataset/{name}/pemeriksaan")
    form = page.locator(f"form[data-action={action}]")
    unfold(form)
    for field, value in fields.items():
        form.locator(f"[name={field}]").fill(value)
    for box in form.locator("[name=confirm], [name=checklist]").all():
        box.check()
    form.locator("button[type=submit]").click()
    expect(page.locator(".flash-messages .alert-success")).to_be_visible()


def unfold(form: Locator) -> None:
    """Open the fold a form may lie in."""
    form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
