"""The page of a dataset that is gone for this person: it says nothing about it, and loses nothing typed."""

from __future__ import annotations

from tests.visitor import text, values


def _page(dataset) -> str:
    return f"/dataset/{dataset['name']}/pemeriksaan"


def test_a_note_survives_that_the_dataset_was_taken_back(portal, visit):
    dataset = portal.bring_to("submitted")
    visitor = visit("walidata")
    stale = visitor.get(_page(dataset))
    portal.take(dataset["id"], "recall", "editor")
    page = visitor.decide(stale, "return", 404, note="Tulisan yang panjang.")
    assert "Tulisan yang panjang." in text(page)
    assert dataset["title"] not in text(page)


def test_the_page_of_what_is_gone_has_its_styles(portal, visit):
    """It is rendered when another page was rendered already."""
    visitor, draft = visit("walidata"), portal.dataset()
    token = values(visitor.get("/dashboard/organizations"))["_csrf_token"]
    gone = visitor.post(f"{_page(draft)}/return", {"_csrf_token": token, "note": "Tidak hilang."}, 404)
    assert "Tidak hilang." in text(gone)
    styles = " ".join(link["href"] for link in gone.select("link[rel=stylesheet]"))
    assert "_theme.css" in styles and "_work.css" in styles
