"""The pages of a revision and of former versions, as producer, reviewer and visitor see them."""

from __future__ import annotations

import pytest

from tests.factories import CSV, PEOPLE, call, upload
from tests.revisions import GATES, NEW, NOTE, PRODUCERS, opened, taken
from tests.visitor import datasets, text, values

#: Who reads the review of what is published or withdrawn; CKAN shows a sysadmin everything.
INSIDE = {"member", "editor", "office_admin", "walidata", "pembina", "sysadmin"}


def _begin(dataset) -> str:
    return f"/dataset/{dataset['name']}/revisi"


def _revised(portal, dataset):
    """The dataset with a second version."""
    made = opened(portal, dataset)
    copy = call("package_show", portal.people["editor"], id=made["working_id"])
    call("package_patch", portal.people["editor"], id=copy["id"], definisi="Luas menurut survei yang baru.")
    call("resource_patch", portal.people["editor"], id=copy["resources"][0]["id"], upload=upload(NEW))
    taken(portal, copy["id"], *GATES)
    return copy


def test_a_revision_by_forms_alone(portal, visit):
    dataset = portal.bring_to("published")
    page, anonymous = f"/dataset/{dataset['name']}", visit("anonymous")
    before = text(anonymous.get(page))
    producer = visit("editor")
    assert producer.get(page).select_one(f'a[href="{_begin(dataset)}"]')
    form = producer.get(_begin(dataset)).select_one(f'form[action="{_begin(dataset)}"]')
    refused = producer.post(form["action"], values(form) | {"catatan_perubahan": "x"}, 422)
    assert refused.select_one("#error-catatan_perubahan")
    assert refused.select_one("textarea").text.strip() == "x"
    edit = producer.post(form["action"], values(form) | {"catatan_perubahan": NOTE})
    copy = f"{dataset['name']}-revisi-1"
    assert edit.select_one("#dataset-edit") and NOTE in text(edit.select_one(".sdi-revision"))
    assert producer.get(page).select_one(f'.sdi-revision a[href="/dataset/{copy}/pemeriksaan"]')
    assert producer.location(_begin(dataset)) == f"dataset/{copy}/pemeriksaan"
    assert copy in datasets(producer.get("/dashboard/data-saya"))
    assert text(anonymous.get(page)) == before
    assert anonymous.status(f"/dataset/{copy}") == anonymous.status("/dataset/tidak-ada-revisi-1") == 404
    for person, action, typed in (
        ("editor", "submit", {}),
        ("walidata", "verify", {"checklist": "ya"}),
        ("pembina", "recommend", {"checklist": "ya", "number": "V-26.3509.002", "date": "2026-06-17"}),
    ):
        reviewer = visit(person)
        review = reviewer.get(f"/dataset/{copy}/pemeriksaan")
        assert NOTE in text(review.select_one(".sdi-revision"))
        reviewer.decide(review, action, **typed)
    assert NOTE in text(visit("walidata").get("/dashboard/antrean"))
    walidata = visit("walidata")
    landed = walidata.decide(walidata.get(f"/dataset/{copy}/pemeriksaan"), "publish", confirm="ya")
    assert NOTE in text(landed.select_one("#revisi"))
    assert walidata.location(f"/dataset/{copy}/pemeriksaan") == f"dataset/{dataset['name']}/pemeriksaan"
    assert "V-26.3509.002" in text(anonymous.get(page))
    assert NOTE in text(anonymous.get(f"{page}/versi"))


def test_a_revision_is_discarded_by_form(portal, visit):
    dataset = portal.bring_to("published")
    made = opened(portal, dataset)
    producer, address = visit("editor"), f"/dataset/{made['name']}/revisi/batal"
    form = producer.get(address).select_one(f'form[action="{address}"]')
    assert producer.post(address, values(form) | {"note": " "}, 422).select_one("#error-note")
    producer.post(address, values(form) | {"note": "Keliru."})
    assert producer.get(f"/dataset/{dataset['name']}").select_one(f'a[href="{_begin(dataset)}"]')


