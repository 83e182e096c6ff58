"""Keeps the teams out of what CKAN offers when somebody looks for a group."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ..model import without_teams


@tk.chained_action
@tk.side_effect_free
def group_autocomplete(next_action: Action, context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Core's list without the teams."""
    return without_teams(next_action(context, data_dict))
