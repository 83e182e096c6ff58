"""The public page of a dataset and of its files: what it promises, and what it keeps to itself."""

from __future__ import annotations

import json
from datetime import date

import ckan.plugins.toolkit as tk
import pytest
from babel.dates import format_date
from ckan import model

from tests.factories import METADATA, WAYS
from tests.visitor import text

COLUMNS = [
    {"nama": "kecamatan", "tipe": "teks", "satuan": "", "keterangan": "Nama kecamatan"},
    {"nama": "luas_km2", "tipe": "desimal", "satuan": "km2", "keterangan": "Luas <b>daratan</b>"},
]


@pytest.fixture
def published(portal):
    """A published dataset with one described file."""
    made = portal.dataset(
        tag_string="kecamatan,luas", data_prioritas="ya", prioritas_tahun="2026", kode_referensi=["wilayah-kemendagri"]
    )
    described = {"id": made["resources"][0]["id"], "skema_kolom": COLUMNS}
    tk.get_action("resource_patch")({"user": portal.people["editor"]["name"]}, described)
    for action, by, data in WAYS["published"]:
        portal.take(made["id"], action, by, **data)
    return made


@pytest.fixture
def shown(visit, published):
    return visit("anonymous").get(f"/dataset/{published['name']}")


def test_it_says_what_it_is_and_whose(shown, portal):
    assert text(shown.h1) == METADATA["title"]
    assert shown.select_one(f"main a[href='/organization/{portal.office['name']}']")
    assert METADATA["notes"] in text(shown.main)


def test_it_says_who_checked_the_data(shown, published):
    said = text(shown.select_one(".sdi-marks"))
    today = format_date(date.fromisoformat(tk.h.sdijember_today()), "d MMMM y", locale="id")
    assert f"Diverifikasi Walidata {today}" in said
    assert "Rekomendasi Statistik No. V-26.3509.001 tanggal 17 Mei 2026" in said
    assert "Data Prioritas 2026" in said


def test_files_come_first_with_preview_and_download(shown, published):
    headings = [text(heading) for heading in shown.main.select("h2")]
    assert headings[0] == "1 berkas"
    download = shown.select_one("#dataset-resources a[download]")
    assert download["href"].endswith("/download/luas.csv")


def test_preview_is_offered_where_there_is_one(shown, visit, published):
    assert not shown.select("#dataset-resources .btn-secondary")
    resource = published["resources"][0]["id"]
    model.Session.add(model.ResourceView(resource_id=resource, title="Tabel", view_type="datatables_view", order=0))
    model.Session.commit()
    preview = visit("anonymous").get(f"/dataset/{published['name']}").select_one("#dataset-resources .btn-secondary")
    assert preview["href"].endswith(f"/resource/{resource}")


def test_standar_data_metadata_and_interoperability_stand_in_this_order(shown):
    sections = ["standar_data", "metadata", "interoperabilitas"]
    assert [found["id"][8:] for found in shown.select("h2[id^=section-]") if found["id"][8:] in sections] == sections


@pytest.mark.parametrize("name", ["konsep", "definisi", "klasifikasi", "ukuran", "satuan"])
def test_every_component_of_standar_data_is_shown(shown, name):
    assert METADATA[name] in text(shown.select_one("[aria-labelledby=section-standar_data]"))


def test_codes_are_shown_as_people_say_them(shown):
    said = text(shown.select_one("[aria-labelledby=section-metadata]"))
    for part in ("2.10 – Pertanahan", "Tahunan", "Kabupaten Jember", "Kecamatan", "2020", "RPJMD"):
        assert part in said
    assert "03.06" not in said


def test_columns_are_described_and_nothing_typed_becomes_markup(shown):
    table = shown.select_one("[aria-labelledby=section-interoperabilitas] table")
    assert [text(cell) for cell in table.select("tbody th[scope=row]")] == ["kecamatan", "luas_km2"]
    assert "Luas <b>daratan</b>" in text(table)
    assert "Kode wilayah Kemendagri" in text(shown.select_one("[aria-labelledby=section-interoperabilitas]"))


