"""Reading the DataStore: a table is shown only while it is that of the file, which a merge may just have changed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ....readings.logic import noting
from ....tables.logic import following


@tk.side_effect_free
@tk.chained_action
def datastore_search(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Rows of a table; who reads rows that are not public is noted.

    :raises ObjectNotFound: also while the table of a new file is not there yet
    """
    # core takes ``id`` for ``resource_id``, and before it
    resource_id = data_dict.get("id") or data_dict.get("resource_id") or ""
    _require_current(context, resource_id)
    found = original(context, data_dict)
    if found.get("records"):
        noting.note_table(context, resource_id)
    return found


@tk.side_effect_free
@tk.chained_action
def datastore_info(original: Action, context: Context, data_dict: DataDict) -> Any:
    """Columns of a table.

    :raises ObjectNotFound: also while the table of a new file is not there yet
    """
    _require_current(context, data_dict.get("id") or data_dict.get("resource_id"))
    return original(context, data_dict)


def _require_current(context: Context, resource_id: Any) -> None:
    """The portal's own loader looks at tables while it makes them, with ``ignore_auth``.

    The DataStore's list of its own tables, which core shows to everybody, names those of unpublished files too.
    """
    if context.get("ignore_auth") or not isinstance(resource_id, str):
        return
    if resource_id.startswith("_") or following.hidden(resource_id):
        raise tk.ObjectNotFound(tk._("The table of this file is not there, or is being loaded."))
