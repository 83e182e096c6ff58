"""The tables of the DataStore follow the end of a revision."""

from __future__ import annotations

import logging

from ckan import model

from ..dataset import jobs as dataset_jobs
from ..kernel.logic import background
from ..review.model import working_copy as revisions
from .logic import tables

logger = logging.getLogger(__name__)


def tables_follow(working_id: str) -> None:
    """After the end of a revision: tables of the DataStore that are no longer those of a file go at once, missing ones
    are loaded. Nothing is undone if that fails: it is queued, and until then the old tables are not shown.

    :param working_id: id of the working copy; nothing is done for any other dataset
    """
    revision = revisions.of_working(working_id)
    if revision is None or revision.outcome is None:
        return
    try:
        tables.bring(working_id)
    except Exception:
        model.Session.rollback()
        logger.exception("Could not bring the tables of %s up to date at once", working_id)
        background.queue(tables.bring, working_id, title=f"tables of {working_id}")
    dataset_jobs.dataset_changed(revisions.live_of(working_id))
