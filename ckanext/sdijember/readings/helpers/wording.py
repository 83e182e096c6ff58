"""What pages say of the readings of unpublished files."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...kernel.domain.findings import N_
from ..logic import noting

_WAYS = {
    noting.DOWNLOAD: N_("file downloaded"),
    noting.PREVIEW: N_("rows seen on a page"),
    noting.DUMP: N_("table downloaded"),
    noting.API: N_("rows read through the API"),
    noting.DIFF: N_("comparison with an earlier submission"),
    noting.EVIDENCE: N_("evidence taken away"),
    noting.PAPER: N_("letter or attachment"),
    noting.VERSION: N_("earlier version"),
}
#: How many the review page shows.
_LATEST = 5


def sdijember_reading_way(way: str) -> str:
    """How something was read, in the reader's language."""
    return tk._(_WAYS[way]) if way in _WAYS else way


def sdijember_latest_readings(review: dict[str, Any]) -> dict[str, Any]:
    """The latest readings of a dataset's files while they were not public.

    :param review: what ``sdijember_review_show`` returned
    :returns: ``count`` and ``results``, as ``sdijember_access_list`` returns them
    """
    asked = {"id": review["package_id"], "limit": _LATEST}
    return tk.get_action("sdijember_access_list")({"user": tk.g.user}, asked)
