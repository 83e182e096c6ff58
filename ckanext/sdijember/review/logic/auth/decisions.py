"""Who may take which transition: derived from the table. Sysadmins are asked like everybody (decision 7)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...domain import transitions as rules
from ...model.review import Review
from .. import facts as cases


@tk.auth_sysadmins_check
def sdijember_review_submit(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office."""
    return _may("submit", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_recall(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office."""
    return _may("recall", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_verify(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("verify", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_return(context: Context, data_dict: DataDict) -> AuthResult:
    """The team that has the data: Walidata or Pembina."""
    return _may("return", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_recommend(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data Statistik; the Walidata for what the Pembina decided elsewhere."""
    return _may("recommend", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_reopen(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("reopen", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_schedule(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("schedule", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_unschedule(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("unschedule", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_publish(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("publish", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_review_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata."""
    return _may("withdraw", context, data_dict)


def sdijember_review_show(context: Context, data_dict: DataDict) -> AuthResult:
    """The producing office in any capacity, the teams that read this state, and sysadmins."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, Review.get(package.id))
    return {"success": cases.may_read_review(case), "msg": tk._("You may not read this review.")}


def sdijember_review_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Any signed-in user; the list holds what each may read."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_review_waiting_count(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it counts the caller's own work."""
    return {"success": True}


def _may(action: str, context: Context, data_dict: DataDict) -> AuthResult:
    """Here only the role counts; whether it is this role's turn is answered under the lock, with the reason."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, None, {"channel": data_dict.get("channel")})
    return {"success": rules.WORKFLOW.may_act(action, case), "msg": tk._("Your role may not do this.")}
