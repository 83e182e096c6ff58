"""The pages of the register: what everybody sees, what nobody else sees, and the way of a proposal in a browser."""

from __future__ import annotations

import csv
import io
import json

import pytest
from ckan import model

from ckanext.sdijember.metadata import model as kegiatan
from tests import factories
from tests.factories import KONSEP, PEOPLE
from tests.statements import statements
from tests.visitor import offered, text, values

REGISTER, PROPOSE, WORK = "/standar-data", "/standar-data/usulkan", "/dashboard/usulan-standar"
INSIDE = {"member", "editor", "office_admin", "walidata", "pembina", "sysadmin"}
DECIDES = {"walidata": {"return"}, "pembina": {"approve", "return", "reject"}}


def _names(page):
    return [text(item) for item in page.select(".sdi-standar .sdi-card__title")]


def _token(visitor):
    field, token = (
        visitor.get(REGISTER).select_one(f"meta[name={name}]") for name in ("csrf_field_name", "_csrf_token")
    )
    return {field["content"]: token["content"]}


def _form(page):
    return page.select_one("form.dataset-form")


class TestRegister:
    def test_everybody_finds_what_is_in_force(self, portal, visit):
        entry = factories.standar(portal)
        factories.standar(portal, nama="Rumah Tangga", sumber_kode="SDS", kode="S1")
        portal.bring_to("published", kode_standar_data=entry["kode"])
        page = visit("anonymous").get(REGISTER)
        assert _names(page) == ["Penduduk", "Rumah Tangga"]
        assert "dipakai oleh 1 dataset" in text(page)
        for asked, names in (("q=rumah", ["Rumah Tangga"]), ("sumber=SDS", ["Rumah Tangga"]), ("jenis=variabel", [])):
            assert _names(visit("anonymous").get(f"{REGISTER}?{asked}")) == names

    def test_the_foot_of_every_page_leads_there(self, portal, visit):
        assert visit("anonymous").get("/").select_one(f'footer a[href="{REGISTER}"]')

    def test_an_entry_shows_its_components_and_who_uses_it(self, portal, visit):
        entry = factories.standar(portal)
        dataset = portal.bring_to("published", kode_standar_data=entry["kode"])
        page = visit("anonymous").get(f"{REGISTER}/{entry['kode'].lower()}")
        for said in (KONSEP["definisi"], KONSEP["satuan"], KONSEP["referensi"], "Dipakai oleh 1 dataset", "JBR-K-0001"):
            assert said in text(page), said
        assert page.select_one(f'#pemakaian a[href="/dataset/{dataset["name"]}"]')

    def test_an_entry_leads_to_the_kegiatan_whose_variables_use_it(self, portal, visit):
        entry = factories.standar(portal)
        package = portal.bring_to("published")
        kegiatan.replace_rows("variabel", package["id"], [{"nama": "A", "id_sds": entry["kode"]}])
        model.Package.get(package["id"]).type = "kegiatan"
        model.Session.commit()
        page = visit("anonymous").get(f"{REGISTER}/{entry['kode']}")
        assert "Dipakai oleh 1 kegiatan statistik" in text(page)
        assert page.select_one(f'#pemakaian a[href="/kegiatan/{package["name"]}"]')

    def test_a_dataset_leads_to_its_entry(self, portal, visit):
        entry = factories.standar(portal)
        dataset = portal.bring_to("published", kode_standar_data=entry["kode"])
        page = visit("anonymous").get(f"/dataset/{dataset['name']}")
        assert page.select_one(f'a[href="{REGISTER}/{entry["kode"]}"]')

    def test_what_is_no_longer_used_says_why_and_what_instead(self, portal, visit):
        entry, other = factories.standar(portal), factories.standar(portal, nama="Penduduk Tetap")
        factories.call(
            "sdijember_standar_withdraw",
            portal.people["walidata"],
            id=entry["id"],
            note="Ganti.",
            successor=other["kode"],
        )
        page = visit("anonymous").get(f"{REGISTER}/{entry['kode']}")
        assert "Tidak dipakai lagi" in text(page)
        assert "Ganti." in text(page)
        assert page.select_one(f'.sdi-notice a[href="{REGISTER}/{other["kode"]}"]')

    def test_it_can_be_downloaded(self, portal, app):
        factories.standar(portal, definisi='Baris satu;\nbaris "dua", tiga.')
        factories.standar(portal, "diusulkan", nama="Rahasia")
        table = app.get(f"{REGISTER}/unduh.csv")
        assert table.headers["Content-Type"].startswith("text/csv")
        (row,) = csv.DictReader(io.StringIO(table.body.lstrip("\ufeff"), newline=""))
        assert (row["kode"], row["definisi"]) == ("JBR-K-0001", 'Baris satu;\nbaris "dua", tiga.')
        assert [one["nama"] for one in json.loads(app.get(f"{REGISTER}/unduh.json").body)] == ["Penduduk"]

    def test_the_list_asks_no_more_when_there_is_more(self, portal, app):
        def count():
            app.get(REGISTER)
            with statements() as seen:
                assert app.get(REGISTER).status_code == 200
            return len(seen)

        factories.standar(portal)
        before = count()
        for number in range(4):
            factories.standar(portal, nama=f"Penduduk Kelompok {'ABCD'[number]}")
        assert count() == before


