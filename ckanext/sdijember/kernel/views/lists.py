"""Long lists, a page at a time."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.helpers import Page


def pager(page: int, count: int, per_page: int) -> Page:
    """The pages of a list of which only the one that is shown was asked for.

    :param page: number of that page, from 1
    :param count: how many there are in all
    """
    return Page(
        collection=[],
        page=page,
        url=tk.h.pager_url,
        item_count=count,
        items_per_page=per_page,
        presliced_list=True,
    )
