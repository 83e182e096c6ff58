"""Who may work in the queue: the team that has the dataset. Sysadmins are asked like everybody (decision 7)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import by_role, whoever_may
from ...review.domain import ownership
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.logic import memberships
from ...review.model.review import Review
from . import bulk
from . import claim as claims


@tk.auth_sysadmins_check
def sdijember_review_claim(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of the reviewing team that has the dataset."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, Review.get(package.id))
    return {"success": ownership.works_on(case), "msg": tk._(claims.NOT_WITH_YOU)}


@tk.auth_sysadmins_check
@whoever_may("sdijember_review_claim")
def sdijember_review_release() -> None:
    """Members of the reviewing team that has the dataset."""


@tk.auth_sysadmins_check
@whoever_may("sdijember_review_claim")
def sdijember_review_assign() -> None:
    """Members of the reviewing team that has the dataset."""


@tk.auth_sysadmins_check
def sdijember_review_bulk(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of a team that takes such a decision; every dataset is asked about on its own."""
    user = cases.actor_of(context)
    teams = memberships.of(user.id).teams if user else frozenset()
    may = {role for action in bulk.ACTIONS for role in rules.roles_for(action)}
    return by_role(bool(teams & may))
