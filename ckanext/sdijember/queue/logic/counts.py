"""How much waits for a person. Every page of a signed-in person asks it, so one statement answers all of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ...rekomendasi.logic import dictize as rekomendasi_dictize
from ...review.domain import transitions as rules
from ...review.logic import dictize as review_dictize
from ...review.model import membership
from ...standar.logic import dictize as standar_dictize
from ...standar.model import Versi
from . import listing


class Counts(NamedTuple):
    """What waits for a person.

    ``datasets`` whose next move is the person's, ``late_teams`` and ``late_offices`` those of them that are late, by
    the role in which they wait; ``proposals`` to the register of Standar Data; ``unsettled`` recommendations that are
    revoked while the data are still public, for the Walidata.
    """

    datasets: int = 0
    late_teams: int = 0
    late_offices: int = 0
    proposals: int = 0
    unsettled: int = 0


def counts(user: model.User) -> Counts:
    """Everything that waits for a person, in one statement."""
    return Counts(*model.Session.execute(_statement(user.id)).one())


@lru_cache(maxsize=1024)
def _statement(user_id: str) -> sa.Select:
    """The statement for one person; to put it together takes longer than to ask it, so it is kept."""
    number = sa.func.count()
    datasets = (
        review_dictize.rows()
        .where(review_dictize.waiting_for(user_id))
        .with_only_columns(
            number.label("all"),
            number.filter(listing.overdue(), review_dictize.waiting_for_teams(user_id)).label("teams"),
            number.filter(listing.overdue(), review_dictize.waiting_for_offices(user_id)).label("offices"),
        )
        .subquery()
    )
    proposals = sa.select(number).select_from(Versi).where(standar_dictize.waiting_for(user_id)).scalar_subquery()
    unsettled = (
        rekomendasi_dictize.rows()
        .with_only_columns(number)
        .where(rekomendasi_dictize.unsettled(), membership.in_team(user_id, rules.WALIDATA))
        .scalar_subquery()
    )
    return sa.select(*datasets.c, proposals, unsettled)
