"""Which codes held on which day; the lists are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ckanext.sdijember.codes.domain import codelists as module
from ckanext.sdijember.codes.domain.codelists import Code, Codelist, Edition, codelist, read, read_wilayah, wilayah
from ckanext.sdijember.codes.domain.validity import Validity

FOLDER = Path(__file__).parent / "codelists"


@pytest.fixture
def seasons() -> Codelist:
    return read(FOLDER / "musim.yaml")


def _codes(content):
    return [code.code for code in content]


@pytest.mark.parametrize(
    ("day", "version", "codes"),
    [
        ("2019-12-31", "", []),
        ("2020-01-01", "2020", ["hujan", "kemarau", "x"]),
        ("2021-12-31", "2020", ["hujan", "kemarau", "x"]),
        ("2022-01-01", "2020", ["hujan", "kemarau"]),
        ("2024-05-01", "2024", ["hujan", "kemarau", "x"]),
        ("2024-06-30", "2024", ["hujan", "kemarau", "x"]),
        ("2024-07-01", "2024", ["hujan", "kering", "panas", "x"]),
    ],
)
def test_codes_and_edition_of_a_day(seasons, day, version, codes):
    then = seasons.as_of(date.fromisoformat(day))
    assert (then.edition.version, _codes(then)) == (version, codes)


def test_codes_that_have_ended_are_labelled_and_no_longer_in_force(seasons):
    assert seasons.label("kemarau") == "Kemarau" and "kemarau" in seasons
    assert "kemarau" not in _codes(seasons.in_force())
    assert seasons["kemarau"].replaced_by == ("kering", "panas")


def test_a_code_used_again_means_what_it_meant_that_day(seasons):
    assert seasons.label("x") == "Baru"
    assert seasons.as_of(date(2020, 5, 1)).label("x") == "Lama"
    assert seasons.as_of(date(2024, 5, 1)).label("x") == "Baru"


def test_a_code_whose_new_meaning_lies_ahead_keeps_the_old_one(seasons, monkeypatch):
    monkeypatch.setattr(module, "today", lambda: date(2021, 1, 1))
    assert seasons.label("x") == "Lama"
    assert _codes(seasons.in_force()) == ["hujan", "kemarau", "x"]


def test_meanings_of_one_code_may_not_overlap():
    first = Code("a", "A", "A", validity=Validity.of("2020-01-01", "2021-01-01"))
    second = Code("a", "B", "B", validity=Validity.of("2021-01-01"))
    with pytest.raises(ValueError, match="twice"):
        Codelist("x", {"id": "x", "en": "x"}, "here", (first, second))


def test_a_list_that_has_ended_offers_nothing_and_keeps_its_labels():
    ended = Edition("1", Validity.of(None, "2020-12-31"))
    content = Codelist("x", {"id": "x", "en": "x"}, "here", (Code("a", "A", "A"),), ended)
    assert content.in_force() == () and content.label("a") == "A"
    assert _codes(content.in_force(date(2020, 12, 31))) == ["a"]


@pytest.mark.parametrize(("start", "end"), [("2020-02-30", None), (None, "kemarin"), ("2021-01-02", "2021-01-01")])
def test_days_that_cannot_be_are_refused(start, end):
    with pytest.raises(ValueError):
        Validity.of(start, end)


def test_regions_end_and_are_divided():
    places = read(FOLDER / "tempat.yaml")
    assert _codes(places.as_of(date(2024, 5, 1))) == ["99", "99.01"]
    assert _codes(places.as_of(date(2024, 7, 1))) == ["99", "99.02", "99.03"]
    assert places["99.01"].replaced_by == ("99.02", "99.03")
    assert read_wilayah(FOLDER / "tempat.csv")[1].validity.end == date(2024, 6, 30)


def test_where_no_day_is_known_the_codes_hold_on_any():
    urusan = codelist("urusan")
    assert urusan.known_since is None
    assert len(urusan.as_of(date(2024, 5, 1))) == len(urusan.in_force()) == len(urusan)


def test_every_list_names_the_edition_of_its_source():
    for name in module.codelist_names():
        assert codelist(name).edition.version, name


def test_the_origin_is_told_in_indonesian_too():
    assert [name for name in module.codelist_names() if not codelist(name).origin_id] == []
    assert codelist("urusan").source("id").startswith("Bidang urusan")
    assert codelist("urusan").source("en") == codelist("urusan").origin
    plain = Codelist("x", {"id": "x", "en": "x"}, "A law.", (), Edition("UU 1/1945"))
    assert plain.source("id") == "UU 1/1945"


def test_no_bps_code_follows_from_a_kemendagri_code():
    """Sorted by one system, the kecamatan are out of order in the other: no arithmetic leads from one to the other."""
    districts = [place for place in wilayah() if place.jenis == "kecamatan"]
    by_ministry = [place.nama for place in sorted(districts, key=lambda place: place.kode_kemendagri)]
    by_bps = [place.nama for place in sorted(districts, key=lambda place: place.kode_bps)]
    assert by_ministry != by_bps
    alike = [place.nama for place in districts if place.kode_bps[4:6] == place.kode_kemendagri[-2:]]
    assert alike == ["Arjasa"], "22 and 22 by chance"
    villages = [place for place in wilayah() if place.jenis == "desa" and place.kode_bps]
    assert any(place.kode_bps[-3:] != place.kode_kemendagri[-3:] for place in villages)
