"""Acts on a recommendation in the log of decisions, among those on its dataset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...log import model as log
from ..model import Rekomendasi


def write_event(row: Rekomendasi, state: str, act: str, note: str, said: Mapping[str, Any], **actor: str) -> int:
    """Append an act on a recommendation to the log; returns the id of the event.

    :param state: of the dataset's review, which the act does not change
    :param act: such as ``revoke``
    :param actor: ``actor_id``, ``actor_name`` and ``actor_role``
    """
    facts = {"subject": "rekomendasi", "rekomendasi": row.id, "kind": row.kind, "code": row.code}
    about = {"number": row.number, "date": row.date.isoformat(), "snapshot": row.snapshot or "", "title": row.title}
    return log.append(
        package_id=row.subject,
        action=f"rekomendasi_{act}",
        from_state=state,
        to_state=state,
        note=note,
        data=facts | about | dict(said),
        **actor,
    ).id
