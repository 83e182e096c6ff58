"""The merge: whole or not at all, one truth afterwards, and both histories tell it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.search import SearchIndexError

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.logic import saving, working_copy
from ckanext.sdijember.review.model import working_copy as revisions
from ckanext.sdijember.review.model.review import Review
from ckanext.sdijember.revision.logic import package_rows
from ckanext.sdijember.revision.model import version as versions
from tests.at_once import at_once
from tests.factories import CSV, WAYS, call, upload
from tests.metadata.kegiatan import VARIABEL
from tests.revisions import GATES, NEW, NOTE, THIRD, answer, opened, ready, taken


def test_two_at_once_merge_once(portal):
    dataset = portal.bring_to("published")
    working_id = ready(portal, dataset)
    answers = at_once(*[lambda: answer(portal, "sdijember_review_publish", "walidata", id=working_id)] * 2)
    assert answers.count("done") == 1
    assert len(versions.of_package(dataset["id"])) == 2
    assert log.verify_chain().ok


def test_a_merge_and_a_withdrawal_at_once_leave_one_truth(portal):
    dataset = portal.bring_to("published")
    working_id = ready(portal, dataset)
    answers = at_once(
        lambda: answer(portal, "sdijember_review_publish", "walidata", id=working_id),
        lambda: answer(portal, "sdijember_review_withdraw", "walidata", id=dataset["id"], note="Keliru."),
    )
    assert answers[1] == "done"
    assert Review.get(dataset["id"]).state == "withdrawn"
    assert Review.get(working_id).state == ("merged" if answers[0] == "done" else "recommended")


def test_a_withdrawn_live_version_takes_no_merge_until_it_is_published_again(portal):
    dataset = portal.bring_to("published")
    working_id = ready(portal, dataset)
    portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")
    assert answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert Review.get(working_id).state == "recommended"
    taken(portal, dataset["id"], *THIRD)
    assert portal.take(working_id, "publish", "walidata")["package_id"] == dataset["id"]


def test_a_live_version_that_was_changed_meanwhile_takes_no_merge(portal):
    dataset = portal.bring_to("published")
    working_id = ready(portal, dataset)
    portal.take(dataset["id"], "withdraw", "walidata", note="Keliru.")
    call("package_patch", portal.people["editor"], id=dataset["id"], notes="Diubah langsung.")
    taken(portal, dataset["id"], *THIRD)
    assert answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert call("package_show", None, id=dataset["id"])["notes"] == "Diubah langsung."


def test_what_would_not_be_what_was_approved_is_not_merged(portal, monkeypatch):
    dataset = portal.bring_to("published")
    working_id, whole = ready(portal, dataset), package_rows.copy_metadata

    def careless(source, target):
        whole(source, target)
        target.notes = "Tidak pernah diperiksa."

    monkeypatch.setattr(package_rows, "copy_metadata", careless)
    before = call("package_show", None, id=dataset["id"])
    assert answer(portal, "sdijember_review_publish", "walidata", id=working_id) == {"state"}
    assert call("package_show", None, id=dataset["id"]) == before


@pytest.mark.parametrize("which", [0, 1])
def test_if_the_index_fails_nothing_is_merged(portal, monkeypatch, which):
    dataset = portal.bring_to("published")
    working_id, index, calls = ready(portal, dataset), saving.index, []
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


def test_both_histories_tell_the_story_and_no_more_than_they_may(portal):
    dataset = portal.bring_to("published")
    made = opened(portal, dataset)
    told = str(portal.take(dataset["id"], "show", "walidata")["events"])
    assert NOTE not in told and made["working_id"] in told
    assert call("sdijember_revision_list", portal.people["walidata"], id=dataset["id"]) == []
    assert call("sdijember_revision_list", portal.people["editor"], id=dataset["id"])[0]["change_note"] == NOTE
    taken(portal, made["working_id"], *GATES)
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
    working_id = opened(portal, dataset)["working_id"]
    assert working_copy.previous_snapshot(Review.get(working_id)) == first
    call("package_patch", portal.people["editor"], id=working_id, notes="Satu.")
    portal.take(working_id, "submit", "editor")
    submitted = Review.get(working_id).snapshot
    assert working_copy.previous_snapshot(Review.get(working_id)) == first != submitted
    portal.take(working_id, "return", "walidata", note="Perbaiki.")
    call("package_patch", portal.people["editor"], id=working_id, notes="Dua.")
    portal.take(working_id, "submit", "editor")
    assert working_copy.previous_snapshot(Review.get(working_id)) == submitted
    assert working_copy.previous_snapshot(Review.get(portal.bring_to("submitted")["id"])) is None


def test_a_kegiatan_keeps_the_ids_of_its_lines_its_codes_and_takes_its_personal_data(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    shown = call("sdijember_kegiatan_show", portal.people["editor"], id=kegiatan["id"])
    working_id = opened(portal, kegiatan)["working_id"]
    copied = call("sdijember_kegiatan_show", portal.people["editor"], id=working_id)
    assert copied["personal"] == shown["personal"] and copied["variabel"][0]["id"] != shown["variabel"][0]["id"]
    rows = [VARIABEL | {"nama": "Jumlah Nelayan"}, copied["variabel"][0] | {"satuan": "Kuintal"}]
    call("sdijember_rows_update", portal.people["editor"], id=working_id, form="variabel", rows=rows)
    call("package_patch", portal.people["editor"], id=working_id, ii_pj_nama="Orang Baru")
    call("sdijember_kegiatan_codes_update", portal.people["walidata"], id=kegiatan["id"], id_kegiatan="KEG-1")
    taken(portal, working_id, *GATES)
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
    working_id = opened(portal, dataset)["working_id"]
    copies = call("package_show", portal.people["editor"], id=working_id)["resources"]
    call("resource_delete", portal.people["editor"], id=copies[0]["id"])
    added = portal.add_file(working_id, name="Baru", upload=upload(CSV, "baru.csv"))
    call("package_resource_reorder", portal.people["editor"], id=working_id, order=[added["id"], copies[1]["id"]])
    taken(portal, working_id, *GATES)
    after = call("package_show", None, id=dataset["id"])
    assert [resource["id"] for resource in after["resources"]] == [added["id"], second["id"]]
    first = call("sdijember_version_show", None, id=dataset["id"], number=1)["content"]["resources"]
    assert [file["id"] for file in first] == [dataset["resources"][0]["id"], second["id"]]
    with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
        call("resource_show", None, id=dataset["resources"][0]["id"])
