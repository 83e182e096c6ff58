"""The submissions of a dataset, told from the log, each with the snapshot that it froze."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ckan import model

from ...log import model as log
from ...review.domain import snapshot as snapshots
from ...review.model import working_copy as revisions
from ...review.model.snapshot import Snapshot


def of_package(package_id: str) -> list[dict[str, Any]]:
    """Every submission, oldest first: ``number`` (from 1), ``snapshot``, ``by``, ``created`` (UTC, ISO 8601).

    Before those of a working copy stands what is public.
    """
    found = revisions.of_working(package_id)
    published = [event for event in log.of_package(found.live_id) if event.action == "publish"] if found else []
    earlier = [event for event in published if found and event.created < found.opened_at]
    own = [event for event in log.of_package(package_id) if event.action == "submit"]
    events = [event for event in (*earlier[-1:], *own) if event.data.get("snapshot")]
    return [
        {
            "number": number,
            "snapshot": event.data["snapshot"],
            "by": event.actor_name,
            "created": event.created.astimezone(datetime.timezone.utc).isoformat(timespec="seconds"),
        }
        for number, event in enumerate(events, 1)
    ]


def content(sha256: str) -> dict[str, Any]:
    """A snapshot by its name; empty if there is none."""
    row = model.Session.get(Snapshot, sha256)
    return row.content if row else {}


def previous(package_id: str, now: Mapping[str, Any]) -> dict[str, Any] | None:
    """The snapshot that was submitted before ``now``, a snapshot; ``None`` if that is the first."""
    names = [one["snapshot"] for one in of_package(package_id)]
    name = snapshots.sha256(now)
    if name not in names:
        return None
    at = len(names) - 1 - names[::-1].index(name)
    return content(names[at - 1]) if at else None
