"""Answers to marks × every person × every state: the producing office while it may change the data, nobody else."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.plausibility import model as store
from tests.factories import PEOPLE, WAYS, call

OFFICE = {"member", "editor", "office_admin"}
PRODUCERS = {"editor", "office_admin"}
EDITABLE = {"draft", "returned", "withdrawn"}
READERS = {
    "draft": OFFICE | {"sysadmin"},
    "submitted": OFFICE | {"sysadmin", "walidata"},
    **dict.fromkeys(
        ("verified", "recommended", "returned", "published", "withdrawn"), OFFICE | {"sysadmin", "walidata", "pembina"}
    ),
}
MARK = "0123456789abcdef" * 2
TEXT = "Angka tercetak demikian di buku sumber."


def _answer(portal, person, dataset, **data):
    given = {"resource_id": dataset["resources"][0]["id"], "mark": MARK, "code": "sum", "text": TEXT}
    return call("sdijember_plausibility_answer", portal.people[person], id=dataset["id"], **(given | data))


def _may(action):
    try:
        action()
    except tk.NotAuthorized:
        return False
    return True


@pytest.mark.parametrize("state", list(WAYS))
def test_who_answers_and_who_reads(portal, state):
    dataset = portal.bring_to(state)
    answering = {person for person in PEOPLE if _may(lambda p=person: _answer(portal, p, dataset))}
    assert answering == (PRODUCERS if state in EDITABLE else set())
    listing = {
        person
        for person in PEOPLE
        if _may(lambda p=person: call("sdijember_plausibility_answers", portal.people[p], id=dataset["id"]))
    }
    assert listing == READERS[state]


def test_the_last_answer_counts_and_all_are_kept(portal):
    dataset = portal.dataset()
    _answer(portal, "editor", dataset)
    _answer(portal, "office_admin", dataset, text="Sudah  diperiksa\nlagi: angkanya benar.")
    _answer(portal, "editor", dataset, mark="f" * 32)
    found = call("sdijember_plausibility_answers", portal.people["member"], id=dataset["id"])
    assert [(one["mark"], one["text"]) for one in found] == [
        (MARK, "Sudah diperiksa lagi: angkanya benar."),
        ("f" * 32, TEXT),
    ]
    assert store.count(dataset["id"]) == 3


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "Ya."}, "text"),
        ({"text": ""}, "text"),
        ({"mark": "x"}, "mark"),
        ({"resource_id": "x"}, "resource_id"),
        ({"code": "disclosure-small"}, "ground"),
        ({"ground": "x"}, "ground"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_written(portal, data, field):
    dataset = portal.dataset()
    with pytest.raises(tk.ValidationError) as refused:
        _answer(portal, "editor", dataset, **data)
    assert list(refused.value.error_dict) == [field]
    assert store.count(dataset["id"]) == 0


def test_a_file_of_another_dataset_is_not_answered_for(portal):
    one, other = portal.dataset(), portal.dataset()
    with pytest.raises(tk.ValidationError) as refused:
        _answer(portal, "editor", one, resource_id=other["resources"][0]["id"])
    assert "resource_id" in refused.value.error_dict


def test_a_revision_has_the_answers_to_what_is_published(portal):
    dataset = portal.dataset()
    _answer(portal, "editor", dataset)
    for action, by, data in WAYS["published"]:
        portal.take(dataset["id"], action, by, **data)
    made = call("sdijember_revision_open", portal.people["editor"], id=dataset["id"], catatan_perubahan="Angka 2021.")
    found = call("sdijember_plausibility_answers", portal.people["editor"], id=made["working_id"])
    assert [one["mark"] for one in found] == [MARK]
    assert model.Session.query(store.PlausibilityAnswer).count() == 1
