"""The forms of a dataset and of a file, as an office's editor sees them: errors beside fields, nothing typed lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests import factories
from ckan.tests.helpers import call_action

from tests import samples

pytestmark = pytest.mark.usefixtures("clean_db", "clean_index", "with_plugins")


@pytest.fixture
def office() -> dict[str, Any]:
    return factories.Organization(title="Dinas Kesehatan")


@pytest.fixture
def headers(office) -> dict[str, str]:
    editor = factories.UserWithToken()
    call_action("organization_member_create", id=office["id"], username=editor["name"], role="editor")
    return {"Authorization": editor["token"]}


@pytest.fixture
def dataset(office) -> dict[str, Any]:
    admin = factories.Sysadmin()
    return call_action("package_create", {"user": admin["name"]}, **samples.dataset(owner_org=office["id"]))


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def control(page: BeautifulSoup, name: str) -> Tag:
    found = page.select_one(f"#field-{name}")
    assert found is not None, name
    return found


def error(page: BeautifulSoup, name: str) -> str:
    """Text of the error that is bound to a control, and that the list at the top leads to."""
    said = page.select_one(f"#field-{name}-error")
    assert said is not None, name
    assert said["id"] in control(page, name)["aria-describedby"].split()
    assert page.select_one(f'#error-summary a[href="#field-{name}"]') is not None
    return said.get_text(" ", strip=True)


def send(app, path: str, headers: dict[str, str], data: dict[str, Any], **more: Any):
    return app.post(path, headers=headers, data=data, **more)


def filled(office: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"_ckan_phase": "dataset_new_1", "save": "go-metadata", **samples.dataset(owner_org=office["id"], **changes)}


def test_the_form_has_sections_and_no_switch_for_the_public(app, headers, dataset):
    new = soup(app.get("/dataset/new", headers=headers))
    assert [h.get_text() for h in new.select(".sdi-form__heading")] == [
        "Identitas",
        "Standar Data",
        "Metadata",
        "Kegiatan statistik",
        "Interoperabilitas",
        "Akses dan lisensi",
    ]
    edit = soup(app.get(f"/dataset/edit/{dataset['name']}", headers=headers))
    for page in (new, edit):
        assert page.select("[name=private], [name=state], [value*=publish]") == []
        assert page.select_one("[name=_csrf_token]") is not None
        assert control(page, "license_id").select_one("[selected]")["value"] == "CC-BY-4.0"


def test_every_control_is_labelled_and_explained(app, headers):
    page = soup(app.get("/dataset/new", headers=headers))
    for field in call_action("scheming_dataset_schema_show", type="dataset")["dataset_fields"]:
        if field.get("form_snippet", "") is None:
            continue
        name = field["field_name"]
        element = control(page, name)
        assert page.select_one(f"#field-{name}-help").get_text(strip=True)
        assert f"field-{name}-help" in element["aria-describedby"]
        assert element.name == "fieldset" or page.select_one(f'label[for="field-{name}"]')


def test_all_errors_are_said_at_once_and_nothing_typed_is_lost(app, headers, office):
    sent = filled(
        office,
        konsep="-",
        satuan="",
        urusan="99.99",
        periode_mulai="2024-12-31",
        periode_selesai="2024-01-01",
        klasifikasi_akses="terbatas",
        data_prioritas="ya",
        prioritas_tahun="25",
        definisi='Ditulis dengan <tanda> & "kutip"',
        sumber_referensi=["RKPD", "SPM"],
    )
    page = soup(send(app, "/dataset/new", headers, sent))
    wrong = ("konsep", "satuan", "urusan", "periode_selesai", "dasar_pembatasan", "prioritas_tahun")
    assert all(error(page, name) for name in wrong)
    assert len(page.select("#error-summary li")) == len(wrong)
    assert control(page, "title")["value"] == sent["title"]
    assert control(page, "konsep")["value"] == "-"
    assert control(page, "definisi").get_text() == sent["definisi"]
    assert control(page, "urusan").select_one("[selected]")["value"] == "99.99"
    assert control(page, "periode_mulai")["value"] == "2024-12-31"
    assert control(page, "prioritas_tahun")["value"] == "25"
    ticked = {box["value"] for box in page.select("[name=sumber_referensi][checked]")}
    assert ticked == {"RKPD", "SPM"}
    assert page.select_one("[name=klasifikasi_akses][checked]")["value"] == "terbatas"


def test_a_bad_keyword_is_said_beside_the_keywords(app, headers, office):
    page = soup(send(app, "/dataset/new", headers, filled(office, tag_string="penduduk, <desa>")))
    assert "<desa>" in error(page, "tag_string")
    assert control(page, "tag_string")["value"] == "penduduk, <desa>"
    assert len(page.select("#error-summary li")) == 1


def test_a_saved_dataset_is_whole_and_private_and_asks_for_its_file(app, headers, office):
    (button,) = soup(app.get("/dataset/new", headers=headers)).select("#dataset-edit button[type=submit]")
    sent = {**filled(office), "save": button["value"]}
    answer = send(app, "/dataset/new", headers, sent, follow_redirects=False)
    name = "jumlah-penduduk-menurut-desa-kelurahan-tahun-2024"
    assert answer.headers["Location"].endswith(f"/dataset/{name}/resource/new")
    made = call_action("package_show", id=name)
    assert (made["state"], made["private"]) == ("active", True)


def test_editing_keeps_the_name_and_what_is_not_in_the_form(app, headers, office, dataset):
    page = soup(app.get(f"/dataset/edit/{dataset['name']}", headers=headers))
    (button,) = page.select("#dataset-edit button[type=submit]")
    sent = {**filled(office, title="Judul Baru"), "save": button["value"]}
    send(app, f"/dataset/edit/{dataset['name']}", headers, sent, follow_redirects=False)
    changed = call_action("package_show", id=dataset["id"])
    assert (changed["title"], changed["name"]) == ("Judul Baru", dataset["name"])


def file_form(content: bytes, filename: str, **more: str) -> dict[str, Any]:
    return {
        "id": "",
        "url": "",
        "url_type": "upload",
        "save": "go-dataset-complete",
        "upload": (io.BytesIO(content), filename),
        "name": "Penduduk",
        "description": "Angka sementara",
        "format": "",
        **{f"skema_kolom-{n:03d}-nama": f"kolom_{n}" for n in range(12)},
        "skema_kolom-011-tipe": "bilangan",
        **more,
    }


@pytest.mark.parametrize(
    ("content", "filename", "more"),
    [
        (b"", "kosong.csv", {}),
        (b"\x00\x01" * 99, "rusak.csv", {}),
        (samples.CSV, "salah.csv", {"format": "XLSX"}),
        (samples.CSV, "salah.exe", {}),
    ],
    ids=["empty", "unreadable", "wrong format", "unknown kind"],
)
def test_a_bad_file_is_said_beside_it_and_the_rest_stays(app, headers, dataset, content, filename, more):
    path = f"/dataset/{dataset['name']}/resource/new"
    page = soup(send(app, path, headers, file_form(content, filename, **more)))
    assert error(page, "upload")
    assert control(page, "name")["value"] == "Penduduk"
    assert control(page, "description").get_text() == "Angka sementara"
    names = [field["value"] for field in page.select("[data-rows] [name$='-nama']")]
    assert names == [f"kolom_{n}" for n in range(12)]
    assert control(page, "skema_kolom-011-tipe").select_one("[selected]")["value"] == "bilangan"
    assert call_action("package_show", id=dataset["id"])["resources"] == []


@pytest.mark.ckan_config("ckan.max_resource_size", 1)
def test_a_file_over_the_limit_is_said_beside_it(app, headers, dataset):
    large = samples.CSV + b"35.09.01.2002,Keting,3952\n" * 50_000
    page = soup(send(app, f"/dataset/{dataset['name']}/resource/new", headers, file_form(large, "besar.csv")))
    assert "1 MB" in error(page, "upload")
    assert control(page, "name")["value"] == "Penduduk"


def test_no_file_at_all(app, headers, dataset):
    sent = {**file_form(b"", "", name="", description=""), "upload": (io.BytesIO(b""), "")}
    page = soup(send(app, f"/dataset/{dataset['name']}/resource/new", headers, sent))
    assert error(page, "upload")


def test_an_error_in_a_column_leads_to_its_row(app, headers, dataset):
    sent = file_form(samples.CSV, "a.csv", **{"skema_kolom-002-nama": "", "skema_kolom-002-keterangan": "Arti"})
    page = soup(send(app, f"/dataset/{dataset['name']}/resource/new", headers, sent))
    assert error(page, "skema_kolom-002-nama")
    assert page.select_one("#field-upload-error") is None


def test_a_good_file_is_saved_with_its_columns_in_order(app, headers, dataset):
    path = f"/dataset/{dataset['name']}/resource/new"
    send(app, path, headers, file_form(samples.CSV, "penduduk.csv"), follow_redirects=False)
    (made,) = call_action("package_show", id=dataset["id"])["resources"]
    assert [column["nama"] for column in made["skema_kolom"]] == [f"kolom_{n}" for n in range(12)]
    assert (made["format"], made["description"]) == ("CSV", "Angka sementara")


def test_replacing_a_file_by_a_bad_one_shows_the_stored_one(app, headers, dataset):
    path = f"/dataset/{dataset['name']}/resource"
    send(app, f"{path}/new", headers, file_form(samples.CSV, "penduduk.csv"), follow_redirects=False)
    (made,) = call_action("package_show", id=dataset["id"])["resources"]
    sent = file_form(b"", "kosong.csv", id=made["id"], url=made["url"], name="Nama baru")
    page = soup(send(app, f"{path}/{made['id']}/edit", headers, sent))
    assert error(page, "upload")
    assert "penduduk.csv" in page.select_one(".sdi-stored").get_text()
    assert control(page, "name")["value"] == "Nama baru"


def test_what_the_check_remarked_is_shown_in_the_form(app, headers, dataset):
    path = f"/dataset/{dataset['name']}/resource"
    printed = b"DATA PENDUDUK\n\n" + samples.CSV
    send(app, f"{path}/new", headers, file_form(printed, "penduduk.csv"), follow_redirects=False)
    (made,) = call_action("package_show", id=dataset["id"])["resources"]
    page = soup(app.get(f"{path}/{made['id']}/edit", headers=headers))
    assert "3" in page.select_one(".sdi-field__note").get_text()


def test_a_link_is_shown_so_that_it_can_be_replaced(app, headers, dataset):
    admin = factories.Sysadmin()
    made = call_action(
        "resource_create", {"user": admin["name"]}, package_id=dataset["id"], url="https://contoh.go.id/a.csv"
    )
    path = f"/dataset/{dataset['name']}/resource/{made['id']}/edit"
    page = soup(app.get(path, headers=headers))
    assert page.select_one(".sdi-stored a")["href"] == "https://contoh.go.id/a.csv"
    sent = file_form(samples.CSV, "a.csv", id=made["id"], url=made["url"], url_type="")
    send(app, path, headers, sent, follow_redirects=False)
    assert call_action("resource_show", id=made["id"])["url_type"] == "upload"


def test_datasets_of_an_office_offer_no_switch_for_the_public(app, office, dataset):
    admin = factories.SysadminWithToken()
    page = soup(app.get(f"/organization/bulk_process/{office['name']}", headers={"Authorization": admin["token"]}))
    assert [button["value"] for button in page.select("[name^=bulk_action]")] == ["delete"]


def test_an_office_is_told_what_is_wrong_beside_the_field(app, office):
    admin = factories.SysadminWithToken()
    sent = {"save": "", "title": "", "name": office["name"], "kode_skpd": "dinkes", "pengganti": office["name"]}
    headers = {"Authorization": admin["token"]}
    page = soup(send(app, f"/organization/edit/{office['name']}", headers, sent))
    assert all(error(page, name) for name in ("title", "kode_skpd", "pengganti"))
    assert control(page, "kode_skpd")["value"] == "dinkes"
