"""One data set from an office's form through Walidata and Pembina to an anonymous visitor, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.deciding import decide, unfold

CSV = "kecamatan,luas_km2\nKencong,65.92\nGumukmas,82.98\nPuger,149.00\n"
TITLE = "Luas Wilayah menurut Kecamatan di Kabupaten Jember 2020"
NAME = "luas-wilayah-menurut-kecamatan-di-kabupaten-jember-2020"
TEXTS = {
    "title": TITLE,
    "notes": "Luas daratan setiap kecamatan.",
    "konsep": "Luas Wilayah",
    "definisi": "Luas daratan di dalam batas administrasi kecamatan.",
    "klasifikasi": "Kecamatan",
    "ukuran": "Luas",
    "satuan": "Kilometer persegi",
    "periode_mulai": "2020-01-01",
    "periode_selesai": "2020-12-31",
}
CHOICES = {
    "urusan": "2.10",
    "frekuensi_pemutakhiran": "tahunan",
    "level_wilayah": "kecamatan",
    "kategori_rad": "03.06",
    "license_id": "CC-BY-4.0",
}


@pytest.fixture(scope="module")
def csv(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("berkas") / "luas-kecamatan.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_from_form_to_visitor(browse, people, picture, csv):
    produsen, walidata, pembina, visitor = (browse(who) for who in ("editor", "walidata", "pembina", "anonymous"))
    _fill_in(produsen, picture, csv)
    decide(produsen, NAME, "submit")
    expect(produsen.locator("body")).to_contain_text("Menunggu verifikasi Walidata")

    walidata.goto("/dashboard/antrean")
    picture(walidata, "queue")
    walidata.get_by_role("link", name=TITLE).first.click()
    picture(walidata, "review")
    _refused_without_note(walidata)
    decide(walidata, NAME, "return", note="Lengkapi definisi: sebutkan sumber batasnya.")

    produsen.goto("/dashboard/data-saya")
    expect(produsen.locator("body")).to_contain_text("sebutkan sumber batasnya")
    picture(produsen, "my-data")
    produsen.goto(f"/dataset/edit/{NAME}")
    produsen.fill("[name=definisi]", "Luas daratan di dalam batas administrasi kecamatan (Kepmendagri).")
    produsen.locator("form.dataset-form button[name=save], form button[name=save]").last.click()
    decide(produsen, NAME, "submit")
    decide(walidata, NAME, "verify")
    decide(pembina, NAME, "recommend", number="V-26.3509.001", date="2026-05-17")
    resource = _hidden_from(visitor)
    decide(walidata, NAME, "publish")
    _found_by(visitor, picture, resource)


def _fill_in(page: Page, picture, csv: Path) -> None:
    """The producer's way: errors first, nothing lost, then a dataset with its file."""
    page.goto("/dataset/new")
    page.fill("[name=title]", TITLE)
    page.fill("[name=notes]", TEXTS["notes"])
    page.locator("form button[name=save]").last.click()
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    for field in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
        expect(page.locator(f"[name={field}]")).to_have_attribute("aria-invalid", "true")
    picture(page, "form-errors")
    for name, value in TEXTS.items():
        page.fill(f"[name={name}]", value)
    for name, value in CHOICES.items():
        page.select_option(f"select[name={name}]", value)
    page.check("[name=data_prioritas][value=tidak]")
    page.check("[name=klasifikasi_akses][value=terbuka]")
    page.locator("[name=sumber_referensi]").first.check()
    page.locator("form button[name=save]").last.click()
    page.wait_for_url(re.compile(r"/resource/new"))
    page.set_input_files("input[type=file]", csv)
    page.fill("[name=name]", "Luas menurut kecamatan")
    page.select_option("select[name=format]", "CSV")
    picture(page, "file-form")
    page.locator("button[name=save][value=go-metadata], button[name=save][value=go-dataset-complete]").last.click()
    page.wait_for_url(re.compile(rf"/dataset/{NAME}$"))


def _refused_without_note(page: Page) -> None:
    form = page.locator("form[data-action=return]")
    form.evaluate("form => form.noValidate = true")
    unfold(form)
    form.locator("[name=note]").fill("  ")
    form.locator("button[type=submit]").click()
    expect(page.locator("form[data-action=return] [name=note]")).to_have_attribute("aria-invalid", "true")


def _hidden_from(page: Page) -> str:
    """One step before publication an anonymous visitor sees nothing: page, API, search, file, table."""
    from ckan import model

    model.Session.remove()
    package = model.Package.get(NAME)
    resource = package.resources[0].id
    for address in (
        f"/dataset/{NAME}", f"/dataset/{package.id}", f"/dataset/{NAME}/resource/{resource}",
        f"/dataset/{NAME}/resource/{resource}/download/luas-kecamatan.csv", f"/dataset/{NAME}/pemeriksaan",
        f"/api/3/action/package_show?id={NAME}", f"/api/3/action/resource_show?id={resource}",
        f"/api/3/action/datastore_search?resource_id={resource}", f"/datastore/dump/{resource}",
    ):  # fmt: skip
        answer = page.request.get(address)
        assert answer.status in {403, 404} or "/user/login" in answer.url, (address, answer.status)
        assert "Kencong" not in answer.text()
    page.goto(f"/dataset/?q={TITLE}")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)
    assert page.request.get("/api/3/action/package_search?q=luas").json()["result"]["count"] == 0
    return resource


def _found_by(page: Page, picture, resource: str) -> None:
    """After publication: found, read, previewed, downloaded."""
    page.goto("/")
    picture(page, "home")
    page.goto("/dataset/?q=luas+kecamatan")
    picture(page, "search")
    page.get_by_role("link", name=TITLE).first.click()
    body = page.locator("body")
    expect(body).to_contain_text("V-26.3509.001")
    expect(body).to_contain_text("Kilometer persegi")
    picture(page, "dataset")
    _open_previewed(page, f"/dataset/{NAME}/resource/{resource}")
    picture(page, "resource")
    answer = page.request.get(f"/dataset/{NAME}/resource/{resource}/download/luas-kecamatan.csv")
    assert answer.text() == CSV
    foreign = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)"
        ".filter(host => host !== location.host)"
    )
    assert foreign == []


def _open_previewed(page: Page, address: str) -> None:
    """Open the file's page; its table is there once the worker has loaded the file."""
    for _ in range(60):
        page.goto(address)
        if page.locator(".sdi-table table").count():
            break
        page.wait_for_timeout(1000)
    expect(page.locator(".sdi-table table")).to_contain_text("Kencong")
