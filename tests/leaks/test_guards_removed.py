"""Each guard of what is read is needed: take it away, and it is told what the other tests here do not find."""

from __future__ import annotations

import pytest
from ckan import logic, model
from ckan.lib.plugins import DefaultPermissionLabels
from ckan.logic.action import get

from ckanext.sdijember.kernel.views import refusals
from ckanext.sdijember.review.labels import TeamPermissionLabels
from tests.leaks.things import READERS

#: The action, CKAN's own that is asked in its place, who asks, and what.
CORE = {
    "values of facets": (
        "package_search",
        get.package_search,
        "anonymous",
        {"facet.field": ["tags"], "facet.mincount": 0, "facet.limit": -1},
    ),
    "members of an office": (
        "member_list",
        get.member_list,
        "stranger",
        {"id": "dinas-satu", "object_type": "package"},
    ),
    "counts of a person's offices": (
        "organization_list_for_user",
        get.organization_list_for_user,
        "stranger",
        {"id": "uji-editor", "permission": "read", "include_dataset_count": True},
    ),
}
DRAFT = "/dataset/tebakan-data-draft"
NOTHING = "/dataset/tidak-ada-data-draft"


@pytest.mark.parametrize("name", CORE)
def test_lists(matrix, monkeypatch, name):
    action, core, person, data = CORE[name]
    draft = matrix.of("data", "draft")

    def told():
        answer = matrix.act(person, action, data)
        return draft.word in answer or draft.id in answer, answer

    found, ours = told()
    assert not found
    session = {"model": model, "session": model.Session}
    monkeypatch.setitem(logic._actions, action, lambda context, data: core({**context, **session}, data))
    found, cores = told()
    assert found or ("package_count" in ours and cores != ours)


def _taken_away(matrix, monkeypatch, function):
    """The application without a function that looks at every answer."""
    app = matrix.app.flask_app
    left = [kept for kept in app.after_request_funcs[None] if kept is not function]
    assert len(left) == len(app.after_request_funcs[None]) - 1
    monkeypatch.setitem(app.after_request_funcs, None, left)


def test_no_answer_in_a_cache(matrix, monkeypatch):
    def said():
        return matrix.app.get(DRAFT, headers=matrix.signed("editor")).headers.get("Cache-Control", "")

    assert "no-store" in said()
    _taken_away(matrix, monkeypatch, refusals.kept_by_no_cache)
    assert "no-store" not in said()


def test_one_answer_for_what_is_hidden_and_what_is_not_there(matrix, monkeypatch):
    def statuses():
        asked = [address.replace("/dataset/", "/dataset/edit/") for address in (DRAFT, NOTHING)]
        asked += [address.replace("/dataset/", "/api/3/action/package_show?id=") for address in (DRAFT, NOTHING)]
        return [matrix.app.get(address, headers=matrix.signed("stranger")).status_code for address in asked]

    assert set(statuses()) == {404}
    _taken_away(matrix, monkeypatch, refusals.as_if_it_were_not_there)
    assert set(statuses()) != {404}


@pytest.mark.parametrize("state", ["draft", "submitted", "verified"])
def test_labels(matrix, state):
    """A team reads by its label; one that every state had would show it to all teams."""
    package = model.Package.get(matrix.of("data", state).id)
    labels = TeamPermissionLabels().get_dataset_labels(package)
    teams = {team for team in ("walidata", "pembina") if f"sdijember-{team}" in labels}
    assert teams == READERS[state] & {"walidata", "pembina"}
    assert "public" not in labels
    package.private = False
    assert "public" not in TeamPermissionLabels().get_dataset_labels(package), "the state says so, not the row"
    assert "public" in DefaultPermissionLabels().get_dataset_labels(package)
    model.Session.rollback()
