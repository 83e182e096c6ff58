"""The form and the pages of a kegiatan: what is asked, what is said beside which field, who sees what."""

from __future__ import annotations

import pytest
from ckan import model

from tests.factories import PEOPLE, call
from tests.metadata.kegiatan import KEGIATAN, SURVEY, VARIABEL
from tests.visitor import text, values

NEW, COPY = "/kegiatan/new", "/dashboard/kegiatan/salin"
SECRETS = ("Siti Rahasia", "081200000000", "siti@example.go.id")


def _form(page):
    return page.select_one("form#dataset-edit")


def _send(visitor, url, typed, step, status=200):
    """Send the form as a browser with scripts would: what is not asked is not sent."""
    token = values(_form(visitor.get(url)))["_csrf_token"]
    return visitor.post(url, {**typed, "_csrf_token": token, "save": step}, status)


def _edit(kegiatan) -> str:
    return f"/kegiatan/edit/{kegiatan['name']}"


def test_who_begins_a_kegiatan(visit):
    may = {who for who in PEOPLE if visit(who).status(NEW) == 200}
    assert may == {"editor", "office_admin", "other_editor", "sysadmin"}
    assert visit("anonymous").location(NEW).startswith("user/login")


def test_a_new_form_knows_what_need_not_be_asked(portal, visit):
    page = _form(visit("editor").get(NEW))
    assert page.select_one("[name=i_instansi_penyelanggara]")["value"] == "Dinas Satu Kabupaten Jember"
    assert page.select_one("[name=ii_unit_eselon1]")["value"] == "-"
    assert page.select_one("[name=jenis_statistik][checked]")["value"] == "2"
    region = page.select_one("[name=iv_sebagian_cakupan_wilayah_pengumpulan_data]")
    assert region["value"] == "35.09" and region.has_attr("checked")
    assert page.select_one("[name=ttd_kota]")["value"] == "Jember"
    portal.kegiatan()
    page = _form(visit("editor").get(NEW))
    assert page.select_one("[name=i_telepon]")["value"] == KEGIATAN["i_telepon"], (
        "taken over from the office's last one"
    )
    assert not [secret for secret in SECRETS if secret in str(page)]


def test_a_title_is_enough_and_the_next_step_opens(portal, visit):
    typed = {"title": "Survei Kepuasan Masyarakat 2025", "owner_org": portal.office["id"]}
    page = _send(visit("editor"), NEW, typed, "halaman_awal")
    assert page.select_one(".sdi-stepper [aria-current=step]")["data-step-link"] == "blok_i"
    assert page.select_one("[data-step-of=blok_iii] .sdi-stepper__count").text.startswith("16")
    assert model.Package.get("survei-kepuasan-masyarakat-2025").state == "active"


def test_the_form_holds_every_answer_and_sends_it_back_unchanged(portal, visit):
    kegiatan = portal.kegiatan(**SURVEY)
    before = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    form = _form(visit("editor").get(_edit(kegiatan)))
    sent = _sent(form)
    assert sent["ii_pj_nama"] == "Siti Rahasia"
    _send(visit("editor"), _edit(kegiatan), sent, "blok_i")
    after = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    said = [
        {name: value for name, value in one.items() if value and name != "metadata_modified"} for one in (before, after)
    ]
    assert said[0] == said[1]


