"""Files that users of such portals really send: what is said of each at upload and at submission."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.dataset.logic.completeness import findings_of
from tests.factories import Portal, call, upload
from tests.tables.corpus.case import FILES
from tests.visitor import text, values

#: Files that become their table without a question, with its names and one of its rows as text.
READ: dict[str, tuple[list[str], list[str]]] = {
    "03-awal.csv": (["kecamatan", "luas_km2"], ["Kencong", "65.92"]),
    "06-satu-huruf-bukan-ascii.csv": (["kecamatan", "luas_km²"], ["Kencong", "65.92"]),
    "10-angka.csv": (["kecamatan", "penduduk"], []),
    "13-sep.csv": ([], []),
    "14-koma-desimal.csv": (["kecamatan", "rasio"], ["Kencong", "1.02"]),
    "04-lembar-pertama-tersembunyi.xlsx": ([], []),
    "07-data.ods": ([], []),
    "08-titik-di-nama-kolom.csv": ([], []),
    "09-dua-ratus-kolom.csv": ([], []),
    "12a-nama-kolom-panjang.csv": ([], []),
    "12b-garis-bawah.csv": ([], []),
    "16-tanggal-dan-jam.xlsx": ([], []),
    "بيانات السكان.csv": ([], []),
}
#: Files that are kept, and what keeps their dataset from being submitted: code, place.
STOPPED = {
    "02-nama-kolom-kosong.csv": {("blank-header", "B1")},
    "05-nik-lembar-tersembunyi.xlsx": {("personal-nik", "B2")},
    "11-nik-berkelompok.csv": {("personal-nik", "B2"), ("personal-names", "A1")},
    "12c-nama-kembar.csv": {("duplicate-header", "D1"), ("duplicate-header", "E1")},
    "15-judul-dua-baris.xlsx": {("two-row-header", "1–2")},
    "17-rumus-tanpa-nilai.xlsx": {("formula-without-value", "D2")},
}


def _added(portal: Portal, filename: str, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A draft with that file alone, and the file."""
    made = portal.dataset()
    for file in made["resources"]:
        call("resource_delete", portal.people["editor"], id=file["id"])
    added = portal.add_file(made["id"], upload=upload((FILES / filename).read_bytes(), filename), format="", **more)
    return call("package_show", portal.people["editor"], id=made["id"]), added


def _stops(file: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["code"], one["cell"]) for one in file.get("catatan_berkas", []) if one["level"] == "error"}


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_read_stops_nothing(portal, name):
    dataset, file = _added(portal, name)
    assert _stops(file) == set() and not [one for one in findings_of(dataset) if one.subject == file["name"]
                                          and one.level == "error"]  # fmt: skip
    columns, _ = READ[name]
    assert not columns or [one["nama"] for one in file["kolom_berkas"]] == columns
    assert file["pembacaan"]["columns"]


@pytest.mark.parametrize("name", STOPPED)
def test_what_is_wrong_is_said_where_it_stands_and_stops_the_submission(portal, name):
    dataset, file = _added(portal, name)
    assert _stops(file) == STOPPED[name]
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "submit", "editor")
    said = " ".join(refused.value.error_dict["resources"])
    assert all(cell in said for _, cell in STOPPED[name])


def test_a_hidden_sheet_is_named_and_is_not_the_table(portal):
    _, file = _added(portal, "04-lembar-pertama-tersembunyi.xlsx")
    (note,) = file["catatan_berkas"]
    assert (note["code"], note["level"]) == ("hidden-sheet", "warning")
    assert file["pembacaan"]["file"]["sheet"]["value"] != note["sheet"]


def test_the_digits_of_a_person_are_in_no_answer(portal):
    content = (FILES / "11-nik-berkelompok.csv").read_text()
    grouped = [
        cell for line in content.splitlines()[1:] for cell in line.split(",") if sum(map(str.isdigit, cell)) == 16
    ]
    _, file = _added(portal, "11-nik-berkelompok.csv")
    assert grouped and not any(cell in str(file) or cell[-9:] in str(file) for cell in grouped)


def test_days_and_hours_are_days_and_hours(portal):
    _, file = _added(portal, "16-tanggal-dan-jam.xlsx")
    kinds = {one["jenis"] for one in file["kolom_berkas"]}
    assert kinds & {"date", "datetime"} and kinds & {"time", "datetime"}


def test_a_file_replaced_by_another_has_the_columns_of_the_other(portal):
    _, file = _added(portal, "03-awal.csv")
    editor = portal.people["editor"]
    for name in ("03a-kolom-lain.csv", "03b-angka-baru.csv"):
        content = (FILES / name).read_bytes()
        now = call("resource_patch", editor, id=file["id"], upload=upload(content, name))
        header = content.decode().splitlines()[0].split(",")
        assert [one["nama"] for one in now["kolom_berkas"]] == header


def test_a_name_without_latin_letters_leaves_a_name(portal):
    _, file = _added(portal, "بيانات السكان.csv", name="")
    assert file["url"].endswith("/berkas.csv") and file["name"] == "بيانات السكان"
    assert (file["format"], file["mimetype"]) == ("CSV", "text/csv")


def test_two_hundred_columns_are_described_in_the_form(portal, visit):
    dataset, file = _added(portal, "09-dua-ratus-kolom.csv")
    address = f"/dataset/{dataset['name']}/resource/{file['id']}/edit"
    visitor = visit("editor")
    form = visitor.get(address).select_one("form.dataset-resource-form, form#resource-edit, form[enctype]")
    sent = values(form) | {"save": "go-metadata"}
    for at, column in enumerate(file["kolom_berkas"]):
        fields = {"nama": column["nama"], "satuan": "Orang", "keterangan": "Arti kolom", "tipe": "", "variabel": "",
                  "kode": ""}  # fmt: skip
        sent |= {f"skema_kolom-{at}-{key}": value for key, value in fields.items()}
    sent["upload"] = (io.BytesIO(b""), "")
    answered = visitor.post(address, sent)
    assert not answered.select(".error-explanation, .error-block, .is-invalid"), text(answered)[:3000]
    assert len(call("resource_show", portal.people["editor"], id=file["id"])["skema_kolom"]) == 200


def test_an_xml_is_no_table_and_keeps_its_check(portal):
    made = portal.dataset()
    content = (Path(__file__).parent / "21-xml-dengan-skrip.xml").read_bytes()
    added = portal.add_file(made["id"], upload=upload(content, "21-xml-dengan-skrip.xml"), format="")
    assert added["format"] == "XML" and "kolom_berkas" not in added and "pembacaan" not in added
