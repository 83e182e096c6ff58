"""Whom the mail of a decision on the register tells, and of what."""

from __future__ import annotations

from ckan import model

from ..log.model import ReviewEvent
from ..review.domain.transitions import PEMBINA
from ..review.jobs import Matter
from .domain import register
from .model import Versi


def told(event: ReviewEvent) -> Matter | None:
    """The Pembina is next on a proposal, all else is news for whoever proposed it."""
    version = model.Session.get(Versi, (event.package_id, event.data["version"]))
    if version is None:
        return None
    state = register.STATES[event.to_state]
    proposer = "" if version.owner_org else register.WALIDATA
    return Matter(
        title=version.nama,
        label=state.label,
        template="sdijember/emails/standar.txt",
        route="sdijember_standar.read",
        params={"reference": event.package_id},
        team=PEMBINA if state.owner == PEMBINA else proposer,
        office=version.owner_org,
    )
