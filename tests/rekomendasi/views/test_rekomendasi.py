"""Pages of the Rekomendasi Statistik: verified by everybody, kept by the Pembina, said on the page of the data."""

from __future__ import annotations

import csv
import io

import pytest

from ckanext.sdijember.log import model as log
from ckanext.sdijember.rekomendasi import model as store
from ckanext.sdijember.rekomendasi.domain import rekomendasi as rules
from ckanext.sdijember.rekomendasi.papers import letter
from ckanext.sdijember.review import jobs as review_jobs
from tests.factories import PEOPLE, call
from tests.mails import told
from tests.visitor import text, values

VERIFY, WORK, TEMPLATE = "/rekomendasi", "/dashboard/rekomendasi", "/dashboard/rekomendasi/templat"
READERS = {"member", "editor", "office_admin", "walidata", "pembina", "sysadmin"}


def _row(dataset):
    return store.of_packages([dataset["id"]])[0]


def _word(page):
    found = page.select_one("[data-verdict]")
    return text(found) if found else None


def _send(visitor, page, form, status=200, **typed):
    found = page.select_one(form)
    return visitor.post(found.get("action") or "", values(found) | typed, status)


class TestVerification:
    def test_everybody_sees_whether_a_letter_of_public_data_holds(self, portal, visit):
        dataset = portal.bring_to("published")
        code = rules.shown_code(_row(dataset).code)
        for address in (f"{VERIFY}/{code}", f"{VERIFY}?q={code.lower()}", f"{VERIFY}?q=v-26.3509.001"):
            page = visit("anonymous").get(address)
            assert _word(page) == "Berlaku", address
            for said in ("V-26.3509.001", "17 Mei 2026", "Badan Pusat Statistik Kabupaten Jember", dataset["title"],
                         portal.office["title"]):  # fmt: skip
                assert said in text(page), said
            assert page.select_one('meta[name="robots"]')["content"].startswith("noindex")

    def test_it_is_in_no_index_and_no_cache(self, portal, visit):
        code = _row(portal.bring_to("published")).code
        for address in (VERIFY, f"{VERIFY}/{code}", f"{VERIFY}/bukan-kode"):
            headers = visit("anonymous").client.get(address).headers
            assert "noindex" in headers["X-Robots-Tag"], address
        assert "no-store" in headers["Cache-Control"] and "public" not in headers["Cache-Control"]

    def test_of_other_data_only_the_state_is_said(self, portal, visit):
        dataset = portal.bring_to("recommended")
        page = visit("anonymous").get(f"{VERIFY}/{_row(dataset).code}")
        assert _word(page) == "Berlaku" and "tidak terbuka untuk umum" in text(page)
        for secret in (dataset["title"], portal.office["title"], "V-26.3509.001", "2026"):
            assert secret not in text(page.select_one(".sdi-verdict")), secret
        assert _word(visit("anonymous").get(f"{VERIFY}?q=V-26.3509.001", 404)) is None

    def test_unknown_and_malformed_look_alike(self, portal, visit):
        portal.bring_to("recommended")
        pages = set()
        for code in (rules.new_code(), "ABC", "V-26.3509.001", "0" * 20):
            for address in (f"{VERIFY}/{code}", f"{VERIFY}?q={code}"):
                page = visit("anonymous").get(address, 404)
                pages.add(text(page.select_one("main")))
                assert page.select_one("main input[name=q]")["value"] == code
        assert len(pages) == 1

    def test_the_page_of_the_data_leads_there(self, portal, visit):
        dataset = portal.bring_to("published")
        code = rules.shown_code(_row(dataset).code)
        link = visit("anonymous").get(f"/dataset/{dataset['name']}").select_one(f'a[href$="{VERIFY}/{code}"]')
        assert text(link) == "Rekomendasi Statistik No. V-26.3509.001 — periksa keasliannya"

    def test_data_whose_recommendation_was_revoked_say_so(self, portal, visit):
        dataset = portal.bring_to("published")
        row = _row(dataset)
        call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=row.id, reason="Metode keliru.")
        page = visit("anonymous").get(f"/dataset/{dataset['name']}")
        assert "Rekomendasi data ini dicabut" in text(page) and "Metode keliru." not in text(page)
        assert _word(visit("anonymous").get(f"{VERIFY}/{row.code}")) == "Dicabut"

    def test_a_kegiatan_leads_to_both_of_its_recommendations(self, portal, visit):
        kegiatan = portal.bring_kegiatan_to("published")
        made = call("sdijember_rekomendasi_record", portal.people["walidata"], id=kegiatan["id"],
                    number="V-25.3509.007", date="2025-01-02")  # fmt: skip
        links = visit("anonymous").get(f"/kegiatan/{kegiatan['name']}").select(".sdi-genuine a")
        assert [link["href"].rsplit("/", 1)[-1] for link in links] == [
            rules.shown_code(store.get(_step_19(kegiatan)).code),
            made["code"],
        ]


