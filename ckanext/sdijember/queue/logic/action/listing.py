"""The list of reviews as an action: the queue of the teams, the work of the offices."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....kernel.logic import schema as params
from ....review.logic import facts as cases
from .. import listing
from .. import schema as schema_work


@tk.side_effect_free
def sdijember_review_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Reviews the caller may read, what is due first at the top.

    :param scope: ``mine`` (waiting for one of my roles), ``produsen`` (data of my offices), ``all`` (default)
    :param states: names of states, a list or separated by commas (optional)
    :param owner_org: organization id or name (optional)
    :param type: ``dataset`` or ``kegiatan`` (optional)
    :param claim: ``none`` (nobody works on it), ``mine``, ``others`` (optional)
    :param overdue: only what is later than the SOP's norm (optional)
    :param priority: only Data Prioritas (optional)
    :param scheduled: only what has a chosen moment of publication (optional)
    :param q: words in title or name (optional)
    :param sort: ``due`` (default), ``waiting`` (waiting longest first), ``title``
    :param limit: how many, 20 unless told
    :param offset: how many to skip
    :returns: ``count``, ``results`` (as ``sdijember_review_show`` without events, with ``submitted_by_name``,
        ``claimed_by_name`` and ``unresolved_notes``), ``facets`` with the number per ``state`` and per ``organization``
    """
    data = params.checked(data_dict, schema_work.queue_list(), context)
    tk.check_access("sdijember_review_list", context, data)
    user = cases.actor_of(context)
    assert user
    return listing.page(user, data)
