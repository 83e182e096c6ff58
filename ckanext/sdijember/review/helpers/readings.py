"""What pages say of the readings of unpublished files."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...kernel.domain.findings import N_
from ..logic import readings

_WAYS = {
    readings.DOWNLOAD: N_("file downloaded"),
    readings.PREVIEW: N_("rows seen on a page"),
    readings.DUMP: N_("table downloaded"),
    readings.API: N_("rows read through the API"),
    readings.DIFF: N_("comparison with an earlier submission"),
    readings.EVIDENCE: N_("evidence taken away"),
    readings.PAPER: N_("letter or attachment"),
    readings.VERSION: N_("earlier version"),
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
