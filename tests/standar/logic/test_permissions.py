"""The register: every action × every person × every state; the table names who may, all others are refused."""

from __future__ import annotations

import pytest

from tests import factories
from tests.factories import KONSEP, PEOPLE, STANDAR_WAYS, call
from tests.permissions import Matrix, answer

OFFICE = {"editor", "office_admin"}
#: (action, state) → people that may, where the office's admin wrote the proposal.
MATRIX = Matrix(
    {
        ("update", "dikembalikan"): OFFICE,
        ("approve", "diusulkan"): {"pembina"},
        ("return", "diusulkan"): {"pembina", "walidata"},
        ("reject", "diusulkan"): {"pembina"},
        ("reject", "dikembalikan"): {"pembina"},
        ("withdraw", "disetujui"): {"pembina", "walidata"},
    }
)
ACTIONS = ("update", "approve", "return", "reject", "withdraw")
#: Who reads a text that is no part of the public register; sysadmins read everything in CKAN.
INSIDE = {"member", "editor", "office_admin", "walidata", "pembina", "sysadmin"}
PUBLIC = {"disetujui", "dicabut"}


def _answer(portal, action, person, **data):
    return answer(lambda: call(f"sdijember_standar_{action}", portal.people[person], **data))


@pytest.mark.parametrize("state", list(STANDAR_WAYS))
def test_who_may_take_which_action(portal, state):
    entry = factories.standar(portal, state, by="office_admin")
    data = KONSEP | {"id": entry["id"], "note": "Catatan."}
    MATRIX.assert_all_others_are_refused(ACTIONS, state, lambda action, person: _answer(portal, action, person, **data))
    assert call("sdijember_standar_show", portal.people["pembina"], id=entry["id"])["state"] == state


@pytest.mark.parametrize(("action", "state", "person"), MATRIX.allowed())
def test_those_who_may_get_it_done(portal, action, state, person):
    entry = factories.standar(portal, state, by="office_admin")
    data = KONSEP | {"id": entry["id"], "note": "Catatan."}
    after = call(f"sdijember_standar_{action}", portal.people[person], **data)
    assert after["state"] != state
    assert after["events"][-1]["actor_id"] == portal.people[person]["id"]


def test_who_may_propose(portal):
    for person in PEOPLE:
        may = person in OFFICE | {"other_editor", "walidata"}
        text = KONSEP | {"nama": f"Penduduk {person.title().replace('_', ' ')}"}
        assert _answer(portal, "propose", person, **text) == ("done" if may else "role"), person
        assert _answer(portal, "check", person, **text) == ("done" if may else "role"), person


def test_who_may_propose_for_an_office(portal):
    for person in PEOPLE:
        text = KONSEP | {"nama": f"Penduduk {person.title().replace('_', ' ')}", "owner_org": portal.office["name"]}
        assert _answer(portal, "propose", person, **text) == ("done" if person in OFFICE else "role"), person


def test_who_may_import(portal):
    for person in PEOPLE:
        assert _answer(portal, "import", person, rows=[]) == ("done" if person == "walidata" else "role"), person


@pytest.mark.parametrize("state", list(STANDAR_WAYS))
def test_who_reads_an_entry(portal, state):
    entry = factories.standar(portal, state, by="office_admin")
    may = set(PEOPLE) if state in PUBLIC else INSIDE
    for person in PEOPLE:
        user = portal.people[person]
        assert (_answer(portal, "show", person, id=entry["id"]) == "done") == (person in may), person
        listed = call("sdijember_standar_list", user, state=state)["results"]
        assert [found["id"] for found in listed] == ([entry["id"]] if person in may else []), person


def test_nobody_outside_reads_a_change_that_is_only_proposed(portal):
    entry = factories.standar(portal)
    call("sdijember_standar_propose", portal.people["editor"], **(KONSEP | {"id": entry["kode"], "satuan": "Jiwa"}))
    for person in PEOPLE:
        shown = call("sdijember_standar_show", portal.people[person], id=entry["kode"])
        assert shown["satuan"] == "Orang"
        inside = person in INSIDE
        assert (shown["proposal"] is not None) == inside, person
        assert bool(shown["events"]) == inside, person
        assert len(shown["versions"]) == (2 if inside else 1), person
        if not inside:
            assert "Jiwa" not in str(shown), person


def test_who_wrote_any_of_it_does_not_decide(portal):
    """A Pembina who is also an editor of the office."""
    both = portal.people["pembina"]
    admin = portal.people["sysadmin"]
    call("organization_member_create", admin, id=portal.other_office["id"], username=both["name"], role="editor")
    entry = factories.standar(portal, "diusulkan", by="pembina", owner_org=portal.other_office["id"])
    assert _answer(portal, "approve", "pembina", id=entry["id"]) == "rule"
    assert _answer(portal, "return", "walidata", id=entry["id"], note="Catatan.") == "done"


def test_what_the_walidata_proposed_the_walidata_mends(portal):
    entry = factories.standar(portal, "dikembalikan", by="walidata")
    assert entry["organization"] is None
    data = KONSEP | {"id": entry["id"]}
    for person in PEOPLE:
        if person != "walidata":
            assert _answer(portal, "update", person, **data) == "role", person
    assert _answer(portal, "update", "walidata", **data) == "done"
    assert _answer(portal, "return", "walidata", id=entry["id"], note="Catatan.") == "rule"


def test_counts_are_of_ones_own_work(portal):
    factories.standar(portal, "diusulkan")
    factories.standar(portal, "dikembalikan", nama="Rumah")
    factories.standar(portal, "dikembalikan", by="walidata", nama="Jalan")
    factories.standar(portal, "disetujui", nama="Sekolah")
    waiting = {"editor": 1, "office_admin": 1, "pembina": 1, "walidata": 1}
    for person in PEOPLE:
        user = portal.people[person]
        assert call("sdijember_standar_waiting_count", user) == waiting.get(person, 0), person
        assert call("sdijember_standar_list", user, waiting=True)["count"] == waiting.get(person, 0), person
