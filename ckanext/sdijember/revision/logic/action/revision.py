"""Revising what is published (SOP steps 16–20): the live version stays up while its working copy passes the gates."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ....kernel.logic.schema import checked
from ....log import model as log
from ....review.logic import dictize
from ....review.logic import facts as cases
from ....review.model import working_copy as store
from ....review.model.review import Review
from .. import closing, opening, schema


def sdijember_revision_open(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a private working copy of a published dataset or kegiatan. It is edited, submitted, verified and recommended
    like any other; its publication makes the published one the same, at the same address, with the same ids.

    :param id: id or name of the published dataset
    :param catatan_perubahan: what changes and why; public with the new version
    :returns: ``working_id``, ``name`` (of the copy), ``live_id``, ``number`` and ``change_note``
    :raises NotAuthorized: the caller is no editor or admin of the producing office
    :raises ValidationError: the dataset is not published, or a copy is being worked on already
    """
    data = checked(data_dict, schema.revision_open(), context)
    package = cases.package_of(data["id"])
    tk.check_access("sdijember_revision_open", context, {"id": package.id})
    return _shown(opening.open_copy(context, package, data["catatan_perubahan"]))


def sdijember_revision_discard(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a revision up while its working copy is with the producer; the published version stays as it is.

    :param id: id or name of the working copy
    :param note: why (compulsory)
    :returns: what ``sdijember_revision_open`` returns
    :raises NotAuthorized: the caller is no editor or admin of the producing office
    :raises ObjectNotFound: the dataset is no working copy
    :raises ValidationError: the copy is with a reviewer
    """
    data = checked(data_dict, schema.revision_discard(), context)
    package = cases.package_of(data["id"])
    tk.check_access("sdijember_revision_discard", context, {"id": package.id})
    return _shown(closing.discard(context, package, data["note"]))


@tk.side_effect_free
def sdijember_revision_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """All revisions of a published dataset, the newest first.

    :param id: id or name of the published dataset, or of a working copy of it
    :returns: dicts as of ``sdijember_revision_open``, with ``opened_at``, ``closed_at``, ``outcome`` ("terbit",
        "dibatalkan" or None) and ``events`` (of the working copy, as ``sdijember_review_show`` gives them); only those
        whose working copy the caller may read
    :raises NotAuthorized: the caller may not read the review of the dataset
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    live = model.Package.get(store.live_of(package.id)) or package
    for one in {package.id, live.id}:
        tk.check_access("sdijember_revision_list", context, {"id": one})
    return [
        _shown(found)
        | {
            "opened_at": found.opened_at.isoformat(timespec="seconds"),
            "closed_at": found.closed_at and found.closed_at.isoformat(timespec="seconds"),
            "outcome": found.outcome,
            "events": [dictize.event_dict(event) for event in log.of_package(found.working_id)],
        }
        for found in store.of_live(live.id)
        if _readable(context, found)
    ]


def _readable(context: Context, found: store.Revision) -> bool:
    """What is published is known; a copy that is not, to those who may read its review."""
    copy, user = model.Package.get(found.working_id), cases.actor_of(context)
    if copy is None or user is None:
        return False
    return user.sysadmin or cases.may_read_review(cases.case_of(user, copy, Review.get(copy.id)))


def _shown(found: store.Revision) -> dict[str, Any]:
    copy = model.Package.get(found.working_id)
    return {
        "working_id": found.working_id,
        "name": copy.name if copy else "",
        "live_id": found.live_id,
        "number": found.number,
        "change_note": found.change_note,
    }
