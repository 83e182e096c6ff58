"""A portal whose files and anchors are those of one test, and what must hold of it after every fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember import config
from ckanext.sdijember.log import model as log
from ckanext.sdijember.operations.logic.doctor import doctor
from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.review.logic import integrity
from ckanext.sdijember.review.model.review import Review
from tests import factories
from tests.factories import call


@dataclass
class Broken:
    """A dataset on which a transition was tried, and how it was before."""

    portal: factories.Portal
    dataset: dict[str, Any]
    action: str
    target: str

    def before(self) -> tuple[str, int]:
        """State and number of decisions."""
        model.Session.remove()
        return Review.get(self.dataset["id"]).state, len(log.of_package(self.dataset["id"]))

    def check(self, before: tuple[str, int], where: str) -> list[str]:
        """It happened whole or not at all; what does not agree is mended; only what was approved is public.

        :returns: what the doctor found
        """
        state, events = self.before()
        assert (state, events) in (before, (self.target, before[1] + 1)), where
        assert log.verify_chain().ok, where
        results = list(doctor.examine(mend=True))
        assert all(result.mended for result in results), (where, results)
        assert not results or list(doctor.examine()) == [], where
        model.Session.remove()
        review, package = Review.get(self.dataset["id"]), model.Package.get(self.dataset["id"])
        assert (review.state, package.private) == (state, not rules.STATES[state].public), where
        shown = call("package_search", None, q=f"id:{package.id}")["count"]
        assert shown == (1 if rules.STATES[state].public else 0), where
        if not review.rule.editable:
            assert integrity.same(package, review), where
        model.Session.remove()
        return [result.trouble.kind for result in results]

    def bring_back(self, before: tuple[str, int]) -> None:
        """To where it was, if the transition happened."""
        model.Session.remove()
        if Review.get(self.dataset["id"]).state == before[0]:
            return
        for action, by, data in _BACK[self.action]:
            self.portal.take(self.dataset["id"], action, by, **data)


_NOTE = {"note": "Uji."}
_RECALL, _SUBMIT = ("recall", "editor", _NOTE), ("submit", "editor", {})
_VERIFY = ("verify", "walidata", {})
_RECOMMEND = ("recommend", "pembina", {"date": "2026-05-17"})
#: How a dataset gets back to where a transition starts.
_BACK: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "submit": [_RECALL],
    "verify": [_RECALL, _SUBMIT],
    "publish": [("withdraw", "walidata", _NOTE), _SUBMIT, _VERIFY, _RECOMMEND],
    "withdraw": [_SUBMIT, _VERIFY, _RECOMMEND, ("publish", "walidata", {})],
}
#: Transition → state it starts from, person, what is said, state it leads to.
TRANSITIONS = {
    "submit": ("draft", "editor", {}, "submitted"),
    "verify": ("submitted", "walidata", {}, "verified"),
    "publish": ("recommended", "walidata", {}, "published"),
    "withdraw": ("published", "walidata", _NOTE, "withdrawn"),
}


@pytest.fixture
def portal(with_plugins, clean_db, clean_index, monkeypatch, tmp_path) -> factories.Portal:
    """Offices, teams and people; files and anchors of this test alone."""
    monkeypatch.setattr(config, "store_path", lambda: tmp_path / "simpanan")
    monkeypatch.setitem(tk.config, "ckanext.sdijember.anchor_path", str(tmp_path / "jangkar"))
    return factories.portal()


@pytest.fixture
def broken(portal, request) -> Broken:
    """A dataset that stands before the transition that the test names."""
    action = request.param
    state, _, _, target = TRANSITIONS[action]
    return Broken(portal, portal.bring_to(state), action, target)
