"""The difference of two submissions, from the snapshots and the stored files; a working copy against what is public."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.files.logic import store
from ckanext.sdijember.verdict.logic import submissions
from tests import factories
from tests.factories import call, upload

NEW = b"kecamatan,luas_km2\nKencong,65.92\nGumukmas,83.98\n"


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    return factories.portal()


def _diff(portal, dataset_id, by="editor", **data):
    return call("sdijember_review_diff", portal.people[by], id=dataset_id, **data)


def test_two_submissions(portal):
    dataset = portal.bring_to("returned")
    assert _diff(portal, dataset["id"])["difference"] is None, "there is one only"
    call("package_patch", portal.people["editor"], id=dataset["id"], satuan="Hektare")
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], upload=upload(NEW))
    portal.take(dataset["id"], "submit", "editor")
    found = _diff(portal, dataset["id"])
    assert (found["before"], found["after"], len(found["submissions"])) == (1, 2, 2)
    assert [(one["name"], one["old"], one["new"]) for one in found["difference"]["fields"]] == [
        ("satuan", "Kilometer persegi", "Hektare"),
    ]
    sheet = found["difference"]["files"]["changed"][0]["table"]["sheets"][0]
    assert (sheet["key"], sheet["changed_count"]) == (["kecamatan"], 1)
    assert sheet["changed"][0]["cells"] == [{"column": "luas_km2", "old": "82.98", "new": "83.98"}]
    assert _diff(portal, dataset["id"], before=2, after=2)["difference"]["same"]
    with pytest.raises(tk.ValidationError) as refused:
        _diff(portal, dataset["id"], before=4, after=3)
    assert set(refused.value.error_dict) == {"before", "after"}


def test_a_file_that_is_gone_from_the_store_is_said_to_be(portal):
    dataset = portal.bring_to("returned")
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], upload=upload(NEW))
    portal.take(dataset["id"], "submit", "editor")
    first = _diff(portal, dataset["id"])["submissions"][0]["snapshot"]
    store.path(submissions.content(first)["resources"][0]["sha256"]).unlink()
    table = _diff(portal, dataset["id"])["difference"]["files"]["changed"][0]["table"]
    assert table["problem"] == "gone"


def test_a_working_copy_is_compared_with_what_is_public_and_judged_by_its_own_files(portal):
    dataset = portal.bring_to("published")
    editor, note = portal.people["editor"], "Angka diperbaiki menurut survei 2026."
    copy = call("sdijember_revision_open", editor, id=dataset["id"], catatan_perubahan=note)
    working = call("package_show", portal.people["editor"], id=copy["working_id"])
    file = working["resources"][0]["id"]
    call("resource_patch", portal.people["editor"], id=file, upload=upload(NEW))
    portal.take(working["id"], "submit", "editor")
    found = _diff(portal, working["id"], by="walidata")
    assert len(found["submissions"]) == 2 and found["difference"]["files"]["changed"][0]["content"]
    verdicts = call("sdijember_verdict_list", portal.people["walidata"], id=working["id"])
    one = next(item for item in verdicts["items"] if item["kind"] == "file")
    assert one["here"] == f"file:{file}" and one["item"] == f"file:{dataset['resources'][0]['id']}" and one["changed"]
    items = [{"item": one["item"], "verdict": "perbaiki", "category": "tidak-wajar", "comment": "Periksa."}]
    call("sdijember_verdict_set", portal.people["walidata"], id=working["id"], items=items)
    portal.take(working["id"], "return", "walidata")
    seen = call("sdijember_verdict_list", portal.people["editor"], id=working["id"])
    assert [entry["label"] for entry in seen["unmended"]] == ["Luas"]
