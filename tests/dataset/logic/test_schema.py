"""The dataset schema on a real CKAN: what is taken, what is refused, and beside which field it is said."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action

from ckanext.sdijember.dataset.domain import field_rules
from tests import samples

pytestmark = pytest.mark.usefixtures("clean_db", "clean_index", "with_plugins")


#: Fields that are filled in if nobody answers, or whose absence is a question of authorization first.
DEFAULTED = {"cakupan_wilayah", "data_prioritas", "owner_org"}


@pytest.fixture
def office() -> dict[str, Any]:
    return factories.Organization()


@pytest.fixture
def editor(office) -> dict[str, Any]:
    user = factories.User()
    call_action("organization_member_create", id=office["id"], username=user["name"], role="editor")
    return user


@pytest.fixture
def create(office, editor):
    def _create(**changes: Any) -> dict[str, Any]:
        context = {"user": editor["name"], "ignore_auth": False}
        return call_action("package_create", context, **samples.dataset(**{"owner_org": office["id"], **changes}))

    return _create


def refusal(create, **changes: Any) -> dict[str, Any]:
    with pytest.raises(tk.ValidationError) as refused:
        create(**changes)
    return {key: value for key, value in refused.value.error_dict.items() if not key.startswith("__")}


def test_what_is_sent_comes_back(create):
    shown = call_action("package_show", id=create()["id"])
    for key, value in samples.dataset().items():
        assert shown[key] == value, key


def test_a_name_is_made_from_the_title_and_stays(create, editor):
    first, second = create(), create()
    assert first["name"] == "jumlah-penduduk-menurut-desa-kelurahan-tahun-2024"
    assert second["name"] == f"{first['name']}-2"
    changed = {**first, "title": "Judul Lain", "name": ""}
    assert call_action("package_update", {"user": editor["name"]}, **changed)["name"] == first["name"]


def test_a_title_without_letters_gets_a_name_too(create):
    assert create(title="٣٣")["name"].startswith("dataset-")


@pytest.mark.parametrize("field", [f for f in field_rules.MANDATORY if f not in DEFAULTED])
@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_missing_answer_is_said_beside_its_field(create, field, nothing):
    assert list(refusal(create, **{field: nothing})) == [field]


def test_everything_that_is_missing_is_said_at_once(create, office):
    with pytest.raises(tk.ValidationError) as refused:
        call_action("package_create", owner_org=office["id"])
    assert set(refused.value.error_dict) == set(field_rules.MANDATORY) - DEFAULTED


def test_a_dataset_belongs_to_an_office(create):
    with pytest.raises((tk.ValidationError, tk.NotAuthorized)):
        create(owner_org="")


def test_the_region_and_priority_that_hold_for_most_are_filled_in(create):
    made = create(cakupan_wilayah="", data_prioritas=None)
    assert (made["cakupan_wilayah"], made["data_prioritas"]) == ("35.09", "tidak")


@pytest.mark.parametrize("field", [*field_rules.STANDAR_DATA, "title"])
def test_a_dash_is_no_answer(create, field):
    assert "“-”" in refusal(create, **{field: "-"})[field][0]


@pytest.mark.parametrize(
    "field",
    [
        "urusan",
        "frekuensi_pemutakhiran",
        "cakupan_wilayah",
        "level_wilayah",
        "kategori_rad",
        "data_prioritas",
        "klasifikasi_akses",
        "license_id",
    ],
)
def test_an_unknown_code_is_said_beside_its_field(create, field):
    errors = refusal(create, **{field: "entah"})
    assert list(errors) == [field]
    assert "“entah”" in errors[field][0]


def test_a_heading_of_the_rad_list_is_no_answer(create):
    assert list(refusal(create, kategori_rad="03")) == ["kategori_rad"]


@pytest.mark.parametrize("field", ["sumber_referensi", "kode_referensi"])
def test_several_codes(create, field):
    codes = {"sumber_referensi": ["RKPD", "RPJMD"], "kode_referensi": ["npsn", "wilayah-bps"]}[field]
    assert sorted(create(**{field: codes})[field]) == codes
    assert create(**{field: codes[0]})[field] == codes[:1]
    assert field not in create(**{field: []})
    errors = refusal(create, **{field: [codes[0], "entah"]})
    assert list(errors) == [field]
    assert "“entah”" in errors[field][0]


@pytest.mark.parametrize("field", ["periode_mulai", "periode_selesai", "jadwal_rilis"])
@pytest.mark.parametrize("day", ["31-12-2024", "2024-02-30", "kemarin"])
def test_what_is_no_date_is_said_beside_its_field(create, field, day):
    assert list(refusal(create, **{field: day})) == [field]


def test_a_period_does_not_end_before_it_starts(create):
    errors = refusal(create, periode_mulai="2024-12-31", periode_selesai="2024-01-01")
    assert list(errors) == ["periode_selesai"]
    assert create(periode_mulai="2024-01-01", periode_selesai="2024-01-01")


@pytest.mark.parametrize("access", ["terbatas", "tertutup"])
def test_data_that_are_not_open_need_their_reason(create, access):
    assert list(refusal(create, klasifikasi_akses=access)) == ["dasar_pembatasan"]
    assert list(refusal(create, klasifikasi_akses=access, dasar_pembatasan="rahasia")) == ["dasar_pembatasan"]
    made = create(klasifikasi_akses=access, dasar_pembatasan="uu-27-2022")
    assert made["dasar_pembatasan"] == "uu-27-2022"


def test_open_data_carry_no_reason(create):
    assert "dasar_pembatasan" not in create(dasar_pembatasan="uu-27-2022")


@pytest.mark.parametrize("year", [None, "", "25", "1999", "dua ribu"])
def test_priority_data_need_their_year(create, year):
    assert list(refusal(create, data_prioritas="ya", prioritas_tahun=year)) == ["prioritas_tahun"]


def test_only_priority_data_carry_a_year(create):
    assert create(data_prioritas="ya", prioritas_tahun="2025")["prioritas_tahun"] == "2025"
    assert create(data_prioritas="ya", prioritas_tahun=2025)["prioritas_tahun"] == "2025"
    assert "prioritas_tahun" not in create(prioritas_tahun="2025")


def test_advice_on_the_concept_does_not_stop_anybody(create):
    assert create(konsep="Jumlah Penduduk Jember 2024")["konsep"] == "Jumlah Penduduk Jember 2024"


@pytest.mark.parametrize("sent", [False, "False", None])
def test_nobody_makes_a_dataset_public_by_saying_so(create, sent):
    made = create(private=sent, sdi_status="published", sdi_published_at="2024-01-01")
    assert made["private"] is True
    assert made["sdi_status"] == "draft"
    assert not made.get("sdi_published_at")


def test_a_dataset_joins_the_group_of_its_urusan(create, editor):
    for name in ("urusan-2-12", "urusan-1-02", "peta"):
        factories.Group(name=name)
    made = create()
    assert [g["name"] for g in made["groups"]] == ["urusan-2-12"]
    call_action("member_create", id="peta", object=made["id"], object_type="package", capacity="public")
    context = {"user": editor["name"], "ignore_auth": False}
    moved = call_action("package_patch", context, id=made["id"], urusan="1.02")
    assert sorted(g["name"] for g in moved["groups"]) == ["peta", "urusan-1-02"]


def test_without_the_group_a_dataset_is_taken_all_the_same(create):
    assert create()["groups"] == []


def test_licences_offered(create):
    register = model.Package.get_license_register()
    assert register.keys()[0] == "CC-BY-4.0"
    assert create()["isopen"] is True


def test_every_field_explains_itself_in_both_languages():
    schema = call_action("scheming_dataset_schema_show", type="dataset")
    sections = {section["name"] for section in schema["sections"]}
    for field in [*schema["dataset_fields"], *schema["resource_fields"]]:
        assert set(field["label"]) == {"id", "en"}
        if field.get("form_snippet", "") is None:
            continue
        assert set(field["help_text"]) == {"id", "en"}, field["field_name"]
        assert field.get("section") in sections or field in schema["resource_fields"]


def test_the_schema_requires_what_the_rules_require():
    schema = call_action("scheming_dataset_schema_show", type="dataset")
    required = {field["field_name"] for field in schema["dataset_fields"] if field.get("required")}
    assert required == set(field_rules.MANDATORY)


def test_an_office_has_its_code_its_days_and_its_successor():
    new = factories.Organization(title="Dinas Baru", name="dinas-baru")
    old = factories.Organization(
        kode_skpd="1.02.0.00.0.00.1..0000",
        berlaku_mulai="2016-01-01",
        berlaku_sampai="2025-12-31",
        pengganti=new["name"],
    )
    shown = call_action("organization_show", id=old["id"])
    assert (shown["kode_skpd"], shown["pengganti"]) == ("1.02.0.00.0.00.1..0000", "dinas-baru")
    assert (shown["berlaku_mulai"], shown["berlaku_sampai"]) == ("2016-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"kode_skpd": "dinkes"}, "kode_skpd"),
        ({"berlaku_mulai": "2016"}, "berlaku_mulai"),
        ({"berlaku_mulai": "2020-01-01", "berlaku_sampai": "2019-01-01"}, "berlaku_sampai"),
        ({"pengganti": "tidak-ada"}, "pengganti"),
        ({"name": "dinas-a", "pengganti": "dinas-a"}, "pengganti"),
    ],
)
def test_what_an_office_may_not_have(changes, field):
    with pytest.raises(tk.ValidationError) as refused:
        call_action("organization_create", **{"name": "dinas-a", "title": "Dinas A", **changes})
    assert list(refused.value.error_dict) == [field]
