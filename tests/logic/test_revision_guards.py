"""What nobody can do with a working copy, and what happens when things go wrong while it is merged."""

from __future__ import annotations

import threading

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.search import SearchIndexError

from ckanext.sdijember.logic import revision, saving
from ckanext.sdijember.model import event as log
from ckanext.sdijember.model import revision as revisions
from ckanext.sdijember.model import version as versions
from ckanext.sdijember.model.review import Review
from tests.domain.kegiatan import VARIABEL
from tests.factories import CSV, PEOPLE, WAYS, call, upload

NOTE = "Luas Kecamatan Kencong diperbaiki menurut survei 2026."
NEW = b"kecamatan,luas_km2\nKencong,70.10\nGumukmas,82.98\n"
PRODUCERS = {"editor", "office_admin"}
GATES = (
    ("submit", "editor", {}),
    ("verify", "walidata", {}),
    ("recommend", "pembina", {"number": "V-26.3509.002", "date": "2026-06-17"}),
    ("publish", "walidata", {}),
)


def _open(portal, dataset, by="editor", note=NOTE):
    return call("sdijember_revision_open", portal.people[by], id=dataset["id"], catatan_perubahan=note)


def _ready(portal, dataset):
    """A changed working copy that waits for its publication."""
    made = _open(portal, dataset)
    call("package_patch", portal.people["editor"], id=made["working_id"], notes="Teks baru.")
    for action, by, data in GATES[:3]:
        portal.take(made["working_id"], action, by, **data)
    return made["working_id"]


def _answer(portal, action, person, **data):
    try:
        call(action, portal.people[person], **data)
    except tk.NotAuthorized:
        return "role"
    except tk.ObjectNotFound:
        return "gone"
    except tk.ValidationError as error:
        return set(error.error_dict)
    return "done"


@pytest.mark.parametrize("person", PEOPLE)
def test_who_opens_and_who_discards(portal, person):
    dataset = portal.bring_to("published")
    opened = _answer(portal, "sdijember_revision_open", person, id=dataset["id"], catatan_perubahan=NOTE)
    assert opened == ("done" if person in PRODUCERS else "role")
    if person not in PRODUCERS:
        _open(portal, dataset)
    working_id = revisions.open_for(dataset["id"]).working_id
    discarded = _answer(portal, "sdijember_revision_discard", person, id=working_id, note="Keliru.")
    assert discarded == ("done" if person in PRODUCERS else "role")


@pytest.mark.parametrize("state", [state for state in WAYS if state != "published"])
def test_only_what_is_published_is_revised(portal, state):
    dataset = portal.bring_to(state)
    assert _answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=NOTE) == {"state"}


@pytest.mark.parametrize("note", ["", "  ", "singkat", "x" * 2001])
def test_the_change_note_is_compulsory(portal, note):
    dataset = portal.bring_to("published")
    answer = _answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=note)
    assert answer == {"catatan_perubahan"}


def test_one_working_copy_at_a_time(portal):
    dataset = portal.bring_to("published")
    working_id = _open(portal, dataset)["working_id"]
    for id_ in (dataset["id"], working_id):
        assert _answer(portal, "sdijember_revision_open", "editor", id=id_, catatan_perubahan=NOTE) == {"state"}
    row = {
        "working_id": "lain",
        "live_id": dataset["id"],
        "number": 9,
        "change_note": NOTE,
        "base": "",
        "opened_by": "",
    }
    with pytest.raises(sa.exc.IntegrityError):
        model.Session.execute(sa.insert(revisions.Revision).values(row))
    model.Session.rollback()


def test_two_at_once_open_one(portal):
    dataset = portal.bring_to("published")
    answers = _at_once(
        *[lambda: _answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=NOTE)] * 2
    )
    assert sorted(answers, key=str) == ["done", {"state"}]
    assert len(revisions.of_live(dataset["id"])) == 1


def test_two_at_once_merge_once(portal):
    dataset = portal.bring_to("published")
    working_id = _ready(portal, dataset)
    answers = _at_once(*[lambda: _answer(portal, "sdijember_review_publish", "walidata", id=working_id)] * 2)
    assert answers.count("done") == 1
    assert len(versions.of_package(dataset["id"])) == 2
    assert log.verify_chain().ok


