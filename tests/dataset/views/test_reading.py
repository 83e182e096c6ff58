"""How a file is read: shown with its first rows, answered and corrected by a form alone, frozen with the submission."""

from __future__ import annotations

import copy

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.dataset.domain import reading_form
from ckanext.sdijember.review.domain import snapshot
from ckanext.sdijember.review.logic import working_copy
from ckanext.sdijember.review.model.review import Review
from ckanext.sdijember.tables.domain.decisions import corrections
from tests.factories import call, upload
from tests.revisions import GATES, opened, taken
from tests.visitor import text, values

ASKED = b"Tabel 1;\nkecamatan;luas_km2\nKencong;1.234\nGumukmas;2.345\n"
ANSWER = {"columns": {"2": {"number_format": ",."}}}


def _address(dataset, file=None):
    return f"/dataset/{dataset['name']}/resource/{(file or dataset['resources'][0])['id']}/cara-baca"


@pytest.fixture
def dataset(portal):
    """A draft whose only file asks how its numbers are written."""
    made = portal.dataset()
    call("resource_patch", portal.people["editor"], id=made["resources"][0]["id"], upload=upload(ASKED, "luas.csv"))
    return call("package_show", portal.people["editor"], id=made["id"])


def _form(page):
    return next(form for form in page.select("form[method=post]") if "cara-baca" in form["action"])


def _chosen(form):
    """What a browser sends: lists too."""
    lists = {one["name"]: (one.select_one("option[selected]") or one.select_one("option"))["value"]
             for one in form.select("select[name]")}  # fmt: skip
    return values(form) | lists


def test_the_question_is_shown_answered_and_gone(portal, dataset, visit):
    editor = visit("editor")
    page = editor.get(_address(dataset))
    assert "Kencong" in text(page) and "Tabel 1" in text(page) and page.select_one(".sdi-read__asked")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "submit", "editor")
    assert "B3" in " ".join(refused.value.error_dict["resources"])
    form = _form(page)
    sent = _chosen(form) | {"column:2:number_format": ",."}
    after = editor.post(form["action"], sent)
    assert not after.select_one(".sdi-read__asked") and "2345" in text(after)
    kept = call("package_show", portal.people["editor"], id=dataset["id"])["resources"][0]
    assert kept["pembacaan"]["columns"]["2"]["number_format"] == {
        "value": ",.", "certain": True, "alternatives": [], "by": "producer",
    }  # fmt: skip
    assert kept["kolom_berkas"][1]["jenis"] == "integer"
    assert portal.take(dataset["id"], "submit", "editor")["state"] == "submitted"


def test_saving_without_an_answer_answers_nothing(portal, dataset, visit):
    editor = visit("editor")
    form = _form(editor.get(_address(dataset)))
    after = editor.post(form["action"], _chosen(form))
    assert after.select_one(".sdi-read__asked")


@pytest.mark.parametrize(
    ("name", "typed", "column"),
    [("file:header", "2-x", ""), ("file:header", "0, 3", ""), ("file:first_row", "1, 2", ""),
     ("file:left_out", "9-1", "")],
)  # fmt: skip
def test_what_is_no_row_is_said_at_its_field_and_nothing_typed_is_lost(portal, dataset, visit, name, typed, column):
    editor = visit("editor")
    form = _form(editor.get(_address(dataset)))
    after = editor.post(form["action"], _chosen(form) | {name: typed, "column:1:name": "Wilayah"}, 422)
    assert after.select_one(f"[name='{name}'][aria-invalid]")["value"] == typed
    assert after.select_one("[name='column:1:name']")["value"] == "Wilayah"
    assert call("package_show", portal.people["editor"], id=dataset["id"])["resources"] == dataset["resources"]


def test_every_choice_of_the_form_is_a_correction(portal, dataset, visit):
    form = _form(visit("editor").get(_address(dataset)))
    for one in form.select("select[name]"):
        for option in one.select("option"):
            given, wrong = reading_form.filled_in({one["name"]: option["value"]})
            assert not wrong
            corrections(given)


def test_only_who_may_change_the_file_decides(portal, dataset, visit):
    address = _address(dataset)
    assert visit("other_editor").status(address) in (403, 404)
    assert visit("anonymous").location(address).startswith("user/login")
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], pembacaan=ANSWER)
    portal.take(dataset["id"], "submit", "editor")
    assert visit("editor").status(address) in (403, 404), "what is under review is not read otherwise"


def test_the_way_there_stands_at_the_file_and_in_its_form(portal, dataset, visit):
    editor, address = visit("editor"), _address(dataset)
    for url in (f"/dataset/{dataset['name']}", address.replace("cara-baca", "edit")):
        assert any(address in link["href"] for link in editor.get(url).select("a[href]"))


def test_what_was_decided_is_part_of_the_snapshot(portal, dataset):
    before = working_copy.sha256_now({"ignore_auth": True}, dataset["id"])
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], pembacaan=ANSWER)
    now = call("package_show", portal.people["editor"], id=dataset["id"])
    assert working_copy.sha256_now({"ignore_auth": True}, dataset["id"]) != before
    taken_of = snapshot.take(now, {})
    assert taken_of["resources"][0]["pembacaan"] == now["resources"][0]["pembacaan"]
    other = copy.deepcopy(now)
    other["resources"][0]["pembacaan"]["columns"]["2"]["number_format"]["value"] = ".,"
    assert snapshot.sha256(snapshot.take(other, {})) != snapshot.sha256(taken_of)


def test_what_was_decided_survives_a_revision_and_its_merge(portal, dataset):
    editor = portal.people["editor"]
    call("resource_patch", editor, id=dataset["resources"][0]["id"], pembacaan=ANSWER)
    first = (*GATES[:2], ("recommend", "pembina", {"number": "V-26.3509.001", "date": "2026-06-17"}), GATES[3])
    taken(portal, dataset["id"], *first)
    live = call("package_show", editor, id=dataset["id"])["resources"][0]
    made = opened(portal, dataset)
    working = call("package_show", editor, id=made["working_id"])["resources"][0]
    assert working["pembacaan"] == live["pembacaan"]
    again = {"columns": {"2": {"number_format": ".,"}}}
    call("resource_patch", editor, id=working["id"], pembacaan=again)
    taken(portal, made["working_id"], *GATES)
    merged = call("package_show", editor, id=dataset["id"])["resources"][0]
    assert merged["id"] == live["id"]
    assert merged["pembacaan"]["columns"]["2"]["number_format"]["value"] == ".,"
    assert Review.get(dataset["id"]).state == "published"
