"""How the register of Standar Data is shown: the dicts that actions return, and who may read which text."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model

from ...log import model as log
from ...metadata import model as kegiatan
from ...review.logic import dictize
from ...review.model import membership
from ...review.model.review import Review
from .. import model as register
from ..domain import entry as texts
from ..domain import register as rules
from ..model import Standar, Versi

#: Teams that read every proposal, for they decide on them or keep the register.
READERS = frozenset(line.role for line in rules.TRANSITIONS) - {rules.PRODUSEN}

#: What a form is given of an entry that somebody chooses.
CHOSEN = ("definisi", "klasifikasi", "ukuran", "satuan", "referensi", "aturan_validasi", "value_domain")


def readable_by(user: model.User | None) -> sa.ColumnElement[bool]:
    """Texts a person may read: what is or was in force, and proposals of the own office or under the own eyes."""
    public = Versi.state.in_(rules.public_states())
    if user is None:
        return public
    if user.sysadmin or READERS & membership.teams_of(user.id):
        return sa.true()
    offices = list(membership.offices_of(user.id))
    return sa.or_(public, Versi.owner_org.in_(offices), Versi.authors.contains([user.id]))


def knows_all_of(user: model.User | None, version: Versi) -> bool:
    """Whether a person may read notes and names in the history of a text, also once the text itself is public."""
    if user is None:
        return False
    if user.sysadmin or user.id in version.authors or READERS & membership.teams_of(user.id):
        return True
    return version.owner_org in membership.offices_of(user.id)


def rows(user: model.User | None) -> sa.Select:
    """Texts the person may read, each with its entry."""
    return sa.select(Standar, Versi).join(Versi, Versi.standar_id == Standar.id).where(readable_by(user))


def matching(query: sa.Select, words: str) -> sa.Select:
    """Those in whose name, code or definition every word stands."""
    for word in words.split():
        like = "%" + word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        query = query.where(
            sa.or_(Versi.nama.ilike(like), Standar.kode.ilike(like), Versi.content["definisi"].astext.ilike(like))
        )
    return query


def entry_dict(entry: Standar, version: Versi, offices: dict[str, dict[str, str]]) -> dict[str, Any]:
    """An entry with one of its texts, as the actions return it.

    :param offices: as ``offices_of`` returns them
    """
    text = {name: version.content.get(name, "") for name in texts.field_names() if name in version.content}
    return {
        **text,
        "id": entry.id,
        "jenis": entry.jenis,
        "kode": entry.kode or "",
        "sumber_kode": entry.sumber_kode if entry.kode else version.content.get("sumber_kode", ""),
        "kode_usulan": version.content.get("kode", ""),
        "nama": version.nama,
        "state": version.state,
        "entry_state": entry.state,
        "version": version.number,
        "revision": version.revision,
        "organization": offices.get(version.owner_org or ""),
        "proposed_at": _iso(version.proposed_at),
        "decided_at": _iso(version.decided_at),
        "changed": _iso(version.changed),
    }


def offices_of(versions: Iterable[Versi]) -> dict[str, dict[str, str]]:
    """The proposing offices of texts by id, in one query: ``id``, ``name``, ``title``."""
    ids = {version.owner_org for version in versions if version.owner_org}
    if not ids:
        return {}
    query = sa.select(model.Group.id, model.Group.name, model.Group.title).where(model.Group.id.in_(ids))
    return {id_: {"id": id_, "name": name, "title": title or name} for id_, name, title in model.Session.execute(query)}


def link(entry: Standar | None) -> dict[str, str] | None:
    """An entry as another one names it."""
    return {"kode": entry.kode or "", "nama": entry.nama, "state": entry.state} if entry else None


def choice(entry: Standar, version: Versi, concepts: dict[str, str]) -> dict[str, str]:
    """What a form needs of an entry in force.

    :param concepts: names of concepts by their code in lower case
    """
    found = {name: version.content.get(name, "") for name in CHOSEN}
    concept = version.content.get("rujukan_konsep", "")
    name = version.nama if entry.jenis == rules.KONSEP else concepts.get(concept.lower(), "")
    return {**found, "jenis": entry.jenis, "kode": entry.kode or "", "nama": version.nama, "konsep": name}


def events_of(entry: Standar, numbers: Collection[int]) -> list[dict[str, Any]]:
    """What the log says of some texts of an entry, oldest first, without repeating the texts."""
    found = [dictize.event_dict(event) for event in log.of_package(entry.id)]
    for event in found:
        event["data"] = {key: value for key, value in event["data"].items() if key != "content"}
        event["action"] = event["action"].removeprefix("standar_")
    return [event for event in found if event["data"].get("version") in numbers]


def datasets_using(codes: Collection[str]) -> sa.Select:
    """Published datasets whose Standar Data has one of the codes: code in lower case, name, title, office."""
    code = sa.func.lower(sa.func.trim(model.Package.extras["kode_standar_data"].astext))
    return _published("dataset", code).where(code.in_([one.lower() for one in codes]))


def kegiatan_using(codes: Collection[str]) -> sa.Select:
    """Published kegiatan of which a variabel or indikator names one of the codes, each once."""
    lines = [
        sa.select(
            table.package_id, sa.func.lower(sa.func.trim(table.content["id_sds"].astext)).label("code")
        ).distinct()
        for table in kegiatan.TABLES.values()
    ]
    found = sa.union(*lines).subquery()
    query = _published("kegiatan", found.c.code).join(found, found.c.package_id == model.Package.id)
    return query.where(found.c.code.in_([one.lower() for one in codes]))


def _published(kind: str, code: sa.ColumnElement[str]) -> sa.Select:
    return (
        sa.select(code.label("code"), model.Package.name, model.Package.title, model.Group.title.label("office"))
        .select_from(model.Package)
        .join(Review, Review.package_id == model.Package.id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .where(
            Review.state == "published",
            model.Package.type == kind,
            model.Package.state == model.State.ACTIVE,
            model.Package.private.is_(False),
        )
    )


def usage_counts(codes: Collection[str]) -> dict[str, dict[str, int]]:
    """How many published datasets and kegiatan use each code, in two queries.

    :returns: code in lower case → ``datasets``, ``kegiatan``
    """
    found = {code.lower(): {"datasets": 0, "kegiatan": 0} for code in codes if code}
    for kind, query in (("datasets", datasets_using(list(found))), ("kegiatan", kegiatan_using(list(found)))):
        using = query.subquery()
        counted = sa.select(using.c.code, sa.func.count()).group_by(using.c.code)
        for code, number in model.Session.execute(counted) if found else ():
            found[code][kind] = number
    return found


def waiting_for(user_id: str) -> sa.ColumnElement[bool]:
    """Proposals whose next move is the person's, as one condition, for every page counts them."""
    came_back = Versi.state == "dikembalikan"
    return sa.or_(
        sa.and_(came_back, Versi.owner_org.in_(membership.producing_offices(user_id))),
        sa.and_(Versi.state == rules.INITIAL, membership.in_team(user_id, rules.PEMBINA)),
        sa.and_(came_back, Versi.owner_org.is_(None), membership.in_team(user_id, rules.WALIDATA)),
    )


def concept_names(versions: Iterable[Versi]) -> dict[str, str]:
    """Names of the concepts that texts of variables point to, by code in lower case, in one query."""
    codes = {version.content.get("rujukan_konsep", "").lower() for version in versions} - {""}
    if not codes:
        return {}
    query = sa.select(sa.func.lower(Standar.kode), Standar.nama).where(sa.func.lower(Standar.kode).in_(codes))
    return dict(model.Session.execute(query).tuples().all())


def successor_of(entry: Standar) -> dict[str, str] | None:
    """The entry to use instead of one that is no longer used."""
    return link(register.names_of([entry.successor]).get(entry.successor or ""))


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(datetime.timezone.utc).isoformat(timespec="seconds") if moment else None
