"""People, offices and datasets as the tests need them, made through the same actions that users take."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from werkzeug.datastructures import FileStorage

from tests.metadata.kegiatan import INDIKATOR, KEGIATAN, VARIABEL

TEAMS = ("walidata", "pembina", "sekretariat", "forum")
CSV = b"kecamatan,luas_km2\nKencong,65.92\nGumukmas,82.98\n"

#: Metadata that pass every check, for a dataset of any office.
METADATA: dict[str, Any] = {
    "title": "Luas Wilayah per Kecamatan",
    "notes": "Luas daratan tiap kecamatan di Kabupaten Jember.",
    "license_id": "CC-BY-4.0",
    "konsep": "Luas wilayah",
    "definisi": "Luas daratan yang berada di dalam batas administrasi kecamatan.",
    "klasifikasi": "Kecamatan",
    "ukuran": "Luas",
    "satuan": "Kilometer persegi",
    "urusan": "2.10",
    "frekuensi_pemutakhiran": "tahunan",
    "periode_mulai": "2020-01-01",
    "periode_selesai": "2020-12-31",
    "cakupan_wilayah": "35.09",
    "level_wilayah": "kecamatan",
    "kategori_rad": "03.06",
    "data_prioritas": "tidak",
    "sumber_referensi": ["RPJMD"],
    "klasifikasi_akses": "terbuka",
}


def call(action: str, user: dict[str, Any] | str | None, **data: Any) -> Any:
    """Call an action as a person, with every check that a request would meet."""
    name = user["name"] if isinstance(user, dict) else user or ""
    return tk.get_action(action)({"user": name}, data)


def upload(content: bytes = CSV, filename: str = "luas.csv") -> FileStorage:
    """A file as a form or the API hands it over."""
    return FileStorage(io.BytesIO(content), filename)


@dataclass
class Portal:
    """An office, another office, the four teams, and one person for every role, by name."""

    office: dict[str, Any]
    other_office: dict[str, Any]
    people: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    recommended: int = 0

    def dataset(self, by: str = "editor", **changes: Any) -> dict[str, Any]:
        """A complete draft of the office with one CSV file."""
        made = call(
            "package_create", self.people[by], **(METADATA | {"owner_org": self.office["id"]} | _named() | changes)
        )
        self.add_file(made["id"], by=by)
        return call("package_show", self.people[by], id=made["id"])

    def kegiatan(self, by: str = "editor", **changes: Any) -> dict[str, Any]:
        """A complete kegiatan of the office with one variable and one indicator, a draft."""
        values = KEGIATAN | {"type": "kegiatan", "owner_org": self.office["id"]} | changes
        made = call("package_create", self.people[by], **values)
        for form, row in (("variabel", VARIABEL), ("indikator", INDIKATOR)):
            call("sdijember_rows_update", self.people[by], id=made["id"], form=form, rows=[row])
        return call("package_show", self.people[by], id=made["id"])

    def add_file(self, package_id: str, by: str = "editor", **changes: Any) -> dict[str, Any]:
        """An uploaded CSV in a dataset."""
        values = {"name": "Luas", "format": "CSV", "upload": upload()} | changes
        return call("resource_create", self.people[by], package_id=package_id, **values)

    def take(self, package_id: str, action: str, by: str, **data: Any) -> dict[str, Any]:
        """One transition of the review, by the person of that role; a recommendation gets a number of its own."""
        if action == "recommend" and "number" not in data:
            self.recommended += 1
            data["number"] = f"V-26.3509.{self.recommended:03}"
        return call(f"sdijember_review_{action}", self.people[by], id=package_id, **data)

    def bring_to(self, state: str, **changes: Any) -> dict[str, Any]:
        """A dataset that went the ordinary way to ``state``."""
        return self.along(self.dataset(**changes), state)

    def bring_kegiatan_to(self, state: str, **changes: Any) -> dict[str, Any]:
        """A kegiatan that went the ordinary way to ``state``."""
        return self.along(self.kegiatan(**changes), state)

    def along(self, dataset: dict[str, Any], state: str) -> dict[str, Any]:
        """A draft on the ordinary way to ``state``."""
        for action, by, data in WAYS[state]:
            self.take(dataset["id"], action, by, **data)
        return dataset


_SUBMIT = ("submit", "editor", {})
_VERIFY = ("verify", "walidata", {})
_RECOMMEND = ("recommend", "pembina", {"date": "2026-05-17"})
_PUBLISH = ("publish", "walidata", {})
#: How a dataset gets to each state.
WAYS: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "draft": [],
    "submitted": [_SUBMIT],
    "returned": [_SUBMIT, ("return", "walidata", {"note": "Lengkapi satuan."})],
    "verified": [_SUBMIT, _VERIFY],
    "recommended": [_SUBMIT, _VERIFY, _RECOMMEND],
    "published": [_SUBMIT, _VERIFY, _RECOMMEND, _PUBLISH],
    "withdrawn": [_SUBMIT, _VERIFY, _RECOMMEND, _PUBLISH, ("withdraw", "walidata", {"note": "Keliru."})],
}

#: Everybody who could ever knock: the roles of the permission tests.
PEOPLE = (
    "anonymous", "stranger", "member", "editor", "office_admin", "other_editor",
    "walidata", "pembina", "sekretariat", "forum", "sysadmin", "former",
)  # fmt: skip


def portal() -> Portal:
    """Offices, teams and people in an empty database; written directly, for every test needs them."""
    people: dict[str, dict[str, Any] | None] = {name: _person(name) for name in PEOPLE if name != "anonymous"}
    people["anonymous"] = None
    made = Portal(
        office=_group("dinas-satu", "organization", people, editor="editor", office_admin="admin", member="member"),
        other_office=_group("dinas-dua", "organization", people, other_editor="editor"),
        people=people,
    )
    for team in TEAMS:
        _group(team, "tim-sdi", people, **{team: "member"})
    _leave(people["former"], "dinas-satu", *TEAMS)
    model.Session.commit()
    return made


def _person(name: str) -> dict[str, Any]:
    user = model.User(name=f"uji-{name.replace('_', '-')}", fullname=name.title(), email=f"{name}@example.com")
    user.sysadmin = name == "sysadmin"
    model.Session.add(user)
    model.Session.flush()
    return {"id": user.id, "name": user.name}


def _group(name: str, kind: str, people: dict[str, Any], **capacities: str) -> dict[str, Any]:
    group = model.Group(name=name, title=name.replace("-", " ").title(), type=kind)
    group.is_organization = kind == "organization"
    model.Session.add(group)
    model.Session.flush()
    for who, capacity in capacities.items():
        member = model.Member(group=group, table_name="user", table_id=people[who]["id"], capacity=capacity)
        model.Session.add(member)
    return {"id": group.id, "name": group.name, "title": group.title}


def _leave(person: dict[str, Any] | None, *groups: str) -> None:
    """Somebody who was an admin of these, and is it no longer: CKAN keeps the row."""
    assert person
    for name in groups:
        row = model.Member(group=model.Group.get(name), table_name="user", table_id=person["id"], capacity="admin")
        row.state = model.State.DELETED
        model.Session.add(row)


def _named() -> dict[str, str]:
    return {"name": f"luas-{next(_NUMBERS)}"}


_NUMBERS = itertools.count(1)

#: The text of a concept that passes every rule.
KONSEP: dict[str, str] = {
    "jenis": "konsep",
    "nama": "Penduduk",
    "definisi": "Semua orang yang berdomisili di suatu wilayah selama enam bulan atau lebih.",
    "klasifikasi": "Wilayah; jenis kelamin",
    "ukuran": "Jumlah",
    "satuan": "Orang",
    "referensi": "Undang-Undang Nomor 23 Tahun 2006 tentang Administrasi Kependudukan",
    "sumber_kode": "lokal",
}
_STANDAR_BACK = ("return", "pembina", {"note": "Lengkapi definisi."})
_STANDAR_YES = ("approve", "pembina", {})
#: How an entry of the register gets to each state.
STANDAR_WAYS: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "diusulkan": [],
    "dikembalikan": [_STANDAR_BACK],
    "disetujui": [_STANDAR_YES],
    "ditolak": [("reject", "pembina", {"note": "Sudah ada."})],
    "dicabut": [_STANDAR_YES, ("withdraw", "walidata", {"note": "Tidak dipakai lagi."})],
}


def standar(portal: Portal, state: str = "disetujui", by: str = "editor", **changes: Any) -> dict[str, Any]:
    """An entry of the register that went the ordinary way to ``state``."""
    entry = call("sdijember_standar_propose", portal.people[by], **(KONSEP | changes))
    for action, who, data in STANDAR_WAYS[state]:
        entry = call(f"sdijember_standar_{action}", portal.people[who], id=entry["id"], **data)
    return entry
