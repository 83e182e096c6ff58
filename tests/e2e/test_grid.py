"""The sheet of MS-Variabel in a browser: typed, pasted, corrected, moved, saved; and nothing lost on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ckan import model
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, TOO_WIDE, WIDTHS
from tests.factories import call
from tests.metadata.kegiatan import VARIABEL

PASTE = """text => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', options));
}"""
HEADING = ["No", "Definisi", "Nama Variabel", "Tipe data", "Klasifikasi isian (domain value)", "Warna"]


@pytest.fixture(scope="module")
def kegiatan(people, standing) -> dict[str, Any]:
    """A kegiatan of the office with one variable."""
    standing.load()
    return people.kegiatan(name="kompilasi-grid")


def test_sixty_variables_from_a_spreadsheet(browse, people, kegiatan, picture):
    page = _sheet(browse)
    _cell(page, 1, "Alias").click()
    page.keyboard.type("ikan")
    page.keyboard.press("Enter")
    expect(_cell(page, 1, "Alias")).to_have_text("ikan")
    page.locator("[data-command=add]").click()
    _paste_sixty(page)
    expect(page.locator("[data-said]").first).to_contain_text("60 baris ditempel")
    expect(page.locator("[data-said]").first).to_contain_text("Warna")
    assert page.locator(".sdi-sheet-grid tbody tr").count() == 61

    wrong = page.locator("[data-wrong] li")
    expect(wrong).to_have_count(1, timeout=30_000)
    expect(wrong).to_contain_text("Baris 9, Tipe data:")
    picture(page, "grid")
    page.locator("[data-save]").click()
    expect(page.locator("[data-said]").first).to_contain_text("Belum disimpan", timeout=30_000)
    assert _stored(people, kegiatan) == ["Produksi Ikan"]

    wrong.locator("button").click()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(wrong).to_have_count(0, timeout=30_000)
    _cell(page, 3, "Nama variabel").click()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-said]").first).to_contain_text("Tersimpan: 61 baris", timeout=30_000)
    assert _stored(people, kegiatan)[:4] == ["Produksi Ikan", "Variabel 2", "Variabel 1", "Variabel 3"]
    page.keyboard.press("Control+z")


def test_what_was_not_saved_is_offered_back(browse, people, kegiatan):
    page = _sheet(browse)
    _cell(page, 1, "Nama variabel").click()
    page.keyboard.type("Belum Tersimpan")
    page.keyboard.press("Tab")
    page.wait_for_timeout(900)
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/kegiatan/edit/kompilasi-grid/indikator")
    page.goto("/kegiatan/edit/kompilasi-grid/variabel")
    expect(_cell(page, 1, "Nama variabel")).to_have_text("Produksi Ikan")
    page.locator("[data-kept-do=back]").click()
    expect(_cell(page, 1, "Nama variabel")).to_have_text("Belum Tersimpan")

    stored = call("sdijember_rows_show", people.people["office_admin"], id=kegiatan["id"], form="variabel")["rows"]
    call("sdijember_rows_update", people.people["office_admin"], id=kegiatan["id"], form="variabel", rows=stored[:2])
    page.locator("[data-save]").click()
    expect(page.locator("[data-said]").first).to_contain_text("sudah diubah", timeout=30_000)
    expect(_cell(page, 1, "Nama variabel")).to_have_text("Belum Tersimpan")
    page.locator("[data-said] button").first.click()
    expect(page.locator("[data-said]").first).to_contain_text("Tersimpan", timeout=30_000)
    assert _stored(people, kegiatan)[0] == "Belum Tersimpan"


def test_a_session_that_ends_loses_nothing(browse, people, kegiatan):
    page = _sheet(browse)
    _cell(page, 2, "Alias").click()
    page.keyboard.type("sesudah sesi")
    page.keyboard.press("Tab")
    page.context.clear_cookies()
    page.locator("[data-save]").click()
    expect(page.locator("[data-said]").first).to_contain_text("Sesi Anda sudah berakhir", timeout=30_000)
    expect(_cell(page, 2, "Alias")).to_have_text("sesudah sesi")
    other = page.context.new_page()
    other.goto("/user/login")
    other.fill("input[name=login]", people.people["editor"]["name"])
    other.fill("input[name=password]", PASSWORD)
    other.press("input[name=password]", "Enter")
    other.wait_for_url(lambda url: "/user/login" not in url)
    other.close()
    page.locator("[data-save]").click()
    expect(page.locator("[data-said]").first).to_contain_text("Tersimpan", timeout=30_000)


def test_cards_on_a_phone(browse, people, kegiatan):
    page: Page = browse("editor")
    page.set_viewport_size(WIDTHS["360"])
    page.goto("/kegiatan/edit/kompilasi-grid/variabel")
    card = page.locator(".sdi-linecard").nth(1)
    card.locator("summary").click()
    assert page.evaluate(TOO_WIDE) == []
    card.get_by_label(re.compile("^Satuan")).fill("Kuintal")
    card.locator("[data-command=up]").click()
    page.locator("[data-save]").click()
    expect(page.locator("[data-said]").first).to_contain_text("Tersimpan", timeout=30_000)
    rows = call("sdijember_rows_show", people.people["editor"], id=kegiatan["id"], form="variabel")["rows"]
    assert rows[0]["satuan"] == "Kuintal"


def _sheet(browse) -> Page:
    """The producer before the sheet of MS-Variabel, on a wide screen."""
    page: Page = browse("editor")
    page.set_viewport_size(WIDTHS["1280"])
    page.goto("/kegiatan/edit/kompilasi-grid/variabel")
    return page


def _cell(page: Page, row: int, column: str):
    page.locator(".sdi-sheet-grid td").first.wait_for()
    headings = page.locator(".sdi-sheet-grid thead th").all_text_contents()
    number = next(index for index, text in enumerate(headings, 1) if text.startswith(column))
    return page.locator(f".sdi-sheet-grid tbody tr:nth-child({row}) td:nth-child({number})")


def _paste_sixty(page: Page) -> None:
    """A block with a heading, columns in another order, and cells of several lines."""
    lines = ["\t".join(HEADING)]
    for number in range(1, 61):
        kind = "bulat" if number == 8 else "Bilangan bulat (integer)"
        definition = f'"Banyaknya ""{VARIABEL["satuan"]}"" yang\ndicatat"'
        lines.append("\t".join([str(number), definition, f"Variabel {number}", kind, '"1 = Ya\n2 = Tidak"', "merah"]))
    page.evaluate(PASTE, "\n".join(lines))


def _stored(people, kegiatan) -> list[str]:
    model.Session.remove()
    found = call("sdijember_rows_show", people.people["editor"], id=kegiatan["id"], form="variabel")
    return [row["nama"] for row in found["rows"]]
