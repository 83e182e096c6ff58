"""A team's checklist: who edits it, and what a new version leaves of the one before."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.factories import PEOPLE, call


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    return factories.portal()


def _answer(action, person, portal, **data):
    try:
        call(action, portal.people[person], **data)
    except tk.NotAuthorized:
        return "role"
    return "done"


def test_who_edits_a_checklist(portal):
    for team in ("walidata", "pembina"):
        for person in PEOPLE:
            found = call("sdijember_checklist_show", portal.people["editor"], team=team)
            data = {"team": team, "version": found["version"], "lines": found["lines"]}
            answer = _answer("sdijember_checklist_update", person, portal, **data)
            assert answer == ("done" if person == team else "role"), person
            shown = _answer("sdijember_checklist_show", person, portal, team=team)
            assert shown == ("role" if person == "anonymous" else "done"), person


def test_a_new_version_of_a_checklist(portal):
    walidata = portal.people["walidata"]
    before = call("sdijember_checklist_show", walidata, team="walidata")
    dataset = portal.bring_to("submitted")
    call("sdijember_checklist_tick", walidata, id=dataset["id"], ticks=[{"code": "akses", "ticked": True}])
    lines = [before["lines"][1], {"label": {"id": "Sumber disebut"}, "about": ["dataset"]}]
    after = call("sdijember_checklist_update", walidata, team="walidata", version=0, lines=lines, note="Ringkas")
    assert after["version"] == 1 and after["versions"][0]["user_name"] == "Walidata"
    used = [line["code"] for line in after["lines"] if not line["retired"]]
    assert used == [before["lines"][1]["code"], "sumber-disebut"]
    assert call("sdijember_checklist_show", walidata, team="walidata", version=0)["lines"] == before["lines"]
    state = call("sdijember_checklist_state", walidata, id=dataset["id"])[0]
    assert state["version"] == 1 and [line["code"] for line in state["lines"]] == used
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_checklist_update", walidata, team="walidata", version=0, lines=lines)
    assert "version" in refused.value.error_dict
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_checklist_update", walidata, team="walidata", version=1, lines=[{"label": ""}, {"about": []}])
    assert set(refused.value.error_dict["lines"]) == {"1", "2"}
    with pytest.raises(tk.ObjectNotFound):
        call("sdijember_checklist_show", walidata, team="walidata", version=7)


def test_versions_of_a_checklist_are_never_changed(portal):
    shown = call("sdijember_checklist_show", portal.people["walidata"], team="walidata")
    call("sdijember_checklist_update", portal.people["walidata"], team="walidata", version=0, lines=shown["lines"])
    for statement in ("UPDATE sdijember_checklist SET note = ''", "DELETE FROM sdijember_checklist"):
        with pytest.raises(IntegrityError):
            model.Session.execute(sa.text(statement))
        model.Session.rollback()
