"""The chosen moment of publication: what the log says of it, and the day that was announced (SOP step 20)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...codes.domain import values
from ...kernel.logic.wording import day
from ...review.domain import transitions as rules
from ...sop.domain.working_time import WIB

if TYPE_CHECKING:
    from ...review.logic.change import Change

OTHER_DAY = rules.N_("The public page announces the next release for {date}. Say in the note why it is another day.")


def chosen(change: Change) -> dict[str, Any]:
    """A moment of publication is chosen: on the day that was announced for it, or with a note that says why not.

    :raises ValidationError: it is another day, and nobody says why
    """
    moment = change.data["publish_at"].astimezone(WIB)
    announced = announced_day(change.review.revision_of)
    if announced and announced != moment.date() and not change.data.get("note"):
        raise tk.ValidationError({"note": [tk._(OTHER_DAY).format(date=day(announced))]})
    return {"publish_at": moment.isoformat()} | ({"announced": announced.isoformat()} if announced else {})


def kept(change: Change) -> dict[str, Any]:
    """A publication says which chosen moment it keeps, if there was one."""
    moment = change.review.publish_at
    return {"publish_at": moment.astimezone(WIB).isoformat()} if moment else {}


def announced_day(revision_of: str | None) -> datetime.date | None:
    """The day that the public page of the live version gives for the next release, which a revision brings."""
    live = model.Package.get(revision_of) if revision_of else None
    return values.parse_date((live.extras or {}).get("jadwal_rilis")) if live else None
