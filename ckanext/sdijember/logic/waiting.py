"""How much waits for a person. Every page of a signed-in person asks it, so one statement answers all of it."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ..model.standar import Versi
from . import reading, standar_reading


def counts(user: model.User) -> tuple[int, int]:
    """Number of datasets whose next move is the person's, and of proposals to the register of Standar Data."""
    datasets = reading.rows().where(reading.waiting_for(user)).with_only_columns(sa.func.count())
    proposals = sa.select(sa.func.count()).select_from(Versi).where(standar_reading.waiting_for(user))
    found = model.Session.execute(sa.select(datasets.scalar_subquery(), proposals.scalar_subquery())).one()
    return found[0], found[1]
