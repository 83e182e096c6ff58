"""Writing into the register of Standar Data: one transaction each, under the register's lock, and into the log."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import Finding, errors
from ...kernel.logic import outbox, workflow
from ...log import model as log
from ...log.domain import ledger
from ...review.logic import facts as cases
from ...review.model import membership
from .. import model as register
from ..domain import entry as texts
from ..domain import register as rules
from ..model import Standar, Versi


def entry_of(reference: str) -> Standar:
    """The entry with that id or code.

    :raises ObjectNotFound: there is none
    """
    entry = register.get(reference)
    if entry is None:
        raise tk.ObjectNotFound(tk._("There is no such entry in the register."))
    return entry


def text_acted_on(entry: Standar, action: str) -> Versi:
    """The text that a decision is about: what is in force is taken out of use, all else meets the newest text."""
    versions = register.versions_of(entry.id)
    if action == "withdraw" and entry.version:
        return next(version for version in versions if version.number == entry.version)
    return versions[0]


def case_of(user: model.User | None, entry: Standar | None, version: Versi | None, owner_org: str | None) -> rules.Case:
    """What the rules need to know.

    :param entry: the entry acted on; ``None`` for a new one
    :param version: its text acted on; ``None`` for a proposal
    :param owner_org: id of the office that proposes, ``None`` for the Walidata
    """
    roles, inside = membership.roles_towards(user.id, owner_org) if user else (frozenset(), False)
    versions = register.versions_of(entry.id) if entry else []
    return rules.Case(
        state=version.state if version else "",
        actor=user.id if user else "",
        roles=roles,
        authors=version.authors if version else (),
        in_proposing_office=inside and owner_org is not None,
        proposed_by_office=owner_org is not None,
        has_open_proposal=any(one.rule.open for one in versions),
    )


def propose(context: Context, data: dict[str, Any]) -> Standar:
    """Write a new entry, or a new version of one in force, for the Pembina to decide on.

    :raises NotAuthorized: the caller proposes for no office and is not of the Walidata
    :raises ValidationError: the text breaks a rule, or the entry cannot be changed now
    """
    user = cases.actor_of(context)
    register.lock()
    entry = entry_of(data["id"]) if data.get("id") else None
    owner_org = proposing_office(user, data.get("owner_org"))
    line = workflow.checked(rules.WORKFLOW, "propose", case_of(user, entry, None, owner_org))
    assert user
    jenis = entry.jenis if entry else data["jenis"]
    if entry:
        _require_changeable(entry)
    text = texts.content(jenis, data)
    _require_right(findings(jenis, text, entry))
    if entry:
        number = register.versions_of(entry.id)[0].number + 1
        version = register.new_version(entry, number, text, user.id, owner_org)
    else:
        entry, version = register.new(jenis, text, user.id, owner_org)
    return _done(entry, version, line, user, "", data.get("note") or "")


def mend(context: Context, data: dict[str, Any]) -> Standar:
    """Write the corrected text of a proposal that came back, and hand it in again.

    :raises NotAuthorized, ValidationError: as ``propose``
    """
    user = cases.actor_of(context)
    register.lock()
    entry = entry_of(data["id"])
    version = text_acted_on(entry, "update")
    line = workflow.checked(rules.WORKFLOW, "update", case_of(user, entry, version, version.owner_org))
    workflow.refuse_older(rules.WORKFLOW, version.state, data.get("revision"), version.revision)
    assert user
    before, text = version.state, texts.content(entry.jenis, data)
    _require_right(findings(entry.jenis, text, entry))
    version.write(text, user.id)
    if not entry.version:
        entry.nama, entry.sumber_kode, entry.state = text["nama"], text["sumber_kode"], version.state
    return _done(entry, version, line, user, before, data.get("note") or "")


def decide(context: Context, action: str, data: dict[str, Any]) -> Standar:
    """Take one decision: approve, return, reject or withdraw.

    :raises NotAuthorized, ValidationError: the role may not, or a rule is not met
    """
    user = cases.actor_of(context)
    register.lock()
    entry = entry_of(data["id"])
    version = text_acted_on(entry, action)
    line = workflow.checked(rules.WORKFLOW, action, case_of(user, entry, version, version.owner_org))
    workflow.refuse_older(rules.WORKFLOW, version.state, data.get("revision"), version.revision)
    assert user
    before, successor = version.state, _successor(entry, data.get("successor"))
    if action == "approve":
        _require_right(findings(entry.jenis, version.content, entry))
        put_in_force(entry, version)
    version.decide(line.target, user.id, data["note"])
    if action == "withdraw":
        entry.state, entry.successor = rules.WITHDRAWN, successor.id if successor else None
    elif not entry.version:
        entry.state = line.target
    return _done(entry, version, line, user, before, data["note"], successor)


def put_in_force(entry: Standar, version: Versi) -> None:
    """Make a text the one in force, in the place of the one before; the first one gives the entry its code."""
    for other in register.versions_of(entry.id):
        if other.state == rules.IN_FORCE:
            other.state = "digantikan"
    if not entry.kode:
        entry.sumber_kode = version.content["sumber_kode"]
        entry.kode = version.content["kode"] or register.next_local_code(entry.jenis)
    entry.state, entry.version, entry.nama = rules.IN_FORCE, version.number, version.nama


def findings(jenis: str, text: dict[str, str], entry: Standar | None) -> list[Finding]:
    """Everything wrong or doubtful in a text, the register around it included.

    :param entry: the entry the text is for; ``None`` for a new one
    """
    found = texts.check(jenis, text)
    known = entry.id if entry else None
    named = register.live_of_name(jenis, text["nama"], known) if text["nama"] else None
    coded = register.get(text["kode"])
    found += texts.check_unique(
        text,
        {"kode": named.kode or ""} if named else None,
        coded.nama if coded and coded.kode and coded.id != known else None,
    )
    if entry and entry.kode:
        found += texts.check_change(text, entry.kode, entry.sumber_kode)
    return found + texts.check_concept(text, _is_concept)


def proposing_office(user: model.User | None, asked: str | None) -> str | None:
    """Id of the office for which a person proposes: the one asked for, else the only one, else none for the Walidata.

    :raises NotAuthorized: the person may propose for nobody
    :raises ValidationError: there are several offices and none was chosen, or there is no such office
    """
    if user is None:
        raise tk.NotAuthorized(tk._(workflow.ROLE_MISSING))
    if asked:
        office = model.Group.get(asked)
        if office is None or not office.is_organization:
            raise tk.ValidationError({"owner_org": [tk._("There is no such office.")]})
        return office.id
    if rules.WALIDATA in membership.teams_of(user.id):
        return None
    offices = membership.offices_of(user.id)
    mine = [office for office, capacity in offices.items() if capacity in membership.PRODUSEN_CAPACITIES]
    if not mine:
        raise tk.NotAuthorized(tk._(workflow.ROLE_MISSING))
    if len(mine) > 1:
        raise tk.ValidationError({"owner_org": [tk._("Choose the office for which you propose.")]})
    return mine[0]


def record(
    entry: Standar, version: Versi, line: rules.Transition, user: model.User, before: str, note: str, **data: Any
) -> int:
    """Append what was done to the log of decisions; returns the id of the event."""
    model.Session.flush()
    text = register.as_plain(version)
    return log.append(
        package_id=entry.id,
        action=f"standar_{line.action}",
        from_state=before,
        to_state=version.state,
        actor_id=user.id,
        actor_name=user.display_name,
        actor_role=line.role,
        note=note,
        data={
            "subject": "standar",
            "jenis": entry.jenis,
            "kode": entry.kode or "",
            "title": version.nama,
            "version": version.number,
            "sha256": ledger.digest(text),
            "content": text["content"],
            **data,
        },
    ).id


def _done(
    entry: Standar,
    version: Versi,
    line: rules.Transition,
    user: model.User,
    before: str,
    note: str,
    successor: Standar | None = None,
) -> Standar:
    entry.changed = version.changed
    event = record(entry, version, line, user, before, note, **({"successor": successor.kode} if successor else {}))
    model.Session.commit()
    outbox.announce(event)
    return entry


def _require_changeable(entry: Standar) -> None:
    if entry.state != rules.IN_FORCE:
        raise tk.ValidationError({"state": [tk._(rules.NOT_IN_FORCE)]})
    if any(version.rule.open for version in register.versions_of(entry.id)):
        raise tk.ValidationError({"state": [tk._(rules.ALREADY_OPEN)]})


def _require_right(found: list[Finding]) -> None:
    wrong: dict[str, list[str]] = {}
    for finding in errors(found):
        wrong.setdefault(finding.field, []).append(finding.text(tk._))
    if wrong:
        raise tk.ValidationError(wrong)


def _successor(entry: Standar, reference: str | None) -> Standar | None:
    if not reference:
        return None
    found = register.get(reference)
    if found is None or found.state != rules.IN_FORCE or found.jenis != entry.jenis or found.id == entry.id:
        message = tk._("“{code}” is no other entry in force of the same kind.").format(code=reference)
        raise tk.ValidationError({"successor": [message]})
    return found


def _is_concept(code: str) -> bool:
    found = register.get(code)
    return found is not None and found.jenis == rules.KONSEP and found.state == rules.IN_FORCE
