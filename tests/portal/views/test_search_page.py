"""The search page: filters in words, cards that say enough to choose."""

from __future__ import annotations

import pytest
from ckan import model

from tests.factories import METADATA
from tests.visitor import text


@pytest.fixture
def published(portal):
    model.Session.add(model.Group(name="urusan-2-10", title="Pertanahan", type="group"))
    model.Session.commit()
    return portal.bring_to("published")


def _titles(page):
    return [text(title) for title in page.select(".sdi-card__title")]


def test_card_says_enough_to_choose(visit, portal, published):
    card = visit("anonymous").get("/dataset/").select_one(".sdi-card")
    said = text(card)
    for part in (METADATA["title"], portal.office["title"], "Tahunan", "2020", "Terbit", "CSV"):
        assert part in said
    assert card.a["href"] == f"/dataset/{published['name']}"


def test_filters_are_named_and_their_values_are_labels(visit, published):
    page = visit("anonymous").get("/dataset/")
    names = [text(facet.summary) for facet in page.select(".sdi-facet")]
    assert names == [
        "Urusan", "Perangkat Daerah", "Format berkas", "Frekuensi pemutakhiran", "Level wilayah", "Kategori RAD",
        "Data Prioritas", "Lisensi",
    ]  # fmt: skip
    said = {facet["id"]: text(facet.select_one(".sdi-facet__label")) for facet in page.select(".sdi-facet")}
    assert said["facet-frekuensi_pemutakhiran"] == "Tahunan"
    assert said["facet-kategori_rad"] == "Pertanahan"
    assert said["facet-data_prioritas"] == "Bukan"


@pytest.mark.parametrize(
    "query, found",
    [
        ("frekuensi_pemutakhiran=tahunan", 1),
        ("frekuensi_pemutakhiran=bulanan", 0),
        ("level_wilayah=kecamatan&kategori_rad=03.06&data_prioritas=tidak&license_id=CC-BY-4.0&res_format=CSV", 1),
        ("organization=dinas-satu", 1),
        ("organization=dinas-dua", 0),
    ],
)
def test_filters_choose(visit, published, query, found):
    assert len(_titles(visit("anonymous").get(f"/dataset/?{query}"))) == found


def test_chosen_filter_is_said_in_words_and_can_be_removed(visit, published):
    page = visit("anonymous").get("/dataset/?frekuensi_pemutakhiran=tahunan&q=luas")
    chip = page.select_one(".sdi-search__chosen a")
    assert text(chip).startswith("Frekuensi pemutakhiran: Tahunan")
    assert chip["href"] == "/dataset/?q=luas"
    assert page.select_one("#facet-frekuensi_pemutakhiran [aria-current]")


def test_filter_that_is_no_facet_is_named_too(visit, portal):
    portal.bring_to("published", tag_string="sawah")
    page = visit("anonymous").get("/dataset/?tags=sawah")
    assert text(page.select_one(".sdi-search__chosen a")).startswith("Kata kunci: sawah")
    assert len(_titles(page)) == 1


def test_words_of_a_visitor_stay_words(visit, published):
    page = visit("anonymous").get("/dataset/?q=<script>alert(1)</script>&foo=<b>x</b>")
    assert not [script for script in page.select("script") if "alert" in (script.string or "")]
    assert not page.select(".sdi-search__chosen b")


def test_nothing_found_says_what_to_do(visit, published):
    page = visit("anonymous").get("/dataset/?q=takadasamasekali")
    assert "Coba kata yang lebih sedikit" in text(page.select_one(".sdi-empty"))


def test_fragment_for_htmx_brings_results_and_filters(app, published):
    answer = app.get("/dataset/?q=luas", headers={"HX-Request": "true"})
    assert "<html" not in answer.body
    assert 'id="search-results"' in answer.body
    assert 'id="search-facets"' in answer.body


def test_state_is_shown_on_what_only_the_office_sees(visit, portal, published):
    portal.bring_to("submitted", title="Belum Terbit")
    assert _titles(visit("anonymous").get("/dataset/")) == [METADATA["title"]]
    page = visit("editor").get("/dataset/")
    card = next(card for card in page.select(".sdi-card") if "Belum Terbit" in text(card))
    assert "Menunggu verifikasi Walidata" in text(card)
    assert "Terbit " not in text(card).replace("Belum Terbit", "")


def test_access_class_is_shown_unless_open(visit, portal):
    portal.bring_to("recommended", klasifikasi_akses="terbatas", dasar_pembatasan="uu-14-2008-17c")
    assert "Terbatas" in text(visit("editor").get("/dataset/").select_one(".sdi-card"))
