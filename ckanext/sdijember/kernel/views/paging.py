"""A long list in pages: which part the request asks for, and the links to the others."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.pagination import Page


def asked_span(per_page: int) -> dict[str, int]:
    """``limit`` and ``offset`` of the page that the request asks for."""
    return {"limit": per_page, "offset": (_number() - 1) * per_page}


def pager(count: int, per_page: int) -> Page:
    """Links to the pages of a list of ``count`` entries, of which one page is shown."""
    return Page(
        collection=[],
        page=_number(),
        url=tk.h.pager_url,
        item_count=count,
        items_per_page=per_page,
        presliced_list=True,
    )


def _number() -> int:
    return tk.h.get_page_number(tk.request.args)
