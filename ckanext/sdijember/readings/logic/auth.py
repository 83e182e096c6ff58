"""Who sees the readings of unpublished files; and what every reading of a file asks."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import asked
from . import noting


def sdijember_access_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Of one dataset: whoever may read its review. Without a dataset any signed-in user, and the list is cut to fit."""
    return asked("sdijember_review_show", context, data_dict) if data_dict.get("id") else {"success": True}


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def resource_show(original: Any, context: Context, data_dict: DataDict) -> AuthResult:
    """Asked before every reading of a file or its table: what is public is kept in mind and need not be noted."""
    # held here, so that core, which looks them up next, finds them in the session
    resource = model.Session.get(model.Resource, data_dict.get("id") or "")
    package = model.Session.get(model.Package, resource.package_id or "") if resource else None
    answer = original(context, data_dict)
    if answer["success"]:
        noting.remember(resource, package)
    return answer


@tk.chained_auth_function
@tk.auth_sysadmins_check
@tk.auth_allow_anonymous_access
def datastore_search_sql(original: Any, context: Context, data_dict: DataDict) -> AuthResult:
    """Which tables a statement reads is known here alone; the action itself exists only where a setting wants it."""
    answer = original(context, data_dict)
    if answer["success"]:
        for name in context["table_names"]:  # type: ignore[typeddict-item]
            noting.note_table(context, name)
    return answer
