"""Who may read and write the Metadata Statistik of a kegiatan."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ....kernel.logic.permission import asked, whoever_may
from ....review.domain.transitions import PEMBINA, WALIDATA
from ....review.logic import facts as cases
from ....review.model import membership
from ....review.model.review import Review


@tk.auth_allow_anonymous_access
@whoever_may("package_show")
def sdijember_kegiatan_show() -> None:
    """Whoever may see the kegiatan as a dataset; personal data are another matter."""


@tk.auth_sysadmins_check
@whoever_may("package_update")
def sdijember_rows_update() -> None:
    """Whoever may edit the kegiatan."""


@tk.auth_sysadmins_check
def sdijember_kegiatan_copy(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever prepares data for the office of the kegiatan."""
    user = cases.actor_of(context)
    package = cases.package_of(data_dict["id"])
    capacity = membership.offices_of(user.id).get(package.owner_org or "") if user else None
    allowed = capacity in membership.PRODUSEN_CAPACITIES
    return {"success": allowed, "msg": tk._("Only the office that produces a kegiatan copies it.")}


@tk.auth_sysadmins_check
def sdijember_kegiatan_codes_update(context: Context, data_dict: DataDict) -> AuthResult:
    """The teams that check, as far as they see the kegiatan; the codes come from BPS."""
    user = cases.actor_of(context)
    teams = membership.teams_of(user.id) if user else frozenset()
    package = cases.package_of(data_dict["id"])
    case = cases.case_of(user, package, Review.get(package.id))
    allowed = bool(teams & {WALIDATA, PEMBINA}) and cases.may_read_review(case)
    return {"success": allowed, "msg": tk._("Only Walidata and Pembina Data note the codes of BPS.")}


@whoever_may("sdijember_review_show")
def sdijember_completeness_show() -> None:
    """Whoever may read the review: the producing office, and the teams that see this state."""


@whoever_may("sdijember_review_show")
def sdijember_kegiatan_changes() -> None:
    """Whoever may read the review of the kegiatan; what its source said is for those who may see that one too."""


@tk.auth_allow_anonymous_access
@whoever_may("sdijember_kegiatan_show")
def sdijember_kegiatan_export() -> None:
    """Whoever may see the kegiatan; what they may not see is not in their file."""


@tk.auth_sysadmins_check
def sdijember_kegiatan_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may edit the kegiatan to replace, or create one for the office."""
    if data_dict.get("id"):
        return asked("package_update", context, {"id": data_dict["id"]})
    return asked("package_create", context, {"owner_org": data_dict.get("owner_org"), "type": "kegiatan"})
