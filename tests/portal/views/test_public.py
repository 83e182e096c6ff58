"""What holds on every public page, and what the front page, the lists and the errors say."""

from __future__ import annotations

import re
from itertools import pairwise

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from tests.visitor import text


@pytest.fixture
def published(portal):
    """A published dataset in an urusan."""
    model.Session.add(model.Group(name="urusan-2-10", title="Pertanahan", type="group"))
    model.Session.commit()
    return portal.bring_to("published", kode_referensi=["wilayah-kemendagri"])


@pytest.fixture
def pages(portal, published):
    """Addresses of every kind of public page."""
    dataset = f"/dataset/{published['name']}"
    return [
        "/", "/dataset/", "/dataset/?q=luas", dataset, f"{dataset}/resource/{published['resources'][0]['id']}",
        "/organization/", f"/organization/{portal.office['name']}", "/group/", "/group/urusan-2-10", "/about",
        "/user/login", "/kode-referensi", "/kode-referensi/urusan", "/data-induk", "/data-induk/kecamatan/35.09.01",
        "/data-induk/opd",
    ]  # fmt: skip


def test_no_page_asks_another_host_for_anything(visit, pages):
    for url in pages:
        page = visit("anonymous").get(url)
        asked = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[href]:not([rel=canonical])")]
        away = [address for address in asked if re.match(r"(https?:)?//", address)]
        own = [address for address in away if address.startswith(tk.config["ckan.site_url"])]
        assert away == own, url


def test_pages_speak_indonesian_and_say_so(visit, pages):
    for url in pages:
        assert visit("anonymous").get(url).html["lang"] == "id", url


def test_pages_have_landmarks_one_title_and_headings_in_order(visit, pages):
    for url in pages:
        page = visit("anonymous").get(url)
        assert len(page.select("main, [role=main]")) == 1, url
        assert page.select_one("body > header, header.sdi-header") and page.select_one("body > footer"), url
        assert len(page.select("h1")) == 1, url
        levels = [
            int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4), [role=main] :is(h1, h2, h3)")
        ]
        jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
        assert not jumps, f"{url}: {levels}"
        assert page.select_one("a.sdi-skip")["href"] == "#content" and page.select_one("#content"), url


def test_every_field_and_button_has_a_name(visit, pages):
    for url in pages:
        page = visit("anonymous").get(url)
        labels = {label["for"] for label in page.select("label[for]")}
        for field in page.select("input:not([type=hidden]), select, textarea"):
            assert field.get("id") in labels or field.get("aria-label"), f"{url}: {field}"
        for button in page.select("button"):
            assert text(button) or button.get("aria-label"), f"{url}: {button}"
        for link in page.select("a[href]"):
            assert text(link) or link.get("aria-label"), f"{url}: {link}"


def test_tables_say_what_their_heads_belong_to(visit, pages):
    for url in pages:
        assert not visit("anonymous").get(url).select("th:not([scope])"), url


def test_titles_and_descriptions_tell_pages_apart(visit, pages):
    told = [visit("anonymous").get(url) for url in pages]
    titles = [text(page.title) for page in told]
    assert len(set(titles)) == len(titles), titles
    assert all(page.select_one("meta[name=description]")["content"].strip() for page in told)


def test_canonical_address_leaves_parameters_and_language_out(visit, published):
    page = visit("anonymous").get(f"/en/dataset/{published['name']}?utm_source=x")
    assert page.select_one("link[rel=canonical]")["href"] == f"{tk.config['ckan.site_url']}/dataset/{published['name']}"


def test_searches_are_not_indexed_but_the_catalogue_is(visit, published):
    assert visit("anonymous").get("/dataset/?q=luas").select("meta[name=robots][content^=noindex]")
    assert not visit("anonymous").get("/dataset/").select("meta[name=robots]")
    assert not visit("anonymous").get(f"/dataset/{published['name']}?utm_source=x").select("meta[name=robots]")


def test_front_page_counts_what_is_published(visit, portal, published):
    portal.bring_to("recommended")
    page = visit("anonymous").get("/")
    assert [text(number) for number in page.select(".sdi-counts__number")] == ["1", "1", "1"]
    assert "dari 2 perangkat daerah" in text(page.select_one(".sdi-counts"))
    assert [text(title) for title in page.select(".sdi-newest .sdi-card__title")] == [published["title"]]
    assert "Pertanahan" in text(page.select_one("[aria-labelledby=home-urusan]"))


def test_front_page_counts_the_same_for_those_who_may_see_more(visit, portal, published):
    portal.bring_to("submitted")
    for person in ("editor", "walidata", "sysadmin"):
        assert text(visit(person).get("/").select_one(".sdi-counts__number")) == "1", person


def test_front_page_of_an_empty_portal(visit, portal):
    page = visit("anonymous").get("/")
    assert [text(number) for number in page.select(".sdi-counts__number")] == ["0", "0", "0"]
    assert not page.select("#home-newest")


def test_front_page_says_in_plain_words_how_data_are_checked(visit, portal):
    steps = [text(step.h3) for step in visit("anonymous").get("/").select(".sdi-steps li")]
    assert steps == [
        "Perangkat daerah menyiapkan data",
        "Walidata memverifikasi",
        "Pembina Data merekomendasikan",
        "Terbuka untuk semua",
    ]


