"""Downloads of a kegiatan, and the page that makes a file a kegiatan."""

from __future__ import annotations

import io
import json

import pytest
from bs4 import BeautifulSoup

from ckanext.sdijember.kegiatan.exchange.ms_xlsx import template
from tests.contents import json_file, text_of
from tests.factories import PEOPLE, call
from tests.visitor import text

IMPORT = "/kegiatan/impor"
SECRETS = ("Siti Rahasia", "081200000000")
TYPES = {
    "json": "application/json",
    "indah": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@pytest.fixture
def kegiatan(portal):
    """A complete kegiatan of the office, not yet submitted."""
    return portal.kegiatan()


def fetch(visitor, url):
    """A download, redirects not followed."""
    return visitor.client.get(url, follow_redirects=False)


def send(visitor, url, content=None, name="kegiatan.json", **fields):
    """Send the form of the import page."""
    data = {**fields, **token(visitor)}
    if content is not None:
        data["upload"] = (io.BytesIO(content), name)
    return visitor.client.post(url, data=data, content_type="multipart/form-data")


def token(visitor):
    """The mark against forgery that every page of a person carries."""
    page = visitor.get("/dataset/")
    field, mark = (page.select_one(f"meta[name={name}]") for name in ("csrf_field_name", "_csrf_token"))
    return {field["content"]: mark["content"]}


def flat_of(portal, kegiatan):
    return call("sdijember_kegiatan_export", portal.people["editor"], id=kegiatan["id"], format="json")["content"]


@pytest.mark.parametrize("name", TYPES)
def test_every_format_comes_with_its_type_and_name(visit, portal, name):
    kegiatan = portal.bring_kegiatan_to("published")
    for who, inside in (("anonymous", False), ("editor", True)):
        response = fetch(visit(who), f"/kegiatan/{kegiatan['name']}/unduh/{name}")
        assert response.status_code == 200
        assert response.mimetype == TYPES[name]
        assert f'filename="ms-keg-{kegiatan["name"]}' in response.headers["Content-Disposition"]
        found = text_of(response.data, name)
        assert all((secret in found) is inside for secret in SECRETS), who
        if inside:
            assert "no-store" in response.headers["Cache-Control"] and "private" in response.headers["Cache-Control"]
            assert "public" not in response.headers["Cache-Control"]


def test_whoever_may_not_see_the_kegiatan_finds_nothing(visit, kegiatan):
    for who in PEOPLE:
        seen = fetch(visit(who), f"/kegiatan/{kegiatan['name']}/unduh/json").status_code
        assert seen == (200 if who in ("member", "editor", "office_admin", "sysadmin") else 404), who
        absent = fetch(visit(who), "/kegiatan/tidak-ada/unduh/json")
        assert absent.status_code == 404


def test_formats_that_do_not_exist_and_datasets_are_not_found(visit, portal, kegiatan):
    assert fetch(visit("editor"), f"/kegiatan/{kegiatan['name']}/unduh/exe").status_code == 404
    dataset = portal.dataset()
    assert fetch(visit("editor"), f"/kegiatan/{dataset['name']}/unduh/json").status_code == 404


def test_personal_data_can_be_left_out(visit, kegiatan):
    response = fetch(visit("editor"), f"/kegiatan/{kegiatan['name']}/unduh/json?data_pribadi=tidak")
    assert not [secret for secret in SECRETS if secret in response.data.decode()]


def test_the_template_is_for_everybody(visit):
    response = fetch(visit("anonymous"), "/kegiatan/templat.xlsx")
    assert response.status_code == 200 and response.data[:2] == b"PK"


def test_who_may_open_the_page(visit):
    assert "login" in visit("anonymous").location(IMPORT)
    allowed = {who for who in PEOPLE if who != "anonymous" and visit(who).status(IMPORT) == 200}
    assert allowed == {"editor", "office_admin", "other_editor", "sysadmin"}


def test_a_file_is_looked_at_then_saved(visit, portal, kegiatan):
    editor = visit("editor")
    seen = send(editor, IMPORT, json_file(flat_of(portal, kegiatan)), owner_org=portal.office["id"])
    assert seen.status_code == 200 and "no-store" in seen.headers["Cache-Control"]
    assert (
        call("package_search", portal.people["editor"], fq="dataset_type:kegiatan", include_private=True)["count"] == 1
    )
    page = editor.get(IMPORT)
    assert not page.select("input[name=packed]")
    form = BeautifulSoup(seen.data, "html.parser").select_one("form:has(input[name=packed])")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name], button[name]")}
    saved = editor.client.post(IMPORT, data=fields, follow_redirects=False)
    assert saved.status_code == 302 and "/kegiatan/" in saved.headers["Location"]
    found = call("package_search", portal.people["editor"], fq="dataset_type:kegiatan", include_private=True)
    assert found["count"] == 2


