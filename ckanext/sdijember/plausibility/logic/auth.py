"""Who answers marks on a table, and who reads the answers. It is the office's word: sysadmins are asked too."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import asked
from ...review.domain import transitions as states
from ...review.logic import facts as cases
from ...review.model.review import Review


@tk.auth_sysadmins_check
def sdijember_plausibility_answer(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office, while they may change the data."""
    package = cases.package_of(data_dict["id"])
    case = cases.case_of(cases.actor_of(context), package, Review.get(package.id))
    allowed = states.PRODUSEN in case.roles and states.STATES[case.state].editable
    return {"success": allowed, "msg": tk._("Only the producing office answers, while it may change the data.")}


def sdijember_plausibility_answers(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the review."""
    return asked("sdijember_review_show", context, {"id": data_dict["id"]})
