"""The letters of recommendations, made in the background after the decision, and whom a revocation tells."""

from __future__ import annotations

import logging

from ckan import model

from ..kernel.logic import background
from ..log.model import ReviewEvent
from ..review.domain.transitions import N_, WALIDATA
from ..review.jobs import Matter
from . import model as store
from .domain import rekomendasi as rules
from .logic import letter as letters

logger = logging.getLogger(__name__)


def wanted(package_id: str) -> None:
    """Queue the letters of a dataset's recommendations. Nothing is undone if that fails: who asks for one gets it."""
    background.queue(make, package_id, title=f"letter of recommendation of {package_id}")


@background.job
def make(package_id: str) -> None:
    """Make the letters that are not made yet; one that fails does not stop the others, and is made when asked for."""
    for one in store.of_packages([package_id]):
        if one.kind != rules.PENYEBARLUASAN or one.letter_sha256:
            continue
        try:
            letters.make(one.id)
        except Exception:
            model.Session.rollback()
            logger.exception("Could not make the letter of recommendation %s", one.id)


def told(event: ReviewEvent) -> Matter | None:
    """Of a revocation: the Walidata decides whether the data stay, and the office has to know. Of nothing else."""
    package = model.Package.get(event.package_id) if event.action == "rekomendasi_revoke" else None
    if package is None:
        return None
    return Matter(
        title=package.title or package.name,
        label=N_("Recommendation revoked"),
        template="sdijember/emails/rekomendasi.txt",
        route="sdijember_review.read",
        params={"id": package.name},
        team=WALIDATA,
        office=package.owner_org,
        both=True,
    )
