"""One decision on many: each a transition by every rule, none half done, none because of another."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import search

from ckanext.sdijember.queue.logic import bulk
from ckanext.sdijember.review.logic import saving
from ckanext.sdijember.review.model.review import Review
from tests.factories import PEOPLE, call


def _bulk(portal, person, action, *datasets, **changes):
    items = [
        {"id": dataset["id"], "version": portal.take(dataset["id"], "show", "sysadmin")["version"]} | changes
        for dataset in datasets
    ]
    return call("sdijember_review_bulk", portal.people[person], decision=action, items=items)["results"]


def _states(portal, *datasets):
    return [portal.take(dataset["id"], "show", "sysadmin")["state"] for dataset in datasets]


@pytest.mark.parametrize(("action", "state"), [("verify", "submitted"), ("publish", "recommended")])
def test_who_may_decide_on_many(portal, action, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        if person == "walidata":
            continue
        with pytest.raises(tk.NotAuthorized):
            _bulk(portal, person, action, dataset)
        assert _states(portal, dataset) == [state], person
    assert [found["outcome"] for found in _bulk(portal, "walidata", action, dataset)] == [bulk.DONE]


@pytest.mark.parametrize("action", ["submit", "recall", "return", "recommend", "withdraw", "delete"])
def test_only_decisions_that_need_no_word_on_each(portal, action):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.ValidationError):
        _bulk(portal, "walidata", action, dataset)


def test_each_item_has_its_own_outcome(portal):
    good, stale, elsewhere, hidden = (portal.bring_to(state) for state in ["submitted"] * 2 + ["verified", "draft"])
    portal.take(stale["id"], "recall", "editor")
    portal.take(stale["id"], "submit", "editor")
    items = [{"id": dataset["id"], "version": 2} for dataset in (stale, elsewhere, hidden, good)]
    items.append({"id": "tidak-ada", "version": 1})
    results = call("sdijember_review_bulk", portal.people["walidata"], decision="verify", items=items)["results"]
    assert [found["outcome"] for found in results] == [bulk.REFUSED] * 3 + [bulk.DONE, bulk.REFUSED]
    assert _states(portal, good, stale, elsewhere, hidden) == ["verified", "submitted", "verified", "draft"]
    assert all(found["message"] for found in results)
    # of what the Walidata may not read, nothing but what was sent comes back, and no difference from what is not there
    unreadable, missing = results[2], results[4]
    assert hidden["title"] not in str(unreadable)
    assert unreadable["message"] == missing["message"]


def test_every_decision_is_in_the_log_with_its_person(portal):
    datasets = [portal.bring_to("submitted") for _ in range(3)]
    _bulk(portal, "walidata", "verify", *datasets)
    for dataset in datasets:
        event = portal.take(dataset["id"], "show", "walidata")["events"][-1]
        assert (event["action"], event["actor_id"]) == ("verify", portal.people["walidata"]["id"])


def test_what_a_colleague_works_on_is_left_alone(portal):
    theirs, free = portal.bring_to("submitted"), portal.bring_to("submitted")
    Review.get(theirs["id"]).claimed_by = portal.people["forum"]["id"]
    model.Session.commit()
    results = _bulk(portal, "walidata", "verify", theirs, free)
    assert [found["outcome"] for found in results] == [bulk.SKIPPED, bulk.DONE]
    assert "Forum" in results[0]["message"]
    assert _states(portal, theirs, free) == ["submitted", "verified"]


def test_duties_stay_separate(portal):
    office = portal.office["id"]
    call("organization_member_create", portal.people["sysadmin"], id=office, username="uji-walidata", role="editor")
    own = portal.dataset(by="walidata")
    portal.take(own["id"], "submit", "walidata")
    other = portal.bring_to("submitted")
    results = _bulk(portal, "walidata", "verify", own, other)
    assert [found["outcome"] for found in results] == [bulk.REFUSED, bulk.DONE]
    assert _states(portal, own) == ["submitted"]


def test_a_service_that_fails_stops_the_rest_and_undoes_nothing_that_is_done(portal, monkeypatch):
    datasets = [portal.bring_to("submitted") for _ in range(3)]
    real = saving.index

    def failing(context, package_id):
        if package_id == datasets[1]["id"]:
            raise search.SearchIndexError("down")
        return real(context, package_id)

    monkeypatch.setattr(saving, "index", failing)
    results = _bulk(portal, "walidata", "verify", *datasets)
    assert [found["outcome"] for found in results] == [bulk.DONE, bulk.FAILED, bulk.FAILED]
    assert _states(portal, *datasets) == ["verified", "submitted", "submitted"]


def test_not_too_many_and_each_once(portal):
    dataset = portal.bring_to("submitted")
    results = _bulk(portal, "walidata", "verify", dataset, dataset)
    assert len(results) == 1
    items = [{"id": f"data-{number}", "version": 1} for number in range(bulk.MOST + 1)]
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_review_bulk", portal.people["walidata"], decision="verify", items=items)
    assert str(bulk.MOST) in refused.value.error_dict["items"][0]
    for wrong in ("x", [1], [{"id": "x"}], [{"id": "x", "version": "y"}]):
        with pytest.raises(tk.ValidationError):
            call("sdijember_review_bulk", portal.people["walidata"], decision="verify", items=wrong)
