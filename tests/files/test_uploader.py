"""Files are checked on every way in; a bad one is refused beside the file field, and nothing else is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.uploader import get_resource_uploader
from ckan.tests import factories
from ckan.tests.helpers import call_action

from tests import samples
from tests.files.samples import xlsx

pytestmark = pytest.mark.usefixtures("clean_db", "clean_index", "with_plugins")

TABLE = xlsx([["kode", "desa"], ["35.09.01.2001", "Padomasan"]])


@pytest.fixture
def dataset() -> dict[str, Any]:
    office = factories.Organization()
    factories.Sysadmin(name="admin")
    return act("package_create", **samples.dataset(owner_org=office["id"]))


def act(action: str, **data: Any) -> Any:
    return call_action(action, {"user": "admin"}, **data)


def add(dataset: dict[str, Any], content: bytes = samples.CSV, filename: str = "penduduk.csv", **more: Any):
    return act(
        "resource_create",
        package_id=dataset["id"],
        upload=samples.upload(content, filename),
        url_type="upload",
        **more,
    )


def stored(resource: dict[str, Any]) -> bytes:
    return Path(get_resource_uploader(resource).get_path(resource["id"])).read_bytes()


def resources(dataset: dict[str, Any]) -> list[dict[str, Any]]:
    return call_action("package_show", id=dataset["id"])["resources"]


def test_a_good_file_is_stored_and_named(dataset):
    made = add(dataset)
    assert (made["format"], made["name"], made["url_type"]) == ("CSV", "penduduk", "upload")
    assert stored(made) == samples.CSV
    assert "catatan_berkas" not in made


@pytest.mark.parametrize(
    ("content", "filename", "declared"),
    [
        (b"", "kosong.csv", ""),
        (b"\x00\x01" * 99, "rusak.csv", "CSV"),
        (TABLE[:-30], "rusak.xlsx", "XLSX"),
        (b'{"a":', "rusak.json", ""),
        (TABLE, "salah.csv", "CSV"),
        (samples.CSV, "salah.xlsx", "XLSX"),
        (b"\x89PNG\r\n\x1a\n", "foto.png", ""),
    ],
    ids=["empty", "binary", "broken xlsx", "broken json", "xlsx as csv", "csv as xlsx", "picture"],
)
def test_a_bad_file_is_refused_beside_the_file(dataset, content, filename, declared):
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, content, filename, format=declared)
    assert list(refused.value.error_dict) == ["upload"]
    assert resources(dataset) == []


@pytest.mark.ckan_config("ckan.max_resource_size", 1)
def test_a_file_over_the_limit_is_refused_in_plain_words(dataset):
    large = samples.CSV + b"35.09.01.2002,Keting,3952\n" * 50_000
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, large)
    assert "MB" in refused.value.error_dict["upload"][0]
    assert resources(dataset) == []


def test_other_errors_of_the_form_are_said_with_it(dataset):
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, b"", skema_kolom=[{"nama": "desa", "tipe": "entah"}])
    assert set(refused.value.error_dict) == {"upload", "skema_kolom"}


def test_an_update_with_a_bad_file_keeps_the_old_one(dataset):
    made = add(dataset)
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_update", **{**made, "upload": samples.upload(b"")})
    assert list(refused.value.error_dict) == ["upload"]
    assert stored(made) == samples.CSV
    assert resources(dataset)[0]["url"].endswith("penduduk.csv")


def test_a_bulk_update_names_the_file_that_is_bad(dataset):
    first = add(dataset)
    bad = {"name": "kosong", "url_type": "upload", "upload": samples.upload(b"", "kosong.csv")}
    with pytest.raises(tk.ValidationError) as refused:
        act("package_patch", id=dataset["id"], resources=[first, bad])
    assert list(refused.value.error_dict) == ["resources"]
    assert list(refused.value.error_dict["resources"][1]) == ["upload"]
    assert len(resources(dataset)) == 1


def test_revising_is_a_way_in_too(dataset):
    made = add(dataset)
    with pytest.raises(tk.ValidationError):
        act(
            "package_revise",
            match={"id": dataset["id"]},
            **{f"update__resources__{made['id'][:5]}__upload": samples.upload(b"")},
        )
    assert stored(made) == samples.CSV


def test_calling_the_stored_file_something_else_is_checked(dataset):
    made = add(dataset)
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_patch", id=made["id"], format="XLSX")
    assert list(refused.value.error_dict) == ["upload"]
    assert act("resource_patch", id=made["id"], format="csv")["format"] == "CSV"
    assert stored(made) == samples.CSV


def test_a_file_that_never_came_is_refused(dataset):
    claim = {"package_id": dataset["id"], "url": "penduduk.csv", "url_type": "upload", "name": "Penduduk"}
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_create", **claim)
    assert list(refused.value.error_dict) == ["upload"]
    del claim["package_id"]
    with pytest.raises(tk.ValidationError) as refused:
        act("package_create", **samples.dataset(owner_org=dataset["owner_org"], resources=[claim]))
    assert list(refused.value.error_dict["resources"][0]) == ["upload"]


def test_neither_file_nor_link(dataset):
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_create", package_id=dataset["id"], name="Kosong")
    assert list(refused.value.error_dict) == ["upload"]


def test_a_link_can_be_kept_while_it_is_a_draft(dataset):
    made = act("resource_create", package_id=dataset["id"], url="https://contoh.go.id/data.html")
    assert made["url_type"] in ("", None)


def test_remarks_stay_with_the_file_and_cannot_be_written_by_others(dataset):
    printed = b"DATA PENDUDUK\n\n" + samples.CSV
    forged = [{"message": "Row {row}", "params": {"row": 1}}]
    made = add(dataset, printed, catatan_berkas=forged)
    (note,) = made["catatan_berkas"]
    assert (note["code"], note["params"]) == ("title-rows", {"rows": "1"})
    kept = act("resource_patch", id=made["id"], description="Angka sementara", catatan_berkas=forged)
    assert kept["catatan_berkas"] == [note]
    tidy = act("resource_patch", id=made["id"], upload=samples.upload())
    assert "catatan_berkas" not in tidy


def test_columns_are_kept_in_order_and_empty_rows_dropped(dataset):
    columns = [{"nama": f"k{n}", "tipe": "teks"} if n % 2 else {"nama": "", "tipe": " "} for n in range(24)]
    columns[1]["entah"] = "apa"
    made = add(dataset, skema_kolom=columns)
    assert made["skema_kolom"] == [{"nama": f"k{n}", "tipe": "teks"} for n in range(1, 24, 2)]


@pytest.mark.parametrize(
    ("columns", "errors"),
    [
        ([{"nama": "", "keterangan": "Nama desa"}], ["nama"]),
        ([{"nama": "desa", "tipe": "entah"}], ["tipe"]),
    ],
)
def test_a_column_has_a_name_and_a_known_type(dataset, columns, errors):
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, skema_kolom=columns)
    assert list(refused.value.error_dict["skema_kolom"][0]) == errors


def test_two_columns_have_two_names(dataset):
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, skema_kolom=[{"nama": "desa"}, {"nama": "Desa "}])
    assert list(refused.value.error_dict["skema_kolom"][1]) == ["nama"]


ASKED = b"desa;n\nAjung;1.234\nArjasa;2.345\n"


def _codes(resource: dict[str, Any]) -> list[str]:
    return [one["code"] for one in resource.get("catatan_berkas", []) if one["level"] == "error"]


def test_a_question_is_answered_by_a_correction_that_stays(dataset):
    made = add(dataset, ASKED)
    assert _codes(made) == ["ask-number-format"]
    answer = {"columns": {"2": {"number_format": ",."}}}
    told = act("resource_patch", id=made["id"], pembacaan=answer)
    assert _codes(told) == [] and told["kolom_berkas"][1]["maks"] == [2345.0, 3]
    assert told["pembacaan"]["columns"]["2"]["number_format"]["by"] == "producer"
    kept = act("resource_patch", id=made["id"], description="Angka sementara")
    assert kept["pembacaan"] == told["pembacaan"] and _codes(kept) == []
    taken_back = act("resource_patch", id=made["id"], pembacaan={})
    assert _codes(taken_back) == ["ask-number-format"]


def test_what_the_reader_decided_cannot_be_forged(dataset):
    made = add(dataset, ASKED)
    forged = {"columns": {"2": {"number_format": {"value": ".,", "certain": True, "alternatives": [], "by": "file"}}}}
    told = act("resource_patch", id=made["id"], pembacaan=forged, kolom_berkas=[], catatan_berkas=[])
    assert told["pembacaan"] == made["pembacaan"] and _codes(told) == ["ask-number-format"]


@pytest.mark.parametrize(
    "wrong",
    ["x", "[1]", {"file": {"delimiter": "§"}}, {"file": {"apa": 1}}, {"columns": {"x": {}}}, {"lain": {}}, 7,
     {"file": {"encoding": "rot13"}}, {"columns": {"1": {"kind": ["text"]}}}],
)  # fmt: skip
def test_what_is_no_correction_is_refused_and_changes_nothing(dataset, wrong):
    made = add(dataset)
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_patch", id=made["id"], pembacaan=wrong)
    assert list(refused.value.error_dict) == ["upload"]
    assert resources(dataset)[0]["pembacaan"] == made["pembacaan"]


def test_corrections_of_one_file_are_not_those_of_the_next(dataset):
    made = add(dataset, ASKED, pembacaan={"columns": {"2": {"number_format": ",."}}})
    assert _codes(made) == []
    replaced = act("resource_update", **{**made, "upload": samples.upload(ASKED.replace(b"1.234", b"9.876"))})
    assert _codes(replaced) == ["ask-number-format"]


def test_what_the_dictionary_declares_answers_too(dataset):
    made = add(dataset, b"kode,n\n1,x\n2,y\n")
    assert made["kolom_berkas"][1]["jenis"] == "text"
    told = act("resource_patch", id=made["id"], skema_kolom=[{"nama": "kode"}, {"nama": "n", "tipe": "bilangan"}])
    assert "unfit" in _codes(told) and told["kolom_berkas"][1]["bukan"]["bilangan"] == [2, "x"]


@pytest.mark.ckan_config("ckanext.sdijember.tables.columns", 2)
def test_a_table_over_a_limit_is_refused_with_the_number(dataset):
    with pytest.raises(tk.ValidationError) as refused:
        add(dataset, b"a,b,c\n1,2,3\n")
    assert "3" in refused.value.error_dict["upload"][0] and "2" in refused.value.error_dict["upload"][0]
