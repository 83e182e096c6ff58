"""Working in the queue: who works on what, and one decision on many datasets (SOP steps 18–20)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict, Schema

from ....kernel.logic import schema as params
from ....review.logic import facts as cases
from .. import bulk
from .. import claim as claims
from .. import schema as schema_work


def sdijember_review_claim(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell the team that one works on a dataset. A colleague may decide on it all the same.

    :param id: dataset id or name
    :param take_over: take it over from the colleague who works on it (optional); stands in the log
    :param note: why it is taken over (optional)
    :returns: what ``sdijember_review_show`` returns
    :raises NotAuthorized: the caller is not of the team that has the dataset
    :raises ValidationError: a colleague works on it and ``take_over`` is not set
    """
    data = _checked("claim", context, data_dict, schema_work.claim())
    claims.claim(context, data["id"], data["take_over"], data["note"])
    return _shown(context, data["id"])


def sdijember_review_release(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Put a dataset back that one works on.

    :param id: dataset id or name
    :returns: what ``sdijember_review_show`` returns
    :raises NotAuthorized: the caller is not of the team that has the dataset
    :raises ValidationError: a colleague works on it
    """
    data = _checked("release", context, data_dict, schema_work.claim())
    claims.release(context, data["id"])
    return _shown(context, data["id"])


def sdijember_review_assign(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a dataset to another member of the team that has it; stands in the log.

    :param id: dataset id or name
    :param assignee: id or name of the member
    :param note: why (optional)
    :returns: what ``sdijember_review_show`` returns
    :raises NotAuthorized: the caller is not of the team that has the dataset
    :raises ValidationError: the other is not of the team, or may not decide because duties are separate
    """
    data = _checked("assign", context, data_dict, schema_work.assign())
    claims.assign(context, data["id"], data["assignee"], data["note"])
    return _shown(context, data["id"])


def sdijember_review_bulk(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take one decision on many datasets: each is a transition of its own, by every rule. Colleagues' work is skipped.

    :param decision: ``verify`` (SOP step 18) or ``publish`` (SOP step 20)
    :param items: list of dicts of ``id`` and ``version`` (of the review, as the caller saw it), at most 50
    :returns: ``decision`` and ``results``, for each item ``id``, ``title``, ``outcome`` (done, skipped, refused,
        failed) and ``message``
    :raises NotAuthorized: the caller's roles may not take this decision on anything
    """
    tk.check_access("sdijember_review_bulk", context, data_dict)
    data = params.checked(data_dict, schema_work.decisions(), context)
    return {"decision": data["decision"], "results": bulk.decide(context, data["decision"], data["items"])}


def _checked(name: str, context: Context, data_dict: DataDict, schema: Schema) -> dict[str, Any]:
    """The validated input of an action on one dataset, its id in place of its name."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access(f"sdijember_review_{name}", context, {"id": package.id})
    data = params.checked(data_dict, schema, context)
    return data | {"id": package.id}


def _shown(context: Context, package_id: str) -> dict[str, Any]:
    return tk.get_action("sdijember_review_show")(tk.fresh_context(context), {"id": package_id})
