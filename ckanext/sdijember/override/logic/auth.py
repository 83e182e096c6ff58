"""Who sees and approves decisions for which duties were not separated."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import asked, by_role, signed_in
from ...review.logic import facts as cases
from ...review.model import membership
from ..domain import override as rules


@signed_in
def sdijember_override_list() -> None:
    """Any signed-in user; the list holds what each may see."""


@tk.auth_sysadmins_check
def sdijember_override_approve(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of Walidata, Pembina and Sekretariat; whether this is a second person is answered under the lock."""
    user = cases.actor_of(context)
    allowed = bool(user and rules.role_of(membership.teams_of(user.id)))
    return by_role(allowed)


def sdijember_review_scan(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the review."""
    return asked("sdijember_review_show", context, {"id": data_dict["id"]})