@pytest.mark.parametrize("state", ["published", "withdrawn", "draft"])
def test_who_is_offered_a_revision(portal, visit, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        visitor, page = visit(person), f"/dataset/{dataset['name']}"
        may = person in PRODUCERS and state == "published"
        if visitor.status(page) == 200:
            assert bool(visitor.get(page).select(f'a[href="{_begin(dataset)}"]')) == may, person
        if person == "anonymous":
            assert visitor.location(_begin(dataset)).startswith("user/login")
        elif person not in PRODUCERS:
            assert visitor.status(_begin(dataset)) == (403 if visitor.status(page) == 200 else 404), person


def test_who_reads_former_versions(portal, visit):
    dataset = portal.bring_to("published")
    page, file = f"/dataset/{dataset['name']}", dataset["resources"][0]["id"]
    _revised(portal, dataset)
    for withdrawn in (False, True):
        if withdrawn:
            portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")
        for person in PEOPLE:
            status = 200 if person in INSIDE or not withdrawn else 404
            for address in ("/versi", "/versi/1", "/versi/2", f"/versi/1/berkas/{file}/luas.csv"):
                assert visit(person).status(page + address) == status, (person, address, withdrawn)
    for action in ("submit", "verify", "publish"):
        by = {"submit": "editor"}.get(action, "walidata")
        portal.take(dataset["id"], action, by)
        if action == "verify":
            portal.take(dataset["id"], "recommend", "pembina", number="V-26.3509.003", date="2026-06-18")
    for person in PEOPLE:
        visitor = visit(person)
        assert visitor.status(f"{page}/versi/3") == 200, person
        for address in ("/versi/1", "/versi/2", f"/versi/1/berkas/{file}/luas.csv"):
            assert visitor.status(page + address) == (200 if person in INSIDE else 404), (person, address)
        assert len(visitor.get(f"{page}/versi").select(".sdi-version")) == (3 if person in INSIDE else 1), person


def test_a_former_version_is_shown_and_downloaded_as_it_was(portal, visit):
    dataset = portal.bring_to("published")
    _revised(portal, dataset)
    page, file = f"/dataset/{dataset['name']}", dataset["resources"][0]["id"]
    visitor = visit("anonymous")
    first, second = visitor.get(f"{page}/versi/1"), visitor.get(f"{page}/versi/2")
    assert "Luas daratan yang berada" in text(first) and "survei yang baru" not in text(first)
    assert "survei yang baru" in text(second)
    for number, content in ((1, CSV), (2, NEW)):
        answer = visitor.client.get(f"{page}/versi/{number}/berkas/{file}/luas.csv")
        assert answer.data == content
        assert answer.headers["Content-Type"].startswith("text/csv")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-cache" in answer.headers["Cache-Control"]
    kept = visit("editor").client.get(f"{page}/versi/1/berkas/{file}/luas.csv").headers["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))
    for address in ("/versi/9", "/versi/0", f"/versi/1/berkas/{file}/lain.csv", "/versi/1/berkas/lain/luas.csv"):
        assert visitor.status(page + address) == 404, address


def test_the_version_of_a_kegiatan_has_its_lines_and_no_personal_data(portal, visit):
    kegiatan = portal.bring_kegiatan_to("published")
    for person in PEOPLE:
        shown = text(visit(person).get(f"/kegiatan/{kegiatan['name']}/versi/1"))
        assert "Pertumbuhan Produksi Ikan" in shown and "Peraturan Menteri Kelautan" in shown, person
        answer = visit(person).client.get(f"/api/3/action/sdijember_version_show?id={kegiatan['id']}&number=1")
        for secret in ("Siti Rahasia", "081200000000", "siti@example.go.id", "versi_pribadi"):
            assert secret not in shown and secret not in answer.body, (person, secret)
    assert visit("anonymous").location(f"/dataset/{kegiatan['name']}/versi") == f"kegiatan/{kegiatan['name']}/versi"


def test_the_page_of_a_dataset_leads_to_its_versions(portal, visit):
    for dataset in (portal.bring_to("published"), portal.bring_kegiatan_to("published")):
        kind = dataset["type"]
        page = visit("anonymous").get(f"/{kind}/{dataset['name']}")
        assert page.select_one(f'a[href="/{kind}/{dataset["name"]}/versi"]')
