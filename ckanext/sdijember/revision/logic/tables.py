"""The DataStore follows a merge: a table is there only while it is that of the file."""

from __future__ import annotations

from ...kernel.logic import background, outbox
from ...review.model import working_copy as revisions
from ...tables.logic import datastore, following, loading
from ...tables.model import LOADED, of_package


@background.job
def bring(package_id: str) -> None:
    """Make the tables what the files are, those of a working copy and of the live dataset; safe to repeat.

    :param package_id: of a working copy whose revision has ended
    """
    live_id = revisions.live_of(package_id)
    for one in {package_id, live_id}:
        for resource_id in following.gone(one):
            loading.load(resource_id)
        stale = [row.resource_id for row in of_package(one).values() if row.state != LOADED]
        for resource_id in stale:
            datastore.drop(resource_id)
    outbox.dataset_changed(live_id)