def test_all_that_is_wrong_is_shown_and_nothing_is_saved(visit, portal, kegiatan):
    wrong = flat_of(portal, kegiatan) | {"sektor_kegiatan": "<b>99</b>", "warna": "biru"}
    response = send(visit("editor"), IMPORT, json_file(wrong), owner_org=portal.office["id"])
    assert response.status_code == 422
    assert "sektor_kegiatan" in response.text and "warna" in response.text
    assert "<b>99</b>" not in response.text
    assert 'name="packed"' not in response.text


def test_a_draft_is_replaced(visit, portal, kegiatan):
    editor = visit("editor")
    flat = flat_of(portal, kegiatan) | {"i_alamat": "Jalan Baru 5, Jember"}
    seen = send(editor, IMPORT, json_file(flat), id=kegiatan["id"])
    page = BeautifulSoup(seen.data, "html.parser")
    assert "Jember" in text(page)
    packed = page.select_one("input[name=packed]")["value"]
    editor.client.post(IMPORT, data={"id": kegiatan["id"], "packed": packed, "save": "1", **token(editor)})
    shown = call("package_show", portal.people["editor"], id=kegiatan["id"])
    assert shown["i_alamat"] == "Jalan Baru 5, Jember"


def test_a_kegiatan_of_others_is_not_replaced(visit, portal, kegiatan):
    for who, status in (("other_editor", 404), ("member", 403), ("walidata", 404)):
        assert visit(who).status(f"{IMPORT}?id={kegiatan['id']}") == status, who
        response = send(visit(who), IMPORT, json_file(flat_of(portal, kegiatan)), id=kegiatan["id"])
        assert response.status_code == status, who


def test_no_file_and_other_files_are_said_beside_the_field(visit, portal):
    for content, name in ((None, ""), (b"x", "kegiatan.pdf")):
        response = send(visit("editor"), IMPORT, content, name, owner_org=portal.office["id"])
        assert response.status_code == 422 and "field-upload-error" in response.text


def test_200_variables_fit_through_the_page(visit, portal, kegiatan):
    flat = flat_of(portal, kegiatan)
    flat["msvar"] = [flat["msvar"][0] | {"nama": f"Variabel {n}", "definisi": f"Arti {n}. " * 100} for n in range(200)]
    flat["iii_variabel_yang_dikumpulkan"] = []
    editor = visit("editor")
    seen = send(editor, IMPORT, json_file(flat), id=kegiatan["id"])
    assert seen.status_code == 200
    packed = BeautifulSoup(seen.data, "html.parser").select_one("input[name=packed]")["value"]
    assert (
        editor.client.post(
            IMPORT, data={"id": kegiatan["id"], "packed": packed, "save": "1", **token(editor)}
        ).status_code
        == 200
    )
    assert call("package_show", portal.people["editor"], id=kegiatan["id"])["total_msvar"] == "200"


def test_the_empty_workbook_has_no_title_yet(visit, portal):
    response = send(visit("editor"), IMPORT, template(), "templat.xlsx", owner_org=portal.office["id"])
    assert response.status_code == 422
    assert json.dumps("packed") not in response.text
