"""Who may read Kode Referensi and Data Induk."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict


@tk.auth_allow_anonymous_access
def sdijember_codelist_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everyone: reference codes are public."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_codelist_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everyone."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_region_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everyone."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_office_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everyone."""
    return {"success": True}
