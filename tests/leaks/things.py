"""What is in the portal of the leak tests: a dataset or kegiatan in every state, each full of words of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.plugins import get_permission_labels
from ckanext.activity.model import Activity

from ckanext.sdijember.plausibility.model import PlausibilityAnswer
from ckanext.sdijember.rekomendasi import model as rekomendasi
from tests.factories import METADATA, PEOPLE, WAYS, Portal, call, upload
from tests.metadata.kegiatan import INDIKATOR, VARIABEL

OFFICE = {"member", "editor", "office_admin"}
READERS = {
    "draft": OFFICE | {"sysadmin"},
    "submitted": OFFICE | {"sysadmin", "walidata"},
    **dict.fromkeys(("verified", "recommended", "returned", "withdrawn"), OFFICE | {"sysadmin", "walidata", "pembina"}),
    "published": set(PEOPLE),
}
#: What is not in the ordinary way of a dataset, and the state in which the review has it.
BESIDE = {"embargo": "recommended", "revisi": "draft", "setengah": "draft", "sampah": "draft"}


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
    view: str = ""
    activity: str = ""
    code: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        """An outsider may guess its address."""
        self.name = self.name or f"tebakan-{self.kind}-{self.state}"

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
    def type(self) -> str:
        """As CKAN calls it, in addresses too."""
        return "dataset" if self.kind == "data" else self.kind

    @property
    def sees(self) -> set[str]:
        """Who may see it. CKAN lets a sysadmin see every package."""
        return READERS[BESIDE.get(self.state, self.state)]

    @property
    def sees_notes(self) -> set[str]:
        """Who may see what is said about it: never everybody, published or not."""
        return READERS["withdrawn"] if self.state == "published" else self.sees

    @property
    def sees_personal(self) -> set[str]:
        """Who may see the personal data of a kegiatan; a sysadmin is no role."""
        return OFFICE | (self.sees & {"walidata", "pembina"})


def all_of(portal: Portal) -> list[Thing]:
    """Make everything there is to see."""
    made = [_along(portal, thing) for state in WAYS for thing in (Thing("data", state), Thing("kegiatan", state))]
    made += [_embargoed(portal), _working_copy(portal), _half_done(portal), _thrown_away(portal)]
    for thing in made:
        thing.code = next((one.code for one in rekomendasi.of_packages([thing.id])), "")
        thing.activity = _activity(portal, thing)
    return made


def _activity(portal: Portal, thing: Thing) -> str:
    """The dataset as CKAN keeps it with every change of a public one: it stays when the dataset is public no more."""
    package, user = model.Package.get(thing.id), portal.people["editor"]
    assert package and user
    content = {"package": tk.get_action("package_show")({"ignore_auth": True}, {"id": thing.id})}
    labels = get_permission_labels().get_dataset_labels(package)
    noted = Activity(user["id"], thing.id, "changed package", content, labels)
    model.Session.add(noted)
    model.Session.commit()
    return noted.id


def _along(portal: Portal, thing: Thing, **changes: Any) -> Thing:
    bring: Callable[..., None] = _dataset if thing.kind == "data" else _kegiatan
    bring(portal, thing, **changes)
    for action, by, data in WAYS.get(BESIDE.get(thing.state, thing.state), ()):
        note = {"note": thing.word} if "note" in data else {}
        note |= {"conditions": thing.word} if action == "recommend" else {}
        portal.take(thing.id, action, by, **(data | note))
    _say(portal, thing)
    return thing


def _say(portal: Portal, thing: Thing) -> None:
    readers = [portal.people[person] for person in ("walidata", "pembina", "member") if person in thing.sees_notes]
    named = " ".join(f"@{reader['name']}" for reader in readers if reader)
    text = f"{named} {thing.said} {thing.word}"
    call("sdijember_note_create", portal.people["editor"], id=thing.id, text=text, audience="shared")
    if thing.resource:
        _answer(thing)


def _answer(thing: Thing) -> None:
    """An answer to a mark on its table, written directly: by now the data may be locked."""
    answer = {"mark": "0" * 32, "code": "sum", "text": thing.word, "ground": ""}
    author = {"author_id": "x", "author_name": "Penjawab"}
    model.Session.add(PlausibilityAnswer(package_id=thing.id, resource_id=thing.resource, **answer, **author))
    model.Session.commit()


def _embargoed(portal: Portal) -> Thing:
    """Approved, and to be published on a day to come."""
    thing = _along(portal, Thing("data", "embargo"))
    portal.take(thing.id, "schedule", "walidata", publish_at="2999-01-01T08:00", note=thing.word, open_notes=1)
    return thing


def _working_copy(portal: Portal) -> Thing:
    """The revision of a published dataset: what is public of it is not what it will say."""
    editor = portal.people["editor"]
    live = portal.bring_to("published", name="terbit-dan-direvisi", notes="Kata yang boleh dibaca semua orang.")
    thing = Thing("data", "revisi")
    made = call("sdijember_revision_open", editor, id=live["id"], catatan_perubahan=thing.word)
    texts = dict.fromkeys(("title", "notes", "konsep", "definisi", "klasifikasi", "satuan"), thing.word)
    thing.id, thing.name = made["working_id"], made["name"]
    changed = call("package_patch", editor, id=thing.id, tag_string=thing.word, **texts)
    thing.resource = changed["resources"][0]["id"]
    content = upload(f"kolom\n{thing.word}\n".encode(), "berkas.csv")
    call("resource_patch", editor, id=thing.resource, name=thing.word, description=thing.word, upload=content)
    _say(portal, thing)
    return thing


def _half_done(portal: Portal) -> Thing:
    """Somebody began the form and went away."""
    thing = Thing("data", "setengah")
    _dataset(portal, thing, state="draft")
    return thing


def _thrown_away(portal: Portal) -> Thing:
    """In the bin, from which it can come back."""
    thing = Thing("data", "sampah")
    _dataset(portal, thing)
    call("package_delete", portal.people["editor"], id=thing.id)
    return thing


def _dataset(portal: Portal, thing: Thing, **changes: Any) -> None:
    texts = dict.fromkeys(("notes", "konsep", "definisi", "klasifikasi", "satuan"), thing.word)
    made = call(
        "package_create",
        portal.people["editor"],
        **(METADATA | texts | {"title": f"Data {thing.word}"} | changes),
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
    text = {"view_type": "datatables_view", "title": thing.word, "description": thing.word}
    view = call("resource_view_create", portal.people["editor"], resource_id=thing.resource, **text)
    thing.view = view["id"]


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