def test_footer_names_the_law_and_whom_to_ask(visit, portal, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.sdijember.contact.email", "satudata@example.id")
    footer = visit("anonymous").get("/").footer
    assert "Peraturan Presiden Nomor 39 Tahun 2019" in text(footer)
    assert "Peraturan Bupati Nomor 9 Tahun 2022" in text(footer)
    assert footer.select_one("a[href='mailto:satudata@example.id']")
    assert footer.select_one("a[href='/about#api']") and footer.select_one("a[href='/catalog.ttl']")


def test_navigation_tells_where_one_is(visit, pages, published):
    for url, where in (("/dataset/", "Data"), (f"/dataset/{published['name']}", "Data"), ("/group/", "Urusan")):
        here = visit("anonymous").get(url).select(".sdi-nav [aria-current]")
        assert [text(link) for link in here] == [where], url


def test_every_office_is_listed_and_can_be_found(visit, portal, published):
    page = visit("anonymous").get("/organization/")
    assert {link["href"] for link in page.select(".sdi-tile")} == {
        "/organization/dinas-satu",
        "/organization/dinas-dua",
    }
    assert "1 dataset" in text(page.select_one("a[href='/organization/dinas-satu'].sdi-tile"))
    found = visit("anonymous").get("/organization/?q=DUA").select(".sdi-tile")
    assert [link["href"] for link in found] == ["/organization/dinas-dua"]


def test_teams_are_not_among_urusan(visit, portal, published):
    page = visit("anonymous").get("/group/")
    assert [link["href"] for link in page.select(".sdi-tile")] == ["/group/urusan-2-10"]


def test_former_office_names_its_successor(visit, portal):
    old = model.Group.get(portal.office["name"])
    old.extras = {"kode_skpd": "1.02.0.00.0.00.1..0000", "berlaku_sampai": "2025-12-31", "pengganti": "dinas-dua"}
    model.Session.commit()
    page = visit("anonymous").get("/organization/dinas-satu")
    notice = page.select_one(".sdi-notice")
    assert "sampai 31 Desember 2025" in text(notice)
    assert notice.a["href"] == "/organization/dinas-dua" and text(notice.a) == "Dinas Dua"
    assert "1.02.0.00.0.00.1..0000" in text(page.main)
    assert "sampai 31 Desember 2025" in text(visit("anonymous").get("/organization/").select_one(".sdi-grid"))


def test_former_office_whose_successor_is_gone(visit, portal):
    model.Group.get(portal.office["name"]).extras = {"berlaku_sampai": "2025-12-31", "pengganti": "tidak-ada"}
    model.Session.commit()
    page = visit("anonymous").get("/organization/dinas-satu")
    assert page.select(".sdi-notice") and not page.select(".sdi-notice a")


def test_page_that_is_not_there_offers_a_search(visit, portal):
    page = visit("anonymous").get("/dataset/tidak-ada", status=404)
    assert text(page.h1) == "Halaman tidak ditemukan"
    assert page.select_one("main form[role=search] input[name=q]")


def test_forbidden_page_offers_to_log_in_and_names_no_secret(visit, portal):
    page = visit("anonymous").get("/organization/edit/dinas-satu", status=403)
    assert text(page.h1) == "Anda tidak berwenang membuka halaman ini"
    assert page.select_one("main a[href^='/user/login']")
    assert not visit("stranger").get("/organization/edit/dinas-satu", status=403).select("main a[href^='/user/login']")


def test_login_page_offers_no_registration(visit, portal):
    page = visit("anonymous").get("/user/login")
    assert page.select_one("main input[name=password]")
    assert not page.select("a[href*='/user/register']")


def test_visitors_get_no_script_they_do_not_need(visit, pages):
    """CKAN's own scripts weigh a megabyte; only the search and the login use any."""
    for url in pages:
        scripts = [script["src"] for script in visit("anonymous").get(url).select("script[src]")]
        heavy = [src for src in scripts if "/sdijember/" not in src and "htmx" not in src]
        assert not heavy or url == "/user/login", f"{url}: {heavy}"


def test_languages_lead_to_the_same_page(visit, published):
    page = visit("anonymous").get(f"/dataset/{published['name']}")
    links = {link["lang"]: link["href"] for link in page.select(".sdi-top__languages a")}
    assert links["en"] == f"/en/dataset/{published['name']}"
    assert "Verified by the Walidata" in text(visit("anonymous").get(links["en"]).main)


def test_catalogue_action_shows_the_same_to_everyone(portal, published):
    portal.bring_to("verified")
    for person in portal.people.values():
        shown = tk.get_action("sdijember_catalogue_show")({"user": (person or {}).get("name", "")}, {"newest": "20"})
        assert shown["datasets"] == 1
        assert [dataset["id"] for dataset in shown["newest"]] == [published["id"]]


@pytest.mark.parametrize("newest", ["-1", "viel"])
def test_catalogue_action_refuses_what_is_no_number(portal, newest):
    with pytest.raises(tk.ValidationError):
        tk.get_action("sdijember_catalogue_show")({"user": ""}, {"newest": newest})
