"""The register of Standar Data: from a proposal to an entry that datasets use, and what the log says of it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.log import model as log
from tests import factories
from tests.at_once import at_once
from tests.factories import KONSEP, call
from tests.standar.register import VARIABEL, refusal


class TestProposal:
    def test_a_code_is_given_at_approval_and_counts_up(self, portal, act):
        first = factories.standar(portal, "diusulkan")
        assert (first["kode"], first["state"], first["organization"]["name"]) == ("", "diusulkan", "dinas-satu")
        second = factories.standar(portal, nama="Rumah")
        assert second["kode"] == "JBR-K-0001"
        assert act("approve", "pembina", id=first["id"])["kode"] == "JBR-K-0002"
        variabel = act("propose", "editor", **VARIABEL, rujukan_konsep="jbr-k-0002")
        assert act("approve", "pembina", id=variabel["id"])["kode"] == "JBR-V-0001"
        shown = act("show", "anonymous", id="jbr-v-0001")
        assert shown["concept"] == {"kode": "JBR-K-0002", "nama": "Penduduk", "state": "disetujui"}

    def test_a_number_is_not_used_again(self, portal):
        factories.standar(portal, "dicabut")
        assert factories.standar(portal)["kode"] == "JBR-K-0002"

    def test_a_national_code_is_kept(self, portal):
        assert factories.standar(portal, sumber_kode="SDS", kode="SDS-0001")["kode"] == "SDS-0001"

    def test_everything_wrong_is_said_at_once(self, portal, act):
        wrong = refusal(act, "propose", "editor", jenis="konsep", nama="jumlah Penduduk Jember 2024", sumber_kode="SDS")
        assert set(wrong) == {"nama", "definisi", "referensi", "kode"}
        assert len(wrong["nama"]) == 4

    def test_a_kind_is_needed(self, portal, act):
        assert set(refusal(act, "propose", "editor", nama="Penduduk")) == {"jenis"}
        assert set(refusal(act, "propose", "editor", jenis="indikator")) == {"jenis"}

    def test_advice_stops_nothing_and_is_told(self, portal, act):
        text = KONSEP | {"nama": "Jalan Kabupaten", "satuan": ""}
        assert {one["field"] for one in act("check", "editor", **text)} == {"nama", "satuan"}
        assert act("propose", "editor", **text)["state"] == "diusulkan"

    @pytest.mark.parametrize("state", ["diusulkan", "dikembalikan", "disetujui"])
    def test_the_name_of_a_live_entry_is_taken(self, portal, act, state):
        factories.standar(portal, state)
        assert set(refusal(act, "propose", "other_editor", **(KONSEP | {"nama": "PENDUDUK"}))) == {"nama"}

    @pytest.mark.parametrize("state", ["ditolak", "dicabut"])
    def test_the_name_of_a_dead_one_is_free(self, portal, state):
        factories.standar(portal, state)
        assert factories.standar(portal)["state"] == "disetujui"

    def test_a_concept_and_a_variable_may_share_a_name(self, portal, act):
        concept = factories.standar(portal, nama="Jenis Kelamin")
        assert act("propose", "editor", **VARIABEL, rujukan_konsep=concept["kode"])

    def test_a_code_is_checked_again_at_approval(self, portal, act):
        first = factories.standar(portal, "diusulkan", sumber_kode="SDS", kode="7")
        factories.standar(portal, nama="Rumah", sumber_kode="SDS", kode="7")
        assert set(refusal(act, "approve", "pembina", id=first["id"])) == {"kode"}

    def test_the_concept_of_a_variable_is_in_force(self, portal, act):
        gone = factories.standar(portal, "dicabut")
        variabel = VARIABEL | {"rujukan_konsep": gone["kode"]}
        assert set(refusal(act, "propose", "editor", **variabel)) == {"rujukan_konsep"}

    def test_who_has_two_offices_says_which(self, portal, act):
        admin, editor = portal.people["sysadmin"], portal.people["editor"]
        call("organization_member_create", admin, id=portal.other_office["id"], username=editor["name"], role="editor")
        assert set(refusal(act, "propose", "editor", **KONSEP)) == {"owner_org"}
        assert act("propose", "editor", **KONSEP, owner_org="dinas-dua")["organization"]["name"] == "dinas-dua"

    def test_no_such_office(self, portal, act):
        with pytest.raises(tk.NotAuthorized):
            act("propose", "editor", **KONSEP, owner_org="tidak-ada")

    def test_what_came_back_is_corrected(self, portal, act):
        entry = factories.standar(portal, "dikembalikan")
        assert act("show", "editor", id=entry["id"])["proposal"]["note"] == "Lengkapi definisi."
        assert set(refusal(act, "update", "editor", **(KONSEP | {"id": entry["id"], "nama": "Penduduk 2024"}))) == {
            "nama"
        }
        after = act("update", "office_admin", **(KONSEP | {"id": entry["id"], "nama": "Penduduk Tetap"}))
        assert (after["state"], after["nama"], after["version"]) == ("diusulkan", "Penduduk Tetap", 1)


class TestDecision:
    @pytest.mark.parametrize("action", ["return", "reject"])
    @pytest.mark.parametrize("note", ["", "   "])
    def test_a_refusal_says_why(self, portal, act, action, note):
        entry = factories.standar(portal, "diusulkan")
        assert set(refusal(act, action, "pembina", id=entry["id"], note=note)) == {"note"}

    def test_nobody_decides_on_what_they_have_not_read(self, portal, act):
        entry = factories.standar(portal, "diusulkan")
        seen = entry["revision"]
        act("return", "walidata", id=entry["id"], note="Perbaiki.")
        act("update", "editor", **(KONSEP | {"id": entry["id"], "satuan": "Jiwa"}))
        assert set(refusal(act, "approve", "pembina", id=entry["id"], revision=seen)) == {"state"}
        now = act("show", "pembina", id=entry["id"])["revision"]
        assert act("approve", "pembina", id=entry["id"], revision=now)["satuan"] == "Jiwa"

    def test_no_such_entry(self, portal, act):
        for action in ("show", "approve", "withdraw"):
            with pytest.raises(tk.ObjectNotFound):
                act(action, "pembina", id="JBR-K-9999", note="x")

    def test_what_is_no_longer_used_names_its_successor(self, portal, act):
        entry, other = factories.standar(portal), factories.standar(portal, nama="Penduduk Tetap")
        after = act("withdraw", "walidata", id=entry["kode"], note="Ganti.", successor=other["kode"])
        assert after["state"] == "dicabut"
        shown = act("show", "anonymous", id=entry["kode"])
        assert shown["successor"] == {"kode": "JBR-K-0002", "nama": "Penduduk Tetap", "state": "disetujui"}
        assert shown["versions"][0]["note"] == "Ganti."

    def test_a_successor_is_another_entry_in_force_of_the_same_kind(self, portal, act):
        entry, gone = factories.standar(portal), factories.standar(portal, "dicabut", nama="Rumah")
        variabel = act("propose", "editor", **VARIABEL, rujukan_konsep=entry["kode"])
        kind = act("approve", "pembina", id=variabel["id"])
        for code in (entry["kode"], gone["kode"], kind["kode"], "tidak-ada"):
            wrong = refusal(act, "withdraw", "walidata", id=entry["kode"], note="Ganti.", successor=code)
            assert set(wrong) == {"successor"}


class TestVersions:
    def test_what_is_in_force_stays_until_the_change_is_approved(self, portal, act):
        entry = factories.standar(portal)
        changed = KONSEP | {"id": entry["kode"], "nama": "Penduduk Tetap"}
        act("propose", "other_editor", **changed)
        assert act("show", "anonymous", id=entry["kode"])["nama"] == "Penduduk"
        assert act("autocomplete", "anonymous", q="penduduk")[0]["nama"] == "Penduduk"
        act("approve", "pembina", id=entry["kode"])
        shown = act("show", "anonymous", id=entry["kode"])
        assert (shown["nama"], shown["version"], shown["kode"]) == ("Penduduk Tetap", 2, "JBR-K-0001")
        assert [version["state"] for version in shown["versions"]] == ["disetujui", "digantikan"]

    @pytest.mark.parametrize("ending", ["return", "reject"])
    def test_a_change_that_is_not_approved_changes_nothing(self, portal, act, ending):
        entry = factories.standar(portal)
        act("propose", "editor", **(KONSEP | {"id": entry["kode"], "satuan": "Jiwa"}))
        act(ending, "pembina", id=entry["kode"], note="Tidak perlu.")
        shown = act("show", "anonymous", id=entry["kode"])
        assert (shown["satuan"], shown["state"], shown["version"]) == ("Orang", "disetujui", 1)

    def test_one_change_at_a_time(self, portal, act):
        entry = factories.standar(portal)
        changed = KONSEP | {"id": entry["kode"], "satuan": "Jiwa"}
        act("propose", "editor", **changed)
        assert set(refusal(act, "propose", "other_editor", **changed)) == {"state"}
        assert set(refusal(act, "withdraw", "walidata", id=entry["kode"], note="Ganti.")) == {"state"}
        act("reject", "pembina", id=entry["kode"], note="Tidak.")
        assert act("propose", "other_editor", **changed)["versions"]

    @pytest.mark.parametrize("state", ["diusulkan", "ditolak", "dicabut"])
    def test_only_what_is_in_force_is_changed(self, portal, act, state):
        entry = factories.standar(portal, state)
        assert set(refusal(act, "propose", "editor", **(KONSEP | {"id": entry["id"]}))) == {"state"}

    def test_a_change_keeps_the_code(self, portal, act):
        entry = factories.standar(portal)
        changed = KONSEP | {"id": entry["kode"], "sumber_kode": "SDS", "kode": "SDS-1"}
        assert set(refusal(act, "propose", "editor", **changed)) == {"kode"}

    def test_two_cannot_take_one_name_at_once(self, portal, app):
        """The second waits for the first; without the register's lock both would pass."""
        model.Session.commit()
        # CKAN looks for its actions when the first is asked for, and two threads at once may find a part of them
        tk.get_action("sdijember_standar_propose")

        def propose(person):
            with app.flask_app.test_request_context():
                try:
                    return [call("sdijember_standar_propose", portal.people[person], **KONSEP)["state"]]
                except tk.ValidationError as error:
                    return sorted(error.error_dict)

        answers = at_once(lambda: propose("editor"), lambda: propose("other_editor"))
        assert sorted(answers) == [["diusulkan"], ["nama"]]


class TestLog:
    def test_every_step_is_in_the_chain_with_what_was_decided_on(self, portal, act):
        entry = factories.standar(portal, "dicabut")
        events = log.of_package(entry["id"])
        assert [event.action for event in events] == ["standar_propose", "standar_approve", "standar_withdraw"]
        assert [event.actor_role for event in events] == ["produsen", "pembina", "walidata"]
        assert events[1].data["content"]["definisi"] == KONSEP["definisi"]
        assert events[0].data["sha256"] == events[1].data["sha256"]
        assert log.verify_chain().ok

    def test_it_shares_the_chain_of_the_datasets(self, portal):
        factories.standar(portal)
        dataset = portal.bring_to("published")
        review = call("sdijember_review_show", portal.people["editor"], id=dataset["id"])
        assert [event["action"] for event in review["events"]] == ["submit", "verify", "recommend", "publish"]
        assert log.verify_chain().count == 6

    def test_what_was_refused_leaves_nothing(self, portal, act):
        factories.standar(portal)
        refusal(act, "propose", "other_editor", **KONSEP)
        assert log.verify_chain().count == 2
        assert model.Session.scalar(sa.text("SELECT count(*) FROM sdijember_standar_versi")) == 1
