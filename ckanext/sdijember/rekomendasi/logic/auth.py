"""Who may do what with a Rekomendasi Statistik. Sysadmins read everything; to act they are asked like everybody."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import asked, by_role, everybody, signed_in, whoever_may
from ...review.domain import transitions
from ...review.logic import facts as cases
from ...review.model import membership
from ...review.model.review import Review
from ..domain import rekomendasi as rules
from ..model import Rekomendasi
from . import dictize as reading
from . import issuing as writing


def sdijember_rekomendasi_show(context: Context, data_dict: DataDict) -> AuthResult:
    """The producing office in any capacity, Walidata, Pembina and sysadmins."""
    row = writing.of_id(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    query = reading.rows().where(Rekomendasi.id == row.id, reading.visible_to(user))
    found = model.Session.scalar(query.with_only_columns(sa.func.count()))
    return {"success": bool(found), "msg": tk._("You may not read this recommendation.")}


@whoever_may("sdijember_rekomendasi_show")
def sdijember_rekomendasi_letter() -> None:
    """Whoever may read the recommendation."""


@signed_in
def sdijember_rekomendasi_list() -> None:
    """Any signed-in user; the list holds what each may read."""


@everybody
def sdijember_rekomendasi_verify() -> None:
    """Everybody."""


@tk.auth_sysadmins_check
def sdijember_rekomendasi_record(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the producing office; Walidata and Pembina as soon as they may read the review."""
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    return by_role(user is not None and _may_record(user, package))


@tk.auth_sysadmins_check
def sdijember_rekomendasi_revoke(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data Statistik; nobody else, whoever else may read it."""
    row = writing.of_id(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    if user is None or not _is_pembina(user):
        return by_role(False)
    return asked("sdijember_rekomendasi_show", context, {"id": row.id})


@tk.auth_sysadmins_check
def sdijember_rekomendasi_attach(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina; for the design of an activity whoever may record one."""
    row = writing.of_id(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    if user is None:
        return by_role(False)
    if row.kind == rules.RANCANGAN:
        package = model.Package.get(row.subject)
        return by_role(package is not None and _may_record(user, package))
    return by_role(_is_pembina(user))


@tk.auth_sysadmins_check
def sdijember_rekomendasi_template_update(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina, whose letter it is."""
    user = cases.actor_of(context)
    return by_role(user is not None and _is_pembina(user))


@tk.auth_sysadmins_check
@whoever_may("sdijember_rekomendasi_template_update")
def sdijember_rekomendasi_template_preview() -> None:
    """The Pembina."""


def sdijember_rekomendasi_template_show(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina and sysadmins."""
    user = cases.actor_of(context)
    return by_role(user is not None and _is_pembina(user))


def _is_pembina(user: model.User) -> bool:
    return transitions.PEMBINA in membership.teams_of(user.id)


def _may_record(user: model.User, package: model.Package) -> bool:
    case = cases.case_of(user, package, Review.get(package.id))
    readable = bool(
        transitions.STATES[case.state].read_by & set(case.roles) & {transitions.WALIDATA, transitions.PEMBINA}
    )
    return transitions.PRODUSEN in case.roles or readable
