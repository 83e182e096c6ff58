"""Nobody sees what is not theirs to see: for every person, every state and every address, in every byte."""

from __future__ import annotations

import json

import pytest

from tests.factories import PEOPLE, call
from tests.leaks import actions, routes
from tests.leaks.things import OFFICE

#: Whose rights are those of anonymous visitors towards everything that is hidden: asked about a part of it.
LIKE_ANONYMOUS = {"stranger", "other_editor", "sekretariat", "forum", "former"}
PART = {"embargo", "revisi", "withdrawn"}
#: Those from whom something is hidden; the office that everything belongs to need not be asked.
IN_THE_DARK = [person for person in PEOPLE if person not in OFFICE]
PARAMS = json.dumps({"search": {"value": ""}, "order": [], "visible": [True, True], "columns": []})
#: What the table of a preview and its download want to be sent; other forms are sent empty.
TABLE = {"draw": "1", "search[value]": "", "start": "0", "length": "100", "format": "csv", "params": PARAMS}


def _hidden(matrix, person):
    """Things of which something is hidden from a person."""
    for thing in matrix.things:
        everything = person not in thing.sees
        part = person not in thing.sees_notes or (thing.kind == "kegiatan" and person not in thing.sees_personal)
        if everything and person in LIKE_ANONYMOUS and thing.state not in PART:
            continue
        if everything or part:
            yield thing


def _found(words, question, answer):
    """Secret words of an answer that are not in the question."""
    return [word for word in words if word in answer and word not in question]


@pytest.mark.parametrize("person", IN_THE_DARK)
def test_every_byte_of_every_page(matrix, person):
    words = matrix.secrets(person)
    addresses = routes.of_the_portal(matrix.app)
    for thing in _hidden(matrix, person):
        addresses += routes.of(matrix.app, thing)
    leaks = []
    for address in dict.fromkeys(addresses):
        answer = matrix.ask(person, address)
        leaks += [f"{address}: {word}" for word in _found(words, address, answer)]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("person", IN_THE_DARK)
def test_every_byte_of_every_action(matrix, person):
    words = matrix.secrets(person)
    asked = [(name, data) for name, questions in actions.OF_ALL.items() for data in questions]
    asked += [question for thing in _hidden(matrix, person) for question in actions.of(thing)]
    leaks = []
    for name, data in asked:
        answer = matrix.act(person, name, data)
        leaks += [f"{name} {data}: {word}" for word in _found(words, repr(data), answer)]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("person", IN_THE_DARK)
def test_every_byte_of_every_answer_to_a_form(matrix, person):
    words = matrix.secrets(person)
    leaks = []
    for thing in _hidden(matrix, person):
        if person in thing.sees:
            continue
        for address in routes.posts_of(matrix.app, thing):
            answer = matrix.send(person, address, TABLE)
            leaks += [f"{address}: {word}" for word in _found(words, address, answer)]
    assert not leaks, "\n".join(leaks)


def test_everybody_from_whom_something_is_hidden_is_asked(matrix):
    assert [person for person in PEOPLE if matrix.secrets(person)] == IN_THE_DARK


def test_the_token_of_a_deleted_account_opens_nothing(matrix):
    sysadmin = matrix.portal.people["sysadmin"]
    made = call("user_create", sysadmin, name="uji-dihapus", email="dihapus@example.com", password="sandi-panjang-9")
    call("organization_member_create", sysadmin, id=matrix.portal.office["id"], username="uji-dihapus", role="editor")
    draft = matrix.of("data", "draft")
    matrix.portal.people["deleted"] = made
    try:
        assert draft.word in matrix.ask("deleted", f"/dataset/{draft.name}")
        call("user_delete", sysadmin, id="uji-dihapus")
        words = matrix.secrets("anonymous")
        asked = routes.of(matrix.app, draft) + routes.of_the_portal(matrix.app)
        answers = {address: matrix.ask("deleted", address) for address in asked}
    finally:
        del matrix.portal.people["deleted"]
    assert {address for address, answer in answers.items() if _found(words, address, answer)} == set()


def test_every_action_is_asked(matrix):
    """A new action that a GET may call is asked, or it is said why it shows nothing of a dataset."""
    assert actions.readable() - actions.covered() == set()
    assert actions.covered() - actions.readable() - actions.FOLLOWED == set()


def test_every_address_is_asked(matrix):
    """The addresses are made from the application's own list: what cannot be made breaks, what is left out is said."""
    asked = [routes.of_the_portal(matrix.app)]
    asked += [routes.of(matrix.app, matrix.of(kind, "published")) for kind in ("data", "kegiatan")]
    adapter = matrix.app.flask_app.url_map.bind("localhost")
    reached = set()
    for address in {one.partition("?")[0] for addresses in asked for one in addresses}:
        if adapter.test(address, method="GET"):
            reached.add(adapter.match(address, method="GET")[0])
    endpoints = {rule.endpoint for rule in matrix.app.flask_app.url_map.iter_rules() if "GET" in rule.methods}
    shadowed = {"group.index", "organization.index", "resource.", "kegiatan_resource.", "kegiatan.edit", "kegiatan.new"}
    left_out = endpoints - reached - set(routes.SHOW_NOTHING)
    assert {name for name in left_out if not name.startswith(tuple(shadowed))} == set()


def test_what_may_be_seen_is_seen(matrix):
    """Without this the tests above could not fail."""
    for thing in matrix.things:
        for person in thing.sees - ({"member"} if thing.state in {"setengah", "sampah"} else set()):
            if thing.state != "sampah":
                assert thing.word in matrix.ask(person, f"/{thing.type}/{thing.name}"), (person, thing)
        for person in thing.sees_notes if thing.state not in {"setengah", "sampah"} else ():
            assert thing.said in matrix.ask(person, f"/dataset/{thing.name}/pemeriksaan"), (person, thing)
        if thing.kind == "kegiatan":
            for person in thing.sees_personal:
                shown = matrix.act(person, "sdijember_kegiatan_show", {"id": thing.id})
                assert thing.personal in shown, (person, thing)
    data = matrix.of("data", "published")
    for address in (
        "/catalog.rdf",
        "/feeds/dataset.atom",
        f"/datastore/dump/{data.resource}",
        f"/dataset/{data.name}/resource/{data.resource}/download/berkas.csv",
        f"/api/3/action/datastore_search?resource_id={data.resource}",
    ):
        assert data.word in matrix.ask("anonymous", address), address
    for address in (f"/datatables/ajax/{data.view}", f"/datatables/filtered-download/{data.view}"):
        assert data.word in matrix.send("anonymous", address, TABLE), address


def test_counts_do_not_tell_of_it(matrix):
    listed = matrix.app.get("/api/3/action/organization_list?all_fields=true").json["result"]
    published = {thing.name for thing in matrix.things if thing.state == "published"} | {"terbit-dan-direvisi"}
    assert {office["name"]: office["package_count"] for office in listed} == {
        matrix.portal.office["name"]: len(published),
        matrix.portal.other_office["name"]: 0,
    }
    found = matrix.app.get(
        "/api/3/action/package_search?facet.field=[%22organization%22,%22sdi_status%22,%22tahun%22]&rows=0"
    ).json["result"]
    assert found["count"] == len(published)
    assert found["facets"]["sdi_status"] == {"published": len(published)}
