"""Tables of the DataStore are made of the files by the loader, and by nobody else: not by hand, whoever it is.

The loader writes into the database itself; the portal's own code, which writes the dictionary beside a table, calls
with ``ignore_auth``. Nobody is told whether there is a file or a table: the answer is the same for what does not exist.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ....kernel.domain.findings import N_

LOADED_ONLY = N_("Tables are made of their files by the portal itself. Upload another file to change the table.")


@tk.chained_action
def datastore_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows, columns, other names and the data dictionary of a table."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_upsert(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a table."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """A table, or rows of it."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_records_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a table."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_run_triggers(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Triggers rewrite rows."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_function_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Functions of triggers rewrite rows."""
    _require_portal(context)
    return original(context, data_dict)


@tk.chained_action
def datastore_function_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """As ``datastore_function_create``."""
    _require_portal(context)
    return original(context, data_dict)


def _require_portal(context: Context) -> None:
    """
    :raises NotAuthorized: somebody else calls
    """
    if not context.get("ignore_auth"):
        raise tk.NotAuthorized(tk._(LOADED_ONLY))
