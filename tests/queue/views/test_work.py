"""The dashboard: which tab, which dataset, which number is whose."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model

from tests import factories
from tests.factories import PEOPLE
from tests.visitor import datasets, text

MINE, QUEUE, START = "/dashboard/data-saya", "/dashboard/antrean", "/dashboard/mulai"
EXCEPTIONS = "/dashboard/pengecualian"

#: Tabs that fit a role; nobody else sees any.
TABS = {
    "editor": [MINE],
    "office_admin": [MINE],
    "other_editor": [MINE],
    "walidata": [QUEUE, EXCEPTIONS],
    "pembina": [QUEUE, EXCEPTIONS],
    "sekretariat": [EXCEPTIONS],
}
SIGNED_IN = [person for person in PEOPLE if person != "anonymous"]


def _tabs(page) -> list[str]:
    links = [link["href"] for link in page.select(".nav-tabs a")]
    return [link for link in links if link in {MINE, QUEUE, EXCEPTIONS}]


def test_only_tabs_that_fit_the_role_are_shown(portal, visit):
    for person in SIGNED_IN:
        page = visit(person).get("/dashboard/organizations")
        assert _tabs(page) == TABS.get(person, []), person
        own_datasets = page.select('.nav-tabs a[href="/dashboard/datasets"]')
        assert bool(own_datasets) == (person not in TABS), person


def test_after_login_everybody_lands_at_the_own_work(portal, visit):
    for person in SIGNED_IN:
        first = TABS.get(person, ["/dashboard/datasets"])[0]
        assert "/" + visit(person).location(START) == first, person


def test_login_leads_to_the_own_work(ckan_config):
    assert ckan_config["ckan.auth.route_after_login"] == "sdijember_work.start"


@pytest.mark.parametrize("url", [MINE, QUEUE, START])
def test_anonymous_visitors_are_asked_to_log_in(visit, url):
    assert visit("anonymous").location(url).startswith("user/login")


def test_each_dataset_waits_in_the_queue_of_its_owner_alone(portal, visit):
    in_state = {state: portal.bring_to(state)["name"] for state in factories.WAYS}
    waiting = {
        "walidata": [in_state["recommended"], in_state["submitted"]],
        "pembina": [in_state["verified"]],
        "editor": [in_state["returned"]],
        "office_admin": [in_state["returned"]],
    }
    for person in SIGNED_IN:
        assert datasets(visit(person).get(QUEUE)) == waiting.get(person, []), person


def test_everything_a_reviewer_may_see_and_nothing_else(portal, visit):
    in_state = {state: portal.bring_to(state)["name"] for state in factories.WAYS}
    page = visit("pembina").get(f"{QUEUE}?status=semua")
    assert set(datasets(page)) == set(in_state.values()) - {in_state["draft"], in_state["submitted"]}
    assert datasets(visit("pembina").get(f"{QUEUE}?status=submitted")) == []
    assert datasets(visit("pembina").get(f"{QUEUE}?status=returned")) == [in_state["returned"]]


def test_the_queue_is_filtered_by_office_and_words(portal, visit):
    ours = portal.bring_to("submitted", title="Luas Wilayah")
    theirs = portal.dataset(
        by="other_editor", owner_org=portal.other_office["id"], name="sekolah", title="Jumlah Sekolah"
    )
    portal.take(theirs["id"], "submit", "other_editor")
    walidata = visit("walidata")
    assert datasets(walidata.get(QUEUE)) == [ours["name"], theirs["name"]]
    assert datasets(walidata.get(f"{QUEUE}?opd=dinas-dua")) == [theirs["name"]]
    assert datasets(walidata.get(f"{QUEUE}?q=luas")) == [ours["name"]]
    nothing = walidata.get(f"{QUEUE}?q=luas&opd=dinas-dua")
    assert datasets(nothing) == []
    assert nothing.select_one("#field-q")["value"] == "luas"
    assert nothing.select_one("#field-opd option[selected]")["value"] == "dinas-dua"


def test_the_queue_says_who_submitted_for_which_office(portal, visit):
    portal.bring_to("submitted")
    said = text(visit("walidata").get(QUEUE).select_one("[data-dataset]"))
    assert "Editor" in said
    assert "Dinas Satu" in said
    assert "WIB" in said


def test_the_queue_has_pages(portal, visit, monkeypatch):
    monkeypatch.setattr("ckanext.sdijember.queue.views.desk.PER_PAGE", 2)
    names = [portal.bring_to("submitted")["name"] for _ in range(3)]
    walidata = visit("walidata")
    first = walidata.get(f"{QUEUE}?q=luas")
    assert datasets(first) == names[:2]
    second = next(link["href"] for link in first.select(".pagination a") if "page=2" in link["href"])
    assert "q=luas" in second
    assert datasets(walidata.get(second)) == names[2:]


def test_data_saya_groups_by_what_has_to_be_done(portal, visit):
    in_state = {state: portal.bring_to(state)["name"] for state in factories.WAYS}
    page = visit("editor").get(MINE)
    groups = {group["data-group"]: datasets(group) for group in page.select("[data-group]")}
    assert groups == {
        "perbaiki": [in_state["returned"], in_state["withdrawn"]],
        "draf": [in_state["draft"]],
        "diperiksa": [in_state["submitted"], in_state["verified"], in_state["recommended"]],
        "terbit": [in_state["published"]],
    }
    assert next(iter(groups)) == "perbaiki"
    returned = text(page.select_one(f'[data-dataset="{in_state["returned"]}"]'))
    assert "Lengkapi satuan." in returned
    assert "Walidata" in returned
    assert page.select_one('a[href="/dataset/new"]')


def test_data_saya_shows_one_group_in_full(portal, visit, monkeypatch):
    monkeypatch.setattr("ckanext.sdijember.queue.views.desk.PER_GROUP", 1)
    names = [portal.dataset()["name"] for _ in range(2)]
    page = visit("editor").get(MINE)
    assert datasets(page) == names[:1]
    rest = page.select_one("[data-group] > p > a.btn")["href"]
    assert datasets(visit("editor").get(rest)) == names


def test_data_saya_is_for_the_own_office(portal, visit):
    portal.bring_to("returned")
    for person in SIGNED_IN:
        found = datasets(visit(person).get(MINE))
        assert bool(found) == (person in {"editor", "office_admin"}), person


def test_every_action_of_a_card_leads_somewhere(portal, visit):
    for state in factories.WAYS:
        portal.bring_to(state)
    editor = visit("editor")
    for card in editor.get(MINE).select("[data-dataset]"):
        buttons = card.select(".sdi-actions .btn-primary, .sdi-actions .btn-secondary")
        assert len(buttons) == 1
        assert editor.status(buttons[0]["href"].split("#")[0]) == 200


def test_empty_pages_say_why(portal, visit):
    for person in SIGNED_IN:
        for url in (MINE, QUEUE):
            assert len(text(visit(person).get(url).select_one(".sdi-empty"))) > 40, (person, url)


def test_the_account_bar_counts_what_waits(portal, visit):
    for state in factories.WAYS:
        portal.bring_to(state)
    numbers = {"walidata": "2", "pembina": "1", "editor": "1", "office_admin": "1"}
    for person in PEOPLE:
        badge = visit(person).get("/about").select_one("[data-waiting]")
        assert (badge["data-waiting"] if badge else None) == numbers.get(person), person


@pytest.mark.parametrize(("person", "at_most"), [("anonymous", 0), ("walidata", 1), ("editor", 1)])
def test_the_account_bar_costs_one_statement(app, portal, person, at_most):
    import ckan.plugins.toolkit as tk
    from flask_login import login_user

    user = portal.people[person]
    portal.bring_to("submitted")
    with app.flask_app.test_request_context("/"):
        if user:
            login_user(model.User.get(user["name"]))
            tk.g.user, tk.g.userobj = user["name"], tk.current_user
            assert tk.current_user.name == user["name"]
        statements = []
        engine = model.ensure_engine()
        note = lambda *args: statements.append(args[2])  # noqa: E731
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            tk.h.sdijember_waiting()
            tk.h.sdijember_waiting()
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)
    assert len(statements) <= at_most, statements
