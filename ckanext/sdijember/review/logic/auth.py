"""Who may take which transition: derived from the table. Sysadmins are asked like everybody (decision 7)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import everybody, signed_in, whose_action
from ..domain import transitions as rules
from ..model.review import Review
from . import facts as cases


def _case(action: str, context: Context, data_dict: DataDict) -> rules.Case:
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    return cases.case_of(cases.actor_of(context), package, None, {"channel": data_dict.get("channel")})


_whose_action = whose_action(rules.WORKFLOW, _case)


@_whose_action
def sdijember_review_submit() -> None:
    """Editors and admins of the producing office."""


@_whose_action
def sdijember_review_recall() -> None:
    """Editors and admins of the producing office."""


@_whose_action
def sdijember_review_verify() -> None:
    """The Walidata."""


@_whose_action
def sdijember_review_return() -> None:
    """The team that has the data: Walidata or Pembina."""


@_whose_action
def sdijember_review_recommend() -> None:
    """The Pembina Data Statistik; the Walidata for what the Pembina decided elsewhere."""


@_whose_action
def sdijember_review_reopen() -> None:
    """The Walidata."""


@_whose_action
def sdijember_review_schedule() -> None:
    """The Walidata."""


@_whose_action
def sdijember_review_unschedule() -> None:
    """The Walidata."""


@_whose_action
def sdijember_review_publish() -> None:
    """The Walidata."""


@_whose_action
def sdijember_review_withdraw() -> None:
    """The Walidata."""


def sdijember_review_show(context: Context, data_dict: DataDict) -> AuthResult:
    """The producing office in any capacity, the teams that read this state, and sysadmins."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, Review.get(package.id))
    return {"success": cases.may_read_review(case), "msg": tk._("You may not read this review.")}


@signed_in
def sdijember_review_list() -> None:
    """Any signed-in user; the list holds what each may read."""


@everybody
def sdijember_review_waiting_count() -> None:
    """Everybody: it counts the caller's own work."""
