"""Who revises what is published, and who reads of revisions and former versions."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...review.domain import transitions as rules
from ...review.logic import facts as cases


@tk.auth_sysadmins_check
def sdijember_revision_open(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office."""
    return _producer(context, data_dict)


@tk.auth_sysadmins_check
def sdijember_revision_discard(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office."""
    return _producer(context, data_dict)


def sdijember_revision_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the review: the producing office, and the teams that see this state."""
    return cases.asked("sdijember_review_show", context, data_dict)


@tk.auth_allow_anonymous_access
def sdijember_version_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the dataset; how many of its versions is another matter."""
    return cases.asked("package_show", context, data_dict)


@tk.auth_allow_anonymous_access
def sdijember_version_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may see the dataset; whether this version too is another matter."""
    return cases.asked("package_show", context, data_dict)


def _producer(context: Context, data_dict: DataDict) -> AuthResult:
    case = cases.case_of(cases.actor_of(context), cases.package_of(tk.get_or_bust(data_dict, "id")), None)
    return {"success": rules.PRODUSEN in case.roles, "msg": tk._("Only the office that produces data revises them.")}
