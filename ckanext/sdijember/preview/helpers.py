"""One page of a file's table, with the addresses that sort it, narrow it down and turn its pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ..dataset.logic import dictionary
from ..tables.model import of
from .domain import asked as questions
from .domain.asked import EQUAL, HOLDS, LEAST, MOST, Asked
from .domain.cell import Cell, Manner, cell
from .domain.column import Column
from .domain.places import names_for
from .logic.rows import Rows, page_of

#: Signs of a page at most, and of one cell at least and at most.
_SIGNS, _SHORTEST, _LONGEST = 60_000, 24, 200


def sdijember_table(
    pkg_dict: dict[str, Any], resource: dict[str, Any], rows: int = 25, named: bool = False
) -> dict[str, Any] | None:
    """One page of the table of a file, as the address of this request asks for it.

    :param pkg_dict: the dataset as ``package_show`` returns it
    :param resource: one of its files
    :param rows: how many are shown at most
    :param named: whether there are several tables on the page: the address names the one it asks about
    :returns: None if the DataStore has no table of it for this reader; otherwise ``anchor``, ``head``, ``rows``,
        ``total``, ``first`` and ``last`` (numbers of rows), ``asked``, ``left_out``, ``fields`` (hidden ones of the
        form), ``columns``, ``comparisons``, ``everything``, ``previous`` and ``next`` (addresses), ``page``, ``pages``
    """
    if not resource.get("datastore_active"):
        return None
    parameters = tk.request.args
    wanted = Asked() if named and parameters.get(questions.TABLE) != resource["id"] else questions.asked(parameters)
    manner = _manner()
    page = page_of(resource["id"], wanted, _described(pkg_dict, resource), manner.decimal, rows)
    if page is None or not page.columns:
        return None
    own = {questions.TABLE: resource["id"]} if named else {}
    anchor = f"tabel-{resource['id']}" if named else "tabel"
    return {"anchor": anchor, "head": [_head(one, page, own, anchor) for one in page.columns]} | {
        "rows": _cells(page, manner),
        "total": page.total,
        "asked": page.asked,
        "left_out": page.left_out,
        "columns": page.columns,
        "comparisons": _comparisons(),
        "fields": own | ({questions.SORT: sort} if (sort := page.asked.parameters().get(questions.SORT)) else {}),
        "everything": _address({}, own, anchor),
    } | _pages(page, own, anchor)  # fmt: skip


def sdijember_count(number: int) -> str:
    """A count as the reader's language writes it: 1.234 or 1,234."""
    return f"{number:,}".replace(",", "." if _decimal() == "," else ",")


def _decimal() -> str:
    return "," if tk.h.lang() == "id" else "."


def _manner() -> Manner:
    return Manner(_decimal(), lambda day: tk.h.sdijember_day(day), tk._("Yes"), tk._("No"))


def _described(package: dict[str, Any], resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Entries of the dictionary by name in the DataStore; what is public stands there already."""
    if not package.get("private"):
        return {}
    entries = dictionary.shown({"user": tk.g.user}, package, resource)
    by_name = {entry["kolom"]: entry for entry in entries}
    table = of(resource["id"])
    names = table.names() if table else {}
    return by_name | {stored: by_name[name] for stored, name in names.items() if name in by_name}


def _cells(page: Rows, manner: Manner) -> list[list[Cell]]:
    count = max(len(page.rows) * len(page.columns), 1)
    longest = max(_SHORTEST, min(_LONGEST, _SIGNS // count))
    shown: list[list[Cell]] = []
    for at, column in enumerate(page.columns):
        texts = [row[at] for row in page.rows]
        places = names_for(texts, column.codelist)
        shown.append([cell(text, column, manner, longest, places.get(text, "")) for text in texts])
    return [list(row) for row in zip(*shown, strict=True)]


def _head(column: Column, page: Rows, own: dict[str, str], anchor: str) -> dict[str, Any]:
    """A column's name, and the address that sorts by it: upwards, then downwards, then as in the file."""
    one = page.asked
    sorted_by = one.sort == column.id
    if sorted_by and one.descending:
        address, order = one.parameters(sort="", descending=False), "descending"
    else:
        address, order = one.parameters(sort=column.id, descending=sorted_by), "ascending" if sorted_by else ""
    return {"column": column, "order": order, "address": _address(address, own, anchor)}


def _pages(page: Rows, own: dict[str, str], anchor: str) -> dict[str, Any]:
    pages, number = max(-(-page.total // page.size), 1), page.asked.page
    first = (number - 1) * page.size + 1 if page.rows else 0

    def address(to: int) -> str:
        return _address(page.asked.parameters(page=to), own, anchor)

    return {
        "page": number,
        "pages": pages,
        "first": first,
        "last": first + len(page.rows) - 1 if page.rows else 0,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < pages else "",
    }


def _address(parameters: dict[str, str], own: dict[str, str], anchor: str) -> str:
    """An address on the page that is open, in its language."""
    asked = urlencode(own | parameters)
    return f"{tk.h.current_url().partition('?')[0]}{'?' if asked else ''}{asked}#{anchor}"


def _comparisons() -> list[tuple[str, str]]:
    return [
        (HOLDS, tk._("has words that begin so")),
        (EQUAL, tk._("equals")),
        (LEAST, tk._("is at least")),
        (MOST, tk._("is at most")),
    ]