def _sent(form):
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            sent[name] = field.text
        elif field["type"] == "checkbox":
            if field.has_attr("checked"):
                sent.setdefault(name, []).append(field["value"])
        elif field["type"] != "radio" or field.has_attr("checked"):
            sent[name] = field.get("value", "")
    return {name: value for name, value in sent.items() if value != "" and name != "_csrf_token"}


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(portal, visit):
    kegiatan = portal.kegiatan()
    typed = KEGIATAN | {
        "owner_org": portal.office["id"], "iii_tujuan_kegiatan": "Pendek", "i_alamat": '<Jalan> "Baru"',
        "iii_jadwal_desain_mulai": "2025-03-01", "iii_jadwal_desain_selesai": "2025-02-01",
        "iv_metode_pengumpulan_data": ["1", "4"], "ii_pj_nama": "Nama Lain",
    }  # fmt: skip
    page = _send(visit("editor"), _edit(kegiatan), typed, "blok_vii", 422)
    for name in ("iii_tujuan_kegiatan", "iii_jadwal_desain_selesai"):
        control = page.select_one(f"#field-{name}")
        assert f"field-{name}-error" in control["aria-describedby"] and page.select_one(f"#field-{name}-error").text
        assert page.select_one(f'#error-summary a[href="#field-{name}"]')
    assert _form(page)["data-module-current"] == "blok_iii", "the first step that is wrong opens"
    assert page.select_one("#field-i_alamat").text == '<Jalan> "Baru"'
    assert page.select_one("#field-ii_pj_nama")["value"] == "Nama Lain"
    assert {box["value"] for box in page.select("[name=iv_metode_pengumpulan_data][checked]")} == {"1", "4"}
    stored = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    assert stored["i_alamat"] == KEGIATAN["i_alamat"] and stored["personal"]["ii_pj_nama"] == "Siti Rahasia"


def test_an_answer_that_was_not_asked_for_is_refused(portal, visit):
    kegiatan = portal.kegiatan()
    typed = KEGIATAN | {"owner_org": portal.office["id"], "v_unit_sampel": "Desa", "vi_jumlah_petugas_supervisor": "1"}
    page = _send(visit("editor"), _edit(kegiatan), typed, "blok_v", 422)
    assert page.select_one("#field-v_unit_sampel-error") and page.select_one(
        "#field-vi_jumlah_petugas_supervisor-error"
    )


def test_what_is_no_longer_asked_goes(portal, visit):
    kegiatan = portal.kegiatan(**SURVEY)
    _send(visit("editor"), _edit(kegiatan), KEGIATAN | {"owner_org": portal.office["id"]}, "blok_i")
    stored = call("package_show", portal.people["editor"], id=kegiatan["id"])
    assert not stored.get("v_unit_sampel") and stored["cara_pengumpulan_data"] == "3"


def test_the_step_after_a_block_that_asks_nothing_is_skipped(portal, visit):
    kegiatan = portal.kegiatan()
    page = _send(visit("editor"), _edit(kegiatan), KEGIATAN | {"owner_org": portal.office["id"]}, "blok_iv")
    assert _form(page)["data-module-current"] == "blok_vi"


def test_who_edits(portal, visit):
    draft, public = portal.kegiatan(), portal.bring_kegiatan_to("published")
    may = {who for who in PEOPLE if visit(who).status(_edit(draft)) == 200}
    assert may == {"editor", "office_admin", "sysadmin"}
    assert not {who for who in PEOPLE if visit(who).status(_edit(public)) == 200}
    page = visit("sysadmin").get(_edit(draft))
    assert page.select("[name=ii_pj_nama]") == [], "who may not see personal data does not overwrite them"


@pytest.mark.parametrize("state", ["draft", "submitted", "verified", "published", "withdrawn"])
def test_personal_data_are_on_no_page_of_those_who_may_not_see_them(portal, visit, state):
    kegiatan = portal.bring_kegiatan_to(state)
    inside = {"member", "editor", "office_admin"}
    teams = {"draft": set(), "submitted": {"walidata"}}.get(state, {"walidata", "pembina"})
    pages = [f"/kegiatan/{kegiatan['name']}", f"/dataset/{kegiatan['name']}/pemeriksaan", "/kegiatan?q=Rahasia",
             _edit(kegiatan), f"/kegiatan/activity/{kegiatan['name']}", "/kegiatan"]  # fmt: skip
    seen = set()
    for who in PEOPLE:
        for page in pages:
            response = visit(who).client.get(page)
            if any(secret in response.body for secret in SECRETS):
                seen.add(who)
                assert "private" in response.headers["Cache-Control"], page
    assert seen == inside | teams


