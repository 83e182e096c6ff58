"""Events of the log that stand beside a review: they leave it in the state it is in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model

from ... import config
from ...log import model as log
from ..model.review import Review


def remark(
    package: model.Package,
    review: Review,
    action: str,
    actor: model.User | None,
    *,
    role: str = "",
    note: str = "",
    data: Mapping[str, Any],
) -> log.ReviewEvent:
    """Append an event of a dataset whose state it does not change.

    :param actor: who did it; ``None`` for what the portal does by itself
    :param data: what the event keeps besides the name and the title of the dataset
    """
    return log.append(
        package_id=package.id,
        action=action,
        from_state=review.state,
        to_state=review.state,
        actor_id=actor.id if actor else config.site_user(),
        actor_name=actor.display_name if actor else config.site_title(),
        actor_role=role,
        note=note,
        data={**data, "name": package.name, "title": package.title or ""},
    )
