"""Who judges the items of a submission, and who reads what was found."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import by_role, everybody, signed_in, whoever_may
from ...review.logic import facts as cases
from ..domain.checklist import TEAMS


@tk.auth_sysadmins_check
def sdijember_verdict_set(context: Context, data_dict: DataDict) -> AuthResult:
    """Walidata and Pembina; whether it is this team's turn is answered under the lock, with the reason."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    case = cases.case_of(cases.actor_of(context), package, None)
    return by_role(bool(set(TEAMS) & set(case.roles)))


@tk.auth_sysadmins_check
@whoever_may("sdijember_verdict_set")
def sdijember_checklist_tick() -> None:
    """As for verdicts."""


@whoever_may("sdijember_review_show")
def sdijember_verdict_list() -> None:
    """Whoever reads the review; what it tells of verdicts depends on the reader."""


@whoever_may("sdijember_review_show")
def sdijember_review_diff() -> None:
    """Whoever reads the review."""


@everybody
def sdijember_verdict_categories() -> None:
    """Everybody: it tells nothing of any dataset."""


@signed_in
def sdijember_checklist_show() -> None:
    """Any signed-in user: producers may know what is looked at."""


@tk.auth_sysadmins_check
def sdijember_checklist_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Members of the team whose list it is."""
    user = cases.actor_of(context)
    team = data_dict.get("team")
    member = user is not None and team in TEAMS and team in cases.membership.teams_of(user.id)
    return {"success": member, "msg": tk._("Only the team itself edits its checklist.")}
