"""Choosing an entry of the register while a dataset is described: by keyboard, and never over what is written."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.factories import KONSEP

OFFERED = ".sdi-suggest__list:not([hidden]) [role=option]"


@pytest.fixture(scope="module")
def entry(people, standing):
    standing.load()
    made = factories.standar(people)
    factories.standar(people, nama="Penduduk Tetap")
    return made


def test_a_concept_is_chosen_by_keyboard(browse, people, entry):
    page = browse("editor")
    page.goto("/dataset/new")
    page.fill("[name=satuan]", "Jiwa")
    konsep = page.locator("[name=konsep]")
    konsep.press_sequentially("pendu")
    expect(konsep).to_have_attribute("aria-expanded", "true")
    expect(page.locator(OFFERED)).to_have_count(2)
    konsep.press("ArrowDown")
    expect(page.locator(f"{OFFERED}[aria-selected=true]")).to_contain_text("JBR-K-0001")
    konsep.press("Enter")
    expect(konsep).to_have_value("Penduduk")
    expect(konsep).to_have_attribute("aria-expanded", "false")
    for name in ("definisi", "klasifikasi", "ukuran"):
        expect(page.locator(f"[name={name}]")).to_have_value(KONSEP[name])
    expect(page.locator("[name=kode_standar_data]")).to_have_value(entry["kode"])
    expect(page.locator("[name=satuan]")).to_have_value("Jiwa")
    page.get_by_role("button", name="Ganti juga isian itu").click()
    expect(page.locator("[name=satuan]")).to_have_value("Orang")


def test_what_is_typed_stays_when_nothing_is_chosen(browse, people, entry):
    page = browse("editor")
    page.goto("/dataset/new")
    konsep = page.locator("[name=konsep]")
    konsep.press_sequentially("pendu")
    expect(page.locator(OFFERED).first).to_be_visible()
    konsep.press("Escape")
    expect(page.locator(OFFERED)).to_have_count(0)
    expect(konsep).to_have_value("pendu")
    expect(page.locator("[name=definisi]")).to_have_value("")


def test_the_concept_of_a_variable_is_its_code(browse, people, entry):
    page = browse("walidata")
    page.goto("/standar-data/usulkan?jenis=variabel")
    page.locator("[name=rujukan_konsep]").press_sequentially("penduduk")
    page.locator(OFFERED).first.click()
    expect(page.locator("[name=rujukan_konsep]")).to_have_value(entry["kode"])
