"""What pages ask of the register of Standar Data: fields, labels, and who may do what."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..kernel.domain.findings import N_
from ..review.helpers.memberships import sdijember_my_offices, sdijember_my_teams
from . import model as register
from .domain import entry as texts
from .domain import register as rules

_JENIS = {rules.KONSEP: N_("Concept"), rules.VARIABEL: N_("Variable")}
_CHIPS = {
    "diusulkan": "state",
    "disetujui": "open",
    "dikembalikan": "priority",
    "ditolak": "closed",
    "dicabut": "closed",
}
_DONE = {
    "propose": N_("Proposed"),
    "update": N_("Corrected and proposed again"),
    "approve": N_("Approved"),
    "return": N_("Returned to the proposer"),
    "reject": N_("Rejected"),
    "withdraw": N_("Taken out of use"),
    "import": N_("Loaded from a national list"),
}
_CONSEQUENCES = {
    "approve": N_(
        "The text is in force from now on: everybody sees it and forms offer it. "
        "A new entry gets its code, which never changes."
    ),
    "return": N_("The proposer reads your note, corrects the text and proposes it again."),
    "reject": N_("The proposal ends here. What is in force, if anything, stays as it is."),
    "withdraw": N_(
        "Forms offer the entry no more. It stays readable under its code, and datasets that name it keep it."
    ),
}


def sdijember_standar_fields(jenis: str) -> list[dict[str, Any]]:
    """Fields of a kind of entry, as scheming's form snippets want them.

    :param jenis: ``konsep`` or ``variabel``
    """
    return [dict(field) for field in texts.fields(jenis)]


def sdijember_standar_facts(entry: dict[str, Any]) -> list[dict[str, str]]:
    """What an entry says beside its name and definition; fields that say nothing are left out.

    :param entry: as the actions of the register return it
    :returns: dicts of ``name``, ``label`` and ``value``
    """
    left_out = {"nama", "definisi", "kode", "sumber_kode", "rujukan_konsep"}
    facts = []
    for field in texts.fields(entry["jenis"]):
        name, value = field["field_name"], entry.get(field["field_name"])
        if value and name not in left_out:
            facts.append(
                {"name": name, "label": tk.h.scheming_language_text(field["label"]), "value": _said(field, value)}
            )
    return facts


def sdijember_standar_jenis(jenis: str) -> str:
    """Name of a kind of entry."""
    return tk._(_JENIS[jenis]) if jenis in _JENIS else jenis


def sdijember_standar_state(state: str) -> dict[str, str]:
    """Name and colour of a state of the register.

    :returns: ``label`` and ``kind``
    """
    label = tk._(rules.STATES[state].label) if state in rules.STATES else state
    return {"label": label, "kind": _CHIPS.get(state, "past")}


def sdijember_standar_done(action: str) -> str:
    """What was done, for the history.

    :param action: action of an event of the log
    """
    return tk._(_DONE[action]) if action in _DONE else action


def sdijember_standar_consequence(action: str) -> str:
    """What follows from a decision, said before it is taken."""
    return tk._(_CONSEQUENCES[action]) if action in _CONSEQUENCES else ""


def sdijember_standar_may_propose() -> bool:
    """Whether the signed-in person may propose to the register."""
    return bool(sdijember_my_offices()) or rules.WALIDATA in sdijember_my_teams()


def sdijember_standar_offices() -> list[dict[str, str]]:
    """Offices for which the signed-in person may propose, by title; the Walidata's own name comes first as an empty id.

    :returns: dicts of ``id`` and ``title``
    """
    mine = sdijember_my_offices()
    offices = [
        {"id": office["id"], "title": office["display_name"]} for office in _organizations() if office["id"] in mine
    ]
    own = [{"id": "", "title": tk._("Walidata")}] if rules.WALIDATA in sdijember_my_teams() else []
    return own + sorted(offices, key=lambda office: office["title"].casefold())


def sdijember_standar_of(code: str | None) -> dict[str, str] | None:
    """The public entry that a dataset names by its code.

    :returns: dict of ``kode``, ``nama``, ``state`` and ``url``; ``None`` if the register has none
    """
    entry = register.get(code) if code else None
    if entry is None or not entry.kode:
        return None
    url = tk.h.url_for("sdijember_standar.read", reference=entry.kode)
    return {"kode": entry.kode, "nama": entry.nama, "state": entry.state, "url": url}


def _organizations() -> list[dict[str, Any]]:
    return tk.h.organizations_available("create_dataset")


def _said(field: Any, value: str) -> str:
    chosen = next((choice for choice in field.get("choices", ()) if choice["value"] == value), None)
    return tk.h.scheming_language_text(chosen["label"]) if chosen else value