def _step_19(kegiatan):
    return next(one.id for one in store.of_packages([kegiatan["id"]]) if one.kind == rules.PENYEBARLUASAN)


class TestInside:
    def test_who_sees_what(self, portal, visit):
        dataset = portal.bring_to("recommended")
        row = _row(dataset)
        for person in PEOPLE:
            visitor = visit(person)
            if person == "anonymous":
                for address in (WORK, f"{WORK}/{row.id}", f"{WORK}/{row.id}/surat.pdf", TEMPLATE):
                    assert visitor.location(address).startswith("user/login"), address
                continue
            inside = person in READERS
            assert (dataset["title"] in text(visitor.get(WORK))) == inside, person
            assert (dataset["title"] in visitor.client.get(f"{WORK}/unduh.csv").text) == inside, person
            for address in (f"{WORK}/{row.id}", f"{WORK}/{row.id}/surat.pdf", f"{WORK}/{row.id}/surat.docx"):
                assert visitor.status(address) == (200 if inside else 404), (person, address)
            if inside:
                offers = visitor.get(f"{WORK}/{row.id}").select_one(f'form[action$="/{row.id}/cabut"]')
                assert (offers is not None) == (person == "pembina"), person
            assert visitor.status(TEMPLATE) == (200 if person in {"pembina", "sysadmin"} else 403), person

    def test_a_letter_is_for_no_cache(self, portal, visit):
        answer = visit("pembina").client.get(f"{WORK}/{_row(portal.bring_to('recommended')).id}/surat.pdf")
        assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-")
        assert "no-store" in answer.headers["Cache-Control"] and "public" not in answer.headers["Cache-Control"]

    def test_the_form_of_a_recommendation_keeps_what_was_typed(self, portal, visit):
        portal.bring_to("recommended")
        dataset = portal.bring_to("verified")
        pembina = visit("pembina")
        page = pembina.get(f"/dataset/{dataset['name']}/pemeriksaan")
        typed = {"number": "V-26.3509.001", "date": "2026-05-17", "conditions": "Cantumkan sumber.\r\nPerbarui."}
        page = pembina.decide(page, "recommend", 422, **typed)
        form = page.select_one("form[data-action=recommend]")
        assert "sudah dipakai rekomendasi lain" in text(form.select_one(".form-group.error"))
        assert "Cantumkan sumber." in form.select_one("textarea[name=conditions]").text
        page = pembina.decide(page, "recommend", number="V-26.3509.002")
        assert _row(dataset).conditions == "Cantumkan sumber.\nPerbarui."
        assert "V-26.3509.002" in text(page.select_one("#rekomendasi"))

    def test_it_is_revoked_with_reason_and_confirmation(self, portal, visit):
        row = _row(portal.bring_to("published"))
        pembina = visit("pembina")
        page = pembina.get(f"{WORK}/{row.id}")
        page = _send(pembina, page, 'form[action$="/cabut"]', 422, reason="Metode keliru.")
        assert page.select_one("textarea[name=reason]").text == "Metode keliru."
        page = _send(pembina, page, 'form[action$="/cabut"]', 422, reason=" ", confirm="ya")
        assert page.select_one("#error-reason")
        page = _send(pembina, page, 'form[action$="/cabut"]', reason="Metode keliru.", confirm="ya")
        assert "Metode keliru." in text(page) and "Datanya masih publik" in text(page)
        walidata = visit("walidata").get(f"{WORK}?status=perlu-keputusan")
        assert "V-26.3509.001" in text(walidata.select_one(".sdi-jobs")) and "Rekomendasi (1)" in text(walidata)

    def test_what_romantik_gave_is_recorded_on_a_page(self, portal, visit):
        kegiatan = portal.kegiatan(mendapatkan_rekomendasi="1", identitas_rekomendasi="V-25.3509.007")
        editor = visit("editor")
        link = editor.get(f"/dataset/{kegiatan['name']}/pemeriksaan").select_one('#rekomendasi a[href*="catat"]')
        page = editor.get(link["href"])
        assert page.select_one("#field-number")["value"] == "V-25.3509.007"
        page = _send(editor, page, 'form[action*="catat"]', 422, date="2999-01-01", conditions="Lapor.")
        assert page.select_one("#error-date") and page.select_one("#field-conditions").text == "Lapor."
        page = _send(editor, page, 'form[action*="catat"]', date="2025-01-02")
        assert "V-25.3509.007" in text(page) and _row(kegiatan).conditions == "Lapor."

    def test_the_list_is_filtered_and_downloaded(self, portal, visit):
        first, second = portal.bring_to("published"), portal.bring_to("published")
        call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=_row(second).id, reason="=1+1")
        for asked, numbers in (("", ["002", "001"]), ("status=dicabut", ["002"]), ("q=.001", ["001"]),
                               ("jenis=rancangan", []), (f"opd={portal.other_office['name']}", [])):  # fmt: skip
            page = visit("pembina").get(f"{WORK}?{asked}")
            assert [item["data-rekomendasi"][-3:] for item in page.select("[data-rekomendasi]")] == numbers, asked
            content = visit("pembina").client.get(f"{WORK}/unduh.csv?{asked}").data.decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(content)))
            assert [row["number"][-3:] for row in rows] == numbers, asked
        assert _row(first).code in content.replace("-", "") or not rows
        assert "'=1+1" in visit("pembina").client.get(f"{WORK}/unduh.csv").text