def test_the_public_page_says_what_was_answered(portal, visit):
    kegiatan = portal.bring_kegiatan_to("published")
    page = visit("anonymous").get(f"/kegiatan/{kegiatan['name']}")
    said = text(page)
    for words in ("Kabupaten/kota", "1 Februari 2025 – 28 Februari 2025", "Kepala Bidang Perikanan Tangkap",
                  "Produksi Ikan", "Pertumbuhan Produksi Ikan", "V-26.3509.001"):  # fmt: skip
        assert words in said, words
    assert page.select_one("#pengecekan") is None and "Blok V:" not in said
    assert "dataset" not in text(page.select_one("main")).lower()


def test_kegiatan_are_found_by_their_own_filters(portal, visit):
    portal.bring_kegiatan_to("published")
    portal.kegiatan(title="Kegiatan Yang Belum Terbit 2025")
    page = visit("anonymous").get("/kegiatan?sektor_kegiatan=1&tahun=2025")
    assert [card.text.strip() for card in page.select(".sdi-card__title")] == [KEGIATAN["title"]]
    assert {facet["id"] for facet in page.select(".sdi-facet")} == {
        "facet-sektor_kegiatan", "facet-cara_pengumpulan_data", "facet-tahun", "facet-organization",
    }  # fmt: skip


def test_what_is_missing_leads_to_its_field(portal, visit):
    kegiatan = portal.kegiatan(tahun="", iii_tujuan_kegiatan="")
    call("sdijember_rows_update", portal.people["editor"], id=kegiatan["id"], form="variabel",
         rows=[VARIABEL | {"definisi": ""}])  # fmt: skip
    page = visit("editor").get(f"/dataset/{kegiatan['name']}/pemeriksaan")
    links = {link["href"]: text(link) for link in page.select("#pengecekan a")}
    assert links[f"{_edit(kegiatan)}?blok=halaman_awal#field-tahun"] == "Tahun kegiatan"
    assert links[f"{_edit(kegiatan)}?blok=blok_iii#field-iii_tujuan_kegiatan"] == "Tujuan kegiatan"
    assert links[f"{_edit(kegiatan)}/variabel#baris-1"] == "Baris 1, Definisi"


def test_the_same_panel_for_a_dataset(portal, visit):
    dataset = portal.dataset(kategori_rad="")
    page = visit("editor").get(f"/dataset/{dataset['name']}/pemeriksaan")
    assert page.select_one(f'#pengecekan a[href="/dataset/edit/{dataset["name"]}#field-kategori_rad"]')


def test_a_reviewer_reads_every_block_and_line(portal, visit):
    kegiatan = portal.kegiatan()
    portal.take(kegiatan["id"], "submit", "editor")
    page = visit("walidata").get(f"/dataset/{kegiatan['name']}/pemeriksaan")
    said = text(page)
    assert "Siti Rahasia" in said and "Produksi Ikan" in said and "Blok VIII" in said
    assert text(page.select_one("[data-field=i_faksimile] dd .sdi-hint")) == "belum diisi"
    assert "Kegiatan statistik" in text(visit("walidata").get("/dashboard/antrean").select_one("[data-dataset]"))


