"""The queue at work: filters, due times in words, claims, decisions on many, all without scripts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan import model

from ckanext.sdijember.review.model.review import Review
from tests.clockwork import in_an_hour, late, publish_since
from tests.factories import PEOPLE
from tests.statements import statements
from tests.visitor import datasets, decision, text, values

QUEUE = "/dashboard/antrean"


def _form(page, action):
    return next(form for form in page.select("form[method=post]") if form["action"] == action)


def _tick(page, *names):
    return [page.select_one(f'[data-dataset="{name}"] .sdi-job__tick')["value"] for name in names]


def _post(visitor, url, fields):
    """Send a form that does not stand on a page, as somebody might; its fields may come several times."""
    token = visitor.get("/about").select_one("meta[name=_csrf_token]")["content"]
    return visitor.client.post(url, data=fields | {"_csrf_token": token}, follow_redirects=False)


def _send(visitor, url, fields, status=200):
    """Send a form of a page and follow where it leads."""
    response = _post(visitor, url, fields)
    if response.status_code in {302, 303}:
        return visitor.get(response.headers["Location"])
    assert response.status_code == status, response.body[:1000]
    return BeautifulSoup(response.body, "lxml")


def test_what_is_due_first_is_at_the_top_and_said_in_words(portal, visit):
    first, second = portal.bring_to("submitted"), portal.bring_to("submitted")
    late(second["id"], days=1)
    page = visit("walidata").get(QUEUE)
    assert datasets(page) == [second["name"], first["name"]]
    badges = [badge for item in page.select("[data-dataset]") for badge in item.select("[data-due]")]
    assert [badge["data-due"] for badge in badges] == ["overdue", "on_time"]
    assert [text(badge) for badge in badges] == ["terlambat 1 hari kerja", "sisa 3 jam kerja"] or text(
        badges[1]
    ).startswith("sisa 2 jam")
    assert text(page.select_one('.sdi-late[data-late="1"]')).startswith("1 dataset terlambat.")
    assert datasets(visit("walidata").get(f"{QUEUE}?terlambat=1")) == [second["name"]]
    assert datasets(visit("walidata").get(f"{QUEUE}?urut=lama")) == [first["name"], second["name"]]


def test_being_late_shows_everywhere_and_blocks_nothing(portal, visit):
    dataset = portal.bring_to("returned")
    late(dataset["id"])
    page = visit("editor").get("/dashboard/data-saya")
    assert page.select_one(f'[data-dataset="{dataset["name"]}"] [data-due=overdue]')
    assert page.select_one('.sdi-late[data-late="1"]')
    assert text(page.select_one(".sdi-account [data-late]")) == "· 1 terlambat"
    review = visit("editor").get(f"/dataset/{dataset['name']}/pemeriksaan")
    assert "langkah SOP 16" in text(review.select_one(".sdi-now"))
    assert portal.take(dataset["id"], "submit", "editor")["state"] == "submitted"


def test_filters_by_work_kind_and_priority(portal, visit):
    plain, mine = (
        portal.bring_to("submitted"),
        portal.bring_to("submitted", data_prioritas="ya", prioritas_tahun="2026"),
    )
    kegiatan = portal.bring_kegiatan_to("submitted")
    portal.take(mine["id"], "claim", "walidata")
    review = Review.get(kegiatan["id"])
    review.claimed_by = portal.people["forum"]["id"]
    model.Session.commit()
    walidata = visit("walidata")
    found = {
        "pengerjaan=bebas": {plain["name"]},
        "pengerjaan=saya": {mine["name"]},
        "pengerjaan=rekan": {kegiatan["name"]},
        "jenis=kegiatan": {kegiatan["name"]},
        "jenis=dataset": {plain["name"], mine["name"]},
        "prioritas=1": {mine["name"]},
        "prioritas=1&jenis=kegiatan": set(),
        "jenis=lain&pengerjaan=lain&urut=lain": {plain["name"], mine["name"], kegiatan["name"]},
    }
    for asked, names in found.items():
        assert set(datasets(walidata.get(f"{QUEUE}?{asked}"))) == names, asked
    page = walidata.get(f"{QUEUE}?urut=judul")
    titles = [text(link) for link in page.select(".sdi-job__title a")]
    assert titles == sorted(titles, key=str.lower)
    assert "Dikerjakan Forum" in text(page.select_one(f'[data-dataset="{kegiatan["name"]}"]'))


def test_taking_and_putting_back(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata, where = visit("walidata"), f"{QUEUE}/{dataset['name']}"
    page = walidata.get(QUEUE)
    form = page.select_one(f"#kerja-{dataset['id']}")
    page = walidata.post(form["action"], values(form))
    assert "Anda mengerjakannya" in text(page.select_one(f'[data-dataset="{dataset["name"]}"]'))
    review = walidata.get(f"/dataset/{dataset['name']}/pemeriksaan")
    assert "Anda mengerjakannya" in text(review.select_one("#pengerjaan"))
    review = walidata.post(f"{where}/lepas", values(_form(review, f"{where}/lepas")))
    assert "Belum ada" in text(review.select_one("#pengerjaan"))
    assert Review.get(dataset["id"]).claimed_by is None


def test_giving_and_taking_over_on_the_review_page(portal, visit):
    user = model.User(name="uji-rekan", fullname="Rekan Kerja", email="rekan@example.com")
    model.Session.add(user)
    model.Session.flush()
    team = model.Group.get("walidata")
    model.Session.add(model.Member(group=team, table_name="user", table_id=user.id, capacity="member"))
    model.Session.commit()
    dataset = portal.bring_to("submitted")
    walidata, where = visit("walidata"), f"{QUEUE}/{dataset['name']}"
    form = _form(walidata.get(f"/dataset/{dataset['name']}/pemeriksaan"), f"{where}/tugaskan")
    assert {option["value"] for option in form.select("option")} == {portal.people["walidata"]["id"], user.id}
    page = walidata.post(f"{where}/tugaskan", values(form) | {"assignee": user.id, "note": "Bidangmu."})
    assert "Dikerjakan Rekan Kerja" in text(page.select_one("#pengerjaan"))
    assert "Ditugaskan kepada rekan" in text(page.select_one("#riwayat"))
    assert "Bidangmu." in text(page.select_one("#riwayat"))
    assert decision(page, "verify") is not None
    page = walidata.post(f"{where}/ambil", values(_form(page, f"{where}/ambil")))
    assert "Anda mengerjakannya" in text(page.select_one("#pengerjaan"))


def test_work_in_the_queue_is_offered_to_the_team_that_has_the_dataset(portal, visit):
    dataset = portal.bring_to("submitted")
    for person in PEOPLE:
        may = person == "walidata"
        url = f"/dataset/{dataset['name']}/pemeriksaan"
        if person in {"walidata", "member", "editor", "office_admin", "sysadmin"}:
            assert bool(visit(person).get(url).select_one("#pengerjaan")) == may, person
        _post(visit(person), f"{QUEUE}/{dataset['name']}/ambil", {})
        assert bool(Review.get(dataset["id"]).claimed_by) == may, person
        portal.take(dataset["id"], "release", "walidata")


def test_many_are_decided_on_after_a_question(portal, visit):
    first, second, third = (portal.bring_to("submitted") for _ in range(3))
    walidata = visit("walidata")
    page = walidata.get(QUEUE)
    ticked = _tick(page, first["name"], second["name"])
    portal.take(second["id"], "recall", "editor")
    assert page.select_one("#bersama [name=_csrf_token]")
    fields = {"action": "verify", "item": ticked}
    asked = _send(walidata, f"{QUEUE}/bersama", fields)
    assert Review.get(first["id"]).state == "submitted"
    again = _send(walidata, f"{QUEUE}/bersama", fields | {"asked": "1"}, 422)
    assert "Beri tanda centang" in text(again)
    form = _form(asked, f"{QUEUE}/bersama")
    items = [field["value"] for field in form.select("[name=item]")]
    assert items == ticked[:1]
    done = _send(walidata, f"{QUEUE}/bersama", fields | {"asked": "1", "confirm": "ya"})
    outcomes = [item["data-outcome"] for item in done.select("[data-outcome]")]
    assert outcomes == ["done", "refused"]
    assert "1 dari 2 selesai." in text(done)
    states = [Review.get(dataset["id"]).state for dataset in (first, second, third)]
    assert states == ["verified", "draft", "submitted"]


def test_nothing_ticked_is_said_and_changes_nothing(portal, visit):
    portal.bring_to("submitted")
    page = _send(visit("walidata"), f"{QUEUE}/bersama", {"action": "verify"})
    assert "Centang paling sedikit satu dataset" in text(page)


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "walidata"])
def test_nobody_else_decides_on_many(portal, visit, person):
    dataset = portal.bring_to("submitted")
    fields = {"action": "verify", "item": f"{dataset['id']}:2", "confirm": "ya"}
    response = _post(visit(person), f"{QUEUE}/bersama", fields)
    assert response.status_code in {302, 403}
    assert dataset["title"] not in response.body
    assert Review.get(dataset["id"]).state == "submitted"


def test_a_moment_is_chosen_on_the_review_page_and_kept(portal, visit):
    dataset = portal.bring_to("recommended")
    walidata, url = visit("walidata"), f"/dataset/{dataset['name']}/pemeriksaan"
    page = walidata.decide(walidata.get(url), "schedule", publish_at="2031-05-17T08:00")
    assert "Akan terbit 17 Mei 2031 pukul 08.00 WIB" in text(page.select_one(".sdi-now"))
    assert decision(page, "publish") is None
    assert datasets(walidata.get(QUEUE)) == []
    assert datasets(walidata.get(f"{QUEUE}?status=terjadwal")) == [dataset["name"]]
    page = walidata.decide(page, "unschedule", note="Rapat diundur.")
    assert decision(page, "publish") is not None


def test_a_moment_that_has_passed_wants_words(portal, visit):
    dataset = portal.bring_to("recommended")
    walidata, url = visit("walidata"), f"/dataset/{dataset['name']}/pemeriksaan"
    page = walidata.decide(walidata.get(url), "schedule", status=422, publish_at="2020-05-17T08:00", note="Tetap ada")
    form = decision(page, "schedule")
    assert form.select_one("#error-schedule-publish_at")
    assert form.select_one("[name=publish_at]")["value"] == "2020-05-17T08:00"
    assert form.select_one("textarea").text == "Tetap ada"


def test_a_publication_that_did_not_happen_shows_in_the_queue(portal, visit):
    dataset = portal.bring_to("recommended")
    portal.take(dataset["id"], "schedule", "walidata", publish_at=in_an_hour())
    publish_since(dataset["id"], hours=1)
    item = visit("walidata").get(QUEUE).select_one(f'[data-dataset="{dataset["name"]}"]')
    assert item.select_one("[data-due=missed]")


def test_the_queue_asks_five_times_however_long_it_is(portal, visit):
    visitor = visit("walidata")
    for state in ("submitted", "submitted", "recommended"):
        portal.bring_to(state)
    visitor.get(QUEUE)
    numbers = []
    for _ in range(2):
        model.Session.remove()
        with statements() as seen:
            visitor.get(QUEUE)
        numbers.append(len(seen))
        portal.bring_to("submitted")
    assert numbers[0] == numbers[1] <= 5, "\n".join(seen)
