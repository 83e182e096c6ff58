"""The recommendation as an object: made with the decision, bound to what was decided on, never rewritten."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import DBAPIError

from ckanext.sdijember.files.logic import store as filestore
from ckanext.sdijember.log import model as log
from ckanext.sdijember.rekomendasi import model as store
from ckanext.sdijember.rekomendasi.domain import rekomendasi as rules
from ckanext.sdijember.review.model.review import Review
from tests.at_once import at_once
from tests.factories import call, upload

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
CHANGE = "Satuan luas diubah menjadi hektare."
GIVEN = {"number": "V-26.3509.100", "date": "2026-05-17"}


def of(dataset):
    return store.of_packages([dataset["id"]])


def _again(portal, dataset, **given):
    """The same dataset once more through both gates."""
    portal.take(dataset["id"], "withdraw", "walidata", note="Diperbarui.")
    portal.take(dataset["id"], "submit", "editor")
    portal.take(dataset["id"], "verify", "walidata")
    portal.take(dataset["id"], "recommend", "pembina", **(GIVEN | given))


class TestGiving:
    def test_it_is_made_with_the_decision_and_bound_to_what_was_decided_on(self, portal):
        dataset = portal.bring_to("verified")
        portal.take(dataset["id"], "recommend", "pembina", **GIVEN, conditions=" Cantumkan sumber. ")
        (made,) = of(dataset)
        assert (made.number, made.date.isoformat(), made.kind) == ("V-26.3509.100", "2026-05-17", "penyebarluasan")
        assert made.snapshot == Review.get(dataset["id"]).snapshot and len(made.snapshot) == 64
        assert (made.title, made.office) == (dataset["title"], portal.office["title"])
        assert (made.conditions, made.state) == ("Cantumkan sumber.", "berlaku")
        assert made.issuer == "Badan Pusat Statistik Kabupaten Jember" and made.signer_name == "Pembina"
        said = log.of_package(dataset["id"])[-1].data
        assert (said["rekomendasi"], said["code"], said["number"]) == (made.id, made.code, made.number)

    def test_a_decision_that_fails_leaves_none(self, portal, monkeypatch):
        dataset = portal.bring_to("verified")
        monkeypatch.setattr("ckanext.sdijember.review.logic.saving.index", _fail)
        with pytest.raises(RuntimeError):
            portal.take(dataset["id"], "recommend", "pembina", **GIVEN)
        assert of(dataset) == []

    def test_a_number_is_given_once(self, portal):
        portal.bring_to("recommended")
        other = portal.bring_to("verified")
        for number in ("V-26.3509.001", " v-26.3509.001 "):
            with pytest.raises(tk.ValidationError) as refused:
                portal.take(other["id"], "recommend", "pembina", number=number, date="2026-05-17")
            assert set(refused.value.error_dict) == {"number"}
        assert Review.get(other["id"]).state == "verified" and of(other) == []

    def test_a_number_is_given_once_to_two_who_ask_in_the_same_moment(self, portal, monkeypatch):
        monkeypatch.setattr(store, "taken", lambda number: False)
        portal.bring_to("recommended")
        other = portal.bring_to("verified")
        with pytest.raises(tk.ValidationError) as refused:
            portal.take(other["id"], "recommend", "pembina", number="V-26.3509.001", date="2026-05-17")
        assert set(refused.value.error_dict) == {"number"}

    def test_what_is_wrong_is_said_beside_its_field_all_at_once(self, portal):
        dataset = portal.bring_to("verified")
        wrong = {"number": "1" * 101, "date": "2999-01-01", "conditions": "a" * 4001, "surat": upload(b"GIF8", "a.pdf")}
        with pytest.raises(tk.ValidationError) as refused:
            portal.take(dataset["id"], "recommend", "pembina", **wrong)
        assert set(refused.value.error_dict) == set(wrong)

    def test_the_scanned_original_can_come_with_it(self, portal):
        dataset = portal.bring_to("verified")
        portal.take(dataset["id"], "recommend", "pembina", **GIVEN, surat=upload(PDF, "Surat BPS.pdf"))
        (made,) = of(dataset)
        assert b"".join(filestore.chunks(made.scan_sha256)) == PDF and made.scan_type == "application/pdf"
        assert log.of_package(dataset["id"])[-1].data["surat"]["sha256"] == made.scan_sha256

    def test_what_was_decided_on_paper_names_who_decided(self, portal):
        dataset = portal.bring_to("verified")
        paper = {"channel": "kertas", "decided_by": "Ani Statistika", "decided_on": "2026-05-17"}
        portal.take(dataset["id"], "recommend", "pembina", **GIVEN, **paper, scan=upload(PDF, "a.pdf"))
        (made,) = of(dataset)
        assert (made.channel, made.signer_name) == ("kertas", "Ani Statistika") and made.scan_sha256

    def test_a_later_one_takes_the_place_of_the_former(self, portal):
        dataset = portal.bring_to("published")
        _again(portal, dataset)
        later, former = of(dataset)
        assert (later.state, former.state, former.superseded_by) == ("berlaku", "digantikan", later.id)
        assert log.of_package(dataset["id"])[-1].data["supersedes"] == [former.id]

    def test_a_kegiatan_gets_one_too(self, portal):
        kegiatan = portal.bring_kegiatan_to("recommended")
        (made,) = of(kegiatan)
        assert (made.package_type, made.number) == ("kegiatan", "V-26.3509.001")

    def test_that_of_a_working_copy_goes_into_the_published_dataset(self, portal):
        live = portal.bring_to("published")
        opened = call("sdijember_revision_open", portal.people["editor"], id=live["id"], catatan_perubahan=CHANGE)
        copy = opened["working_id"]
        call("package_patch", portal.people["editor"], id=copy, satuan="Hektare")
        portal.take(copy, "submit", "editor")
        portal.take(copy, "verify", "walidata")
        portal.take(copy, "recommend", "pembina", **GIVEN)
        assert [one.state for one in of(live)] == ["berlaku"], "until it is merged the published data stand as they are"
        portal.take(copy, "publish", "walidata")
        later, former = of(live)
        assert (later.subject, later.state, former.state) == (live["id"], "berlaku", "digantikan")
        told = call("sdijember_rekomendasi_verify", None, q=later.code)
        assert (told["verdict"], told["name"]) == ("berlaku", live["name"]), "the content is what was recommended"


def _fail(*_):
    raise RuntimeError("the index does not answer")


def _revoke(portal, id_, reason="Keliru."):
    return call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=id_, reason=reason)


class TestRevoking:
    def test_it_is_for_ever_and_in_the_log(self, portal):
        dataset = portal.bring_to("published")
        (row,) = of(dataset)
        shown = _revoke(portal, row.id, "Metode keliru.")
        assert (shown["state"], shown["revoke_reason"], shown["revoked_name"]) == (
            "dicabut",
            "Metode keliru.",
            "Pembina",
        )
        event = log.of_package(dataset["id"])[-1]
        assert (event.action, event.note, event.actor_role) == ("rekomendasi_revoke", "Metode keliru.", "pembina")
        assert (event.data["rekomendasi"], event.from_state, event.to_state) == (row.id, "published", "published")
        assert log.verify_chain().ok
        assert Review.get(dataset["id"]).state == "published", "the Walidata decides on that"
        with pytest.raises(tk.ValidationError):
            _revoke(portal, row.id, "Lagi.")

    def test_it_needs_a_reason(self, portal):
        (row,) = of(portal.bring_to("published"))
        for reason in ("", "   ", None):
            with pytest.raises(tk.ValidationError) as refused:
                _revoke(portal, row.id, reason)
            assert set(refused.value.error_dict) == {"reason"}
        assert store.get(row.id).state == "berlaku"

    def test_a_pembina_of_the_producing_office_does_not(self, portal):
        (row,) = of(portal.bring_to("published"))
        joined = {"id": portal.office["id"], "username": portal.people["pembina"]["name"], "role": "member"}
        call("organization_member_create", portal.people["sysadmin"], **joined)
        with pytest.raises(tk.ValidationError) as refused:
            _revoke(portal, row.id)
        assert set(refused.value.error_dict) == {"duty"}

    def test_of_two_at_once_one_is_told_so(self, portal, app):
        (row,) = of(portal.bring_to("published"))
        id_ = row.id
        model.Session.commit()

        def revoke(reason):
            with app.flask_app.test_request_context():
                try:
                    _revoke(portal, id_, reason)
                except tk.ValidationError:
                    return "refused"
            return "done"

        assert sorted(at_once(lambda: revoke("Satu."), lambda: revoke("Dua."))) == ["done", "refused"]

    def test_the_walidata_sees_what_is_left_to_decide(self, portal):
        dataset = portal.bring_to("published")
        portal.bring_to("published")
        row = of(dataset)[0]

        def ask():
            return call("sdijember_rekomendasi_list", portal.people["walidata"], unsettled=True)["results"]

        assert ask() == []
        _revoke(portal, row.id)
        assert [one["id"] for one in ask()] == [row.id]
        portal.take(dataset["id"], "withdraw", "walidata", note="Rekomendasi dicabut.")
        assert ask() == []


class TestRecording:
    def test_what_romantik_gave_before_collection_is_recorded(self, portal):
        kegiatan = portal.kegiatan()
        made = call("sdijember_rekomendasi_record", portal.people["editor"], id=kegiatan["id"], number="V-25.3509.007",
                    date="2025-01-02", scan=upload(PDF, "romantik.pdf"))  # fmt: skip
        assert (made["kind"], made["snapshot"], made["has_scan"], made["state"]) == ("rancangan", None, True, "berlaku")
        event = log.of_package(kegiatan["id"])[-1]
        assert (event.action, event.actor_role) == ("rekomendasi_record", "produsen")
        assert event.data["number"] == "V-25.3509.007"

    def test_twice_the_same_is_refused_and_a_later_one_supersedes(self, portal):
        kegiatan = portal.kegiatan()
        given = {"id": kegiatan["id"], "number": "V-25.3509.007", "date": "2025-01-02"}
        call("sdijember_rekomendasi_record", portal.people["editor"], **given)
        with pytest.raises(tk.ValidationError) as refused:
            call("sdijember_rekomendasi_record", portal.people["editor"], **given)
        assert set(refused.value.error_dict) == {"number"}
        call("sdijember_rekomendasi_record", portal.people["editor"], **(given | {"number": "V-25.3509.008"}))
        assert [one.state for one in of(kegiatan)] == ["berlaku", "digantikan"]

    def test_it_stands_beside_that_of_step_19(self, portal):
        kegiatan = portal.bring_kegiatan_to("recommended")
        call("sdijember_rekomendasi_record", portal.people["walidata"], id=kegiatan["id"], number="V-26.3509.001",
             date="2025-01-02")  # fmt: skip
        assert {one.kind: one.state for one in of(kegiatan)} == {"penyebarluasan": "berlaku", "rancangan": "berlaku"}


class TestAttaching:
    def test_a_scan_can_come_later_and_be_replaced_by_a_better_one(self, portal):
        dataset = portal.bring_to("recommended")
        (row,) = of(dataset)
        call("sdijember_rekomendasi_attach", portal.people["pembina"], id=row.id, scan=upload(PDF, "buram.pdf"))
        first = store.get(row.id).scan_sha256
        call("sdijember_rekomendasi_attach", portal.people["pembina"], id=row.id, scan=upload(PDF + b"%", "jelas.pdf"))
        events = log.of_package(dataset["id"])[-2:]
        assert [event.action for event in events] == ["rekomendasi_attach"] * 2
        assert events[1].data["replaces"] == first == events[0].data["scan"]["sha256"]
        assert filestore.exists(first), "what was there before is kept"


class TestTheDatabaseGuards:
    CHANGES = (
        "number = 'X'", "date = '2020-01-01'", "snapshot = repeat('0', 64)", "code = 'AAAAA'", "title = 'X'",
        "issued_by = 'X'", "conditions = 'X'", "package_id = 'X'", "kind = 'rancangan'", "signer_name = 'X'",
    )  # fmt: skip

    def test_what_was_given_cannot_be_changed(self, portal):
        portal.bring_to("recommended")
        for change in self.CHANGES:
            _refused(f"UPDATE sdijember_rekomendasi SET {change}")

    def test_the_state_moves_forward_only(self, portal):
        dataset = portal.bring_to("published")
        _again(portal, dataset)
        later, former = of(dataset)
        _revoke(portal, later.id)
        for id_, state in ((former.id, "berlaku"), (later.id, "berlaku"), (later.id, "digantikan")):
            _refused(f"UPDATE sdijember_rekomendasi SET state = '{state}' WHERE id = '{id_}'")
        _refused(f"UPDATE sdijember_rekomendasi SET revoke_reason = 'Lain.' WHERE id = '{later.id}'")
        _refused(f"UPDATE sdijember_rekomendasi SET superseded_by = NULL WHERE id = '{former.id}'")

    def test_nothing_is_deleted_and_nothing_revoked_without_a_reason(self, portal):
        portal.bring_to("recommended")
        _refused("DELETE FROM sdijember_rekomendasi")
        _refused("TRUNCATE sdijember_rekomendasi")
        _refused("UPDATE sdijember_rekomendasi SET state = 'dicabut'")

    def test_a_number_cannot_be_given_twice_past_the_actions_either(self, portal):
        dataset = portal.bring_to("recommended")
        names = ", ".join(column.key for column in sa.inspect(store.Rekomendasi).columns)
        values = names.replace("code", "'AAAAA'").replace("id,", "'lain',", 1).replace("number", "upper(number)")
        _refused(f"INSERT INTO sdijember_rekomendasi ({names}) SELECT {values} FROM sdijember_rekomendasi")
        assert len(of(dataset)) == 1


def _refused(statement):
    with pytest.raises(DBAPIError):
        model.Session.execute(sa.text(statement))
    model.Session.rollback()


def test_the_kinds_and_states_of_the_database_are_those_of_the_rules(portal):
    text = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'sdijember_rekomendasi_{}'"
    for name, known in (("kind", rules.KINDS), ("state", rules.STATES)):
        definition = model.Session.scalar(sa.text(text.format(name)))
        assert all(f"'{one}'" in definition for one in known) and definition.count("::text") >= len(known)
