"""What nobody can do with a working copy, and how a revision is opened and given up."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.model import working_copy as revisions
from ckanext.sdijember.review.model.review import Review
from tests.at_once import at_once
from tests.factories import PEOPLE, WAYS, call
from tests.revisions import NOTE, PRODUCERS, answer, opened


@pytest.mark.parametrize("person", PEOPLE)
def test_who_opens_and_who_discards(portal, person):
    dataset = portal.bring_to("published")
    told = answer(portal, "sdijember_revision_open", person, id=dataset["id"], catatan_perubahan=NOTE)
    assert told == ("done" if person in PRODUCERS else "role")
    if person not in PRODUCERS:
        opened(portal, dataset)
    working_id = revisions.open_for(dataset["id"]).working_id
    discarded = answer(portal, "sdijember_revision_discard", person, id=working_id, note="Keliru.")
    assert discarded == ("done" if person in PRODUCERS else "role")


@pytest.mark.parametrize("state", [state for state in WAYS if state != "published"])
def test_only_what_is_published_is_revised(portal, state):
    dataset = portal.bring_to(state)
    assert answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=NOTE) == {"state"}


@pytest.mark.parametrize("note", ["", "  ", "singkat", "x" * 2001])
def test_the_change_note_is_compulsory(portal, note):
    dataset = portal.bring_to("published")
    said = answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=note)
    assert said == {"catatan_perubahan"}


def test_one_working_copy_at_a_time(portal):
    dataset = portal.bring_to("published")
    working_id = opened(portal, dataset)["working_id"]
    for id_ in (dataset["id"], working_id):
        assert answer(portal, "sdijember_revision_open", "editor", id=id_, catatan_perubahan=NOTE) == {"state"}
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
    answers = at_once(
        *[lambda: answer(portal, "sdijember_revision_open", "editor", id=dataset["id"], catatan_perubahan=NOTE)] * 2
    )
    assert sorted(answers, key=str) == ["done", {"state"}]
    assert len(revisions.of_live(dataset["id"])) == 1


def test_what_was_submitted_is_locked_and_duties_are_separate(portal):
    dataset = portal.bring_to("published")
    working_id = opened(portal, dataset)["working_id"]
    portal.take(working_id, "submit", "editor")
    with pytest.raises(tk.NotAuthorized):
        call("package_patch", portal.people["editor"], id=working_id, notes="Lain.")
    call("member_create", portal.people["sysadmin"], id="walidata", object=portal.people["editor"]["id"],
         object_type="user", capacity="member")  # fmt: skip
    assert answer(portal, "sdijember_review_verify", "editor", id=working_id) == {"duty"}
    assert answer(portal, "sdijember_revision_discard", "editor", id=working_id, note="Keliru.") == {"state"}


def test_a_working_copy_does_not_move_nor_become_public_nor_name_another(portal):
    dataset = portal.bring_to("published")
    working_id = opened(portal, dataset)["working_id"]
    call("organization_member_create", portal.people["sysadmin"], id=portal.other_office["id"],
         username=portal.people["editor"]["name"], role="editor")  # fmt: skip
    other = portal.other_office["id"]
    assert answer(portal, "package_patch", "editor", id=working_id, owner_org=other) == "role"
    assert answer(portal, "package_owner_org_update", "sysadmin", id=working_id, organization_id=other) == "role"
    model.Session.rollback()
    changed = call("package_patch", portal.people["editor"], id=working_id, private=False, sdi_status="published",
                   sdi_revision_of="lain", sdi_version="9")  # fmt: skip
    assert (changed["private"], changed["sdi_status"]) == (True, "draft")
    assert (changed["sdi_revision_of"], changed["sdi_version"]) == (dataset["id"], "")
    assert Review.get(working_id).revision_of == dataset["id"]


def test_nobody_outside_finds_a_working_copy(portal):
    dataset = portal.bring_to("published")
    working_id = opened(portal, dataset)["working_id"]
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
            told = str(call(action, portal.people[person], **data))
            assert "Rahasiasekali" not in told and working_id not in told, (person, action)
        for action in ("package_show", "sdijember_review_show", "sdijember_revision_list"):
            assert answer(portal, action, person, id=working_id) == "role", (person, action)
    assert "Rahasiasekali" not in str(call("resource_search", portal.people["editor"], query="name:Rahasia"))
    found = call("package_search", portal.people["editor"], q="Rahasiasekali", include_private=True)
    assert [one["sdi_revision_of"] for one in found["results"]] == [dataset["id"]]


def test_nothing_links_to_the_working_copy_of_a_kegiatan(portal):
    kegiatan = portal.bring_kegiatan_to("published")
    working_id = opened(portal, kegiatan)["working_id"]
    dataset = portal.dataset(kegiatan=kegiatan["id"])
    assert answer(portal, "package_patch", "editor", id=dataset["id"], kegiatan=working_id) == {"kegiatan"}
    assert answer(portal, "sdijember_kegiatan_copy", "editor", id=working_id, tahun=2027) == {"id"}


def test_a_discarded_copy_is_gone_for_good_and_another_one_can_be_made(portal):
    dataset = portal.bring_to("published")
    before = call("package_show", None, id=dataset["id"])
    working_id = opened(portal, dataset)["working_id"]
    assert answer(portal, "sdijember_revision_discard", "editor", id=working_id, note=" ") == {"note"}
    call("sdijember_revision_discard", portal.people["editor"], id=working_id, note="Keliru.")
    assert call("package_show", None, id=dataset["id"]) == before
    assert revisions.of_working(working_id).outcome == "dibatalkan"
    assert answer(portal, "package_patch", "editor", id=working_id, state="active") == "role"
    assert answer(portal, "package_patch", "sysadmin", id=working_id, state="active") == "role"
    assert opened(portal, dataset)["number"] == 2


def test_a_copy_that_is_deleted_in_the_ordinary_way_ends_its_revision(portal):
    dataset = portal.bring_to("published")
    working_id = opened(portal, dataset)["working_id"]
    assert answer(portal, "package_delete", "stranger", id=working_id) == "role"
    assert revisions.open_for(dataset["id"])
    call("package_delete", portal.people["editor"], id=working_id)
    model.Session.remove()
    assert revisions.of_working(working_id).outcome == "dibatalkan"
    assert log.of_package(dataset["id"])[-1].action == log.of_package(working_id)[-1].action == "discard"
    call("dataset_purge", portal.people["sysadmin"], id=working_id)
    assert opened(portal, dataset)["number"] == 2
