"""Two people at once: exactly one decision, one event, and whoever was slower hears why."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.logic import integrity
from ckanext.sdijember.review.model.review import Review
from tests.at_once import at_once
from tests.factories import call

ROUNDS = 100


def _put_back(dataset: dict[str, Any], state: str) -> int:
    """The row as it was, past the portal, for a hundred rounds would take long by the ordinary way; its version."""
    model.Session.execute(
        sa.update(Review).where(Review.package_id == dataset["id"]).values(state=state, verified_by=None)
    )
    model.Session.commit()
    return Review.get(dataset["id"]).version


def test_two_reviewers_at_once_a_hundred_times(portal):
    dataset = portal.bring_to("submitted")
    winners = set()
    for number in range(1, ROUNDS + 1):
        said = {"note": "Catatan.", "version": _put_back(dataset, "submitted")}
        answers = at_once(
            lambda said=said: portal.take(dataset["id"], "verify", "walidata", **said),
            lambda said=said: portal.take(dataset["id"], "return", "walidata", **said),
        )
        done = [answer for answer in answers if isinstance(answer, dict)]
        refused = [answer for answer in answers if isinstance(answer, tk.ValidationError)]
        assert (len(done), len(refused)) == (1, 1), answers
        assert set(refused[0].error_dict) == {"version"}
        assert "Somebody else was faster" in refused[0].error_dict["version"][0]
        events = log.of_package(dataset["id"])
        assert len(events) == 1 + number
        assert events[-1].to_state == done[0]["state"] == Review.get(dataset["id"]).state
        winners.add(done[0]["state"])
    assert log.verify_chain().ok


def test_the_producer_saves_while_it_is_submitted(portal):
    """Whatever comes first, what was submitted is what the dataset is; a save that came too late is refused."""
    dataset = portal.bring_to("draft")
    for number in range(12):
        answers = at_once(
            lambda: portal.take(dataset["id"], "submit", "office_admin"),
            lambda number=number: call(
                "package_patch", portal.people["editor"], id=dataset["id"], notes=f"Penjelasan ke-{number} data ini."
            ),
        )
        submitted, saved = answers
        assert isinstance(submitted, dict), submitted
        assert isinstance(saved, dict | tk.NotAuthorized), saved
        if isinstance(saved, tk.NotAuthorized):
            assert "is locked" in str(saved.message)
        model.Session.remove()
        review, package = Review.get(dataset["id"]), model.Package.get(dataset["id"])
        assert integrity.same(package, review)
        assert package.private
        assert (package.notes == f"Penjelasan ke-{number} data ini.") == isinstance(saved, dict)
        portal.take(dataset["id"], "recall", "editor")


def test_it_is_approved_while_the_producer_takes_it_back_and_saves(portal):
    """Either it is verified as it was submitted, or it is back with its producer; never verified and changed."""
    dataset = portal.bring_to("draft")

    def take_back_and_save(version: int) -> object:
        portal.take(dataset["id"], "recall", "editor", version=version)
        return call("package_patch", portal.people["editor"], id=dataset["id"], satuan="Hektare")

    for _ in range(12):
        portal.take(dataset["id"], "submit", "editor")
        version, before = Review.get(dataset["id"]).version, len(log.of_package(dataset["id"]))
        verified, saved = at_once(
            lambda version=version: portal.take(dataset["id"], "verify", "walidata", version=version),
            lambda version=version: take_back_and_save(version),
        )
        model.Session.remove()
        review, package = Review.get(dataset["id"]), model.Package.get(dataset["id"])
        assert [isinstance(answer, dict) for answer in (verified, saved)].count(True) == 1, (verified, saved)
        assert len(log.of_package(dataset["id"])) == before + 1
        slower = saved if isinstance(verified, dict) else verified
        assert isinstance(slower, tk.ValidationError) and set(slower.error_dict) == {"version"}
        if isinstance(verified, dict):
            assert review.state == "verified"
            assert integrity.same(package, review)
            portal.take(dataset["id"], "recall", "editor", note="Uji.")
        else:
            assert review.state == "draft"
