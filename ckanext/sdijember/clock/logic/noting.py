"""What the log is told of the portal's own doing: nobody decided, and the state stays what it was."""

from __future__ import annotations

from typing import Any

from ckan import model

from ... import config
from ...log import model as log
from ...review.model.review import Review


def note(review: Review, package: model.Package, action: str, text: str, said: dict[str, Any]) -> log.ReviewEvent:
    """Append an entry in the name of the portal.

    :param said: facts of the entry; name and title of the dataset stand beside them
    """
    return log.append(
        package_id=review.package_id,
        action=action,
        from_state=review.state,
        to_state=review.state,
        actor_id=config.site_user(),
        actor_name=config.site_title(),
        actor_role="",
        note=text,
        data={**said, "name": package.name, "title": package.title or ""},
    )