def test_licence_is_a_link_and_access_is_named(shown):
    section = shown.select_one("[aria-labelledby=section-akses]")
    assert "Terbuka" in text(section)
    assert section.select_one("a[rel=license]")["href"].startswith("https://creativecommons.org/licenses/by/4.0")


def test_citation_names_office_year_title_and_address(shown, portal, published):
    said = text(shown.select_one("#dataset-citation"))
    year = tk.h.sdijember_today()[:4]
    assert said.startswith(f"{portal.office['title']} Kabupaten Jember ({year}). {METADATA['title']}.")
    assert said.endswith(f"{tk.config['ckan.site_url']}/dataset/{published['name']}")


def test_api_example_works(shown, app, published):
    command = text(shown.select_one("#dataset-api-1"))
    url = command.removeprefix('curl "').removesuffix('"')
    assert app.get(url.removeprefix(tk.config["ckan.site_url"])).json["result"]["id"] == published["id"]


def test_keywords_lead_to_the_search(shown):
    assert {tag["href"] for tag in shown.select("[aria-labelledby=section-tags] a")} == {
        "/dataset/?tags=kecamatan",
        "/dataset/?tags=luas",
    }


def test_search_engines_learn_the_same(shown, published):
    described = json.loads(shown.select_one("script[type='application/ld+json']").string)
    assert described["name"] == METADATA["title"]
    assert described["temporalCoverage"] == "2020-01-01/2020-12-31"
    assert described["distribution"][0]["contentUrl"].endswith("luas.csv")
    assert (
        shown.select_one("link[rel=canonical]")["href"] == f"{tk.config['ckan.site_url']}/dataset/{published['name']}"
    )
    assert shown.select_one("meta[name=description]")["content"].startswith(METADATA["notes"][:40])


def test_text_of_a_dataset_cannot_end_the_script_that_describes_it(portal, visit):
    hostile = portal.bring_to("published", title="Luas </script><script>alert(1)</script>")
    shown = visit("anonymous").get(f"/dataset/{hostile['name']}")
    described = json.loads(shown.select_one("script[type='application/ld+json']").string)
    assert described["name"] == "Luas </script><script>alert(1)</script>"
    assert not [script for script in shown.select("script") if script.string and script.string.startswith("alert")]


def test_nobody_signed_in_sees_no_tools(shown):
    assert not shown.select(".page-header, .nav-tabs")
    assert "Kelola" not in text(shown.main)


def test_editor_keeps_the_tools(portal, visit, published):
    shown = visit("editor").get(f"/dataset/{published['name']}")
    assert shown.select(f".page-header a[href='/dataset/{published['name']}/pemeriksaan']")
    draft = portal.dataset()
    shown = visit("editor").get(f"/dataset/{draft['name']}")
    assert shown.select(f".page-header a[href='/dataset/edit/{draft['name']}']")


@pytest.mark.parametrize("state", [state for state in WAYS if state != "published"])
def test_what_is_not_public_says_so_and_is_not_to_be_shared(portal, visit, state):
    dataset = portal.bring_to(state)
    visit("anonymous").get(f"/dataset/{dataset['name']}", status=404)
    shown = visit("editor").get(f"/dataset/{dataset['name']}")
    assert shown.select_one("#dataset-state")
    assert shown.select(f".sdi-notice a[href^='/dataset/{dataset['name']}/pemeriksaan']")
    assert not shown.select("#dataset-citation, #dataset-api-1, script[type='application/ld+json']")


def test_public_dataset_has_no_notice(shown):
    assert not shown.select_one("#dataset-state")


def test_page_of_a_file(visit, published):
    resource = published["resources"][0]["id"]
    shown = visit("anonymous").get(f"/dataset/{published['name']}/resource/{resource}")
    assert text(shown.h1) == "Luas"
    assert shown.select_one(f"main a[href='/dataset/{published['name']}']")
    assert shown.select_one("main a[download]")["href"].endswith("luas.csv")
    assert [text(cell) for cell in shown.select("tbody th[scope=row]")] == ["kecamatan", "luas_km2"]
