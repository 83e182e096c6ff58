"""One portal with a dataset and a kegiatan in every state, each full of words of its own, for all leak tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.model import rekomendasi
from tests import factories
from tests.domain.kegiatan import INDIKATOR, VARIABEL
from tests.exchange.contents import text_of
from tests.factories import METADATA, WAYS, Portal, call, upload


@dataclass
class Thing:
    """A dataset or kegiatan in one state.

    :param word: is in every text of it and never in a question, so that no answer repeats it by itself
    :param personal: is in every personal datum of it
    :param code: of its Rekomendasi Statistik, which an outsider may have from a letter
    """

    kind: str
    state: str
    id: str = ""
    resource: str = ""
    code: str = ""

    @property
    def word(self) -> str:
        return f"zq{self.kind}{self.state}x"

    @property
    def personal(self) -> str:
        return f"pribadi{self.state}x"

    @property
    def said(self) -> str:
        """Is in the note that the office shares with the reviewers."""
        return f"catatan{self.kind}{self.state}x"

    @property
    def name(self) -> str:
        """Its address, which an outsider may guess."""
        return f"tebakan-{self.kind}-{self.state}"


@dataclass
class Matrix:
    """The portal, what is in it, and how people ask it."""

    portal: Portal
    app: Any
    things: list[Thing] = field(default_factory=list)
    _headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def ask(self, person: str, address: str) -> str:
        """What comes back, packed files unpacked; the page for signing in, to which many are sent, is not fetched."""
        signed = self._signed(person)
        answer = self.app.get(address, headers=signed, follow_redirects=False)
        onward = answer.headers.get("Location", "")
        if onward and "/user/login" not in onward:
            answer = self.app.get(address, headers=signed, follow_redirects=True)
            onward = ""
        if onward:
            return onward + answer.data.decode("utf-8", "replace")
        kind = {b"PK": "xlsx", b"%P": "pdf"}.get(answer.data[:2])
        return text_of(answer.data, kind) if kind else answer.data.decode("utf-8", "replace")

    def _signed(self, person: str) -> dict[str, str]:
        if self.portal.people[person] is None:
            return {}
        if person not in self._headers:
            user = self.portal.people[person]["name"]
            made = tk.get_action("api_token_create")({"ignore_auth": True, "user": user}, {"user": user, "name": "uji"})
            self._headers[person] = {"Authorization": made["token"]}
        return self._headers[person]


@pytest.fixture
def matrix(with_plugins, clean_db, clean_index, app) -> Matrix:
    """A dataset and a kegiatan in every state."""
    made = Matrix(factories.portal(), app)
    for state in WAYS:
        for thing, bring in ((Thing("data", state), _dataset), (Thing("kegiatan", state), _kegiatan)):
            bring(made.portal, thing)
            for action, by, data in WAYS[state]:
                note = {"note": thing.word} if "note" in data else {}
                note |= {"conditions": thing.word} if action == "recommend" else {}
                made.portal.take(thing.id, action, by, **(data | note))
            thing.code = next((one.code for one in rekomendasi.of_packages([thing.id])), "")
            text = f"{thing.said} {thing.word}"
            call("sdijember_note_create", made.portal.people["editor"], id=thing.id, text=text, audience="shared")
            made.things.append(thing)
    return made


def _dataset(portal: Portal, thing: Thing) -> None:
    texts = dict.fromkeys(("notes", "konsep", "definisi", "klasifikasi", "satuan"), thing.word)
    made = call(
        "package_create",
        portal.people["editor"],
        **(METADATA | texts | {"title": f"Data {thing.word}"}),
        name=thing.name,
        owner_org=portal.office["id"],
        tag_string=f"{thing.word},{thing.name}",
    )
    content = upload(f"kolom\n{thing.word}\n".encode(), "berkas.csv")
    resource = portal.add_file(
        made["id"],
        name=thing.word,
        description=thing.word,
        upload=content,
        skema_kolom=[{"nama": "kolom", "keterangan": thing.word, "tipe": "teks"}],
    )
    thing.id, thing.resource = made["id"], resource["id"]
    _load(resource["id"], thing.word)


def _kegiatan(portal: Portal, thing: Thing) -> None:
    values = {
        "name": thing.name,
        "title": f"Kegiatan {thing.word} Tahun 2025",
        "i_alamat": thing.word,
        "iii_tujuan_kegiatan": f"{thing.word} supaya tujuan kegiatan ini cukup panjang untuk diterima.",
        **dict.fromkeys(("ii_pj_nama", "ii_pj_alamat", "ii_pj_telepon", "ii_pj_email", "ttd_nama"), thing.personal),
    }
    thing.id = portal.kegiatan(**values)["id"]
    for form, row in (("variabel", VARIABEL), ("indikator", INDIKATOR)):
        texts = dict.fromkeys(("nama", "konsep", "definisi", "satuan"), thing.word)
        call("sdijember_rows_update", portal.people["editor"], id=thing.id, form=form, rows=[row | texts])


def _load(resource_id: str, word: str) -> None:
    """As the loader does it."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    tk.get_action("datastore_create")(
        {"ignore_auth": True, "user": site_user},
        {"resource_id": resource_id, "force": True, "fields": [{"id": "kolom"}], "records": [{"kolom": word}]},
    )
