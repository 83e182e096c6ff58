"""The filter above the queue: what its fields mean for ``sdijember_review_list``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...review.domain import transitions as rules

FIELDS = ("q", "opd", "status", "pengerjaan", "jenis", "terlambat", "prioritas", "urut")
#: Fields that narrow the list down; the order does not.
NARROWING = FIELDS[:-1]
#: Choices of "status" besides the names of states.
EVERYTHING, SCHEDULED = "semua", "terjadwal"

_CLAIMS = {"bebas": "none", "saya": "mine", "rekan": "others"}
_SORTS = {"tenggat": "due", "lama": "waiting", "judul": "title"}


def asked(arguments: Mapping[str, str]) -> dict[str, str]:
    """What was chosen in each field; empty where nothing was."""
    return {name: arguments.get(name, "").strip() for name in FIELDS}


def filters(chosen: Mapping[str, str]) -> dict[str, Any]:
    """Parameters of ``sdijember_review_list``; what is no choice of a field is as if it had not been chosen."""
    status = chosen["status"]
    found: dict[str, Any] = {
        "scope": "all" if status in rules.STATES or status in (EVERYTHING, SCHEDULED) else "mine",
        "q": chosen["q"],
        "owner_org": chosen["opd"],
        "type": chosen["jenis"] if chosen["jenis"] in ("dataset", "kegiatan") else "",
        "claim": _CLAIMS.get(chosen["pengerjaan"], ""),
        "overdue": bool(chosen["terlambat"]),
        "priority": bool(chosen["prioritas"]),
        "scheduled": status == SCHEDULED,
        "sort": _SORTS.get(chosen["urut"], "due"),
    }
    return found | ({"states": [status]} if status in rules.STATES else {})
