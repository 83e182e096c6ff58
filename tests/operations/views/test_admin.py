"""``/ckan-admin/sdi``: for system administrators alone, and true."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model

from tests import factories
from tests.factories import PEOPLE, TEAMS
from tests.visitor import text

URL = "/ckan-admin/sdi"


def test_only_sysadmins_open_the_page(portal, visit):
    for person in PEOPLE:
        assert (visit(person).status(URL) == 200) == (person == "sysadmin"), person


def test_it_is_a_tab_of_the_administration(portal, visit):
    assert visit("sysadmin").get("/ckan-admin/").select(f'.nav-tabs a[href="{URL}"]')


def test_only_sysadmins_call_the_action(portal):
    import ckan.plugins.toolkit as tk

    for person in PEOPLE:
        if person == "sysadmin":
            assert factories.call("sdijember_overview", portal.people[person])["teams"]
        else:
            with pytest.raises(tk.NotAuthorized):
                factories.call("sdijember_overview", portal.people[person])


def test_teams_show_their_members_and_where_to_change_them(portal, visit):
    admin = visit("sysadmin")
    page = admin.get(URL)
    assert [team["data-team"] for team in page.select("[data-team]")] == list(TEAMS)
    for team in page.select("[data-team]"):
        assert text(team.select_one(".sdi-people")) == team["data-team"].title()
        assert admin.status(team.select_one(".sdi-actions a")["href"]) == 200


def test_a_team_that_was_never_made_is_said_to_be_missing(portal, visit):
    model.Group.get("forum").state = "deleted"
    model.Session.commit()
    team = visit("sysadmin").get(URL).select_one('[data-team="forum"]')
    assert "ckan sdijember seed" in text(team)
    assert not team.select(".sdi-actions a")


def test_datasets_are_counted_per_state(portal, visit):
    for state in ("draft", "draft", "submitted", "published"):
        portal.bring_to(state)
    page = visit("sysadmin").get(URL)
    numbers = {item["data-state"]: item.strong.text for item in page.select("#kesehatan li[data-state]")}
    expected = {"draft": "2", "submitted": "1", "published": "1"}
    assert numbers == {state: expected.get(state, "0") for state in factories.WAYS | numbers}


def test_a_changed_log_is_noticed(portal, visit):
    portal.bring_to("returned")
    assert visit("sysadmin").get(URL).select('[data-log="ok"]')
    with model.ensure_engine().begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.execute(sa.text("UPDATE sdijember_review_event SET note = 'Bagus.' WHERE action = 'return'"))
    page = visit("sysadmin").get(URL)
    assert page.select('[data-log="broken"]')
    assert not page.select('[data-log="ok"]')


def test_every_option_is_shown_with_its_value(portal, visit):
    page = visit("sysadmin").get(URL)
    shown = {code.text for code in page.select("#pengaturan dt code")}
    from ckan.common import config_declaration

    assert shown == {str(key) for key in config_declaration.iter_options() if str(key).startswith("ckanext.sdijember")}
    assert shown
