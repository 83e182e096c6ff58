"""A published data set is revised in a browser: the public sees the old version until both gates are passed."""

from __future__ import annotations

from pathlib import Path

import pytest
from ckan import model
from playwright.sync_api import Page, expect

from tests.e2e.deciding import decide
from tests.factories import upload

NOTE = "Luas Kecamatan Kencong diperbaiki menurut survei 2026."
OLD = b"kecamatan,luas_km2\nKencong,65.92\n"
NEW = b"kecamatan,luas_km2\nKencong,70.10\n"


@pytest.fixture
def published(people, with_plugins) -> dict:
    """A published dataset with one file."""
    dataset = people.dataset(title="Luas Kecamatan untuk Direvisi", name="luas-untuk-direvisi")
    people.add_file(dataset["id"], name="Kedua", upload=upload(OLD, "kedua.csv"))
    people.along(dataset, "published")
    model.Session.remove()
    return dataset


def test_from_published_to_the_next_version(browse, people, picture, published, tmp_path):
    produsen, walidata, pembina, visitor = (browse(who) for who in ("editor", "walidata", "pembina", "anonymous"))
    name, files = published["name"], published["resources"]
    copy, first = f"{name}-revisi-1", files[0]["id"]
    download = f"/dataset/{name}/resource/{first}/download/luas.csv"
    before = visitor.request.get(download).body()

    _begin(produsen, picture, name)
    _change(produsen, copy, tmp_path)
    decide(produsen, copy, "submit")
    walidata.goto("/dashboard/antrean")
    expect(walidata.locator("body")).to_contain_text(NOTE)
    walidata.goto(f"/dataset/{copy}/pemeriksaan")
    picture(walidata, "revision-review")
    decide(walidata, copy, "verify")
    decide(pembina, copy, "recommend", number="V-26.3509.002", date="2026-06-17")

    assert visitor.request.get(download).body() == before
    assert visitor.request.get(f"/dataset/{copy}").status == 404
    visitor.goto(f"/dataset/{name}")
    expect(visitor.locator("body")).not_to_contain_text("survei 2026")

    decide(walidata, copy, "publish")
    assert walidata.url.endswith(f"/dataset/{name}/pemeriksaan")
    assert visitor.request.get(download).body() == NEW
    visitor.goto(f"/dataset/{name}")
    expect(visitor.locator("body")).to_contain_text("survei 2026")
    visitor.get_by_role("link", name="Riwayat versi").click()
    expect(visitor.locator("#versi-2")).to_contain_text(NOTE)
    picture(visitor, "versions")
    visitor.locator("#versi-1 h2 a").click()
    expect(visitor.locator("body")).to_contain_text("Ini versi lama.")
    picture(visitor, "version")
    with visitor.expect_download() as got:
        visitor.locator(f'a[href*="/versi/1/berkas/{first}/"]').click()
    assert Path(got.value.path()).read_bytes() == before


def _begin(page: Page, picture, name: str) -> None:
    """From the published page to the form of the working copy; a note that says nothing is refused."""
    page.goto(f"/dataset/{name}")
    page.get_by_role("link", name="Buat revisi").click()
    form = page.locator("form[action$='/revisi']")
    form.evaluate("form => form.noValidate = true")
    form.locator("textarea").fill("x")
    form.locator("button[type=submit]").click()
    expect(page.locator("textarea[name=catatan_perubahan]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("textarea[name=catatan_perubahan]")).to_have_value("x")
    page.fill("textarea[name=catatan_perubahan]", NOTE)
    picture(page, "revision-begin")
    page.locator("form[action$='/revisi'] button[type=submit]").click()
    expect(page.locator("#dataset-edit")).to_be_visible()
    expect(page.locator(".sdi-revision")).to_contain_text(NOTE)
    picture(page, "revision-edit")


def _change(page: Page, copy: str, folder: Path) -> None:
    """Other words, and another file under the same name."""
    page.fill("[name=definisi]", "Luas daratan menurut survei 2026.")
    page.locator("#dataset-edit button[name=save]").last.click()
    page.wait_for_url(lambda url: "/edit/" not in url)
    model.Session.remove()
    resource = model.Package.get(copy).resources[0].id
    model.Session.remove()
    page.goto(f"/dataset/{copy}/resource/{resource}/edit")
    path = folder / "luas.csv"
    path.write_bytes(NEW)
    remove = page.locator(".btn-remove-url:visible")
    if remove.count():
        remove.first.click()
    page.set_input_files("input[type=file]", path)
    page.locator("form button[name=save]").last.click()
    page.wait_for_url(lambda url: not url.endswith("/edit"))
