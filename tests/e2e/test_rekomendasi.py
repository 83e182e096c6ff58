"""A recommendation in the browser: given with conditions, its letter made by the worker, verified, revoked."""

from __future__ import annotations

import re

import pytest
from ckan import model
from playwright.sync_api import expect

from ckanext.sdijember.rekomendasi import model as store

pytestmark = pytest.mark.usefixtures("with_plugins")


def test_from_the_decision_to_the_page_that_verifies_it(people, browse, picture):
    dataset = people.bring_to("verified")
    model.Session.remove()
    pembina, visitor = browse("pembina"), browse("anonymous")
    pembina.goto(f"/dataset/{dataset['name']}/pemeriksaan")
    form = pembina.locator("form[data-action=recommend]")
    form.locator("[name=number]").fill("V-26.3509.001")
    form.locator("[name=date]").fill("2026-05-17")
    form.locator("[name=conditions]").fill("Cantumkan sumber.\nPerbarui setiap tahun.")
    form.locator("[name=checklist]").check()
    picture(pembina, "rekomendasi-beri")
    form.locator("button[type=submit]").click()
    expect(pembina.locator("#rekomendasi")).to_contain_text("V-26.3509.001")
    people.take(dataset["id"], "publish", "walidata")
    model.Session.remove()

    pembina.goto("/dashboard/rekomendasi")
    picture(pembina, "rekomendasi-daftar")
    pembina.locator("[data-rekomendasi] h3 a").click()
    picture(pembina, "rekomendasi-baca")
    letter = pembina.request.get(pembina.locator("#surat a", has_text="PDF").first.get_attribute("href"))
    assert letter.headers["content-type"] == "application/pdf" and letter.body().startswith(b"%PDF-")

    visitor.goto(f"/dataset/{dataset['name']}")
    picture(visitor, "rekomendasi-dataset")
    visitor.get_by_role("link", name="periksa keasliannya").click()
    expect(visitor.locator("[data-verdict]")).to_have_text("Berlaku")
    picture(visitor, "rekomendasi-berlaku")
    visitor.fill("#field-q", "V-26.3509.999")
    visitor.press("#field-q", "Enter")
    expect(visitor.locator("main")).to_contain_text("tidak mengenal")
    picture(visitor, "rekomendasi-tidak-dikenal")

    pembina.locator("#cabut summary").click()
    pembina.fill("#field-reason", "Metode pengumpulan keliru.")
    pembina.check("#field-confirm")
    pembina.locator("#cabut button[type=submit]").click()
    expect(pembina.locator("body")).to_contain_text("Datanya masih publik")
    walidata = browse("walidata")
    walidata.goto("/dashboard/rekomendasi?status=perlu-keputusan")
    expect(walidata.locator("[data-rekomendasi]")).to_have_count(1)
    picture(walidata, "rekomendasi-perlu-keputusan")
    visitor.goto(f"/dataset/{dataset['name']}")
    picture(visitor, "rekomendasi-dataset-dicabut")
    (row,) = store.of_packages([dataset["id"]])
    visitor.goto(f"/rekomendasi/{row.code}")
    expect(visitor.locator("[data-verdict]")).to_have_text("Dicabut")
    picture(visitor, "rekomendasi-dicabut")


def test_the_template_is_edited_and_a_broken_one_stays_to_be_mended(people, browse, picture):
    pembina = browse("pembina")
    pembina.goto("/dashboard/rekomendasi/templat")
    picture(pembina, "rekomendasi-templat")
    body = pembina.input_value("#field-body")
    pembina.fill("#field-body", body.replace("surat.title", "surat.judul"))
    pembina.locator("button[value=save]").click()
    expect(pembina.locator("#error-body")).to_contain_text(re.compile(r"Baris \d+"))
    picture(pembina, "rekomendasi-templat-keliru")
    pembina.fill("#field-body", body.replace("Rekomendasi Statistik</h1>", "Surat Rekomendasi</h1>"))
    pembina.locator("button[value=save]").click()
    expect(pembina.locator("#judul-templat")).to_have_text("Versi 1")
