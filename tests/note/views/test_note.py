"""The conversation on the review page: by forms alone, for the eyes it is meant for, and nothing typed is lost."""

from __future__ import annotations

import io

import pytest

from tests.factories import CSV, PEOPLE, call, upload
from tests.visitor import decision, text

SECRET = "hanya-untuk-tim"


def _page(dataset) -> str:
    return f"/dataset/{dataset['name']}/pemeriksaan"


def _post(visitor, address, data, status=200):
    """Send a form with the token that every page has."""
    token = visitor.get("/user/edit").select_one("meta[name=_csrf_token]")["content"]
    return visitor.post(address, data | {"_csrf_token": token}, status)


def _send(visitor, dataset, status=200, **typed):
    typed = {"text": "Satuan belum jelas.", "audience": "shared"} | typed
    return _post(visitor, f"{_page(dataset)}/catatan", typed, status)


def _talk(visitor, dataset):
    return visitor.get(_page(dataset)).select_one("#percakapan")


def _forms(page, action):
    return page.select(f'form[action$="/{action}"]')


def test_a_conversation_by_forms_alone(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata, editor = visit("walidata"), visit("editor")
    talk = _talk(walidata, dataset)
    assert "Untuk produsen" in text(talk) and "Hanya tim Walidata" in text(talk)
    assert not talk.select("input[name=audience][checked]")
    _send(walidata, dataset, place="field:satuan")
    thread = _talk(editor, dataset).select_one(".sdi-thread")
    assert "Satuan belum jelas." in text(thread)
    page = editor.get(_page(dataset))
    assert page.select_one(thread.select_one(".sdi-thread__about a")["href"])
    reply = thread.select_one("form[data-note-form]")
    parent = reply.select_one("[name=parent]")["value"]
    _post(editor, reply["action"], {"parent": parent, "text": "Sudah kami perbaiki."})
    talk = _talk(walidata, dataset)
    assert "Sudah kami perbaiki." in text(talk.select_one(".sdi-thread__answers"))
    assert not _forms(_talk(editor, dataset), "selesai")
    _post(walidata, _forms(talk, "selesai")[0]["action"], {})
    closed = _talk(editor, dataset).select_one(".sdi-talk__closed")
    assert "Walidata" in text(closed.select_one(".sdi-said__mark")) and "WIB" in text(closed)
    _post(walidata, _forms(_talk(walidata, dataset), "buka")[0]["action"], {})
    assert not _talk(editor, dataset).select(".sdi-talk__closed")
    _post(walidata, _forms(_talk(walidata, dataset), "tarik")[0]["action"], {})
    assert "Satuan belum jelas." not in text(_talk(editor, dataset))


def test_whoever_only_reads_is_offered_no_form(portal, visit):
    dataset = portal.bring_to("submitted")
    _send(visit("walidata"), dataset)
    for person in ("member", "sysadmin"):
        talk = _talk(visit(person), dataset)
        assert "Satuan belum jelas." in text(talk)
        assert not talk.select("form"), person


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_a_private_note_is_in_no_byte_for_anybody_else(portal, app, visit, state):
    dataset = portal.bring_to(state)
    note = call(
        "sdijember_note_create",
        portal.people["walidata"],
        id=dataset["id"],
        text=SECRET,
        audience="walidata",
        attachment=upload(SECRET.encode() + b",b\n1,2\n", f"{SECRET}.csv"),
    )
    address = f"{_page(dataset)}/catatan/{note['id']}/lampiran/0"
    pages = (
        _page(dataset), f"/dataset/{dataset['name']}", "/dashboard/data-saya", "/dashboard/antrean?status=semua",
        address, f"/dataset/activity/{dataset['name']}", f"/api/action/sdijember_note_list?id={dataset['id']}",
        f"/api/action/sdijember_review_show?id={dataset['id']}", f"/api/action/package_show?id={dataset['id']}",
        f"/api/action/sdijember_note_attachment?id={note['id']}",
        f"/api/action/sdijember_review_list?q={dataset['name']}",
    )  # fmt: skip
    told = {pages[0], address, pages[6], pages[9]}
    for person in PEOPLE:
        visitor = visit(person)
        for url in pages:
            answer = visitor.client.get(url, follow_redirects=True).get_data(as_text=True)
            assert (SECRET in answer) == (person == "walidata" and url in told), (person, url)


def test_an_attachment_is_only_ever_a_download(portal, visit):
    dataset = portal.bring_to("submitted")
    picture = io.BytesIO(CSV)
    _send(visit("walidata"), dataset, attachment=(picture, "Luas Wilayah.csv"))
    editor = visit("editor")
    link = _talk(editor, dataset).select_one(".sdi-said__files a")
    answer = editor.client.get(link["href"])
    assert answer.data == CSV
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    cache = answer.headers["Cache-Control"]
    assert "no-store" in cache and "private" in cache and "public" not in cache
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert editor.status(link["href"].replace("lampiran/0", "lampiran/7")) == 404
    for person in ("stranger", "other_editor", "pembina", "sekretariat"):
        assert visit(person).status(link["href"]) == 404, person
    assert visit("anonymous").location(link["href"]).startswith("user/login")


def test_what_was_typed_stays_when_something_is_wrong(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    bad = (io.BytesIO(b""), "kosong.csv")
    typed = {"text": "NIK 3509120101900001 salah.", "place": "field:satuan", "column": "x", "audience": "walidata"}
    page = _send(walidata, dataset, 422, attachment=bad, **typed)
    form = page.select_one("form[data-note-form=baru]")
    assert form.find_parent("details").has_attr("open")
    assert form.select_one("textarea").text == typed["text"]
    assert form.select_one("option[selected]")["value"] == "field:satuan"
    assert form.select_one("[name=column]")["value"] == "x"
    assert form.select_one("input[checked]")["value"] == "walidata"
    assert {field["name"] for field in form.select("[aria-invalid]")} == {"text", "column", "attachment"}
    assert _talk(walidata, dataset).select(".sdi-thread") == []


def test_a_refused_answer_stays_with_its_note(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    _send(walidata, dataset)
    parent = _talk(walidata, dataset).select_one("[name=parent]")["value"]
    page = _post(walidata, f"{_page(dataset)}/catatan", {"parent": parent, "text": "@tidak-ada"}, 422)
    form = page.select_one(f"form[data-note-form='{parent}']")
    assert form.find_parent("details").has_attr("open")
    assert form.select_one("textarea").text == "@tidak-ada" and form.select(".error-block")
    assert not page.select_one("form[data-note-form=baru]").find_parent("details").has_attr("open")


def test_what_was_typed_is_not_lost_when_the_review_is(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    portal.take(dataset["id"], "recall", "editor")
    page = _send(walidata, dataset, 404, text="Panjang sekali.")
    assert "Panjang sekali." in text(page) and dataset["title"] not in text(page)


def test_steps_need_a_post_and_a_known_name(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    _send(walidata, dataset)
    address = _forms(_talk(walidata, dataset), "selesai")[0]["action"]
    assert walidata.status(address) in {404, 405}
    assert walidata.status(f"{_page(dataset)}/catatan") == 405
    _post(walidata, address.replace("selesai", "hapus"), {}, 404)
    _post(visit("pembina"), address, {}, 404)
    walidata.post(address, {}, 400)
    assert _forms(_talk(walidata, dataset), "selesai")


def test_the_box_in_front_of_an_approval(portal, visit):
    dataset = portal.bring_to("submitted")
    walidata = visit("walidata")
    assert not walidata.get(_page(dataset)).select("[name=open_notes]")
    _send(walidata, dataset)
    page = walidata.get(_page(dataset))
    assert "Masih ada 1 catatan" in text(decision(page, "verify"))
    assert not decision(page, "return").select("[name=open_notes]")
    page = walidata.decide(page, "verify", 422, checklist="ya", note="Sudah saya baca.")
    assert decision(page, "verify").select_one("#error-verify-open_notes")
    assert decision(page, "verify").select_one("textarea").text == "Sudah saya baca."
    _send(walidata, dataset, text="Satu lagi.")
    page = walidata.decide(page, "verify", 422, checklist="ya", open_notes="1")
    box = decision(page, "verify").select_one("[name=open_notes]")
    assert box["value"] == "2" and not box.has_attr("checked")
    walidata.decide(page, "verify", checklist="ya", open_notes="2")
    assert call("sdijember_review_show", portal.people["editor"], id=dataset["id"])["state"] == "verified"


def test_lists_count_what_each_may_read(portal, visit):
    dataset = portal.bring_to("submitted")
    for audience in ("shared", "walidata"):
        _send(visit("walidata"), dataset, audience=audience)
    for person, url, number in (("walidata", "/dashboard/antrean", 2), ("editor", "/dashboard/data-saya", 1)):
        item = visit(person).get(url).select_one(f"[data-dataset={dataset['name']}]")
        assert f"{number} catatan" in text(item.select_one(".sdi-notes-open")), person


def test_notes_on_a_kegiatan_lead_to_its_lines(portal, visit):
    kegiatan = portal.bring_kegiatan_to("submitted")
    walidata = visit("walidata")
    place = walidata.get(_page(kegiatan)).select_one("option[value^='variabel:']")["value"]
    _send(walidata, kegiatan, place=place)
    page = walidata.get(_page(kegiatan))
    assert page.select_one(page.select_one(".sdi-thread__about a")["href"]).name == "tr"
