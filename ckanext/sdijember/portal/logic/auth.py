"""Who may look at the public catalogue."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context


@tk.auth_allow_anonymous_access
def sdijember_catalogue_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everyone: what it shows is public."""
    return {"success": True}
