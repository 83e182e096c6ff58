"""Giving, recording, revoking a Rekomendasi Statistik: one transaction each, under the review's lock, into the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage

from ... import config
from ...files.logic import attachments
from ...kernel.domain.findings import N_
from ...kernel.logic import outbox
from ...kernel.logic.transaction import transaction
from ...review.domain import transitions
from ...review.logic import facts as cases
from ...review.model import membership
from ...review.model.review import Review
from .. import model as store
from ..domain import rekomendasi as rules
from ..model import Rekomendasi
from .log import write_event

if TYPE_CHECKING:
    from ...review.logic.change import Change

#: Who may record a recommendation of the design, the role that counts first.
RECORDERS = (transitions.PEMBINA, transitions.WALIDATA, transitions.PRODUSEN)
RECORDED_BEFORE = N_("This number is recorded for this dataset already.")
UNKNOWN = N_("There is no such recommendation.")


def of_id(id_: str) -> Rekomendasi:
    """The recommendation with that id or code.

    :raises ObjectNotFound: there is none
    """
    found = store.get(id_) or store.of_code(rules.read_code(id_))
    if found is None:
        raise tk.ObjectNotFound(tk._(UNKNOWN))
    return found


def issue(change: Change) -> dict[str, Any]:
    """Within the transition ``recommend`` (SOP step 19): make the recommendation that it gives.

    :returns: what the event says of it
    :raises ValidationError: the number has been given before
    """
    data, elsewhere = change.data, change.case.channel != transitions.PORTAL
    signer = data.get("decided_by") if elsewhere else config.letter()["signer_name"]
    paper = _kept(data.get("surat") or (data.get("scan") if elsewhere else None))
    made = _new(
        change.package,
        change.actor,
        data,
        kind=rules.PENYEBARLUASAN,
        snapshot=change.review.snapshot,
        channel=change.case.channel,
        issuer=config.letter()["issuer"],
        signer_name=signer or change.actor.display_name,
        signer_position=config.letter()["signer_position"],
    )
    if paper:
        made.attach(paper)
    former = [] if change.review.revision_of else _supersede(change.package.id, made)
    found = {"rekomendasi": made.id, "code": made.code, "conditions": made.conditions, "supersedes": former}
    return found | ({"surat": paper} if paper else {})


def take_over(change: Change) -> dict[str, Any]:
    """Within ``publish``: the recommendation of a working copy becomes that of the published dataset it goes into."""
    live = change.review.revision_of
    if change.line.target != "merged" or not live:
        return {}
    taken = store.in_force(change.package.id, rules.PENYEBARLUASAN)
    for row in taken:
        _supersede(live, row)
        row.merged_into = live
    model.Session.flush()
    return {"rekomendasi": [row.id for row in taken]} if taken else {}


def record(context: Context, data: Mapping[str, Any]) -> Rekomendasi:
    """Record a recommendation of the design that was obtained in ROMANTIK before data were collected.

    :raises ValidationError: it is recorded already
    """
    with transaction():
        package = cases.package_of(data["id"])
        row = Review.lock(package.id)
        actor = cases.actor_of(context)
        assert actor
        before = store.in_force(package.id, rules.RANCANGAN)
        if any(one.number.lower() == data["number"].lower() for one in before):
            raise tk.ValidationError({"number": [tk._(RECORDED_BEFORE)]})
        paper = _kept(data.get("scan"))
        made = _new(
            package,
            actor,
            data,
            kind=rules.RANCANGAN,
            channel="romantik",
            issuer=data.get("issuer") or config.letter()["issuer"],
            signer_name="",
            signer_position="",
        )
        if paper:
            made.attach(paper)
        said = {"supersedes": _supersede(package.id, made)} | ({"scan": paper} if paper else {})
        _logged(row, made, actor, "record", "", said)
    return made


def revoke(context: Context, row: Rekomendasi, reason: str) -> Rekomendasi:
    """Take a recommendation back; the Walidata is told, and decides whether the data stay on the portal.

    :raises ValidationError: it is revoked already, or duties would not be separate
    """
    with transaction():
        locked, row, actor = _locked(context, row)
        if not rules.may_become(row.state, rules.DICABUT):
            raise tk.ValidationError({"state": [tk._(rules.REVOKED_BEFORE)]})
        if in_producing_office(actor, row):
            raise tk.ValidationError({"duty": [tk._(transitions.DUTY_PRODUCER)]})
        row.revoke(actor, reason)
        event = _logged(locked, row, actor, "revoke", reason, {})
    outbox.announce(event)
    return row


def attach(context: Context, row: Rekomendasi, scan: FileStorage) -> Rekomendasi:
    """Put the scanned original to a recommendation; the log keeps what was there before."""
    with transaction():
        locked, row, actor = _locked(context, row)
        before, paper = row.scan_sha256, attachments.keep(scan, attachments.kind_of(scan))
        row.attach(paper)
        _logged(locked, row, actor, "attach", "", {"scan": paper} | ({"replaces": before} if before else {}))
    return row


def owner_of(row: Rekomendasi) -> str | None:
    """Id of the office whose data it is about, as things stand now."""
    package = model.Package.get(row.subject)
    return package.owner_org if package else row.owner_org


def in_producing_office(user: model.User, row: Rekomendasi) -> bool:
    """Whether the person belongs to the office whose data it is about, in any capacity."""
    return membership.roles_towards(user.id, owner_of(row))[1]


def role_of(user: model.User, owner_org: str | None) -> str:
    """In which role a person acts on a recommendation; empty if in none."""
    roles, _ = membership.roles_towards(user.id, owner_org)
    return next((role for role in RECORDERS if role in roles), "")


def _new(package: model.Package, actor: model.User, data: Mapping[str, Any], **values: Any) -> Rekomendasi:
    office = model.Group.get(package.owner_org)
    if values["kind"] == rules.PENYEBARLUASAN and store.taken(data["number"]):
        raise _number_taken(data["number"])
    try:
        return store.new(
            package_id=package.id,
            package_type=package.type,
            title=package.title or package.name,
            office=(office.title or office.name) if office else "",
            owner_org=package.owner_org,
            number=data["number"],
            date=data["date"],
            conditions=data.get("conditions") or "",
            issued_by=actor.id,
            issued_name=actor.display_name,
            **values,
        )
    except IntegrityError as error:
        # somebody gave the same number in the same moment
        raise _number_taken(data["number"]) from error


def _number_taken(number: str) -> tk.ValidationError:
    return tk.ValidationError({"number": [tk._(rules.NUMBER_TAKEN).format(number=number)]})


def _supersede(package_id: str, later: Rekomendasi) -> list[str]:
    """Let a later one take the place of those in force; returns their ids."""
    former = [one for one in store.in_force(package_id, later.kind) if one.id != later.id]
    for one in former:
        one.supersede(later)
    model.Session.flush()
    return [one.id for one in former]


def _kept(scan: FileStorage | None) -> dict[str, Any]:
    return attachments.keep(scan, attachments.kind_of(scan)) if scan else {}


def _locked(context: Context, row: Rekomendasi) -> tuple[Review, Rekomendasi, model.User]:
    id_, subject = row.id, row.subject
    locked = Review.lock(subject)
    actor = cases.actor_of(context)
    assert actor
    return locked, store.lock(id_), actor


def _logged(locked: Review, row: Rekomendasi, actor: model.User, act: str, note: str, said: Mapping[str, Any]) -> int:
    model.Session.flush()
    role = role_of(actor, owner_of(row))
    names = {"actor_id": actor.id, "actor_name": actor.display_name, "actor_role": role}
    return write_event(row, locked.state, act, note, said, **names)
