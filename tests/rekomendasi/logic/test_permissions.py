"""Every action on a recommendation × every person; the table names who may, all others are refused."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.rekomendasi import model as store
from ckanext.sdijember.rekomendasi.papers import letter
from tests.factories import PEOPLE, call, upload

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
OFFICE = {"member", "editor", "office_admin"}
PRODUCERS = {"editor", "office_admin"}
TEAMS = {"walidata", "pembina"}
READERS = OFFICE | TEAMS | {"sysadmin"}


def _answer(portal, action, person, **data):
    try:
        call(f"sdijember_rekomendasi_{action}", portal.people[person], **data)
    except tk.NotAuthorized:
        return "role"
    except tk.ValidationError:
        return "rule"
    return "done"


@pytest.mark.parametrize("state", ["recommended", "published", "withdrawn"])
def test_who_reads_one_and_its_papers(portal, state):
    (row,) = store.of_packages([portal.bring_to(state)["id"]])
    for person in PEOPLE:
        expected = "done" if person in READERS else "role"
        assert _answer(portal, "show", person, id=row.id) == expected, person
        assert _answer(portal, "show", person, id=row.code) == expected, person
        for kind in ("pdf", "docx"):
            assert _answer(portal, "letter", person, id=row.id, format=kind) == expected, (person, kind)
        if person == "anonymous":
            assert _answer(portal, "list", person) == "role"
        else:
            found = call("sdijember_rekomendasi_list", portal.people[person])
            assert [one["id"] for one in found["results"]] == ([row.id] if person in READERS else []), person
            assert found["count"] == len(found["results"]) == sum(found["facets"]["state"].values()), person


def test_who_revokes_and_who_attaches(portal):
    (row,) = store.of_packages([portal.bring_to("published")["id"]])
    for person in PEOPLE:
        expected = "done" if person == "pembina" else "role"
        assert _answer(portal, "attach", person, id=row.id, scan=upload(PDF, "a.pdf")) == expected, person
        if person != "pembina":
            assert _answer(portal, "revoke", person, id=row.id, reason="Keliru.") == "role", person
    assert store.get(row.id).state == "berlaku"
    assert _answer(portal, "revoke", "pembina", id=row.id, reason="Keliru.") == "done"


@pytest.mark.parametrize(
    ("state", "may"), [("draft", PRODUCERS), ("submitted", PRODUCERS | {"walidata"}), ("verified", PRODUCERS | TEAMS)]
)
def test_who_records_what_romantik_gave(portal, state, may):
    kegiatan = portal.bring_kegiatan_to(state)
    recorded = 0
    for person in PEOPLE:
        given = {"number": f"V-{person}", "date": "2025-01-02"}
        answer = _answer(portal, "record", person, id=kegiatan["id"], **given)
        assert answer == ("done" if person in may else "role"), person
        recorded += answer == "done"
    rows = store.of_packages([kegiatan["id"]])
    assert len(rows) == recorded
    readers = may | {"member", "sysadmin"}
    for person in PEOPLE:
        assert _answer(portal, "show", person, id=rows[0].id) == ("done" if person in readers else "role"), person
        answer = _answer(portal, "attach", person, id=rows[0].id, scan=upload(PDF, "a.pdf"))
        assert answer == ("done" if person in may else "role"), person


def test_who_keeps_the_template(portal):
    for person in PEOPLE:
        reads = person in {"pembina", "sysadmin"}
        assert _answer(portal, "template_show", person) == ("done" if reads else "role"), person
        for action in ("template_preview", "template_update"):
            answer = _answer(portal, action, person, body=letter.shipped())
            assert answer == ("done" if person == "pembina" else "role"), (person, action)


def test_everybody_verifies(portal):
    (row,) = store.of_packages([portal.bring_to("published")["id"]])
    for person in PEOPLE:
        assert _answer(portal, "verify", person, q=row.code) == "done", person
