"""Who revises what is published, and who reads of revisions and former versions."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import whoever_may
from ...review.domain import transitions as rules
from ...review.logic import facts as cases


@tk.auth_sysadmins_check
def sdijember_revision_open(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office."""
    case = cases.case_of(cases.actor_of(context), cases.package_of(tk.get_or_bust(data_dict, "id")), None)
    return {"success": rules.PRODUSEN in case.roles, "msg": tk._("Only the office that produces data revises them.")}


@tk.auth_sysadmins_check
@whoever_may("sdijember_revision_open")
def sdijember_revision_discard() -> None:
    """Editors and admins of the producing office."""


@whoever_may("sdijember_review_show")
def sdijember_revision_list() -> None:
    """Whoever may read the review: the producing office, and the teams that see this state."""


@tk.auth_allow_anonymous_access
@whoever_may("package_show")
def sdijember_version_list() -> None:
    """Whoever may see the dataset; how many of its versions is another matter."""


@tk.auth_allow_anonymous_access
@whoever_may("package_show")
def sdijember_version_show() -> None:
    """Whoever may see the dataset; whether this version too is another matter."""