class TestTemplate:
    def test_a_broken_template_stays_in_the_field_with_the_line_of_its_error(self, portal, visit):
        pembina = visit("pembina")
        page = pembina.get(TEMPLATE)
        assert page.select_one("#field-body").text.strip() == letter.shipped().strip()
        broken = letter.shipped().replace("{{ surat.title }}", "{{ surat.judul }}")
        line = broken[: broken.index("surat.judul")].count("\n") + 1
        page = _send(pembina, page, f'form[action$="{TEMPLATE}"]', 422, body=broken, note="Coba.")
        assert f"Baris {line}:" in text(page.select_one("#error-body"))
        assert "surat.judul" in page.select_one("#field-body").text
        assert page.select_one("#field-note")["value"] == "Coba." and store.templates() == []

    def test_it_is_tried_saved_and_set_back(self, portal, visit):
        pembina = visit("pembina")
        page = pembina.get(TEMPLATE)
        form = page.select_one(f'form[action$="{TEMPLATE}"]')
        body = letter.shipped().replace("Rekomendasi Statistik</h1>", "Rekomendasi Baru</h1>")
        sent = values(form) | {"body": body}
        shown = pembina.client.post(TEMPLATE, data=sent | {"act": "preview"})
        assert shown.mimetype == "application/pdf" and store.templates() == []
        page = pembina.post(TEMPLATE, sent | {"act": "save", "note": "Judul baru."})
        assert "Versi 1" in text(page) and "Judul baru." in text(page)
        sent = values(page.select_one(f'form[action$="{TEMPLATE}"]'))
        page = pembina.post(TEMPLATE, sent | {"act": "reset"})
        assert "Rekomendasi Baru" not in page.select_one("#field-body").text and len(store.templates()) == 2


@pytest.fixture
def mails(portal, app, monkeypatch):
    """``mails(dataset)``: name of the person → subject and body of the mail about its last event."""

    def last(dataset):
        return log.of_package(dataset["id"])[-1].id

    return lambda dataset: told(portal, app, monkeypatch, lambda: review_jobs.send_decision(last(dataset)))


def test_walidata_and_office_are_told_of_a_revocation(portal, mails):
    dataset = portal.bring_to("published")
    call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=_row(dataset).id, reason="Metode keliru.")
    told = mails(dataset)
    assert set(told) == {"walidata", "member", "editor", "office_admin"}
    subject, body = told["walidata"]
    assert subject.startswith("Rekomendasi dicabut") and "Metode keliru." in body and "V-26.3509.001" in body
    assert f"/dataset/{dataset['name']}/pemeriksaan" in body
