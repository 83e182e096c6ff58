"""Notes × every person × every state × every audience: those named here may, all others are refused."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from tests.factories import PEOPLE, WAYS, call, upload

OFFICE = {"member", "editor", "office_admin"}
#: Who may read the review in each state.
REVIEW = {
    "draft": OFFICE | {"sysadmin"},
    "submitted": OFFICE | {"sysadmin", "walidata"},
    **dict.fromkeys(
        ("verified", "recommended", "returned", "published", "withdrawn"), OFFICE | {"sysadmin", "walidata", "pembina"}
    ),
}
#: Who may write, and as which side.
SIDE = {"editor": "produsen", "office_admin": "produsen", "walidata": "walidata", "pembina": "pembina"}
#: Audience → who may read such a note, as far as they may read the review.
READS = {
    "shared": OFFICE | {"sysadmin", "walidata", "pembina"},
    "produsen": OFFICE,
    "walidata": {"walidata"},
    "pembina": {"pembina"},
}
#: Audience → who writes the notes of the tests.
WRITER = {"shared": "walidata", "produsen": "editor", "walidata": "walidata", "pembina": "pembina"}


def _may(portal, person, action, **data) -> bool:
    try:
        call(f"sdijember_note_{action}", portal.people[person], **data)
    except tk.NotAuthorized:
        return False
    except tk.ValidationError:
        return True
    return True


def _notes(portal, dataset, state) -> dict[str, dict]:
    """A note for every audience that can be written in this state, each with a file."""
    notes = {}
    for audience, by in WRITER.items():
        writer = by if by in REVIEW[state] else "editor"
        if audience == "shared" or writer == by:
            notes[audience] = call(
                "sdijember_note_create",
                portal.people[writer],
                id=dataset["id"],
                text=f"rahasia {audience}",
                audience=audience,
                attachment=upload(),
            )
    return notes


@pytest.mark.parametrize("state", list(WAYS))
def test_who_writes_for_whom(portal, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        for audience in READS:
            may = person in SIDE and person in REVIEW[state]
            try:
                note = call(
                    "sdijember_note_create", portal.people[person], id=dataset["id"], text="Catatan.", audience=audience
                )
            except tk.NotAuthorized:
                assert not may, (person, audience)
            except tk.ValidationError as error:
                assert may and audience not in ("shared", SIDE[person]), (person, audience)
                assert list(error.error_dict) == ["audience"]
            else:
                assert may and audience in ("shared", SIDE[person]), (person, audience)
                assert note["author_role"] == SIDE[person]
        assert _may(portal, person, "people", id=dataset["id"]) == may, person


@pytest.mark.parametrize("state", list(WAYS))
def test_who_reads_answers_and_downloads_which(portal, state):
    dataset = portal.bring_to(state)
    notes = _notes(portal, dataset, state)
    assert len(notes) == {"draft": 2, "submitted": 3}.get(state, 4)
    for person in PEOPLE:
        reads = {name for name in notes if person in READS[name] & REVIEW[state]}
        try:
            found = call("sdijember_note_list", portal.people[person], id=dataset["id"])
        except tk.NotAuthorized:
            assert person not in REVIEW[state]
        else:
            assert person in REVIEW[state]
            assert {note["audience"] for note in found} == reads, person
            assert {note["text"] for note in found} == {f"rahasia {name}" for name in reads}, person
        for audience, note in notes.items():
            assert _may(portal, person, "attachment", id=note["id"]) == (audience in reads), (person, audience)
            answers = audience in reads and person in SIDE
            answered = _may(portal, person, "create", id=dataset["id"], parent=note["id"], text="")
            assert answered == answers, (person, audience)


@pytest.mark.parametrize("state", list(WAYS))
def test_who_settles_and_takes_back(portal, state):
    dataset = portal.bring_to(state)
    for audience, note in _notes(portal, dataset, state).items():
        side = note["author_role"]
        of_its_side = {person for person in SIDE if SIDE[person] == side and person in REVIEW[state]}
        for person in PEOPLE:
            for action in ("resolve", "reopen"):
                assert _may(portal, person, action, id=note["id"]) == (person in of_its_side), (person, audience)
        writer = next(name for name, user in portal.people.items() if user and user["id"] == note["author_id"])
        for person in sorted(PEOPLE, key=lambda name: name == writer):
            assert _may(portal, person, "withdraw", id=note["id"]) == (person == writer), (person, audience)


def test_a_sysadmin_reads_private_notes_only_as_a_member(portal):
    dataset = portal.bring_to("verified")
    notes = _notes(portal, dataset, "verified")
    sysadmin = portal.people["sysadmin"]
    call("group_member_create", sysadmin, id="pembina", username=sysadmin["name"], role="member")
    found = {note["audience"] for note in call("sdijember_note_list", sysadmin, id=dataset["id"])}
    assert found == {"shared", "pembina"} and found < set(notes)


def test_private_notes_of_an_office_do_not_move_with_the_data(portal):
    dataset = portal.dataset()
    _notes(portal, dataset, "draft")
    sysadmin = {"ignore_auth": True, "user": portal.people["sysadmin"]["name"]}
    tk.get_action("package_owner_org_update")(
        sysadmin, {"id": dataset["id"], "organization_id": portal.other_office["id"]}
    )
    found = call("sdijember_note_list", portal.people["other_editor"], id=dataset["id"])
    assert [note["audience"] for note in found] == ["shared"]
    with pytest.raises(tk.NotAuthorized):
        call("sdijember_note_list", portal.people["editor"], id=dataset["id"])


def test_counts_are_of_what_each_may_read(portal):
    from ckanext.sdijember.note import model as store

    for state in WAYS:
        dataset = portal.bring_to(state)
        _notes(portal, dataset, state)
        for person, user in portal.people.items():
            if user is None or person not in REVIEW[state]:
                continue
            found = call("sdijember_note_list", user, id=dataset["id"])
            counted = store.count_open(user["id"], [dataset["id"]])
            assert counted.get(dataset["id"], 0) == len(found), (state, person)
