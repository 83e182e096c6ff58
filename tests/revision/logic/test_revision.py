"""Revising what is published: the live version stays as it is until the revision has passed both gates."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.files.logic import reading
from ckanext.sdijember.review.logic import working_copy
from ckanext.sdijember.review.model import working_copy as revisions
from ckanext.sdijember.review.model.review import Review
from tests.factories import CSV, call, upload
from tests.revisions import GATES, NEW, NOTE, opened, taken


def _content(resource):
    return b"".join(reading.chunks(resource))


def _public(package_id):
    return call("package_show", None, id=package_id)


def test_a_working_copy_is_the_dataset_again_and_private(portal):
    dataset = portal.bring_to("published", tag_string="luas,kecamatan")
    made = opened(portal, dataset)
    copy = call("package_show", portal.people["editor"], id=made["working_id"])
    live = _public(dataset["id"])
    assert copy["name"] == f"{dataset['name']}-revisi-1" and copy["private"] is True
    assert copy["sdi_revision_of"] == live["id"] and live["sdi_revision_of"] == ""
    assert (copy["sdi_status"], live["sdi_status"]) == ("draft", "published")
    same = ("title", "notes", "satuan", "urusan", "license_id", "owner_org", "type", "konsep")
    assert {name: copy[name] for name in same} == {name: live[name] for name in same}
    assert [tag["name"] for tag in copy["tags"]] == ["kecamatan", "luas"]
    assert [group["name"] for group in copy["groups"]] == [group["name"] for group in live["groups"]]
    assert copy["resources"][0]["id"] != live["resources"][0]["id"]
    assert _content(copy["resources"][0]) == CSV
    assert working_copy.sha256_now({"ignore_auth": True}, copy["id"]) == Review.get(live["id"]).snapshot


def test_after_both_gates_the_live_dataset_is_the_revision(portal):
    dataset = portal.bring_to("published")
    kept = dataset["resources"][0]
    before = _public(dataset["id"])
    copy = opened(portal, dataset)
    working = call("package_show", portal.people["editor"], id=copy["working_id"])
    call("package_patch", portal.people["editor"], id=working["id"], notes="Teks baru.", tag_string="baru")
    call("resource_patch", portal.people["editor"], id=working["resources"][0]["id"], upload=upload(NEW))
    added = portal.add_file(working["id"], name="Tambahan")
    assert _public(dataset["id"]) == before
    review = taken(portal, working["id"], *GATES)
    after = _public(dataset["id"])
    assert (review["package_id"], review["state"]) == (dataset["id"], "published")
    assert (after["name"], after["notes"]) == (before["name"], "Teks baru.")
    assert [tag["name"] for tag in after["tags"]] == ["baru"]
    assert [resource["id"] for resource in after["resources"]] == [kept["id"], added["id"]]
    assert _content(after["resources"][0]) == NEW
    assert _content(after["resources"][1]) == CSV
    assert after["sdi_recommendation_number"] == "V-26.3509.002"
    assert (after["sdi_version"], after["sdi_version_note"]) == ("2", NOTE)
    assert working_copy.sha256_now({"ignore_auth": True}, dataset["id"]) == Review.get(dataset["id"]).snapshot
    with pytest.raises(tk.NotAuthorized):
        call("package_show", None, id=working["id"])
    assert model.Package.get(working["id"]).state == "deleted"
    assert Review.get(working["id"]).state == "merged"
    assert revisions.of_working(working["id"]).outcome == "terbit"
