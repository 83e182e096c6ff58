"""A survey from its first step on a telephone through Walidata and Pembina to an anonymous visitor, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.deciding import decide
from tests.factories import call
from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, SURVEY, VARIABEL

pytestmark = pytest.mark.usefixtures("with_plugins")

TITLE = "Survei Usaha Perikanan Kabupaten Jember Tahun 2025"
NAME = "survei-usaha-perikanan-kabupaten-jember-tahun-2025"
ANSWERS = KEGIATAN | SURVEY | {"title": TITLE}
BLOCKS = ("halaman_awal", "blok_i", "blok_ii", "blok_iii", "blok_iv", "blok_v", "blok_vi", "blok_vii", "blok_viii",
          "pengesahan")  # fmt: skip


def test_a_survey_from_telephone_to_visitor(browse, people, picture):
    produsen, walidata, pembina, visitor = (browse(who) for who in ("editor", "walidata", "pembina", "anonymous"))
    _begin(produsen)
    for block in BLOCKS:
        _fill_in(produsen, block)
        if block == "blok_v":
            picture(produsen, "kegiatan-form")
        _save(produsen)
    for form, row in (("variabel", VARIABEL), ("indikator", INDIKATOR)):
        call("sdijember_rows_update", people.people["editor"], id=NAME, form=form, rows=[row])

    decide(produsen, NAME, "submit")
    walidata.goto(f"/dataset/{NAME}/pemeriksaan")
    expect(walidata.locator("body")).to_contain_text(KEGIATAN["ii_pj_nama"])
    picture(walidata, "kegiatan-review")
    decide(walidata, NAME, "verify")
    decide(pembina, NAME, "recommend", number="V-26.3509.002", date="2026-05-17")
    assert visitor.request.get(f"/kegiatan/{NAME}").status in {403, 404}
    decide(walidata, NAME, "publish")

    visitor.goto("/kegiatan")
    visitor.get_by_role("link", name=TITLE).click()
    body = visitor.locator("body")
    expect(body).to_contain_text("V-26.3509.002")
    expect(body).to_contain_text("Stratified random sampling")
    expect(body).not_to_contain_text(KEGIATAN["ii_pj_nama"])
    picture(visitor, "kegiatan")


def _begin(page: Page) -> None:
    """What is wrong is refused in its own step, and what was typed stays."""
    page.goto("/dashboard/data-saya")
    page.get_by_role("link", name="Kegiatan statistik baru").click()
    page.fill("[name=title]", TITLE)
    page.click("[data-step-link=blok_iii]")
    page.fill("[name=iii_tujuan_kegiatan]", "Pendek")
    page.click("[data-step-link=blok_i]")
    _save(page)
    expect(page.locator("[name=iii_tujuan_kegiatan]")).to_be_visible()
    expect(page.locator("[name=iii_tujuan_kegiatan]")).to_have_attribute("aria-invalid", "true")
    page.click('#error-summary a[href="#field-iii_tujuan_kegiatan"]')
    page.fill("[name=iii_tujuan_kegiatan]", "")
    page.click("[data-step-link=halaman_awal]")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=identitas_rekomendasi]")).to_be_disabled()


def _fill_in(page: Page, block: str) -> None:
    """Answer what the step that is open asks, in the order in which it asks."""
    page.click(f".sdi-stepper [data-step-link={block}]")
    step = page.locator(f"[data-step={block}]")
    expect(page.locator("[data-step]:visible")).to_have_count(1)  # scripts are at work
    expect(step).to_be_visible()
    names = step.evaluate("step => [...new Set([...step.querySelectorAll('[name]')].map(field => field.name))]")
    for name in names:
        if name in ANSWERS and name != "owner_org":
            _answer(step.locator(f"[name={name}]"), ANSWERS[name])


def _answer(field: Locator, value: str | list[str]) -> None:
    if field.first.is_disabled():
        return
    kind = field.first.evaluate("field => field.type")
    if kind in ("radio", "checkbox"):
        for code in [value] if isinstance(value, str) else value:
            field.and_(field.page.locator(f'[value="{code}"]')).check()
    elif kind == "select-one":
        field.select_option(str(value))
    else:
        field.fill(str(value))


def _save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("[data-step]:not([hidden]) button[name=save]").click()
