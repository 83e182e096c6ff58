"""Revisions as the tests need them: opened, brought to their publication, asked for by anybody."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from tests.factories import Portal, call

NOTE = "Luas Kecamatan Kencong diperbaiki menurut survei 2026."
#: Another content of the file that the factories upload.
NEW = b"kecamatan,luas_km2\nKencong,70.10\nGumukmas,82.98\n"
PRODUCERS = {"editor", "office_admin"}
#: The way of a working copy into the live dataset; without the last step it waits for it.
GATES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("submit", "editor", {}),
    ("verify", "walidata", {}),
    ("recommend", "pembina", {"number": "V-26.3509.002", "date": "2026-06-17"}),
    ("publish", "walidata", {}),
)
#: The same with a number of its own, for what passes the gates a third time.
THIRD = tuple((action, by, data | {"number": "V-26.3509.003"} if data else data) for action, by, data in GATES)


def opened(portal: Portal, dataset: dict[str, Any], by: str = "editor", note: str = NOTE) -> dict[str, Any]:
    """A working copy of a published dataset."""
    return call("sdijember_revision_open", portal.people[by], id=dataset["id"], catatan_perubahan=note)


def taken(portal: Portal, package_id: str, *steps: tuple[str, str, dict[str, str]]) -> dict[str, Any]:
    """Transitions of the review, one after the other; what the last one answered."""
    for action, by, data in steps:
        answer = portal.take(package_id, action, by, **data)
    return answer


def ready(portal: Portal, dataset: dict[str, Any]) -> str:
    """Id of a changed working copy that waits for its publication."""
    made = opened(portal, dataset)
    call("package_patch", portal.people["editor"], id=made["working_id"], notes="Teks baru.")
    taken(portal, made["working_id"], *GATES[:3])
    return made["working_id"]


def answer(portal: Portal, action: str, person: str, **data: Any) -> str | set[str]:
    """How an action answers a person: "done", "role", "gone", or the fields it complains of."""
    try:
        call(action, portal.people[person], **data)
    except tk.NotAuthorized:
        return "role"
    except tk.ObjectNotFound:
        return "gone"
    except tk.ValidationError as error:
        return set(error.error_dict)
    return "done"
