"""Who judges the items of a submission, and who reads what was found."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...review.logic import facts as cases
from ..domain.checklist import TEAMS


@tk.auth_sysadmins_check
def sdijember_verdict_set(context: Context, data_dict: DataDict) -> AuthResult:
    """Walidata and Pembina; whether it is this team's turn is answered under the lock, with the reason."""
    return _of_a_team(context, data_dict)


@tk.auth_sysadmins_check
def sdijember_checklist_tick(context: Context, data_dict: DataDict) -> AuthResult:
    """As for verdicts."""
    return _of_a_team(context, data_dict)


def sdijember_verdict_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever reads the review; what it tells of verdicts depends on the reader."""
    return cases.asked("sdijember_review_show", context, data_dict)


def sdijember_review_diff(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever reads the review."""
    return cases.asked("sdijember_review_show", context, data_dict)


@tk.auth_allow_anonymous_access
def sdijember_verdict_categories(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it tells nothing of any dataset."""
    return {"success": True}


def sdijember_checklist_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Any signed-in user: producers may know what is looked at."""
    return {"success": True}


@tk.auth_sysadmins_check
def sdijember_checklist_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of the team whose list it is."""
    user = cases.actor_of(context)
    team = data_dict.get("team")
    member = user is not None and team in TEAMS and team in cases.membership.teams_of(user.id)
    return {"success": member, "msg": tk._("Only the team itself edits its checklist.")}


def _of_a_team(context: Context, data_dict: DataDict) -> AuthResult:
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, None)
    return {"success": bool(set(TEAMS) & set(case.roles)), "msg": tk._("Your role may not do this.")}