class TestSecrecy:
    @pytest.mark.parametrize("state", ["diusulkan", "dikembalikan", "ditolak"])
    def test_a_proposal_is_there_for_those_inside_alone(self, portal, visit, app, state):
        entry = factories.standar(portal, state, nama="Nama Rahasia")
        for person in PEOPLE:
            status = 200 if person in INSIDE else 404
            assert visit(person).status(f"{REGISTER}/{entry['id']}") == status, person
        for url in (
            REGISTER,
            f"{REGISTER}?status=",
            f"{REGISTER}?state={state}",
            f"{REGISTER}/unduh.csv",
            f"{REGISTER}/unduh.json",
        ):
            assert "Nama Rahasia" not in app.get(url).body, url
        for action in ("list?state=" + state, "autocomplete?q=nama", "export"):
            assert "Nama Rahasia" not in app.get(f"/api/3/action/sdijember_standar_{action}").body, action
        assert app.get(f"/api/3/action/sdijember_standar_show?id={entry['id']}", status=403)

    def test_a_proposed_change_and_the_history_are_there_for_those_inside_alone(self, portal, visit):
        entry = factories.standar(portal)
        changed = KONSEP | {"id": entry["kode"], "satuan": "Satuan Rahasia"}
        factories.call("sdijember_standar_propose", portal.people["editor"], **changed)
        for person in PEOPLE:
            page = visit(person).get(f"{REGISTER}/{entry['kode']}")
            inside = person in INSIDE
            assert ("Satuan Rahasia" in text(page)) == inside, person
            assert bool(page.select_one("#riwayat")) == inside, person
            assert ("Editor" in text(page.select_one("main"))) == inside, person


class TestProposal:
    def test_who_gets_the_form(self, portal, visit):
        for person in PEOPLE:
            status = visit(person).status(PROPOSE)
            may = person in {"editor", "office_admin", "other_editor", "walidata"}
            assert status == (200 if may else 302 if person == "anonymous" else 403), person

    def test_the_whole_way(self, portal, visit):
        editor, pembina = visit("editor"), visit("pembina")
        form = _form(editor.get(f"{PROPOSE}?jenis=konsep"))
        typed = {name: value for name, value in KONSEP.items() if name != "jenis"}
        wrong = editor.post(f"{PROPOSE}?jenis=konsep", values(form) | typed | {"nama": "Jumlah Penduduk 2024"}, 422)
        assert wrong.select_one("#error-summary a[href='#field-nama']")
        assert wrong.select_one("#field-definisi").text.strip() == KONSEP["definisi"]
        assert wrong.select_one("#field-sumber_kode option[selected]")["value"] == "lokal"
        page = editor.post(f"{PROPOSE}?jenis=konsep", values(_form(wrong)) | typed)
        assert "Usulan terkirim" in text(page)
        waiting = pembina.get(WORK)
        link = waiting.select_one("[data-group=menunggu] [data-standar=Penduduk] h3 a")["href"]
        assert (
            pembina.get("/dashboard/antrean").select_one(f'.nav-tabs a[href="{WORK}"]').text.strip()
            == "Standar Data (1)"
        )
        back = pembina.decide(pembina.get(link), "return", note="Lengkapi definisi.")
        assert "Dikembalikan kepada pengusul" in text(back)
        entry = editor.get(link)
        assert "Lengkapi definisi." in text(entry)
        mend = entry.select_one('a[href$="/perbaiki"]')["href"]
        filled = values(_form(editor.get(mend)))
        assert filled["nama"] == "Penduduk"
        editor.post(mend, filled | {"definisi": "Definisi yang lengkap.", "sumber_kode": "lokal"})
        page = pembina.decide(pembina.get(link), "approve")
        assert "JBR-K-0001" in text(page)
        assert "Definisi yang lengkap." in text(visit("anonymous").get(f"{REGISTER}/JBR-K-0001"))

    def test_checking_proposes_nothing_and_says_all_beside_the_fields(self, portal, visit):
        editor = visit("editor")
        data = values(_form(editor.get(PROPOSE))) | {"nama": "jumlah Penduduk", "sumber_kode": "lokal", "check": "1"}
        page = editor.post(PROPOSE, data)
        assert {one["data-advice"] for one in page.select("[data-advice]")} == {
            "nama", "definisi", "klasifikasi", "referensi",
        }  # fmt: skip
        assert factories.call("sdijember_standar_list", portal.people["pembina"], state="diusulkan")["count"] == 0

    def test_a_change_starts_with_what_is_in_force(self, portal, visit):
        entry = factories.standar(portal)
        editor = visit("other_editor")
        page = editor.get(f"{REGISTER}/{entry['kode']}")
        url = page.select_one('a[href*="usulkan?entri="]')["href"]
        data = values(_form(editor.get(url))) | {"sumber_kode": "lokal", "satuan": "Jiwa"}
        page = editor.post(url, data)
        (changed,) = page.select("[data-changed]")
        assert (changed["data-changed"], changed.select_one("del").text, changed.select_one("ins").text) == (
            "satuan", "Orang", "Jiwa",
        )  # fmt: skip
        assert not page.select_one('a[href*="usulkan?entri="]')

    def test_the_form_of_a_variable_offers_concepts(self, portal, visit):
        page = visit("walidata").get(f"{PROPOSE}?jenis=variabel")
        field = page.select_one("#field-rujukan_konsep")
        assert (field["data-module"], field["data-module-kind"]) == ("sdijember-standar", "konsep")
        assert json.loads(field["data-module-fill"]) == {"rujukan_konsep": "kode"}

    def test_the_form_of_a_dataset_offers_concepts(self, portal, visit):
        field = visit("editor").get("/dataset/new").select_one("#field-konsep")
        assert field["data-module"] == "sdijember-standar"
        assert json.loads(field["data-module-fill"])["kode_standar_data"] == "kode"

    @pytest.mark.parametrize(
        "url", [f"{PROPOSE}?jenis=indikator", f"{PROPOSE}?entri=tidak-ada", f"{REGISTER}/tidak-ada"]
    )
    def test_what_is_not_there(self, portal, visit, url):
        assert visit("editor").status(url) == 404


