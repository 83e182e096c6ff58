"""Nobody sees what is only in a working copy, on any address of the copy or of the published version."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import factories
from tests.factories import PEOPLE, call, upload
from tests.leaks import surfaces
from tests.leaks.conftest import Matrix, Thing, _load

OFFICE = {"member", "editor", "office_admin"}
#: Who may see a working copy in each state; the rest is refused as if it did not exist.
SEES = {
    "draft": OFFICE | {"sysadmin"},
    "submitted": OFFICE | {"sysadmin", "walidata"},
}
#: Who is told most of the published version, and somebody who is told least.
ASK_THE_LIVE = ("walidata", "pembina", "anonymous")


@dataclass
class Copy(Thing):
    """The working copy of something published, and that published thing."""

    live: Thing | None = None

    @property
    def name(self) -> str:
        return f"tebakan-{self.kind}-{self.state}-revisi-1"


@pytest.fixture
def copies(with_plugins, clean_db, clean_index, app) -> tuple[Matrix, list[Copy]]:
    """A working copy of a dataset and of a kegiatan in each of those states, full of words of its own."""
    matrix = Matrix(factories.portal(), app)
    found = [_copy(matrix.portal, *one) for one in (("data", "draft"), ("kegiatan", "draft"), ("data", "submitted"))]
    return matrix, found


def test_every_byte_of_every_answer(copies):
    matrix, found = copies
    leaks = []
    for person in PEOPLE:
        hidden = [copy for copy in found if person not in SEES[copy.state]]
        if not hidden:
            continue
        words = [copy.word for copy in hidden]
        addresses = surfaces.of_the_portal(matrix.portal.office["name"])
        for copy in hidden:
            addresses += surfaces.of(copy) + (surfaces.of(copy.live) if person in ASK_THE_LIVE else [])
        for address in addresses:
            answer = matrix.ask(person, address)
            leaks += [(person, address, word) for word in words if word in answer]
    assert not leaks, "\n".join(f"{person} {address}: {word}" for person, address, word in leaks)


def test_what_may_be_seen_is_seen(copies):
    """Without this the test above could not fail."""
    matrix, found = copies
    for copy in found:
        kind = "dataset" if copy.kind == "data" else copy.kind
        for person in SEES[copy.state]:
            assert copy.word in matrix.ask(person, f"/{kind}/{copy.name}"), (person, copy)
            assert copy.word in matrix.ask(person, f"{surfaces.API}/sdijember_revision_list?id={copy.live.id}")


def _copy(portal: factories.Portal, kind: str, state: str) -> Copy:
    copy = Copy(kind, state)
    name = copy.name.removesuffix("-revisi-1")
    bring = portal.bring_to if kind == "data" else portal.bring_kegiatan_to
    live = bring("published", name=name)
    files = live["resources"]
    copy.live = _Live(kind, state, live["id"], files[0]["id"] if files else "")
    editor = portal.people["editor"]
    note = f"{copy.word} berubah karena survei."
    copy.id = call("sdijember_revision_open", editor, id=live["id"], catatan_perubahan=note)["working_id"]
    field = "notes" if kind == "data" else "i_alamat"
    call("package_patch", editor, id=copy.id, title=f"Judul {copy.word}", **{field: copy.word})
    if kind == "data":
        copy.resource = call("package_show", editor, id=copy.id)["resources"][0]["id"]
        content = upload(f"kolom\n{copy.word}\n".encode(), "berkas.csv")
        columns = [{"nama": "kolom", "keterangan": copy.word, "tipe": "teks"}]
        call("resource_patch", editor, id=copy.resource, name=copy.word, upload=content, skema_kolom=columns)
        _load(copy.resource, copy.word)
    for action, by in (("submit", "editor"), ("verify", "walidata"))[: list(SEES).index(state)]:
        portal.take(copy.id, action, by, note=copy.word)
    return copy


class _Live(Thing):
    """What is published of it."""
