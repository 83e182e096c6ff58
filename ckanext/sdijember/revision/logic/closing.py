"""A revision that is given up: its working copy goes to the trash, the live version stays as it is."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import N_
from ...kernel.logic import outbox
from ...kernel.logic.transaction import transaction
from ...review.domain import transitions as rules
from ...review.domain import working_copy as naming
from ...review.logic import facts as cases
from ...review.logic import saving, working_copy
from ...review.model import working_copy as revisions
from ...review.model.review import Review
from . import package_rows

WITH_A_REVIEWER = N_("The working copy is now “{state}”. Recall it first, then discard it.")


def discard(context: Context, package: model.Package, reason: str) -> revisions.Revision:
    """Give a revision up, in one transaction.

    :param package: the working copy
    :param reason: why, for both histories
    :raises ValidationError: the copy is with a reviewer
    """
    with transaction():
        review = Review.lock(package.id)
        working_copy.require_open(review)
        if not review.rule.editable:
            message = tk._(WITH_A_REVIEWER).format(state=tk._(review.rule.label))
            raise tk.ValidationError({"state": [message]})
        found = close(context, package, reason)
        package_rows.put_in_trash(package)
        saving.touch(package)
        saving.index(context, package.id)
    outbox.tables_follow(package.id)
    return found


def close(context: Context, package: model.Package, reason: str = "") -> revisions.Revision:
    """Close the revision whose working copy is being deleted, and tell both histories. Nothing is committed.

    :raises ObjectNotFound: the dataset is no working copy
    """
    found = revisions.of_working(package.id)
    if found is None:
        raise tk.ObjectNotFound(tk._("This is no working copy."))
    if found.closed_at:
        return found
    found.close(naming.DISCARDED)
    actor = cases.actor_of(context)
    for one in (package, model.Package.get(found.live_id)):
        review = Review.get(one.id) if one else None
        if actor and one and review:
            # whoever reads of the published version does not always read of the copy
            note = reason if one is package else ""
            working_copy.log_beside(
                one, review, "discard", actor=actor, role=rules.PRODUSEN, note=note, working_copy=package.id
            )
    return found
