"""Decisions out of the ordinary, by forms alone: exceptions and their approval, decisions made outside the portal."""

from __future__ import annotations

import io

import pytest

from tests.factories import PEOPLE, call
from tests.visitor import offered, text, values

REASON = "Pemeriksa lain sedang cuti sampai akhir bulan."
LIST = "/dashboard/pengecualian"
PNG = b"\x89PNG\r\n\x1a\n" + b"pindaian"


def _page(dataset) -> str:
    return f"/dataset/{dataset['name']}/pemeriksaan"


def _beyond(page, action):
    return page.select_one(f"form[data-beyond={action}]")


def _join(portal, person, group, role="member"):
    kind = "organization" if group == portal.office["name"] else "group"
    sysadmin, name = portal.people["sysadmin"], portal.people[person]["name"]
    call(f"{kind}_member_create", sysadmin, id=group, username=name, role=role)


@pytest.fixture
def stuck(portal):
    """A dataset submitted by "walidata", who is an editor of the office too."""
    _join(portal, "walidata", portal.office["name"], "editor")
    dataset = portal.dataset()
    portal.take(dataset["id"], "submit", "walidata")
    return dataset


def test_an_exception_by_forms_alone(portal, visit, stuck):
    walidata = visit("walidata")
    page = walidata.get(_page(stuck))
    assert "verify" not in offered(page)
    form = _beyond(page, "verify")
    assert "yang mengajukan" in text(form).lower()
    page = walidata.post(
        form["action"], values(form) | {"checklist": "ya", "override": "darurat", "note": "Diperiksa."}, 422
    )
    form = _beyond(page, "verify")
    assert form.select_one("#error-verify-override") and form.select_one("[name=override]").text == "darurat"
    assert form.select_one("[name=note]").text == "Diperiksa." and form.find_parent("details").has_attr("open")
    page = walidata.post(form["action"], values(form) | {"checklist": "ya", "override": REASON})
    for seen in (page, visit("member").get(_page(stuck))):
        flags = seen.select(".sdi-exception-flag")
        assert len(flags) == 2 and REASON in text(flags[1]) and "Belum disetujui orang kedua" in text(flags[1])
    pembina = visit("pembina")
    page = pembina.get(LIST)
    form = page.select_one("[data-override] form")
    page = pembina.post(form["action"], values(form) | {"note": "  "}, 422)
    assert page.select_one("[data-override] .error-block")
    page = pembina.post(form["action"], values(form) | {"note": "Sudah saya lihat."})
    assert "Sudah saya lihat." in text(page) and not page.select("[data-override] form")
    page = visit("member").get(_page(stuck))
    flags = [text(flag) for flag in page.select(".sdi-exception-flag")]
    assert len(flags) == 2 and all("Belum disetujui" not in flag for flag in flags) and "Pembina" in flags[1]


def test_who_is_shown_the_list(portal, visit, stuck):
    portal.take(stuck["id"], "verify", "walidata", override=REASON)
    for person in PEOPLE:
        visitor = visit(person)
        if person == "anonymous":
            assert visitor.location(LIST).startswith("user/login")
            continue
        page = visitor.get(LIST)
        sees = person in {"walidata", "pembina", "sekretariat", "member", "editor", "office_admin"}
        assert (REASON in text(page)) == (stuck["title"] in text(page)) == sees, person
        assert bool(page.select("[data-override] form")) == (person in {"pembina", "sekretariat"}), person


def test_without_a_rule_in_the_way_no_exception_is_offered(portal, visit):
    dataset = portal.bring_to("submitted")
    for person in ("walidata", "editor", "office_admin", "member", "sysadmin"):
        assert not visit(person).get(_page(dataset)).select("form[data-beyond]"), person


def test_a_decision_made_on_paper(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    form = walidata.get(_page(dataset)).select_one("form[data-action=verify]")
    typed = values(form) | {"checklist": "ya", "channel": "kertas", "decided_by": "Kepala Diskominfo"}
    page = walidata.post(form["action"], typed, 422)
    form = page.select_one("form[data-action=verify]")
    assert {one["name"] for one in form.select("[aria-invalid]")} == {"decided_on", "scan"}
    assert form.select_one("option[selected]")["value"] == "kertas"
    assert form.select_one("[name=decided_by]")["value"] == "Kepala Diskominfo"
    scan = (io.BytesIO(PNG), "surat.png")
    walidata.post(form["action"], typed | {"decided_on": "2026-05-17", "scan": scan})
    event = visit("editor").get(_page(dataset)).select_one(".sdi-elsewhere")
    assert "Kepala Diskominfo" in text(event) and "17 Mei 2026" in text(event)
    address = event.select_one("a")["href"]
    for person in PEOPLE:
        answer = visit(person).client.get(address, follow_redirects=False)
        if person == "anonymous":
            assert answer.status_code == 302
        elif person in {"member", "editor", "office_admin", "sysadmin", "walidata", "pembina"}:
            assert answer.data == PNG, person
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in answer.headers["Cache-Control"]
        else:
            assert answer.status_code == 404, person
    assert visit("editor").status(address.rsplit("/", 1)[0] + "/999999") == 404


def test_where_it_was_decided_is_not_forgotten(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    form = walidata.get(_page(dataset)).select_one("form[data-action=verify]")
    page = walidata.post(form["action"], values(form) | {"checklist": "ya", "decided_by": "Kepala Diskominfo"}, 422)
    assert page.select_one("#error-verify-channel")


def test_the_walidata_enters_what_the_pembina_decided(portal, visit):
    dataset = portal.bring_to("verified")
    _join(portal, "stranger", "walidata")
    other = visit("stranger")
    page = other.get(_page(dataset))
    assert offered(page) == set()
    form = _beyond(page, "recommend")
    given = {"number": "V-1", "date": "2026-05-17", "channel": "indah", "decided_by": "Kepala BPS"}
    scan = (io.BytesIO(PNG), "surat.png")
    other.post(form["action"], values(form) | {"checklist": "ya"} | given | {"decided_on": "2026-05-17", "scan": scan})
    review = call("sdijember_review_show", portal.people["editor"], id=dataset["id"])
    assert review["state"] == "recommended"
    assert "Atas nama: Pembina Data" in text(visit("editor").get(_page(dataset)).select_one(".sdi-elsewhere"))
