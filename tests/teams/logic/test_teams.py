"""Teams: seen by their members, managed by sysadmins, in no public list."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories as core
from ckan.tests import helpers

from tests import factories

MANAGING: dict[str, dict[str, Any]] = {
    "member_create": {"id": "walidata", "object": "uji-stranger", "object_type": "user", "capacity": "member"},
    "member_delete": {"id": "walidata", "object": "uji-walidata", "object_type": "user"},
    "group_member_create": {"id": "walidata", "username": "uji-stranger", "role": "member"},
    "group_member_delete": {"id": "walidata", "username": "uji-walidata"},
    "group_patch": {"id": "walidata", "title": "Lain"},
    "group_delete": {"id": "walidata"},
    "user_invite": {"group_id": "walidata", "email": "baru@example.com", "role": "member"},
}


@pytest.fixture
def portal(with_plugins, clean_db, clean_index):
    return factories.portal()


def _may(person: dict[str, Any] | None, action: str, **data: Any) -> bool:
    try:
        factories.call(action, person, **data)
    except tk.NotAuthorized:
        model.Session.rollback()
        return False
    return True


@pytest.mark.parametrize("person", factories.PEOPLE)
def test_only_members_and_sysadmins_see_a_team(portal, person):
    expected = person in {"walidata", "sysadmin"}
    assert _may(portal.people[person], "group_show", id="walidata") == expected
    assert _may(portal.people[person], "member_list", id="walidata") == expected


def test_ordinary_groups_stay_public(portal):
    core.Group(name="urusan-1-02")
    assert _may(None, "group_show", id="urusan-1-02")
    assert factories.call("group_list", None) == ["urusan-1-02"]


@pytest.mark.parametrize("person", factories.PEOPLE)
def test_the_list_of_teams_is_closed(portal, person):
    assert _may(portal.people[person], "group_list", type="tim-sdi") == (person == "sysadmin")


def test_nobody_is_offered_a_team(portal):
    core.Group(name="wali-murid")
    offered = factories.call("group_autocomplete", None, q="wali")
    assert [group["name"] for group in offered] == ["wali-murid"]


@pytest.mark.parametrize("action", MANAGING)
def test_not_even_a_teams_admin_manages_it(portal, action):
    member = model.Session.query(model.Member).filter_by(table_id=portal.people["walidata"]["id"]).one()
    member.capacity = "admin"
    model.Session.commit()
    assert not _may(portal.people["walidata"], action, **MANAGING[action])
    assert model.User.by_email("baru@example.com") is None


@pytest.mark.parametrize("action", ["member_create", "group_member_create", "group_patch", "member_delete"])
def test_sysadmins_manage_teams(portal, action):
    assert _may(portal.people["sysadmin"], action, **MANAGING[action])


def test_admins_of_ordinary_groups_still_manage_them(portal):
    person = portal.people["stranger"]
    core.Group(name="urusan-1-02", users=[{"name": person["name"], "capacity": "admin"}])
    data = {"id": "urusan-1-02", "username": portal.people["walidata"]["name"], "role": "member"}
    assert _may(person, "group_member_create", **data)


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("anonymous", "/tim-sdi", 403),
        ("walidata", "/tim-sdi", 403),
        ("anonymous", "/tim-sdi/members/walidata", 403),
        ("stranger", "/tim-sdi/members/walidata", 403),
        ("pembina", "/tim-sdi/members/walidata", 403),
        ("walidata", "/tim-sdi/members/walidata", 200),
        ("walidata", "/tim-sdi/manage_members/walidata", 403),
        ("sysadmin", "/tim-sdi/manage_members/walidata", 200),
        ("sysadmin", "/tim-sdi/member_new/walidata", 200),
        ("anonymous", "/group/walidata", 404),
        ("anonymous", "/feeds/group/walidata.atom", 403),
    ],
)
def test_pages(portal, app, person, path, status):
    headers = {} if person == "anonymous" else _headers(portal.people[person])
    app.get(path, headers=headers, status=status)


@pytest.mark.parametrize(
    ("person", "path", "target"),
    [
        ("walidata", "/tim-sdi/walidata", "/tim-sdi/members/walidata"),
        ("sysadmin", "/tim-sdi", "/ckan-admin/sdi"),
    ],
)
def test_pages_that_lead_elsewhere(portal, app, person, path, target):
    answer = app.get(path, headers=_headers(portal.people[person]), follow_redirects=False, status=302)
    assert answer.headers["Location"].endswith(target)


def test_members_are_named_in_full(portal, app):
    person = model.User.get(portal.people["walidata"]["id"])
    person.fullname = "Walidata Dinas Komunikasi dan Informatika"
    model.Session.commit()
    page = app.get("/tim-sdi/manage_members/walidata", headers=_headers(portal.people["sysadmin"]))
    assert person.fullname in page.body


def _headers(person: dict[str, Any]) -> dict[str, str]:
    token = helpers.call_action("api_token_create", {"ignore_auth": True}, user=person["id"], name="uji")
    return {"Authorization": token["token"]}
