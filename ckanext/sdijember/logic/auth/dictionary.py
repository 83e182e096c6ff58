"""Who may read and fill in the data dictionary of a file."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict


@tk.auth_allow_anonymous_access
def sdijember_dictionary_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the file."""
    return _may("resource_show", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_columns_fill(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may change the file."""
    return _may("resource_update", context, data_dict)


def _may(other: str, context: Context, data_dict: DataDict) -> AuthResult:
    """The answer of another auth function."""
    try:
        tk.check_access(other, tk.fresh_context(context), data_dict)
    except tk.NotAuthorized as refused:
        return {"success": False, "msg": str(refused.message or "")}
    return {"success": True}
