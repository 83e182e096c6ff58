"""Who may see the administrator's overview."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict


def sdijember_overview(context: Context, data_dict: DataDict) -> AuthResult:
    """System administrators, whom CKAN does not ask; nobody else."""
    return {"success": False, "msg": tk._("Only system administrators see the overview of the portal.")}
