"""Verdicts, checklist, letter, differences at a browser without scripts: nothing typed is lost or told too early."""

from __future__ import annotations

import pytest

from tests import factories
from tests.factories import PEOPLE, call
from tests.visitor import decision, text, values

SAYS = "Tulis kilometer persegi."


def _page(dataset, rest="") -> str:
    return f"/dataset/{dataset['name']}/pemeriksaan{rest}"


def _sent(page, **typed) -> dict[str, str]:
    """What a browser sends of the form of verdicts: its fields stand all over the page."""
    found = values(page.select_one("#putusan"))
    for field in page.select("[form=putusan]"):
        name = field["name"]
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            found[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            found[name] = field.text
        elif field["type"] == "hidden" or field.has_attr("checked"):
            found[name] = field["value"]
    return found | typed


def _wrong(item: str = "field:satuan", **changes) -> dict[str, str]:
    return {f"v.{item}": "perbaiki", f"k.{item}": "salah-satuan", f"c.{item}": SAYS} | changes


def _verdicts(portal, dataset, by="walidata") -> dict[str, str]:
    found = call("sdijember_verdict_list", portal.people[by], id=dataset["id"])["items"]
    return {one["item"]: of["verdict"] for one in found for of in one["verdicts"].values()}


def _twice_submitted(portal):
    dataset = portal.bring_to("submitted")
    items = [{"item": "field:satuan", "verdict": "perbaiki", "category": "salah-satuan", "comment": SAYS}]
    call("sdijember_verdict_set", portal.people["walidata"], id=dataset["id"], items=items)
    portal.take(dataset["id"], "return", "walidata")
    changes = {"konsep": "Luas daratan", "upload": None}
    call("package_patch", portal.people["editor"], id=dataset["id"], konsep=changes["konsep"])
    new = factories.upload(b"kecamatan,luas_km2\nKencong,65.92\nGumukmas,83.98\nPuger,148.99\n")
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], upload=new)
    portal.take(dataset["id"], "submit", "editor")
    return dataset


