"""Nobody sees what is only in a working copy, on any address of the copy or of the published version."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import factories
from tests.factories import PEOPLE, call, upload
from tests.leaks import actions, routes
from tests.leaks.conftest import Matrix
from tests.leaks.things import READERS, Thing

STATES = ("draft", "submitted", "verified")
#: Whose rights are those of somebody who is asked.
ASKED_BY_OTHERS = {"other_editor", "sekretariat", "forum", "former"}


@dataclass
class Copy(Thing):
    """The working copy of something published, and that published thing."""

    live: Thing | None = None


#: Those from whom a working copy in one of those states is hidden.
ASKED = [
    person for person in PEOPLE if person not in ASKED_BY_OTHERS and any(person not in READERS[one] for one in STATES)
]


@pytest.fixture
def copies(standing, shelf) -> tuple[Matrix, list[Copy]]:
    """A working copy of a dataset and of a kegiatan in each of those states, full of words of its own."""

    def make() -> tuple[Matrix, list[Copy]]:
        matrix = Matrix(factories.portal(), standing.app())
        return matrix, [_copy(matrix.portal, kind, state) for state in STATES for kind in ("data", "kegiatan")]

    standing.load()
    return shelf.take("copies", make)


@pytest.mark.parametrize("person", ASKED)
def test_every_byte_of_every_answer(copies, person):
    matrix, found = copies
    hidden = [copy for copy in found if person not in READERS[copy.state]]
    words = [copy.word for copy in hidden]
    both = [thing for copy in hidden for thing in (copy, copy.live)]
    leaks = []
    for address in routes.of_the_portal(matrix.app) + [one for thing in both for one in routes.of(matrix.app, thing)]:
        answer = matrix.ask(person, address)
        leaks += [f"{address}: {word}" for word in words if word in answer]
    of_all = [(name, data) for name, asked in actions.OF_ALL.items() for data in asked]
    for name, data in of_all + [one for thing in both for one in actions.of(thing)]:
        answer = matrix.act(person, name, data)
        leaks += [f"{name} {data}: {word}" for word in words if word in answer]
    assert not leaks, "\n".join(leaks)


def test_what_may_be_seen_is_seen(copies):
    """Without this the test above could not fail."""
    matrix, found = copies
    for copy in found:
        for person in READERS[copy.state]:
            assert copy.word in matrix.ask(person, f"/{copy.type}/{copy.name}"), (person, copy)
            assert copy.word in matrix.act(person, "sdijember_revision_list", {"id": copy.live.id}), (person, copy)


def _copy(portal: factories.Portal, kind: str, state: str) -> Copy:
    bring = portal.bring_to if kind == "data" else portal.bring_kegiatan_to
    live = bring("published", name=f"tebakan-{kind}-{state}")
    files = live["resources"]
    copy = Copy(kind, state, live=Thing(kind, state, live["id"], files[0]["id"] if files else "", name=live["name"]))
    editor = portal.people["editor"]
    note = f"{copy.word} berubah karena survei."
    made = call("sdijember_revision_open", editor, id=live["id"], catatan_perubahan=note)
    copy.id, copy.name = made["working_id"], made["name"]
    field = "notes" if kind == "data" else "i_alamat"
    call("package_patch", editor, id=copy.id, title=f"Judul {copy.word}", **{field: copy.word})
    if kind == "data":
        copy.resource = call("package_show", editor, id=copy.id)["resources"][0]["id"]
        content = upload(f"kolom\n{copy.word}\n".encode(), "berkas.csv")
        columns = [{"nama": "kolom", "keterangan": copy.word, "tipe": "teks"}]
        call("resource_patch", editor, id=copy.resource, name=copy.word, upload=content, skema_kolom=columns)
    for action, by in (("submit", "editor"), ("verify", "walidata"))[: STATES.index(state)]:
        portal.take(copy.id, action, by, note=copy.word)
    return copy
