"""The administrator's overview of the portal."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from . import overview


@tk.side_effect_free
def sdijember_overview(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Teams with their members, effective settings, datasets per state, and the verdict on the log of decisions.

    :returns: ``teams``, ``settings`` and ``health``
    :raises NotAuthorized: the caller is no system administrator
    """
    tk.check_access("sdijember_overview", context, data_dict)
    return {"teams": overview.teams(), "settings": overview.settings(), "health": overview.health()}
