"""Pages and files of Kode Referensi and Data Induk."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.codes.domain import codelists as domain
from ckanext.sdijember.codes.domain.codelists import codelist, codelist_names, read, wilayah
from tests.factories import PEOPLE
from tests.statements import statements
from tests.visitor import text

PAGES = [
    "/kode-referensi", "/kode-referensi/urusan", "/kode-referensi/wilayah", "/data-induk", "/data-induk?q=sumber",
    "/data-induk/kecamatan", "/data-induk/desa-kelurahan", "/data-induk/wilayah",
    "/data-induk/kecamatan/35.09.15", "/data-induk/opd",
]  # fmt: skip
FILES = [
    "/kode-referensi/urusan", "/data-induk/wilayah", "/data-induk/kecamatan", "/data-induk/desa-kelurahan",
    "/data-induk/opd", "/data-induk/kecamatan/35.09.01",
]  # fmt: skip


def _rows(response):
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))


@pytest.mark.parametrize("url", [*PAGES, *(f"{url}.csv" for url in FILES)])
def test_everybody_may_read(visit, url):
    for person in PEOPLE:
        assert visit(person).status(url) == 200, person


def test_every_list_is_led_to_with_its_files(visit):
    page = visit("anonymous").get("/kode-referensi")
    links = {link["href"] for link in page.select("main a[href]")}
    for name in set(codelist_names()) - {"wilayah"}:
        for address in ("", ".csv", ".json"):
            assert f"/kode-referensi/{name}{address}" in links
    assert {"/data-induk/kecamatan.csv", "/data-induk/opd.csv", "/data-induk/wilayah", "/data-induk/opd"} <= links


@pytest.mark.parametrize("name", codelist_names())
def test_every_list_has_a_page_with_every_code(visit, name):
    page = visit("anonymous").get(f"/kode-referensi/{name}")
    assert [text(cell) for cell in page.select("tbody th")] == [code.code for code in codelist(name)]
    assert codelist(name).edition.version in text(page.select_one(".sdi-ref__source"))


@pytest.mark.parametrize("name", codelist_names())
def test_every_list_is_the_same_as_csv_and_as_json(app, portal, name):
    rows = _rows(app.get(f"/kode-referensi/{name}.csv"))
    assert [(row["code"], row["label_id"], row["label_en"]) for row in rows] == [
        (code.code, code.label_id, code.label_en) for code in codelist(name)
    ]
    content = json.loads(app.get(f"/kode-referensi/{name}.json").get_data(as_text=True))
    assert [(code["code"], code["label"]["id"], code["attributes"]) for code in content["codes"]] == [
        (code.code, code.label_id, dict(code.attributes)) for code in codelist(name)
    ]
    assert content["version"] == codelist(name).edition.version and content["origin"]["en"] == codelist(name).origin


@pytest.mark.parametrize(
    ("name", "levels"),
    [("kecamatan", {"kecamatan"}), ("desa-kelurahan", {"desa", "kelurahan"}), ("wilayah", None)],
)
def test_regions_as_files_hold_both_codes(app, portal, name, levels):
    wanted = [place for place in wilayah() if levels is None or place.jenis in levels]
    rows = _rows(app.get(f"/data-induk/{name}.csv"))
    assert [(row["kode_kemendagri"], row["kode_bps"], row["nama"]) for row in rows] == [
        (place.kode_kemendagri, place.kode_bps, place.nama) for place in wanted
    ]
    content = app.get(f"/data-induk/{name}.json").json
    assert [row["kode_bps"] for row in content["rows"]] == [place.kode_bps or None for place in wanted]
    assert content["version"] == codelist("wilayah").edition.version and content["count"] == len(wanted)


def test_offices_as_files(app, portal):
    assert [row["name"] for row in _rows(app.get("/data-induk/opd.csv"))] == ["dinas-dua", "dinas-satu"]
    assert app.get("/data-induk/opd.json").json["count"] == 2


@pytest.mark.parametrize("url", FILES)
@pytest.mark.parametrize(("suffix", "media"), [("csv", "text/csv"), ("json", "application/json")])
def test_files_say_what_they_are_and_whether_they_have_changed(app, portal, url, suffix, media):
    response = app.get(f"{url}.{suffix}")
    assert response.headers["Content-Type"] == f"{media}; charset=utf-8"
    name = response.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="') and name.endswith(f'.{suffix}"')
    again = app.get(f"{url}.{suffix}", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304 and not again.get_data()
    other = app.get(f"{url}.{suffix}?q=xyz")
    assert other.headers["ETag"] != response.headers["ETag"]


def test_files_of_a_day_are_named_by_it(app, portal):
    response = app.get("/kode-referensi/urusan.csv?as_of=2024-05-01")
    assert 'filename="kode-urusan-2024-05-01.csv"' in response.headers["Content-Disposition"]
    assert app.get("/kode-referensi/urusan.json?as_of=2024-05-01").json["as_of"] == "2024-05-01"


@pytest.mark.parametrize(
    "url", ["/kode-referensi/tidak-ada", "/kode-referensi/tidak-ada.csv", "/data-induk/kecamatan/35.09.99",
            "/data-induk/kecamatan/35.09.01.2001", "/data-induk/kecamatan/3509160.csv", "/data-induk/provinsi.csv"]
)  # fmt: skip
def test_what_is_not_there(visit, url):
    visit("anonymous").get(url, status=404)


@pytest.mark.parametrize(
    "url", ["/kode-referensi/urusan", "/data-induk", "/data-induk/opd", "/data-induk/kecamatan/35.09.01"]
)
def test_a_day_that_is_none_is_said_beside_its_field(visit, url):
    page = visit("anonymous").get(f"{url}?as_of=kemarin&q=a", status=400)
    field = page.select_one("input[name=as_of]")
    assert field["value"] == "kemarin" and page.select_one("#reference-q")["value"] == "a"
    assert "Tulis tanggal" in text(page.find(id=field["aria-describedby"]))


def test_a_day_that_is_none_is_said_in_the_format_of_the_file(app, portal):
    response = app.get("/kode-referensi/urusan.csv?as_of=kemarin", status=400)
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Tulis tanggal" in response.get_data(as_text=True)
    assert "as_of" in app.get("/data-induk/opd.json?as_of=kemarin", status=400).json["error"]


def test_search_within_a_list(visit):
    page = visit("anonymous").get("/kode-referensi/urusan?q=kesehatan")
    assert [text(code) for code in page.select("tbody th")] == ["1.02"]
    assert visit("anonymous").get("/kode-referensi/urusan?q=tidakada").select(".sdi-empty")
    found = visit("anonymous").get("/data-induk?q=klungkung").select("tbody tr")
    assert len(found) == 1 and "belum dipastikan" in text(found[0])


def test_names_that_differ_are_both_there(visit):
    row = visit("anonymous").get("/data-induk").find(id="kode-35.09.03")
    assert "Sumberbaru" in text(row) and "Sumber Baru" in text(row) and "3509170" in text(row)


def test_a_kecamatan_leads_to_its_villages(visit):
    link = visit("anonymous").get("/data-induk").select_one("#kode-35\\.09\\.01 a")
    page = visit("anonymous").get(link["href"])
    assert len(page.select("tbody tr")) == 6 and "3509160003" in text(page.main)


def test_an_office_that_has_ended(visit, portal):
    model.Group.get(portal.office["name"]).extras = {"berlaku_sampai": "2020-12-31", "pengganti": "dinas-dua"}
    model.Session.commit()
    row = visit("anonymous").get("/data-induk/opd").find(id="kode-dinas-satu")
    assert "berakhir" in text(row) and "31 Desember 2020" in text(row)
    assert row.select_one("a[href='/organization/dinas-dua']").text == "Dinas Dua"
    assert not visit("anonymous").get("/data-induk/opd?as_of=2021-01-01").find(id="kode-dinas-satu")


def test_levels_of_regions_have_a_page_each(visit):
    for name, number in (("kecamatan", 31), ("desa-kelurahan", 248), ("wilayah", 280)):
        page = visit("anonymous").get(f"/data-induk/{name}")
        assert len(page.select("tbody tr")) == number
        assert page.select_one(f"main a[href='/data-induk/{name}.csv']")


def test_tables_are_read_on_a_phone(visit):
    for url in PAGES[1:]:
        for table in visit("anonymous").get(url).select("main table"):
            assert "sdi-stack" in table["class"] and table.caption, url
            assert not table.select("th:not([scope])"), url


def test_pages_are_in_both_languages(visit):
    assert text(visit("anonymous").get("/kode-referensi/urusan").h1) == "Urusan pemerintahan"
    page = visit("anonymous").get("/en/kode-referensi/urusan")
    assert text(page.h1) == "Government affairs" and "Education" in text(page.main)
    assert page.select_one("main a[href='/kode-referensi/urusan.csv']"), "files have one address in every language"


def test_old_address_of_the_offices(visit):
    assert visit("anonymous").location("/kode-referensi/opd") == "data-induk/opd"


def test_the_page_of_a_dataset_leads_to_the_codes_it_names(visit, portal):
    dataset = portal.bring_to("published", kode_referensi=["wilayah-kemendagri", "npsn", "skpd"])
    page = visit("anonymous").get(f"/dataset/{dataset['name']}")
    links = {link["href"] for link in page.select(".sdi-facts a")}
    assert {
        "/kode-referensi/urusan#kode-2.10", "/kode-referensi/rad#kode-03.06", "/kode-referensi/wilayah#kode-35.09",
        "/kode-referensi/wilayah", "/data-induk/opd",
    } <= links  # fmt: skip
    assert visit("anonymous").get("/kode-referensi/urusan").find(id="kode-2.10")


def test_every_page_leads_here_from_its_foot(visit):
    links = {link["href"] for link in visit("anonymous").get("/about").footer.select("a[href]")}
    assert {"/kode-referensi", "/data-induk"} <= links


def test_a_form_shows_a_code_that_has_ended_where_it_is_stored(visit, portal, monkeypatch):
    seasons = read(Path(__file__).parent.parent / "domain" / "codelists" / "musim.yaml")
    real = domain.codelist
    for module in (
        "dataset.logic.validators.fields",
        "dataset.logic.urusan",
        "dataset.helpers.form",
        "codes.helpers.fields",
    ):
        monkeypatch.setattr(
            f"ckanext.sdijember.{module}.codelist", lambda name: seasons if name == "urusan" else real(name)
        )
    with monkeypatch.context() as then:
        then.setattr(domain, "today", lambda: date(2024, 5, 1))
        dataset = portal.dataset(urusan="kemarau")
    offered = {
        option["value"]: option for option in visit("editor").get("/dataset/new").select("#field-urusan option[value]")
    }
    assert "kering" in offered and "kemarau" not in offered
    stored = visit("editor").get(f"/dataset/edit/{dataset['name']}").select_one("#field-urusan option[selected]")
    assert stored["value"] == "kemarau" and "sampai 30 Juni 2024" in text(stored)


def _asked(app, url):
    app.get(url)
    model.Session.remove()
    with statements() as seen:
        assert app.get(url).status_code == 200
    return len(seen)


def test_a_list_asks_the_database_no_more_than_the_frame_of_the_page(app, portal):
    frame = _asked(app, "/about")
    for url in (
        "/kode-referensi",
        "/kode-referensi/wilayah",
        "/data-induk",
        "/data-induk/wilayah",
        "/data-induk/kecamatan/35.09.01",
    ):
        assert _asked(app, url) <= frame, url
    assert _asked(app, "/data-induk/opd") <= frame + 1
    assert _asked(app, "/kode-referensi/wilayah.csv") <= frame


def test_files_are_the_same_for_everybody(visit):
    seen = {visit(person).client.get("/data-induk/kecamatan.csv").body for person in PEOPLE}
    assert len(seen) == 1 and tk.config["ckan.site_url"] not in seen.pop()