def test_copied_to_this_year_with_what_changed_marked(portal, visit):
    kegiatan = portal.kegiatan()
    editor = visit("editor")
    token = values(editor.get(COPY).select_one("form.sdi-copy-year"))["_csrf_token"]
    page = editor.post(COPY, {"_csrf_token": token, "id": kegiatan["name"], "tahun": "2026"})
    assert _form(page)["action"].endswith(
        "/kegiatan/edit/kompilasi-data-produksi-perikanan-kabupaten-jember-tahun-2026"
    )
    assert page.select(".sdi-changed") == [], "moved dates and the year are no change"
    made = model.Package.get(_form(page)["action"].rsplit("/", 1)[-1])
    call("package_patch", portal.people["editor"], id=made.id, i_alamat="Jalan Baru, Jember")
    rows = call("sdijember_rows_show", portal.people["editor"], id=made.id, form="variabel")["rows"]
    call("sdijember_rows_update", portal.people["editor"], id=made.id, form="variabel",
         rows=[rows[0] | {"satuan": "Kuintal"}, VARIABEL | {"nama": "Nilai Produksi"}])  # fmt: skip
    page = editor.get(f"/kegiatan/edit/{made.name}")
    marked = page.select(".sdi-changed")
    assert [text(mark) for mark in marked] == ["Berubah dari 2025 Jalan Letjen Suprapto, Jember"]
    said = text(editor.get(f"/dataset/{made.name}/pemeriksaan").select_one("main"))
    for words in ("Berubah dari 2025 Jalan Letjen Suprapto, Jember", "Berubah dari 2025 Ton", "Baru dibanding 2025"):
        assert words in said
    page = editor.post(COPY, {"_csrf_token": token, "id": kegiatan["name"], "tahun": "2026"}, 422)
    assert "2026" in text(page.select_one("#field-tahun-error"))


def test_nobody_copies_what_is_not_of_the_own_office(portal, visit):
    kegiatan = portal.bring_kegiatan_to("published")
    other = visit("other_editor")
    assert kegiatan["name"] not in str(other.get(COPY).select_one("main"))
    token = values(_form(other.get(NEW)))["_csrf_token"]
    page = other.post(COPY, {"_csrf_token": token, "id": kegiatan["name"], "tahun": "2026"}, 422)
    assert call("package_search", portal.people["other_editor"], q="tahun:2026", include_private=True)["count"] == 0
    assert page is not None


def test_the_codes_of_bps_are_noted_on_the_review_page(portal, visit):
    kegiatan = portal.bring_kegiatan_to("published")
    url = f"/dataset/{kegiatan['name']}/pemeriksaan"
    offered = {who for who in PEOPLE if visit(who).status(url) == 200 and visit(who).get(url).select(".sdi-codes")}
    assert offered == {"walidata", "pembina"}
    pembina, editor = visit("pembina"), visit("editor")
    form = pembina.get(url).select_one(".sdi-codes")
    page = pembina.post(form["action"], values(form) | {"id_kegiatan": "K-35.09-1"})
    assert page.select_one("[name=id_kegiatan]")["value"] == "K-35.09-1"
    assert "Kode BPS dicatat" in text(page.select_one("#riwayat"))
    token = values(_form(editor.get(NEW)))["_csrf_token"]
    editor.post(form["action"], {"_csrf_token": token, "id_kegiatan": "K-0"}, 403)


def test_every_condition_can_be_followed_by_scripts_and_is_said_without_them(visit):
    page = _form(visit("editor").get(NEW))
    fields = page.select("[data-module=sdijember-show-when]")
    assert len(fields) > 20
    for field in fields:
        assert page.select(f"[name={field['data-module-field']}]"), field
        assert field.select_one("noscript")
    groups = page.select("[name=v_metode_yang_digunakan] optgroup")
    assert [group["data-by"] for group in groups] == ["1", "2"]


def test_data_saya_lists_both_kinds(portal, visit):
    kegiatan, dataset = portal.kegiatan(), portal.dataset()
    page = visit("editor").get("/dashboard/data-saya")
    kinds = {item["data-dataset"]: bool(item.select(".sdi-kind")) for item in page.select("[data-dataset]")}
    assert kinds == {kegiatan["name"]: True, dataset["name"]: False}
    assert page.select_one(f'a[href="{NEW}"]') and page.select_one(f'a[href="{COPY}"]')
