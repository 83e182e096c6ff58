"""Entries of the register of Standar Data for the demonstration: proposed and decided on by the demo accounts."""

from __future__ import annotations

from functools import cache
from typing import Any

import ckan.plugins.toolkit as tk
import yaml

from ..standar import model as register
from ..standar.domain import register as rules
from .seed import DATA

#: What leads from a proposal to each state, and who does it.
_STEPS = {
    "diusulkan": (),
    "dikembalikan": (("return", rules.PEMBINA),),
    "disetujui": (("approve", rules.PEMBINA),),
    "dicabut": (("approve", rules.PEMBINA), ("withdraw", rules.WALIDATA)),
}
_OURS = frozenset({"proposer", "state", "note", "successor", "change"})


@cache
def entries() -> list[dict[str, Any]]:
    """The entries of ``demo/standar.yaml`` with the common fields filled in."""
    document = yaml.safe_load((DATA / "demo" / "standar.yaml").read_text(encoding="utf-8"))
    return [{**document["common"], **entry} for entry in document["entries"]]


def create() -> int:
    """Bring the entries to their states; names that the register knows already are left alone.

    :returns: how many were created
    """
    fresh = [entry for entry in entries() if not _known(entry)]
    for entry in fresh:
        _propose(entry)
    # an entry is taken out of use when the one that succeeds it is there
    for entry in fresh:
        if entry["state"] == "dicabut":
            _decide("withdraw", rules.WALIDATA, _id_of(entry), entry)
    return len(fresh)


def code_of(name: str | None) -> str:
    """Code of the concept of that name; empty if the register has none."""
    found = register.live_of_name(rules.KONSEP, name, None) if name else None
    return (found.kode if found else None) or ""


def _propose(entry: dict[str, Any]) -> None:
    text = {key: value for key, value in entry.items() if key not in _OURS}
    if "rujukan_konsep" in text:
        text["rujukan_konsep"] = code_of(text["rujukan_konsep"])
    made = _act("propose", entry["proposer"], **text)
    for action, who in _STEPS[entry["state"]]:
        if action != "withdraw":
            _decide(action, who, made["id"], entry)
    if change := entry.get("change"):
        changed = text | {key: value for key, value in change.items() if key not in _OURS}
        _act("propose", change["proposer"], **changed, id=made["id"])
        for action, who in _STEPS[change["state"]]:
            _decide(action, who, made["id"], change)


def _decide(action: str, who: str, entry_id: str, entry: dict[str, Any]) -> None:
    """The accounts of the teams are named as their roles."""
    successor = code_of(entry.get("successor")) if action == "withdraw" else ""
    _act(action, who, id=entry_id, note=entry.get("note", "") if action != "approve" else "", successor=successor)


def _act(action: str, user: str, **data: Any) -> dict[str, Any]:
    return tk.get_action(f"sdijember_standar_{action}")({"user": user}, data)


def _known(entry: dict[str, Any]) -> bool:
    return register.any_of_name(entry["jenis"], entry["nama"]) is not None


def _id_of(entry: dict[str, Any]) -> str:
    found = register.any_of_name(entry["jenis"], entry["nama"])
    assert found
    return found.id
