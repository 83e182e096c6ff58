"""The pages of MS-Variabel and MS-Indikator: who opens them, what is saved, what is refused with nothing lost."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ckanext.sdijember.kegiatan.exchange.rows_xlsx import Heading, read_rows, write_rows
from tests.factories import PEOPLE, call
from tests.kegiatan.exchange.rows import put, spoiled
from tests.metadata.kegiatan import INDIKATOR, VARIABEL
from tests.visitor import text, values

SAME_OFFICE = {"member", "editor", "office_admin", "sysadmin"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def kegiatan(portal):
    """A complete kegiatan of the office, not yet submitted."""
    return portal.kegiatan(name="perikanan")


def sheet(page) -> dict[str, Any]:
    """What the script of a page starts from."""
    return json.loads(page.select_one("#sdi-rows-data").string)


def url(kegiatan, form="variabel", more=""):
    return f"/kegiatan/edit/{kegiatan['name']}/{form}{more}"


def names(portal, kegiatan, form="variabel"):
    found = call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form=form)
    return [row["nama"] for row in found["rows"]]


def token(visitor) -> dict[str, str]:
    """What a form of this person carries against forgery."""
    page = visitor.get("/about")
    name = page.select_one("meta[name=csrf_field_name]")["content"]
    return {name: page.select_one(f"meta[name={name}]")["content"]}


def send(visitor, address, rows, modified="", protected=True):
    """POST lines as the script does."""
    data = {"rows": json.dumps(rows), "modified": modified, **(token(visitor) if protected else {})}
    return visitor.client.post(address, data=data, headers=JSON, follow_redirects=False)


def test_who_opens_the_sheet_of_a_draft(portal, visit, kegiatan):
    for form in ("variabel", "indikator"):
        found = {who: visit(who).status(url(kegiatan, form)) for who in PEOPLE}
        assert {who for who, status in found.items() if status == 200} == SAME_OFFICE
        assert found["anonymous"] == 302
    page = visit("editor").get(url(kegiatan))
    assert not sheet(page)["locked"] and page.select_one("[data-save]")
    assert sheet(visit("member").get(url(kegiatan)))["locked"]


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_a_locked_sheet_is_read_with_the_reason(portal, visit, state):
    kegiatan = portal.bring_kegiatan_to(state, name="terkunci")
    readers = {"member", "editor", "office_admin", "walidata"} | (
        {"pembina", "sekretariat", "forum"} if state == "published" else set()
    )
    opened = {who for who in PEOPLE if visit(who).status(url(kegiatan)) == 200}
    assert opened & {"editor", "walidata"} == {"editor", "walidata"} and opened <= readers | {"sysadmin"}
    page = visit("editor").get(url(kegiatan))
    said = " ".join(text(notice) for notice in page.select(".sdi-notice"))
    assert ("Buat revisi" if state == "published" else "terkunci") in said
    assert not page.select("[data-save], input[type=file], [data-command]")
    for who in PEOPLE:
        answer = send(visit(who), url(kegiatan), [VARIABEL])
        assert answer.status_code in {401, 403, 404}, who
    assert names(portal, kegiatan) == ["Produksi Ikan"]


def test_who_saves(portal, visit, kegiatan):
    saved = {who for who in PEOPLE if send(visit(who), url(kegiatan), [VARIABEL]).status_code == 200}
    assert saved == {"editor", "office_admin", "sysadmin"}
    checked = {who for who in PEOPLE if send(visit(who), url(kegiatan, more="/periksa"), [VARIABEL]).status_code == 200}
    assert checked == saved


def test_all_lines_are_saved_at_once(portal, visit, kegiatan):
    editor = visit("editor")
    data = sheet(editor.get(url(kegiatan)))
    rows = [{"nama": "Baru", "tipe_data": "Teks (string)", "value_domain": "1 = Ya\n2 = Tidak"}]
    rows.append({"id": data["rows"][0]["id"], **data["rows"][0]["values"]})
    answer = send(editor, url(kegiatan), rows, data["modified"])
    assert answer.status_code == 200 and answer.json["rows"][0]["values"]["tipe_data"] == "string"
    stored = call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form="variabel")
    assert stored["rows"][0]["value_domain"] == [{"kode": "1", "nilai": "Ya"}, {"kode": "2", "nilai": "Tidak"}]
    assert stored["rows"][1]["id"] == data["rows"][0]["id"]
    assert stored["rows"][1] == {"id": data["rows"][0]["id"], **VARIABEL}, "text of a cell is read back without loss"
    assert stored["modified"] == answer.json["modified"]


def test_what_is_wrong_is_told_by_line_and_nothing_is_saved(portal, visit, kegiatan):
    editor = visit("editor")
    rows = [{"nama": "Satu", "tipe_data": "bulat"}, {"nama": "satu", "alias": "a" * 300}]
    answer = send(editor, url(kegiatan), rows)
    assert answer.status_code == 422
    wrong = {(f["row"], f["field"]): f["message"] for f in answer.json["findings"] if not f["missing"]}
    assert set(wrong) == {(1, "tipe_data"), (2, "nama"), (2, "alias")}
    assert wrong[1, "tipe_data"] == "“bulat” tidak ada dalam daftar. Pilih salah satu jawaban yang tersedia."
    page = editor.post(url(kegiatan), {"rows": json.dumps(rows), **token(editor)}, 422)
    assert [row["values"] for row in sheet(page)["rows"]] == rows and not sheet(page)["stored"]
    assert names(portal, kegiatan) == ["Produksi Ikan"]


def test_a_stale_sheet_is_refused_with_what_is_stored(portal, visit, kegiatan):
    editor = visit("editor")
    data = sheet(editor.get(url(kegiatan)))
    send(visit("office_admin"), url(kegiatan), [VARIABEL | {"nama": "Lain"}])
    answer = send(editor, url(kegiatan), [VARIABEL], data["modified"])
    assert answer.status_code == 409
    assert answer.json["rows"][0]["values"]["nama"] == "Lain" and answer.json["modified"] != data["modified"]
    assert names(portal, kegiatan) == ["Lain"]
    assert send(editor, url(kegiatan), [VARIABEL], answer.json["modified"]).status_code == 200


@pytest.mark.parametrize("rows", ["", "{", "5", '["a"]', '{"nama": "A"}', "[[1]]"])
def test_forged_lines_are_refused(portal, visit, kegiatan, rows):
    editor = visit("editor")
    assert editor.client.post(url(kegiatan), data={"rows": rows, **token(editor)}).status_code == 400
    assert names(portal, kegiatan) == ["Produksi Ikan"]


def test_forged_values_are_taken_as_text_or_refused(portal, visit, kegiatan):
    rows = [
        {
            "nama": {"a": [1]},
            "id": ["x"],
            "package_id": "lain",
            "value_domain": 7,
            "tipe_data": ["integer"],
            "alias": None,
        }
    ]
    answer = send(visit("editor"), url(kegiatan), rows)
    assert answer.status_code in {200, 422}
    stored = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])["variabel"]
    assert all("package_id" not in row for row in stored)


def test_forms_are_protected_against_forgery(portal, visit, kegiatan):
    for more in ("", "/periksa", "/unggah", "/baris/1"):
        answer = send(visit("editor"), url(kegiatan, more=more), [VARIABEL | {"nama": "Palsu"}], protected=False)
        assert answer.status_code == 400, more
    assert names(portal, kegiatan) == ["Produksi Ikan"]


def test_a_thousand_long_lines_fit_into_one_form(portal, visit, kegiatan):
    rows = [VARIABEL | {"nama": f"Variabel {n}", "definisi": "panjang " * 80} for n in range(1000)]
    assert send(visit("editor"), url(kegiatan, more="/periksa"), rows).status_code == 200


def test_other_datasets_have_no_sheet(portal, visit):
    portal.dataset(name="biasa")
    assert visit("editor").status("/kegiatan/edit/biasa/variabel") == 404
    assert visit("editor").status("/kegiatan/edit/tidak-ada/variabel") == 404


def test_template_and_filled_sheet(portal, visit, kegiatan):
    for who in PEOPLE:
        expected = 200 if who in SAME_OFFICE else 302 if who == "anonymous" else 404
        assert visit(who).status(url(kegiatan, more="/isi.xlsx")) in {expected, 403}, who
    answer = visit("editor").client.get(url(kegiatan, "indikator", "/isi.xlsx"))
    book = load_workbook(io.BytesIO(answer.data))
    assert book["MS-Indikator"]["C3"].value == kegiatan["title"]
    assert book["MS-Indikator"]["B9"].value == INDIKATOR["nama"]
    assert "attachment" in answer.headers["Content-Disposition"] and "no-store" in answer.headers["Cache-Control"]
    empty = load_workbook(io.BytesIO(visit("editor").client.get(url(kegiatan, more="/templat.xlsx")).data))
    assert empty["MS-Variabel"]["B9"].value is None


def test_an_uploaded_sheet_is_shown_before_it_is_saved(portal, visit, kegiatan):
    editor = visit("editor")
    downloaded = editor.client.get(url(kegiatan, more="/isi.xlsx")).data
    rows = read_rows("variabel", downloaded)
    rows = [VARIABEL | {"nama": "Luas Tambak"}, rows[0] | {"nama": "Produksi Perikanan", "satuan": "Kilogram"}]
    page = upload(editor, kegiatan, write_rows("variabel", Heading(), rows))
    said = text(page.select_one(".sdi-sheet"))
    assert "1 baru" in said and "1 berubah" in said and "0 dihapus" in said
    assert "Produksi Perikanan – Nama variabel, Satuan" in said
    assert names(portal, kegiatan) == ["Produksi Ikan"]
    form = page.select_one(f'form[action="{url(kegiatan)}"]')
    editor.post(form["action"], values(form))
    assert names(portal, kegiatan) == ["Luas Tambak", "Produksi Perikanan"]
    assert (
        call("sdijember_rows_show", portal.people["editor"], id=kegiatan["id"], form="variabel")["rows"][1]["id"]
        == rows[1]["id"]
    )


def test_a_sheet_may_be_added(portal, visit, kegiatan):
    editor = visit("editor")
    page = upload(editor, kegiatan, write_rows("variabel", Heading(), [VARIABEL]), "tambah", 422)
    assert "sudah ada di tabel" in text(page) and page.select_one("tbody th").text == "B9"
    page = upload(editor, kegiatan, write_rows("variabel", Heading(), [VARIABEL | {"nama": "Luas Tambak"}]), "tambah")
    form = page.select_one(f'form[action="{url(kegiatan)}"]')
    editor.post(form["action"], values(form))
    assert names(portal, kegiatan) == ["Produksi Ikan", "Luas Tambak"]


def test_a_wrong_sheet_is_refused_by_cell_in_indonesian(portal, visit, kegiatan):
    def spoil(sheet):
        put(sheet, "Tipe data", 1, "bulat")
        put(sheet, "Definisi", 2, "=A1")
        sheet.merge_cells("F9:F10")

    rows = [VARIABEL, VARIABEL | {"nama": "PRODUKSI ikan"}]
    page = upload(visit("editor"), kegiatan, spoiled("variabel", rows, spoil), status=422)
    found = {row.th.text: [cell.text for cell in row.select("td")] for row in page.select("tbody tr")}
    assert found == {
        "H9": ["Tipe data", "“bulat” tidak ada dalam daftar. Pilih salah satu jawaban yang tersedia."],
        "B10": ["Nama variabel", "“PRODUKSI ikan” sudah ada di baris 9. Setiap nama hanya boleh sekali."],
        "E10": ["Definisi", "Sel ini berisi rumus. Ganti dengan hasilnya (salin, lalu tempel nilainya saja)."],
        "F9:F10": ["", "Sel F9:F10 digabung. Pisahkan dan tulis isinya di setiap sel."],
    }
    assert names(portal, kegiatan) == ["Produksi Ikan"]


@pytest.mark.parametrize("content", [b"", b"nama,alias\n", b"PK\x03\x04" + bytes(50)])
def test_a_file_that_is_no_sheet_is_refused(portal, visit, kegiatan, content):
    page = upload(visit("editor"), kegiatan, content, status=422)
    assert page.select_one("[role=alert]") and page.select_one("input[type=file]")


def test_nobody_else_uploads(portal, visit, kegiatan):
    data = write_rows("variabel", Heading(), [VARIABEL])
    for who in set(PEOPLE) - {"editor", "office_admin", "sysadmin"}:
        visitor = visit(who)
        sent = {"upload": (io.BytesIO(data), "a.xlsx"), **token(visitor)}
        answer = visitor.client.post(url(kegiatan, more="/unggah"), data=sent, follow_redirects=False)
        assert answer.status_code in {302, 403, 404}, who


def test_lines_of_other_kegiatan_of_the_office(portal, visit, kegiatan):
    other = portal.kegiatan(name="lain", title="Kompilasi Lain 2024", tahun="2024")
    foreign = portal.kegiatan(name="asing", by="other_editor", owner_org=portal.other_office["id"])
    found = visit("editor").client.get(url(kegiatan, more="/sumber"), headers=JSON).json
    assert [(one["id"], one["year"], one["count"]) for one in found] == [(other["id"], "2024", 1)]
    rows = visit("editor").client.get(url(kegiatan, more=f"/sumber/{other['id']}"), headers=JSON).json
    assert rows[0]["id"] == "" and rows[0]["values"]["nama"] == "Produksi Ikan"
    assert visit("editor").client.get(url(kegiatan, more=f"/sumber/{foreign['id']}"), headers=JSON).status_code in {
        403,
        404,
    }
    asked = {
        who for who in PEOPLE if visit(who).client.get(url(kegiatan, more="/sumber"), headers=JSON).status_code == 200
    }
    assert asked == {"editor", "office_admin", "sysadmin"}


def test_one_line_without_scripts(portal, visit, kegiatan):
    editor = visit("editor")
    page = editor.get(url(kegiatan))
    assert page.select_one(f'noscript a[href="{url(kegiatan, more="/baris/1")}"]')
    form = editor.get(url(kegiatan, more="/baris/baru")).select_one("form.sdi-line")
    refused = editor.post(
        url(kegiatan, more="/baris/baru"), values(form) | {"nama": "Produksi Ikan", "alias": "x"}, 422
    )
    assert refused.select_one("#field-nama[aria-invalid]") and refused.select_one("#field-alias")["value"] == "x"
    editor.post(url(kegiatan, more="/baris/baru"), values(form) | {"nama": "Baru"})
    assert names(portal, kegiatan) == ["Produksi Ikan", "Baru"]
    for command, after in (("naik", ["Baru", "Produksi Ikan"]), ("turun", ["Produksi Ikan", "Baru"])):
        number = names(portal, kegiatan).index("Baru") + 1
        page = editor.get(url(kegiatan, more=f"/baris/{number}"))
        editor.post(
            url(kegiatan, more=f"/baris/{number}"), values(page.select_one("form.sdi-line")) | {"perintah": command}
        )
        assert names(portal, kegiatan) == after
    page = editor.get(url(kegiatan, more="/baris/2"))
    editor.post(url(kegiatan, more="/baris/2"), values(page.select_one("form.sdi-line")) | {"perintah": "gandakan"})
    assert len(names(portal, kegiatan)) == 3
    page = editor.get(url(kegiatan, more="/baris/1"))
    editor.post(url(kegiatan, more="/baris/1"), values(page.select_one("form.sdi-line")) | {"perintah": "hapus"})
    assert "Produksi Ikan" not in names(portal, kegiatan)
    assert editor.status(url(kegiatan, more="/baris/9")) == 404


def upload(visitor, kegiatan, content, mode="ganti", status=200):
    """Send a sheet in, as the form of the page does."""
    data = {"upload": (io.BytesIO(content), "ms-variabel.xlsx"), "mode": mode, **token(visitor)}
    answer = visitor.client.post(url(kegiatan, more="/unggah"), data=data)
    assert answer.status_code == status, answer.status_code
    return BeautifulSoup(answer.body, "html.parser")
