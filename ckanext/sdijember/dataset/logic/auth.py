"""Who may read and fill in the data dictionary of a file."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...review.logic import facts as cases


@tk.auth_allow_anonymous_access
def sdijember_dictionary_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the file."""
    return cases.asked("resource_show", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_columns_fill(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the file."""
    return cases.asked("resource_update", context, data_dict)
