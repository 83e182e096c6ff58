"""How much waits for a person. Every page of a signed-in person asks it, so one statement answers all of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ..domain import review as rules
from ..model import membership
from ..model.standar import Versi
from . import queue, reading, rekomendasi_reading, standar_reading


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
        reading.rows()
        .where(reading.waiting_for(user_id))
        .with_only_columns(
            number.label("all"),
            number.filter(queue.overdue(), reading.waiting_for_teams(user_id)).label("teams"),
            number.filter(queue.overdue(), reading.waiting_for_offices(user_id)).label("offices"),
        )
        .subquery()
    )
    proposals = sa.select(number).select_from(Versi).where(standar_reading.waiting_for(user_id)).scalar_subquery()
    unsettled = (
        rekomendasi_reading.rows()
        .with_only_columns(number)
        .where(rekomendasi_reading.unsettled(), membership.in_team(user_id, rules.WALIDATA))
        .scalar_subquery()
    )
    return sa.select(*datasets.c, proposals, unsettled)
