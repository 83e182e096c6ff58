"""Parameters of an action against its schema."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict, Schema


def checked(data_dict: DataDict, accepted: Schema, context: Context) -> dict[str, Any]:
    """What ``accepted`` makes of the parameters of an action.

    :raises ValidationError: they do not fit
    """
    data, errors = tk.navl_validate(data_dict, accepted, context)
    if errors:
        raise tk.ValidationError(errors)
    return data
