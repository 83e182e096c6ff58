"""The review page: who may open it, what it offers, and that nothing typed is lost."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.review.domain import transitions as rules
from tests import factories
from tests.factories import PEOPLE, WAYS
from tests.review.logic.test_permissions import MATRIX, READ
from tests.visitor import decision, offered, text, values


def _page(dataset) -> str:
    return f"/dataset/{dataset['name']}/pemeriksaan"


def _state(portal, dataset) -> str:
    return portal_review(portal, dataset)["state"]


def portal_review(portal, dataset) -> dict:
    return factories.call("sdijember_review_show", portal.people["editor"], id=dataset["id"])


@pytest.mark.parametrize("state", list(WAYS))
def test_who_opens_the_page_and_what_it_offers(portal, visit, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        visitor = visit(person)
        if person == "anonymous":
            assert visitor.location(_page(dataset)).startswith("user/login")
        elif person not in READ[state]:
            assert visitor.status(_page(dataset)) == (403 if rules.STATES[state].public else 404), person
        else:
            may = {action for (action, where), people in MATRIX.may.items() if where == state and person in people}
            assert offered(visitor.get(_page(dataset))) == may, person


@pytest.mark.parametrize("state", list(WAYS))
def test_who_sees_the_tab_on_the_dataset_page(portal, visit, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        visitor = visit(person)
        if visitor.status(f"/dataset/{dataset['name']}") != 200:
            continue
        tab = visitor.get(f"/dataset/{dataset['name']}").select(f'a[href="{_page(dataset)}"]')
        assert bool(tab) == (person in READ[state]), person


def test_the_way_through_both_gates_by_forms_alone(portal, visit):
    dataset = portal.dataset()
    steps = [
        ("editor", "submit", {"note": "Mohon diperiksa."}),
        ("walidata", "verify", {}),
        ("pembina", "recommend", {"number": "V-26.3509.001", "date": "2026-05-17"}),
        ("walidata", "publish", {"confirm": "ya"}),
    ]
    for person, action, typed in steps:
        visitor = visit(person)
        visitor.decide(visitor.get(_page(dataset)), action, **typed)
    assert _state(portal, dataset) == "published"
    history = text(visit("editor").get(_page(dataset)).select_one("#riwayat"))
    for said in ("Mohon diperiksa.", "V-26.3509.001", "Editor", "Pembina", "WIB", "17 Mei 2026"):
        assert said in history


def test_the_stepper_follows_the_table(portal, visit):
    marks = {
        "draft": ["current", "ahead", "ahead", "ahead"],
        "returned": ["current", "ahead", "ahead", "ahead"],
        "submitted": ["done", "current", "ahead", "ahead"],
        "verified": ["done", "done", "current", "ahead"],
        "recommended": ["done", "done", "done", "current"],
        "published": ["done", "done", "done", "done"],
    }
    for state, expected in marks.items():
        dataset = portal.bring_to(state)
        steps = visit("editor").get(_page(dataset)).select(".sdi-way__step")
        assert [step["class"][1].rpartition("--")[2] for step in steps] == expected, state


def test_a_note_left_empty_is_said_beside_the_field(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    page = walidata.decide(walidata.get(_page(dataset)), "return", 422, note="   ")
    form = decision(page, "return")
    assert form.select_one("#error-return-note").text.strip()
    assert form.parent.has_attr("open")
    assert not decision(page, "verify").select(".error-block")
    assert _state(portal, dataset) == "submitted"


def test_what_was_typed_stays_when_something_is_wrong(portal, visit):
    dataset = portal.bring_to("verified")
    pembina = visit("pembina")
    page = pembina.decide(
        pembina.get(_page(dataset)), "recommend", 422, number="V-<1>", date="2999-01-01", note="Panjang & <b>rinci</b>."
    )
    kept = values(decision(page, "recommend"))
    assert (kept["number"], kept["date"], kept["note"]) == ("V-<1>", "2999-01-01", "Panjang & <b>rinci</b>.")
    assert page.select_one("#error-recommend-date").text.strip()
    assert not page.select("#error-recommend-number")
    assert _state(portal, dataset) == "verified"


@pytest.mark.parametrize(("state", "action"), [("recommended", "publish"), ("published", "withdraw")])
def test_what_the_public_notices_is_confirmed(portal, visit, state, action):
    dataset = portal.bring_to(state)
    walidata = visit("walidata")
    page = walidata.decide(walidata.get(_page(dataset)), action, 422, note="Sudah dicek.")
    assert page.select_one(f"#error-{action}-confirm").text.strip()
    assert values(decision(page, action))["note"] == "Sudah dicek."
    assert _state(portal, dataset) == state
    walidata.decide(page, action, confirm="ya")
    assert _state(portal, dataset) != state


def test_a_decision_is_no_get(portal, visit):
    dataset = portal.bring_to("submitted")
    for person in PEOPLE:
        for action in rules.ACTIONS:
            assert visit(person).status(f"{_page(dataset)}/{action}") == 405
    assert _state(portal, dataset) == "submitted"


def test_a_decision_without_its_token_is_refused(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    form = values(decision(walidata.get(_page(dataset)), "verify"))
    for token in ("", "invented"):
        walidata.post(f"{_page(dataset)}/verify", form | {"_csrf_token": token}, 400)
    del form["_csrf_token"]
    walidata.post(f"{_page(dataset)}/verify", form, 400)
    assert _state(portal, dataset) == "submitted"


def test_an_anonymous_visit_does_not_open_the_door_to_forged_forms(portal, visit):
    dataset = portal.bring_to("submitted")
    forged = [
        ("walidata", f"{_page(dataset)}/verify"),
        ("sysadmin", "/ckan-admin/trash"),
        ("sysadmin", "/api/3/action/organization_delete"),
    ]
    for person, url in forged:
        visit("anonymous").client.get(url)
        visit("anonymous").client.post(url, data={"id": portal.office["id"]})
        visit(person).post(url, {"id": portal.office["id"]}, 400)
    assert _state(portal, dataset) == "submitted"


def test_nobody_decides_without_being_offered(portal, visit):
    for state in WAYS:
        dataset = portal.bring_to(state)
        for person in PEOPLE:
            visitor = visit(person)
            token = values(visitor.get("/about" if person == "anonymous" else "/dashboard/organizations"))
            token = {"_csrf_token": token.get("_csrf_token", "")}
            may = {action for (action, where), people in MATRIX.may.items() if where == state and person in people}
            for action in set(rules.ACTIONS) - may:
                data = token | {"note": "Catatan.", "number": "1", "date": "2026-01-01", "confirm": "ya"}
                answer = visitor.client.post(f"{_page(dataset)}/{action}", data=data, follow_redirects=False)
                assert answer.status_code in {302, 400, 403, 404, 409, 422}, (state, person, action)
                assert _state(portal, dataset) == state, (state, person, action)


def test_the_slower_of_two_reviewers_hears_what_happened(portal, visit):
    dataset = portal.bring_to("submitted")
    visitor = visit("walidata")
    stale = visitor.get(_page(dataset))
    portal.take(dataset["id"], "return", _second_walidata(portal), note="Satuan keliru.")
    page = visitor.decide(stale, "return", 409, note="Kolom ketiga kosong, dan judul keliru.")
    said = text(page.select_one("#ditolak"))
    for word in ("Satuan keliru.", "Kedua", "WIB", "Kolom ketiga kosong, dan judul keliru."):
        assert word in said
    assert [event["action"] for event in portal_review(portal, dataset)["events"]] == ["submit", "return"]


def test_a_stale_form_is_refused_even_if_the_state_is_the_same_again(portal, visit):
    dataset = portal.bring_to("submitted")
    visitor = visit("walidata")
    stale = visitor.get(_page(dataset))
    portal.take(dataset["id"], "recall", "editor")
    portal.take(dataset["id"], "submit", "editor", note="Ada berkas baru.")
    page = visitor.decide(stale, "verify", 409, note="Sudah sesuai.")
    assert "Ada berkas baru." in text(page.select_one("#ditolak"))
    assert values(decision(page, "verify"))["note"] == "Sudah sesuai."
    assert _state(portal, dataset) == "submitted"
    visitor.decide(page, "verify")
    assert _state(portal, dataset) == "verified"


def test_sending_a_decision_twice_does_it_once(portal, visit):
    dataset = portal.bring_to("submitted")
    visitor = visit("walidata")
    page = visitor.get(_page(dataset))
    for _ in range(2):
        answer = visitor.decide(page, "verify")
        assert answer.select(".alert-success")
        assert not answer.select("#ditolak")
    assert [event["action"] for event in portal_review(portal, dataset)["events"]] == ["submit", "verify"]


def test_whoever_submitted_hears_why_somebody_else_decides(portal, visit):
    _join(portal, "editor", "walidata")
    dataset = portal.bring_to("submitted")
    page = visit("editor").get(_page(dataset))
    assert "verify" not in offered(page)
    assert "Anggota tim yang lain" in text(page.select_one(".sdi-now"))
    assert "Anggota tim yang lain" not in text(visit("walidata").get(_page(dataset)).select_one(".sdi-now"))


def test_what_is_missing_is_named_before_and_after_trying(portal, visit):
    made = factories.call(
        "package_create",
        portal.people["editor"],
        **(factories.METADATA | {"owner_org": portal.office["id"], "name": "tanpa-berkas"}),
    )
    editor = visit("editor")
    page = editor.get(_page(made))
    assert page.select("#pengecekan .sdi-wrong li")
    page = editor.decide(page, "submit", 422, note="Mohon dibantu.")
    assert text(page.select_one("#ditolak ul"))
    assert values(decision(page, "submit"))["note"] == "Mohon dibantu."


def test_metadata_files_and_findings_are_on_the_page(portal, visit):
    dataset = portal.bring_to("submitted", prioritas_tahun="")
    page = visit("walidata").get(_page(dataset))
    shown = {row["data-field"] for row in page.select("#metadata [data-field]")}
    schema = tk.h.scheming_get_dataset_schema("dataset")
    asked = {field["field_name"] for field in schema["dataset_fields"] if field.get("section")}
    conditional = {field["field_name"] for field in schema["dataset_fields"] if field.get("show_when")}
    assert shown == asked - conditional - {"title"}
    said = text(page.select_one("#metadata"))
    for value in ("Kilometer persegi", "Dinas Satu", "Kabupaten Jember"):
        assert value in said
    assert [cell.text for cell in page.select("#berkas table:first-of-type tr:first-child td")] == ["Kencong", "65.92"]
    link = page.select_one("#berkas a[href*='/download/']")
    assert visit("walidata").status("/" + link["href"].split("://")[-1].split("/", 1)[-1]) == 200


def test_what_leads_on_is_offered_first_and_open(portal, visit):
    for state, person, first in (("submitted", "walidata", "verify"), ("verified", "pembina", "recommend")):
        page = visit(person).get(_page(portal.bring_to(state)))
        assert [form["data-action"] for form in page.select("form[data-action]")] == [first, "return"]
        assert [choice.has_attr("open") for choice in page.select(".sdi-decision > details")] == [True, False]


def test_the_note_of_the_step_before_stands_at_the_top(portal, visit):
    dataset = portal.bring_to("returned")
    assert "Lengkapi satuan." in text(visit("editor").get(_page(dataset)).select_one(".sdi-now"))
    portal.take(dataset["id"], "submit", "editor", note="Satuan sudah dilengkapi.")
    assert "Satuan sudah dilengkapi." in text(visit("walidata").get(_page(dataset)).select_one(".sdi-now"))


def test_an_unknown_decision_is_not_found(portal, visit):
    dataset = portal.bring_to("submitted")
    visitor = visit("walidata")
    token = values(decision(visitor.get(_page(dataset)), "verify"))
    visitor.post(f"{_page(dataset)}/invented", token, 404)


def test_nothing_unpublished_is_said_to_others(portal, visit):
    dataset = portal.bring_to("returned", title="Sangat Rahasia")
    for person in set(PEOPLE) - READ["returned"]:
        answer = visit(person).client.get(_page(dataset))
        assert "Sangat Rahasia" not in answer.body, person
        assert "Lengkapi satuan." not in answer.body, person


def _second_walidata(portal) -> str:
    from ckan.tests import factories as ckan_factories

    portal.people["second"] = ckan_factories.User(name="uji-kedua", fullname="Kedua")
    _join(portal, "second", "walidata")
    return "second"


def _join(portal, person: str, team: str) -> None:
    from ckan import model

    group = model.Group.get(team)
    user_id = portal.people[person]["id"]
    model.Session.add(model.Member(group=group, table_name="user", table_id=user_id, capacity="member"))
    model.Session.commit()
