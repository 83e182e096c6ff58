"""Decisions for which duties were not separated, and papers of decisions that were made elsewhere, as actions."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ...kernel.logic.schema import checked
from ...log.model import ReviewEvent
from ...readings.logic import noting
from ...review.logic import facts as cases
from ...review.model import membership
from .. import model as store
from . import overrides, schema


@tk.side_effect_free
def sdijember_override_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Decisions for which duties were not separated, those that no second person has approved yet first.

    Walidata, Pembina and Sekretariat see all, members of an office those on its data.

    :param open: only those not approved yet (default: all)
    :param limit: how many, 20 unless told
    :param offset: how many to skip
    :returns: ``count``, ``open`` (number of those not approved yet) and ``results``: dicts of ``id`` (of the event),
        ``title``, ``organization``, ``action``, ``actor_name``, ``created``, ``rule``, ``reason``, ``approved`` (who,
        when, ``note``) or ``None``, and ``may_approve``
    :raises NotAuthorized: the caller is not signed in
    """
    tk.check_access("sdijember_override_list", context, data_dict)
    data = checked(data_dict, schema.listed(), context)
    user = cases.actor_of(context)
    assert user
    offices, teams = overrides.offices_seen(user), membership.teams_of(user.id)
    found = store.listed(offices, data["open"], data["limit"], data["offset"])
    open_ = store.count(offices, True)
    return {
        "count": open_ if data["open"] else store.count(offices, False),
        "open": open_,
        "results": [overrides.as_dict(one, user.id, teams) for one in found],
    }


def sdijember_override_approve(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """A second person approves a decision for which duties were not separated. The flag stays all the same.

    :param id: id of the event, as ``sdijember_override_list`` returns it
    :param note: what the second person has looked at (compulsory)
    :returns: the override
    :raises NotAuthorized: the caller is no member of Walidata, Pembina or Sekretariat
    :raises ObjectNotFound: no event of that id is an override
    :raises ValidationError: it is approved already, or the caller decided or had submitted the data
    """
    tk.check_access("sdijember_override_approve", context, data_dict)
    data = checked(data_dict, schema.approve(), context)
    if store.find(data["id"]) is None:
        raise tk.ObjectNotFound(tk._("There is no such decision."))
    found = overrides.approve(context, data["id"], data["note"])
    user = cases.actor_of(context)
    assert user
    return overrides.as_dict(found, user.id, membership.teams_of(user.id))


@tk.side_effect_free
def sdijember_review_scan(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The scanned paper of a decision that was made outside the portal.

    Its content is at ``/dataset/<id>/pemeriksaan/pindaian/<event>``.

    :param id: id of the event, as ``sdijember_review_show`` returns it
    :returns: ``name``, ``type`` (media type), ``size`` and ``sha256``
    :raises NotAuthorized: the caller may not read the review
    :raises ObjectNotFound: there is no such event, or no paper came with it
    """
    data = checked(data_dict, schema.event(), context)
    event = model.Session.get(ReviewEvent, data["id"])
    if event is None or "scan" not in event.data:
        raise tk.ObjectNotFound(tk._("There is no such paper."))
    tk.check_access("sdijember_review_scan", context, {"id": event.package_id})
    scan = event.data["scan"]
    noting.note(event.package_id, noting.PAPER, sha256=scan["sha256"], user=cases.actor_of(context))
    return scan
