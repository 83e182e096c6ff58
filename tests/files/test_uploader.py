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
    assert note["params"] == {"row": 3}
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