def test_a_merge_and_a_withdrawal_at_once_leave_one_truth(portal):
    dataset = portal.bring_to("published")
    working_id = _ready(portal, dataset)
    answers = _at_once(
        lambda: _answer(portal, "sdijember_review_publish", "walidata", id=working_id),
        lambda: _answer(portal, "sdijember_review_withdraw", "walidata", id=dataset["id"], note="Keliru."),
    )
    assert answers[1] == "done"
    assert Review.get(dataset["id"]).state == "withdrawn"
    assert Review.get(working_id).state == ("merged" if answers[0] == "done" else "recommended")


def _at_once(*calls):
    answers, start = {}, threading.Barrier(len(calls))

    def run(number, one):
        start.wait()
        try:
            answers[number] = one()
        finally:
            model.Session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    model.Session.remove()
    return [answers[number] for number in sorted(answers)]


def test_what_was_submitted_is_locked_and_duties_are_separate(portal):
    dataset = portal.bring_to("published")
    working_id = _open(portal, dataset)["working_id"]
    portal.take(working_id, "submit", "editor")
    with pytest.raises(tk.NotAuthorized):
        call("package_patch", portal.people["editor"], id=working_id, notes="Lain.")
    call("member_create", portal.people["sysadmin"], id="walidata", object=portal.people["editor"]["id"],
         object_type="user", capacity="member")  # fmt: skip
    assert _answer(portal, "sdijember_review_verify", "editor", id=working_id) == {"duty"}
    assert _answer(portal, "sdijember_revision_discard", "editor", id=working_id, note="Keliru.") == {"state"}


def test_a_working_copy_does_not_move_nor_become_public_nor_name_another(portal):
    dataset = portal.bring_to("published")
    working_id = _open(portal, dataset)["working_id"]
    call("organization_member_create", portal.people["sysadmin"], id=portal.other_office["id"],
         username=portal.people["editor"]["name"], role="editor")  # fmt: skip
    other = portal.other_office["id"]
    assert _answer(portal, "package_patch", "editor", id=working_id, owner_org=other) == "role"
    assert _answer(portal, "package_owner_org_update", "sysadmin", id=working_id, organization_id=other) == "role"
    model.Session.rollback()
    changed = call("package_patch", portal.people["editor"], id=working_id, private=False, sdi_status="published",
                   sdi_revision_of="lain", sdi_version="9")  # fmt: skip
    assert (changed["private"], changed["sdi_status"]) == (True, "draft")
    assert (changed["sdi_revision_of"], changed["sdi_version"]) == (dataset["id"], "")
    assert Review.get(working_id).revision_of == dataset["id"]


def test_nobody_outside_finds_a_working_copy(portal):
    dataset = portal.bring_to("published")
    working_id = _open(portal, dataset)["working_id"]
    call("package_patch", portal.people["editor"], id=working_id, title="Rahasiasekali", notes="Rahasiasekali")
    resource = call("package_show", portal.people["editor"], id=working_id)["resources"][0]["id"]
    call("resource_patch", portal.people["editor"], id=resource, name="Rahasiasekali")
    for person in set(PEOPLE) - {"member", *PRODUCERS, "sysadmin"}:
        for action, data in (
            ("package_search", {"q": "*:*", "include_private": True, "rows": 100}),
            ("package_list", {}),
            ("package_autocomplete", {"q": "Rahasia"}),
            ("resource_search", {"query": "name:Rahasia"}),
            ("organization_show", {"id": portal.office["id"], "include_datasets": True}),
            ("sdijember_version_list", {"id": dataset["id"]}),
            ("sdijember_catalogue_show", {"newest": 20}),
        ):
            answer = str(call(action, portal.people[person], **data))
            assert "Rahasiasekali" not in answer and working_id not in answer, (person, action)
        for action in ("package_show", "sdijember_review_show", "sdijember_revision_list"):
            assert _answer(portal, action, person, id=working_id) == "role", (person, action)
    assert "Rahasiasekali" not in str(call("resource_search", portal.people["editor"], query="name:Rahasia"))
    found = call("package_search", portal.people["editor"], q="Rahasiasekali", include_private=True)
    assert [one["sdi_revision_of"] for one in found["results"]] == [dataset["id"]]


