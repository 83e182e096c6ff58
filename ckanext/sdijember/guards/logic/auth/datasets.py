"""Core auth functions that decide on writing a dataset: nobody, sysadmins included, may write a locked one."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from .... import config
from ....review.logic import lock
from ....review.logic.facts import REVIEWED_TYPES
from ....review.model.review import Review


@tk.chained_auth_function
@tk.auth_sysadmins_check
@tk.auth_allow_anonymous_access
def package_update(original, context: Context, data_dict: DataDict) -> AuthResult:
    """Asked by patch, revise, resource and DataStore writes too."""
    return _asked(original, context, data_dict)


@tk.chained_auth_function
@tk.auth_sysadmins_check
@tk.auth_allow_anonymous_access
def package_delete(original, context: Context, data_dict: DataDict) -> AuthResult:
    """Core asks ``package_update`` in its turn, but not for sysadmins."""
    return _asked(original, context, data_dict)


@tk.chained_auth_function
@tk.auth_sysadmins_check
@tk.auth_allow_anonymous_access
def package_change_state(original, context: Context, data_dict: DataDict) -> AuthResult:
    """Moving a dataset to the trash or out of it."""
    return _asked(original, context, data_dict)


def _asked(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """Core's answer first: only who could write the dataset otherwise hears that it is locked, and in which state."""
    answer = original(context, data_dict)
    return (_locked(context, data_dict) or answer) if answer["success"] else answer


def _locked(context: Context, data_dict: DataDict) -> AuthResult | None:
    """A refusal if the dataset is locked. The site user is the portal's own loader, held to the rule by the actions."""
    if context.get("user") == config.site_user():
        return None
    package = context.get("package") or model.Package.get(data_dict.get("id") or data_dict.get("name"))
    if package is None or package.type not in REVIEWED_TYPES:
        return None
    review = Review.get(package.id)
    if review is None or review.rule.editable:
        return None
    return {"success": False, "msg": lock.message(review)}
