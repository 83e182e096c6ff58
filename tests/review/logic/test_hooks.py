"""Logic used without the plugin: there is no transition whose consequences were silently left out."""

from __future__ import annotations

import pytest
from ckan import model

from ckanext.sdijember import consequences
from ckanext.sdijember.kernel.logic import outbox
from ckanext.sdijember.kernel.logic.handed_in import NotHandedIn
from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.domain.transitions import ACTIONS
from ckanext.sdijember.review.logic import hooks
from ckanext.sdijember.review.model.review import Review
from tests.factories import call, standar

MOMENT = "2099-05-17T08:00"
#: How each transition is reached: the state before, who takes it, what is said.
TAKEN = {
    "submit": ("draft", "editor", {}),
    "recall": ("submitted", "editor", {}),
    "verify": ("submitted", "walidata", {}),
    "return": ("submitted", "walidata", {"note": "Lengkapi satuan."}),
    "recommend": ("verified", "pembina", {"date": "2026-05-17"}),
    "reopen": ("returned", "walidata", {"note": "Keliru dikembalikan."}),
    "schedule": ("recommended", "walidata", {"publish_at": MOMENT}),
    "unschedule": ("recommended", "walidata", {"note": "Dibatalkan dahulu."}),
    "publish": ("recommended", "walidata", {}),
    "withdraw": ("published", "walidata", {"note": "Keliru."}),
}


@pytest.fixture
def without_plugin():
    """``without_plugin(what)``: the table is as it was before the plugin was loaded, until the test ends."""
    yield lambda handed_in: handed_in.forget()
    consequences.install()


def test_every_transition_is_tried():
    assert set(TAKEN) == set(ACTIONS)


@pytest.mark.parametrize("action", TAKEN)
def test_no_transition_without_its_consequences(portal, without_plugin, action):
    state, by, said = TAKEN[action]
    dataset = portal.bring_to(state)
    if action == "unschedule":
        portal.take(dataset["id"], "schedule", "walidata", publish_at=MOMENT)
    before = _stored(dataset["id"])
    without_plugin(hooks.HOOKS)
    with pytest.raises(NotHandedIn):
        portal.take(dataset["id"], action, by, **said)
    assert _stored(dataset["id"]) == before


def test_what_has_to_follow_a_commit_is_not_lost_silently(portal, without_plugin):
    entry = standar(portal, "diusulkan")
    without_plugin(outbox.SUBSCRIBERS)
    with pytest.raises(NotHandedIn):
        call("sdijember_standar_approve", portal.people["pembina"], id=entry["id"])


def test_the_plugin_hands_everything_in(with_plugins):
    assert hooks.HOOKS.table.consequences is consequences.CONSEQUENCES
    assert outbox.SUBSCRIBERS.table is consequences.SUBSCRIBERS


def _stored(package_id):
    """State, version and log of a dataset, as the database has them."""
    model.Session.rollback()
    model.Session.expire_all()
    review = Review.get(package_id)
    return review.state, review.version, review.publish_at, [event.id for event in log.of_package(package_id)]