class TestDecision:
    def test_each_is_offered_what_the_table_allows(self, portal, visit):
        entry = factories.standar(portal, "diusulkan")
        for person in INSIDE:
            page = visit(person).get(f"{REGISTER}/{entry['id']}")
            assert offered(page) == DECIDES.get(person, set()), person

    def test_what_is_missing_is_said_beside_the_field(self, portal, visit):
        entry = factories.standar(portal)
        walidata = visit("walidata")
        page = walidata.get(f"{REGISTER}/{entry['kode']}")
        refused = walidata.decide(page, "withdraw", 422, note="Ganti.", successor="tidak-ada")
        assert refused.select_one("#error-successor")
        assert refused.select_one("#field-withdraw-note").text == "Ganti."
        assert walidata.decide(page, "withdraw", 422, note=" ").select_one("#error-withdraw-note")

    def test_who_was_slower_hears_of_it(self, portal, visit):
        entry = factories.standar(portal, "diusulkan")
        walidata, pembina = visit("walidata"), visit("pembina")
        page = walidata.get(f"{REGISTER}/{entry['id']}")
        pembina.decide(pembina.get(f"{REGISTER}/{entry['id']}"), "approve")
        refused = walidata.decide(page, "return", 409, note="Perbaiki.")
        assert "Orang lain lebih cepat" in text(refused)

    def test_nobody_else_decides(self, portal, visit):
        entry = factories.standar(portal, "diusulkan")
        url = f"{REGISTER}/{entry['id']}/keputusan/approve"
        for person in PEOPLE:
            if person == "pembina":
                continue
            status = {"anonymous": 200}.get(person, 403 if person in INSIDE else 404)
            visitor = visit(person)
            visitor.post(url, _token(visitor), status)
        assert visit("pembina").status(url) == 405
        pembina = visit("pembina")
        pembina.post(f"{REGISTER}/{entry['id']}/keputusan/publish", _token(pembina), 404)


def test_the_dashboard_lists_ones_own_work(portal, visit):
    factories.standar(portal, "diusulkan")
    factories.standar(portal, "dikembalikan", nama="Rumah")
    factories.standar(portal, "ditolak", nama="Jalan")
    seen = {
        person: {
            group["data-group"]: [item["data-standar"] for item in group.select("[data-standar]")]
            for group in visit(person).get(WORK).select("[data-group]")
        }
        for person in ("pembina", "walidata", "editor", "other_editor", "stranger")
    }
    assert seen == {
        "pembina": {"menunggu": ["Penduduk"], "berjalan": ["Rumah"], "ditolak": ["Jalan"]},
        "walidata": {"berjalan": ["Penduduk", "Rumah"], "ditolak": ["Jalan"]},
        "editor": {"menunggu": ["Rumah"], "berjalan": ["Penduduk"], "ditolak": ["Jalan"]},
        "other_editor": {},
        "stranger": {},
    }