def test_nothing_links_to_the_working_copy_of_a_kegiatan(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    working_id = _open(portal, kegiatan)["working_id"]
    dataset = portal.dataset(kegiatan=kegiatan["id"])
    assert _answer(portal, "package_patch", "editor", id=dataset["id"], kegiatan=working_id) == {"kegiatan"}
    assert _answer(portal, "sdijember_kegiatan_copy", "editor", id=working_id, tahun=2027) == {"id"}


def test_a_withdrawn_live_version_takes_no_merge_until_it_is_published_again(portal):
    dataset = portal.bring_to("published")
    working_id = _ready(portal, dataset)
    portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")
    assert _answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert Review.get(working_id).state == "recommended"
    for action, by, data in GATES:
        portal.take(dataset["id"], action, by, **data)
    assert portal.take(working_id, "publish", "walidata")["package_id"] == dataset["id"]


def test_a_live_version_that_was_changed_meanwhile_takes_no_merge(portal):
    dataset = portal.bring_to("published")
    working_id = _ready(portal, dataset)
    portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")
    call("package_patch", portal.people["editor"], id=dataset["id"], notes="Diubah langsung.")
    for action, by, data in GATES:
        portal.take(dataset["id"], action, by, **data)
    assert _answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert call("package_show", None, id=dataset["id"])["notes"] == "Diubah langsung."


def test_what_would_not_be_what_was_approved_is_not_merged(portal, monkeypatch):
    from ckanext.sdijember.logic import package_rows

    dataset = portal.bring_to("published")
    working_id, whole = _ready(portal, dataset), package_rows.copy_metadata

    def careless(source, target):
        whole(source, target)
        target.notes = "Tidak pernah diperiksa."

    monkeypatch.setattr(package_rows, "copy_metadata", careless)
    before = call("package_show", None, id=dataset["id"])
    assert _answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert call("package_show", None, id=dataset["id"]) == before


@pytest.mark.parametrize("which", [0, 1])
def test_if_the_index_fails_nothing_is_merged(portal, monkeypatch, which):
    dataset = portal.bring_to("published")
    working_id, index, calls = _ready(portal, dataset), saving.index, []
    before = call("package_show", None, id=dataset["id"])

    def fail(context, package_id):
        calls.append(package_id)
        if len(calls) == which + 1:
            raise SearchIndexError("Solr tidak menjawab")
        index(context, package_id)

    monkeypatch.setattr(saving, "index", fail)
    with pytest.raises(SearchIndexError):
        portal.take(working_id, "publish", "walidata")
    model.Session.remove()
    assert call("package_show", None, id=dataset["id"]) == before
    assert call("package_search", None, q=f"id:{dataset['id']}")["results"][0]["notes"] == before["notes"]
    assert (Review.get(working_id).state, Review.get(dataset["id"]).version) == ("recommended", 5)
    assert revisions.open_for(dataset["id"]) and len(versions.of_package(dataset["id"])) == 1
    monkeypatch.undo()
    portal.take(working_id, "publish", "walidata")
    assert call("package_show", None, id=dataset["id"])["notes"] == "Teks baru."


def test_a_discarded_copy_is_gone_for_good_and_another_one_can_be_made(portal):
    dataset = portal.bring_to("published")
    before = call("package_show", None, id=dataset["id"])
    working_id = _open(portal, dataset)["working_id"]
    assert _answer(portal, "sdijember_revision_discard", "editor", id=working_id, note=" ") == {"note"}
    call("sdijember_revision_discard", portal.people["editor"], id=working_id, note="Keliru.")
    assert call("package_show", None, id=dataset["id"]) == before
    assert revisions.of_working(working_id).outcome == "dibatalkan"
    assert _answer(portal, "package_patch", "editor", id=working_id, state="active") == "role"
    assert _answer(portal, "package_patch", "sysadmin", id=working_id, state="active") == "role"
    assert _open(portal, dataset)["number"] == 2


def test_a_copy_that_is_deleted_in_the_ordinary_way_ends_its_revision(portal):
    dataset = portal.bring_to("published")
    working_id = _open(portal, dataset)["working_id"]
    assert _answer(portal, "package_delete", "stranger", id=working_id) == "role"
    assert revisions.open_for(dataset["id"])
    call("package_delete", portal.people["editor"], id=working_id)
    model.Session.remove()
    assert revisions.of_working(working_id).outcome == "dibatalkan"
    assert log.of_package(dataset["id"])[-1].action == log.of_package(working_id)[-1].action == "discard"
    call("dataset_purge", portal.people["sysadmin"], id=working_id)
    assert _open(portal, dataset)["number"] == 2


def test_both_histories_tell_the_story_and_no_more_than_they_may(portal):
    dataset = portal.bring_to("published")
    made = _open(portal, dataset)
    told = str(portal.take(dataset["id"], "show", "walidata")["events"])
    assert NOTE not in told and made["working_id"] in told
    assert call("sdijember_revision_list", portal.people["walidata"], id=dataset["id"]) == []
    assert call("sdijember_revision_list", portal.people["editor"], id=dataset["id"])[0]["change_note"] == NOTE
    for action, by, data in GATES:
        portal.take(made["working_id"], action, by, **data)
    copied = log.of_package(made["working_id"])
    assert [event.action for event in copied] == ["revise", "submit", "verify", "recommend", "publish"]
    assert {event.data["revision_of"] for event in copied} == {dataset["id"]}
    last = log.of_package(dataset["id"])[-1]
    assert (last.action, last.from_state, last.to_state) == ("publish", "published", "published")
    assert (last.data["working_copy"], last.data["change_note"]) == (made["working_id"], NOTE)
    assert log.verify_chain().ok
    listed = call("sdijember_revision_list", portal.people["walidata"], id=dataset["id"])
    assert [one["outcome"] for one in listed] == ["terbit"] and len(listed[0]["events"]) == 5


def test_the_first_submission_is_compared_with_what_is_public_later_ones_with_the_one_before(portal):
    dataset = portal.bring_to("published")
    first = Review.get(dataset["id"]).snapshot
    working_id = _open(portal, dataset)["working_id"]
    assert revision.previous_snapshot(Review.get(working_id)) == first
    call("package_patch", portal.people["editor"], id=working_id, notes="Satu.")
    portal.take(working_id, "submit", "editor")
    submitted = Review.get(working_id).snapshot
    assert revision.previous_snapshot(Review.get(working_id)) == first != submitted
    portal.take(working_id, "return", "walidata", note="Perbaiki.")
    call("package_patch", portal.people["editor"], id=working_id, notes="Dua.")
    portal.take(working_id, "submit", "editor")
    assert revision.previous_snapshot(Review.get(working_id)) == submitted
    assert revision.previous_snapshot(Review.get(portal.bring_to("submitted")["id"])) is None


def test_a_kegiatan_keeps_the_ids_of_its_lines_its_codes_and_takes_its_personal_data(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    shown = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    working_id = _open(portal, kegiatan)["working_id"]
    copied = call("sdijember_kegiatan_show", portal.people["editor"], id=working_id)
    assert copied["personal"] == shown["personal"] and copied["variabel"][0]["id"] != shown["variabel"][0]["id"]
    rows = [VARIABEL | {"nama": "Jumlah Nelayan"}, copied["variabel"][0] | {"satuan": "Kuintal"}]
    call("sdijember_rows_update", portal.people["editor"], id=working_id, form="variabel", rows=rows)
    call("package_patch", portal.people["editor"], id=working_id, ii_pj_nama="Orang Baru")
    call("sdijember_kegiatan_codes_update", portal.people["walidata"], id=kegiatan["id"], id_kegiatan="KEG-1")
    for action, by, data in GATES:
        portal.take(working_id, action, by, **data)
    after = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    assert [row["nama"] for row in after["variabel"]] == ["Jumlah Nelayan", "Produksi Ikan"]
    assert after["variabel"][1]["id"] == shown["variabel"][0]["id"] and after["variabel"][1]["satuan"] == "Kuintal"
    assert after["indikator"][0]["id"] == shown["indikator"][0]["id"]
    assert after["personal"]["ii_pj_nama"] == "Orang Baru"
    assert (after["id_kegiatan"], after["total_msvar"]) == ("KEG-1", "2")
    assert "Orang Baru" not in str(call("sdijember_kegiatan_show", None, id=kegiatan["id"]))


def test_files_that_go_stay_in_the_version_and_the_order_is_that_of_the_revision(portal):
    dataset = portal.dataset()
    second = portal.add_file(dataset["id"], name="Kedua", upload=upload(NEW, "kedua.csv"))
    for action, by, data in WAYS["published"]:
        portal.take(dataset["id"], action, by, **data)
    working_id = _open(portal, dataset)["working_id"]
    copies = call("package_show", portal.people["editor"], id=working_id)["resources"]
    call("resource_delete", portal.people["editor"], id=copies[0]["id"])
    added = portal.add_file(working_id, name="Baru", upload=upload(CSV, "baru.csv"))
    call("package_resource_reorder", portal.people["editor"], id=working_id, order=[added["id"], copies[1]["id"]])
    for action, by, data in GATES:
        portal.take(working_id, action, by, **data)
    after = call("package_show", None, id=dataset["id"])
    assert [resource["id"] for resource in after["resources"]] == [added["id"], second["id"]]
    first = call("sdijember_version_show", None, id=dataset["id"], number=1)["content"]["resources"]
    assert [file["id"] for file in first] == [dataset["resources"][0]["id"], second["id"]]
    with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
        call("resource_show", None, id=dataset["resources"][0]["id"])
