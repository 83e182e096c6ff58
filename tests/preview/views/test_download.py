"""The table as a file: what the file says, for whom the file is, and never a page."""

from __future__ import annotations

import csv
import io
import json
from contextlib import ExitStack

import openpyxl
import pytest

from ckanext.sdijember.preview.logic import turns
from ckanext.sdijember.readings import model as readings
from tests.factories import WAYS, call, upload

CONTENT = b"kecamatan,jumlah,rasio\r\nKaliwates,132802,97.60\r\n=cmd,9999,101.86\r\nPatrang,-,\r\n"
COLUMNS = [
    {"nama": "kecamatan", "tipe": "teks", "keterangan": "Nama kecamatan"},
    {"nama": "jumlah", "tipe": "bilangan", "satuan": "jiwa", "keterangan": "Jumlah penduduk"},
    {"nama": "rasio", "tipe": "desimal", "keterangan": "Rasio jenis kelamin"},
]
KINDS = ("csv", "xlsx", "json", "schema.json")


@pytest.fixture
def dataset(portal):
    """Not published yet."""
    made = portal.dataset()
    content = upload(CONTENT, "penduduk.csv")
    changed = {"id": made["resources"][0]["id"], "upload": content, "skema_kolom": COLUMNS, "name": "Penduduk 2023"}
    call("resource_patch", portal.people["editor"], **changed)
    return call("package_show", portal.people["editor"], id=made["id"])


@pytest.fixture
def published(portal, dataset):
    for action, by, data in WAYS["published"]:
        portal.take(dataset["id"], action, by, **data)
    return dataset


def _address(dataset, kind, question=""):
    return f"/dataset/{dataset['name']}/resource/{dataset['resources'][0]['id']}/tabel.{kind}{question}"


@pytest.fixture
def get(visit):
    return lambda address, person="anonymous", **headers: visit(person).client.get(address, headers=headers)


def test_each_file_is_the_table(get, published):
    rows = list(csv.reader(io.StringIO(get(_address(published, "csv")).body)))
    assert rows == [
        ["kecamatan", "jumlah", "rasio"],
        ["Kaliwates", "132802", "97.60"],
        ["'=cmd", "9999", "101.86"],
        ["Patrang", "-", ""],
    ]
    excel = get(_address(published, "csv", "?untuk=excel")).data
    assert excel.startswith(b"\xef\xbb\xbf") and b"Kaliwates;132802;97,60\r\n" in excel
    assert get(_address(published, "csv", "?untuk=bom")).data.startswith(b"\xef\xbb\xbfkecamatan,")
    assert json.loads(get(_address(published, "json")).data)[0] == {
        "kecamatan": "Kaliwates",
        "jumlah": 132802,
        "rasio": 97.6,
    }
    sheet = openpyxl.load_workbook(io.BytesIO(get(_address(published, "xlsx")).data)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Kaliwates", 132802, 97.6]
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet.title) == ("=cmd", "s", "Penduduk 2023")
    schema = json.loads(get(_address(published, "schema.json")).data)
    assert [field["type"] for field in schema["fields"]] == ["string", "integer", "number"]
    assert (schema["fields"][1]["title"], schema["fields"][1]["unit"]) == ("Jumlah penduduk", "jiwa")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_never_shown_as_a_page(get, published, kind):
    headers = get(_address(published, kind)).headers
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert headers["Content-Disposition"].rstrip('"').endswith(f".{kind}")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "html" not in headers["Content-Type"]


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_have_the_file_does_not_have_its_table(get, portal, dataset, kind):
    for person in ("anonymous", "stranger", "other_editor"):
        assert get(_address(dataset, kind), person).status_code == 404, person
    assert not list(readings.read_all())
    assert get(_address(dataset, kind), "editor").status_code == 200


def test_a_reading_of_what_is_not_public_is_noted_and_kept_nowhere(get, dataset):
    answer = get(_address(dataset, "xlsx"), "editor")
    (noted,) = readings.read_all()
    assert (noted["way"], noted["resource_id"]) == ("download", dataset["resources"][0]["id"])
    assert "no-store" in answer.headers["Cache-Control"] and "public" not in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_public_reading_is_not_noted_and_asked_for_again_without_being_made(get, published):
    answer = get(_address(published, "csv"))
    assert not list(readings.read_all())
    assert {"public", "no-cache"} <= set(answer.headers["Cache-Control"].split(", "))
    again = get(_address(published, "csv"), **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = get(_address(published, "json"), **{"If-None-Match": answer.headers["ETag"]})
    assert other.status_code == 200


def test_a_file_is_asked_for_at_the_address_of_its_dataset(get, portal, published):
    other = portal.bring_to("published", name="lain")
    mixed = f"/dataset/{other['name']}/resource/{published['resources'][0]['id']}/tabel.csv"
    assert get(mixed).status_code == 404
    assert get(f"/dataset/{other['name']}/resource/tidak-ada/tabel.csv").status_code == 404


def test_a_file_that_lies_elsewhere_has_no_table_here(get, portal, dataset):
    linked = {"id": dataset["resources"][0]["id"], "url": "https://example.com/x.csv", "clear_upload": "true"}
    call("resource_patch", portal.people["editor"], **linked)
    assert get(_address(dataset, "csv"), "editor").status_code == 404


def test_only_so_many_are_written_at_once(get, dataset, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.0)
    with ExitStack() as held:
        for _ in range(turns.AT_ONCE):
            held.enter_context(turns.turn())
        answer = get(_address(dataset, "csv"), "editor")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert get(_address(dataset, "csv"), "editor").status_code == 200


def test_a_file_that_is_gone_is_no_breakdown(get, portal, dataset, monkeypatch):
    def gone(_resource):
        raise FileNotFoundError
        yield b""

    monkeypatch.setattr("ckanext.sdijember.files.logic.reading.chunks", gone)
    assert get(_address(dataset, "csv"), "editor").status_code == 404
