"""Nobody sees what is not theirs to see: for every person, every state and every address, in every byte."""

from __future__ import annotations

from tests.factories import PEOPLE
from tests.leaks import surfaces

OFFICE = {"member", "editor", "office_admin"}
#: Who may see a dataset or a kegiatan in each state. CKAN lets a sysadmin see every package.
SEES = {
    "draft": OFFICE | {"sysadmin"},
    "submitted": OFFICE | {"sysadmin", "walidata"},
    "verified": OFFICE | {"sysadmin", "walidata", "pembina"},
    "recommended": OFFICE | {"sysadmin", "walidata", "pembina"},
    "returned": OFFICE | {"sysadmin", "walidata", "pembina"},
    "withdrawn": OFFICE | {"sysadmin", "walidata", "pembina"},
    "published": set(PEOPLE),
}
#: Who may see what is said about it: never everybody, published or not.
SEES_NOTES = SEES | {"published": SEES["withdrawn"]}
#: Who may see the personal data of a kegiatan; a sysadmin is no role.
SEES_PERSONAL = {
    state: OFFICE | (people & {"walidata", "pembina"}) for state, people in SEES.items()
}  # fmt: skip


def test_every_byte_of_every_answer(matrix):
    leaks = []
    for person in PEOPLE:
        words = [thing.word for thing in matrix.things if person not in SEES[thing.state]]
        words += [thing.said for thing in matrix.things if person not in SEES_NOTES[thing.state]]
        words += [thing.personal for thing in matrix.things if person not in SEES_PERSONAL[thing.state]]
        addresses = surfaces.of_the_portal(matrix.portal.office["name"])
        for thing in matrix.things:
            hidden = person not in SEES[thing.state]
            if person not in SEES_NOTES[thing.state]:
                hidden = True
            if hidden or (thing.kind == "kegiatan" and person not in SEES_PERSONAL[thing.state]):
                addresses += surfaces.of(thing)
        for address in addresses:
            answer = matrix.ask(person, address)
            leaks += [(person, address, word) for word in words if word in answer]
    assert not leaks, "\n".join(f"{person} {address}: {word}" for person, address, word in leaks)


def test_what_may_be_seen_is_seen(matrix):
    """Without this the test above could not fail."""
    for thing in matrix.things:
        kind = "dataset" if thing.kind == "data" else thing.kind
        for person in SEES[thing.state]:
            assert thing.word in matrix.ask(person, f"/{kind}/{thing.name}"), (person, thing)
        for person in SEES_NOTES[thing.state]:
            address = f"/dataset/{thing.name}/pemeriksaan"
            assert thing.said in matrix.ask(person, address), (person, thing)
    published = {thing.kind: thing for thing in matrix.things if thing.state == "published"}
    for address in (
        "/catalog.rdf",
        "/feeds/dataset.atom",
        f"/datastore/dump/{published['data'].resource}",
        f"/dataset/{published['data'].name}/resource/{published['data'].resource}/download/berkas.csv",
        f"{surfaces.API}/datastore_search?resource_id={published['data'].resource}",
    ):
        assert published["data"].word in matrix.ask("anonymous", address), address
    for thing in matrix.things:
        if thing.kind == "kegiatan":
            for person in SEES_PERSONAL[thing.state]:
                shown = matrix.ask(person, f"{surfaces.API}/sdijember_kegiatan_show?id={thing.id}")
                assert thing.personal in shown, (person, thing)


def test_every_address_of_ours_exists(matrix):
    """An address that is misspelt would hide whatever it shows: somebody gets an answer from each."""
    thing = next(t for t in matrix.things if t.kind == "kegiatan" and t.state == "published")
    for address in surfaces.of_a_kegiatan(thing):
        answer = matrix.app.get(address, headers=matrix._signed("editor"), follow_redirects=True)
        assert answer.status_code != 404, address


def test_counts_do_not_tell_of_it(matrix):
    listed = matrix.app.get(f"{surfaces.API}/organization_list?all_fields=true").json["result"]
    public = [thing for thing in matrix.things if thing.state == "published"]
    assert {office["name"]: office["package_count"] for office in listed} == {
        matrix.portal.office["name"]: len(public),
        matrix.portal.other_office["name"]: 0,
    }
    found = matrix.app.get(
        f"{surfaces.API}/package_search?facet.field=[%22organization%22,%22sdi_status%22,%22tahun%22]&rows=0"
    ).json["result"]
    assert found["count"] == len(public)
    assert found["facets"]["sdi_status"] == {"published": len(public)}