def test_everything_of_the_page_is_saved_with_one_button(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    page = walidata.get(_page(dataset))
    typed = {**_wrong(), "v.field:title": "sesuai", "t.akses": "1"}
    saved = walidata.post(page.select_one("#putusan")["action"], _sent(page, **typed))
    assert "Tersimpan" in text(saved)
    assert _verdicts(portal, dataset) == {"field:satuan": "perbaiki", "field:title": "sesuai"}
    assert saved.select_one("[name='t.akses']").has_attr("checked")
    assert "1 perlu diperbaiki" in text(saved.select_one("[data-sdi-counts]"))
    sent = _sent(saved)
    sent.pop("t.akses")
    again = walidata.post(saved.select_one("#putusan")["action"], sent)
    assert not again.select_one("[name='t.akses']").has_attr("checked")


def test_what_is_wrong_stands_beside_its_item_and_the_rest_is_saved(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    page = walidata.get(_page(dataset))
    typed = {**_wrong(**{"k.field:satuan": ""}), "v.field:title": "sesuai"}
    refused = walidata.post(page.select_one("#putusan")["action"], _sent(page, **typed), status=422)
    box = refused.select_one("[data-item='field:satuan']")
    assert box.select_one("textarea").text == SAYS and box.select_one("details").has_attr("open")
    assert "jenis perbaikannya" in text(box.select_one(".error-block"))
    assert _verdicts(portal, dataset) == {"field:title": "sesuai"}


def test_a_colleague_who_was_faster_is_not_overwritten(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    page = walidata.get(_page(dataset))
    items = [{"item": name, "verdict": "sesuai"} for name in ("field:satuan", "field:konsep")]
    call("sdijember_verdict_set", portal.people["walidata"], id=dataset["id"], items=items)
    refused = walidata.post(page.select_one("#putusan")["action"], _sent(page, **_wrong()), status=422)
    box = refused.select_one("[data-item='field:satuan']")
    assert "ketika halaman Anda terbuka" in text(box) and box.select_one("textarea").text == SAYS
    assert _verdicts(portal, dataset) == {"field:satuan": "sesuai", "field:konsep": "sesuai"}
    portal.take(dataset["id"], "verify", "walidata")
    late = walidata.post(page.select_one("#putusan")["action"], _sent(page, **_wrong()), status=409)
    assert SAYS in text(late.select_one(".sdi-typed")), "there is no control any more, but nothing is lost"
    portal.take(dataset["id"], "recall", "editor", note="Keliru.")
    gone = walidata.post(page.select_one("#putusan")["action"], _sent(page, **_wrong()), status=404)
    assert SAYS in text(gone.select_one(".sdi-typed"))


def test_a_script_saves_one_item_and_hears_what_the_page_has_to_show(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    page = walidata.get(_page(dataset))
    sent = {name: value for name, value in _sent(page, **_wrong()).items() if name[1:2] != "." or "satuan" in name}
    answer = walidata.client.post(
        page.select_one("#putusan")["action"], data=sent, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200 and answer.json["errors"] == {}
    assert SAYS in answer.json["letter"] and answer.json["items"]["field:satuan"] != sent["w.field:satuan"]
    again = walidata.client.post(
        page.select_one("#putusan")["action"],
        data=sent | {"w.field:satuan": "lama", "c.field:satuan": "Lain."},
        headers={"Accept": "application/json"},
    )
    assert again.status_code == 422 and again.json["errors"]["items"]["field:satuan"]


def test_only_the_team_that_has_the_data_is_offered_controls(portal, visit):
    for state, judges in (("submitted", {"walidata"}), ("verified", {"pembina"}), ("returned", set())):
        dataset = portal.bring_to(state)
        for person in PEOPLE:
            visitor = visit(person)
            if visitor.status(_page(dataset)) != 200:
                continue
            page = visitor.get(_page(dataset))
            assert bool(page.select("[form=putusan]")) == (person in judges), (state, person)


def test_the_producer_reads_the_letter_only_when_it_was_sent(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    page = walidata.get(_page(dataset))
    walidata.post(page.select_one("#putusan")["action"], _sent(page, **_wrong()))
    assert SAYS not in text(visit("editor").get(_page(dataset)))
    page = walidata.get(_page(dataset))
    assert SAYS in text(decision(page, "return")) and SAYS in text(walidata.get(_page(dataset, "/surat")))
    assert "1 butir" in text(decision(page, "verify"))
    walidata.decide(page, "return")
    seen = visit("editor").get(_page(dataset))
    letter = seen.select_one(".sdi-now .sdi-letter")
    assert SAYS in text(letter) and "Salah ukuran atau satuan" in text(letter)
    assert letter.select_one("a")["href"] == f"/dataset/edit/{dataset['name']}#field-satuan"
    assert "1 perbaikan yang diminta belum dikerjakan" in text(decision(seen, "submit"))
    printed = visit("editor").get(letter.select("a")[-1]["href"])
    assert SAYS in text(printed) and "Walidata" in text(printed)


def test_lines_that_are_not_ticked_have_to_be_confirmed(portal, visit):
    dataset, walidata = portal.bring_to("submitted"), visit("walidata")
    refused = walidata.decide(walidata.get(_page(dataset)), "verify", status=422, checklist="")
    assert "8 baris daftar periksa belum dicentang" in text(decision(refused, "verify"))
    done = walidata.decide(refused, "verify")
    assert "Menunggu rekomendasi" in text(done)


def test_who_reads_the_differences(portal, visit):
    dataset = _twice_submitted(portal)
    reads = {"member", "editor", "office_admin", "sysadmin", "walidata"}
    for person in PEOPLE:
        visitor = visit(person)
        for rest in ("/perubahan", "/perubahan?dari=1&ke=2"):
            if person == "anonymous":
                assert visitor.location(_page(dataset, rest)).startswith("user/login")
            else:
                assert visitor.status(_page(dataset, rest)) == (200 if person in reads else 404), person


def test_what_differs_is_shown_in_words_rows_and_cells(portal, visit):
    dataset = _twice_submitted(portal)
    page = visit("walidata").get(_page(dataset, "/perubahan"))
    said = text(page.select_one("main"))
    assert "Konsep" in said and page.select_one("#beda-metadata ~ dl ins").text.strip() == "daratan"
    assert "Dulu 2 baris, sekarang 3 baris: 1 baru, 0 tidak ada lagi, 1 berubah." in said
    assert page.select_one(".sdi-cell del").text == "82.98" and page.select_one(".sdi-rows-new td").text == "Puger"
    assert "tidak ada perubahan" in text(visit("editor").get(_page(dataset, "/perubahan?dari=2&ke=2"))).lower()
    assert visit("walidata").status(_page(dataset, "/perubahan?dari=1&ke=9")) == 404
    changed = visit("walidata").get(_page(dataset, "?tampil=berubah"))
    assert {box["data-item"] for box in changed.select(".sdi-verdict--changed")} == {
        "field:konsep", f"file:{dataset['resources'][0]['id']}",
    }  # fmt: skip


def test_a_team_edits_its_checklist_in_a_form(portal, visit):
    address = "/dashboard/daftar-periksa/walidata"
    for person in PEOPLE:
        if person == "anonymous":
            assert visit(person).location(address).startswith("user/login")
            continue
        assert visit(person).status(address) == 200, person
        assert visit(person).status(f"{address}/ubah") == (200 if person == "walidata" else 403), person
    walidata = visit("walidata")
    form = walidata.get(f"{address}/ubah").select_one("form[action$='/ubah']")
    sent = _all_of(form)
    new = sent["baris"][-1]
    refused = walidata.post(form["action"], sent | {"label-1": "", f"label-{new}": "Sumber disebut"}, status=422)
    assert "Baris 1" in text(refused.select_one("[role=alert]"))
    assert "Sumber disebut" in text(refused), "what was typed is still there"
    sent |= {f"label-{new}": "Sumber disebut", f"urutan-{new}": "1", "retired-2": "1", "note": "Uji"}
    saved = walidata.post(form["action"], sent)
    lines = [text(line) for line in saved.select(".sdi-checklist li strong")]
    assert lines[1] == "Sumber disebut" and len(lines) == 11 and "Versi 1" in text(saved)


def _all_of(form) -> dict:
    """Fields of the form, with those that stand in it more than once as lists."""
    found: dict = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") == "checkbox" and not field.has_attr("checked"):
            continue
        value = field.text if field.name == "textarea" else field.get("value", "")
        found.setdefault(field["name"], []).append(value)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in found.items()}


@pytest.mark.parametrize("item", ["variabel", "indikator"])
def test_lines_of_a_kegiatan_are_judged_where_they_stand(portal, visit, item):
    kegiatan, walidata = portal.bring_kegiatan_to("submitted"), visit("walidata")
    box = walidata.get(_page(kegiatan)).select_one(f"tr#{item}-1 .sdi-verdict")
    assert box["data-item"].startswith(f"{item}:")
