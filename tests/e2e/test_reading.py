"""A producer uploads a file that asks, answers on a narrow screen, and describes its columns."""

from __future__ import annotations

import pytest
from ckan import model
from playwright.sync_api import expect

from tests.e2e.conftest import TOO_WIDE, WIDTHS
from tests.factories import upload

CONTENT = (
    b"Tabel 3.1 Luas dan penduduk menurut kecamatan;;;\n"
    b"kecamatan;luas_km2;penduduk;tanggal\n"
    b"Kencong;65,92;71.386;03/04/2024\nGumukmas;82,98;84.227;05/06/2024\nSumbersari;37,05;132.802;07/08/2024\n"
)


@pytest.fixture
def asked(people, with_plugins) -> dict:
    """A draft with a file that leaves open how its numbers and days are written."""
    made = people.dataset(title="Luas dan Penduduk yang Ditanyakan", name="luas-ditanyakan")
    file = people.add_file(made["id"], name="Luas dan penduduk", upload=upload(CONTENT, "luas-penduduk.csv"))
    model.Session.remove()
    return made | {"file": file["id"]}


def test_what_is_asked_is_answered_on_a_narrow_screen(browse, picture, asked):
    page = browse("editor")
    page.goto(f"/dataset/{asked['name']}")
    picture(page, "reading-asks")
    page.locator(f"a[href*='{asked['file']}/cara-baca']").first.click()
    expect(page.locator("h1")).to_have_text("Cara berkas dibaca")
    expect(page.locator("body")).to_contain_text("mohon dijawab")
    for size in reversed(WIDTHS.values()):
        page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) == []
    picture(page, "reading")
    for name in page.locator(".form-group:has(.sdi-read__asked) select").evaluate_all(
        "all => all.map(one => one.name)"
    ):
        page.select_option(f"[name='{name}']", ",." if name.endswith("number_format") else "dmy")
    page.get_by_role("button", name="Baca berkas seperti ini").click()
    expect(page.locator(".flash-messages .alert-success")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("mohon dijawab")
    expect(page.locator(".sdi-scroll").first).to_contain_text("132802")
