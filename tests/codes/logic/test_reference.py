"""Kode Referensi and Data Induk through the API: everyone may read them, and what is asked wrongly is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.codes.domain import codelists as domain
from ckanext.sdijember.codes.domain.codelists import codelist, codelist_names, read, wilayah
from tests.factories import PEOPLE, call

INVENTED = Path(__file__).parent.parent / "domain" / "codelists"
ACTIONS = {
    "sdijember_codelist_list": {},
    "sdijember_codelist_show": {"name": "urusan"},
    "sdijember_region_list": {"level": "kecamatan"},
    "sdijember_office_list": {},
}


@pytest.fixture
def ended(monkeypatch):
    """The list of urusan with "kemarau", which ended in 2024, in place of the official one."""
    real = domain.codelist
    seasons = read(INVENTED / "musim.yaml")

    def invented(name):
        return seasons if name == "urusan" else real(name)

    users = ("codes.logic.reference", "codes.logic.action", "codes.helpers.fields", "dataset.logic.urusan")
    for module in (*users, "dataset.logic.validators.fields", "dataset.helpers.form"):
        monkeypatch.setattr(f"ckanext.sdijember.{module}.codelist", invented)
    return seasons


@pytest.mark.parametrize("action", ACTIONS)
def test_everybody_reads_the_same(portal, action):
    answers = [call(action, portal.people[person], **ACTIONS[action]) for person in PEOPLE]
    assert answers[0] and all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_answer_to_get(app, portal, action):
    response = app.get(f"/api/3/action/{action}", query_string=ACTIONS[action])
    assert response.status_code == 200 and response.json["success"]


def test_every_list_is_listed_with_its_edition_and_where_it_is_used(portal):
    lists = {entry["name"]: entry for entry in call("sdijember_codelist_list", None)}
    assert set(lists) == set(codelist_names())
    assert lists["urusan"]["version"] == "Permendagri 90/2019" and lists["urusan"]["count"] == len(codelist("urusan"))
    use = {"form": "dataset", "field": "urusan", "label": {"id": "Urusan pemerintahan", "en": "Government affair"}}
    assert lists["urusan"]["used_by"] == [{**use, "number": ""}]
    assert lists["format_berkas"]["used_by"][0]["field"] == "format"


def test_every_field_with_a_list_is_among_its_uses(portal):
    lists = {entry["name"]: entry for entry in call("sdijember_codelist_list", None)}
    for kind, schema in tk.h.scheming_dataset_schemas().items():
        for field in [*schema["dataset_fields"], *schema.get("resource_fields", [])]:
            if "codelist" in field:
                used = {(use["form"], use["field"]) for use in lists[field["codelist"]]["used_by"]}
                assert (kind, field["field_name"]) in used


@pytest.mark.parametrize("name", ["urusan", "wilayah", "format_berkas"])
def test_a_list_is_shown_whole(portal, name):
    shown = call("sdijember_codelist_show", None, name=name)
    assert [code["code"] for code in shown["codes"]] == [code.code for code in codelist(name)]
    assert shown["count"] == len(shown["codes"]) and shown["as_of"] is None


def test_words_narrow_a_list(portal):
    found = call("sdijember_codelist_show", None, name="urusan", q="KELUARGA berencana")
    assert [code["code"] for code in found["codes"]] == ["2.14"]
    found = call("sdijember_codelist_show", None, name="wilayah", q="3509160")
    assert found["codes"][0]["code"] == "35.09.01", "by the BPS code too"


def test_codes_of_a_day(portal, ended):
    shown = call("sdijember_codelist_show", None, name="urusan", as_of="2024-05-01")
    assert [code["code"] for code in shown["codes"]] == ["hujan", "kemarau", "x"]
    assert (shown["version"], shown["as_of"]) == ("2024", "2024-05-01")
    dry = shown["codes"][1]
    assert (dry["valid_to"], dry["replaced_by"]) == ("2024-06-30", ["kering", "panas"])
    assert len(call("sdijember_codelist_show", None, name="urusan")["codes"]) == 6
    assert call("sdijember_codelist_show", None, name="urusan", as_of="2021-01-01")["version"] == "2020"


@pytest.mark.parametrize("action", [name for name in ACTIONS if name != "sdijember_codelist_list"])
@pytest.mark.parametrize("day", ["2024-13-01", "kemarin", "01-05-2024"])
def test_a_day_that_is_none_is_refused(portal, action, day):
    with pytest.raises(tk.ValidationError) as refused:
        call(action, None, **ACTIONS[action], as_of=day)
    assert "as_of" in refused.value.error_dict


@pytest.mark.parametrize("name", ["tidak-ada", "../wilayah", "wilayah.csv"])
def test_a_list_that_is_not_there(portal, name):
    with pytest.raises(tk.ObjectNotFound, match=name.replace(".", r"\.")):
        call("sdijember_codelist_show", None, name=name)


def test_a_list_must_be_named(portal):
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_codelist_show", None)
    assert "name" in refused.value.error_dict


@pytest.mark.parametrize(
    ("level", "number"),
    [("kabupaten", 1), ("kecamatan", 31), ("desa", 226), ("kelurahan", 22), ("desa_kelurahan", 248), ("", 280)],
)
def test_regions_of_a_level(portal, level, number):
    assert len(call("sdijember_region_list", None, level=level)) == number


def test_both_codes_stand_side_by_side_as_the_table_has_them(portal):
    shown = {place["kode_kemendagri"]: place["kode_bps"] for place in call("sdijember_region_list", None)}
    assert shown == {place.kode_kemendagri: place.kode_bps or None for place in wilayah()}
    assert shown["35.09.15.2005"] is None, "not known, and not computed"


def test_regions_are_found_by_either_code_by_parent_and_by_either_name(portal):
    def names(**asked):
        return [place["nama"] for place in call("sdijember_region_list", None, **asked)]

    assert names(kode_bps="3509160") == names(kode_kemendagri="35.09.01") == ["Jombang"]
    assert names(kode_bps="3509999") == []
    assert names(parent="35.09.02") == ["Cakru", "Paseban", "Kraton", "Kencong", "Wonorejo"]
    assert names(q="sumber baru", level="kecamatan") == ["Sumberbaru"]
    village = call("sdijember_region_list", None, kode_kemendagri="35.09.01.2001")[0]
    assert (village["nama_induk"], village["kode_bps_induk"]) == ("Jombang", "3509160")


@pytest.mark.parametrize("asked", [{"level": "rt"}, {"parent": "3509160"}, {"level": "rt", "parent": "99"}])
def test_levels_and_parents_that_are_not_there_are_refused(portal, asked):
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_region_list", None, **asked)
    assert set(refused.value.error_dict) == set(asked)


def test_offices_that_have_ended_are_told_with_their_successor(portal):
    old = model.Group.get(portal.office["name"])
    old.extras = {"kode_skpd": "1.02", "berlaku_mulai": "2021-01-01", "berlaku_sampai": "2025-12-31"}
    old.extras["pengganti"] = "dinas-dua"
    model.Session.commit()
    offices = {office["name"]: office for office in call("sdijember_office_list", None)}
    assert offices["dinas-satu"]["replaced_by"] == ["dinas-dua"] and offices["dinas-satu"]["valid_to"] == "2025-12-31"
    assert offices["dinas-satu"]["kode_skpd"] == "1.02" and offices["dinas-dua"]["kode_skpd"] is None
    assert "walidata" not in offices, "a team is no office"
    for day, names in (("2025-12-31", ["dinas-satu", "dinas-dua"]), ("2026-01-01", ["dinas-dua"])):
        assert [office["name"] for office in call("sdijember_office_list", None, as_of=day)] == names
    assert [office["name"] for office in call("sdijember_office_list", None, q="SATU 1.02")] == ["dinas-satu"]


def test_an_office_with_days_that_cannot_be_is_listed_all_the_same(portal):
    model.Group.get(portal.office["name"]).extras = {"berlaku_mulai": "2026-01-01", "berlaku_sampai": "2020-01-01"}
    model.Session.commit()
    assert len(call("sdijember_office_list", None)) == 2


def test_a_code_that_has_ended_is_no_longer_offered(portal, ended):
    with pytest.raises(tk.ValidationError) as refused:
        portal.dataset(urusan="kemarau")
    assert "urusan" in refused.value.error_dict


def test_a_dataset_that_holds_a_code_that_has_ended_can_be_saved(portal, ended, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr(domain, "today", lambda: date(2024, 5, 1))
        dataset = portal.dataset(urusan="kemarau")
    saved = call("package_patch", portal.people["editor"], id=dataset["id"], notes="Diperbaiki.")
    assert (saved["urusan"], saved["notes"]) == ("kemarau", "Diperbaiki.")
    for other in ("y", "x-lama"):
        with pytest.raises(tk.ValidationError):
            call("package_patch", portal.people["editor"], id=dataset["id"], urusan=other)
    call("package_patch", portal.people["editor"], id=dataset["id"], urusan="hujan")
    with pytest.raises(tk.ValidationError):
        call("package_patch", portal.people["editor"], id=dataset["id"], urusan="kemarau")
