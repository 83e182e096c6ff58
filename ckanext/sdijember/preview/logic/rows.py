"""Rows of a table for a page: asked of ``datastore_search``, which keeps all rules of reading and notes who did."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
from ckan.types import Context
from psycopg2.errors import QueryCanceled

from ..domain.asked import EQUAL, HOLDS, LEAST, MOST, Asked, comparison_of, fitting, search_of, value_of
from ..domain.column import Column, columns_of

#: Cells that a page shows at most, and rows of it at least and at most.
_CELLS, _FEWEST, _MOST = 1_200, 5, 25
#: What is raised when a question cannot be answered, or not in time; copied rows raise the driver's own errors.
_REFUSED = (tk.ValidationError, psycopg2.DataError, psycopg2.ProgrammingError, QueryCanceled)
#: So long a page waits for its rows, milliseconds.
_PATIENCE = 10_000
_OPERATORS = {EQUAL: "eq", LEAST: "gte", MOST: "lte"}


@dataclass(frozen=True)
class Rows:
    """One page of a table.

    :param rows: cells as the DataStore writes them, in the order of ``columns``; empty for nothing
    :param total: rows that there are, of those that were asked for
    :param asked: what was answered
    :param left_out: whether more was asked than could be answered
    :param size: rows of a page
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: int
    asked: Asked
    left_out: bool
    size: int


def page_of(
    resource_id: str, wanted: Asked, described: Mapping[str, Mapping[str, Any]], decimal: str, most: int = _MOST
) -> Rows | None:
    """A page of a table.

    :param described: by name in the DataStore, entries of the dictionary
    :param decimal: sign of decimals in the reader's language
    :param most: rows that are shown at most
    :returns: None if there is no table that this reader may see
    """
    try:
        if wanted == Asked():
            return _read(resource_id, wanted, None, described, decimal, most)
        columns = columns_of(_search(resource_id, limit=0, include_total=False)["fields"], described)
        one = fitting(wanted, columns, decimal)
        try:
            found = _read(resource_id, one, columns, described, decimal, most)
        except _REFUSED:
            one = Asked()
            found = _read(resource_id, one, columns, described, decimal, most)
        if one.page > 1 and not found.rows and found.total:
            found = _read(resource_id, replace(one, page=1), columns, described, decimal, most)
        # that numbers are compared as numbers leaves nothing out
        as_wanted = replace(found.asked, comparison=wanted.comparison) == wanted
        return replace(found, left_out=not as_wanted)
    except (tk.ObjectNotFound, tk.NotAuthorized, *_REFUSED):
        return None


def _read(
    resource_id: str,
    one: Asked,
    columns: list[Column] | None,
    described: Mapping[str, Mapping[str, Any]],
    decimal: str,
    most: int,
) -> Rows:
    size = most if columns is None else _size(len(columns), most)
    found = _search(resource_id, limit=size, offset=(one.page - 1) * size, **_question(one, columns or [], decimal))
    columns = columns or columns_of(found["fields"], described)
    places = {field["id"]: at for at, field in enumerate(found["fields"])}
    records = csv.reader(io.StringIO(found["records"] or "", newline=""))
    size = _size(len(columns), most)
    rows = [[record[places[column.id]] for column in columns] for record in records][:size]
    return Rows(columns, rows, found.get("total", len(rows)), one, False, size)


def _size(columns: int, most: int) -> int:
    """Rows of a page: fewer of a wide table, so that a page stays light."""
    return min(most, max(_FEWEST, min(_MOST, _CELLS // max(columns, 1))))


def _question(one: Asked, columns: Sequence[Column], decimal: str) -> dict[str, Any]:
    known = {column.id: column for column in columns}
    found: dict[str, Any] = {}
    if one.sort:
        direction = "desc" if one.descending else "asc"
        found["sort"] = [f'"{one.sort}" {direction} nulls last', "_id asc"]
    else:
        found["sort"] = ["_id asc"]
    if one.words:
        found |= {"full_text": search_of(one.words), "plain": False}
    if one.column:
        column = known[one.column]
        comparison = comparison_of(one, column)
        value = value_of(one.value, column, comparison, decimal)
        if comparison == HOLDS:
            found |= {"q": {column.id: value}, "plain": False}
        else:
            found["filters"] = {column.id: {_OPERATORS[comparison]: value}}
    return found


def _search(resource_id: str, **question: Any) -> dict[str, Any]:
    context = Context(user=tk.g.user, query_timeout=_PATIENCE)  # type: ignore[typeddict-unknown-key]
    # as CSV every number comes digit by digit, and none as a float
    return tk.get_action("datastore_search")(context, {"resource_id": resource_id, "records_format": "csv"} | question)
