"""Who may do what in the register of Standar Data: derived from its table. Sysadmins are asked like everybody."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ...review.logic import facts as cases
from ...review.model import membership
from ..domain import register as rules
from ..model import Versi
from . import dictize as reading
from . import writing


@tk.auth_allow_anonymous_access
def sdijember_standar_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody; the list holds what each may read."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_standar_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody reads what is or was in force; a proposal its office, its authors, Walidata and Pembina."""
    entry = writing.entry_of(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    query = sa.select(Versi.number).where(Versi.standar_id == entry.id, reading.readable_by(user)).limit(1)
    found = model.Session.scalars(query).first() is not None
    return {"success": found, "msg": tk._("You may not read this proposal.")}


@tk.auth_allow_anonymous_access
def sdijember_standar_autocomplete(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it gives what is in force."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_standar_usage(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it counts what is published."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_standar_export(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it gives what is or was in force."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def sdijember_standar_waiting_count(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody: it counts the caller's own work."""
    return {"success": True}


@tk.auth_sysadmins_check
def sdijember_standar_propose(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of an office, for that office; the Walidata."""
    user = cases.actor_of(context)
    if user is None:
        return _answer(False)
    if asked := (data_dict or {}).get("owner_org"):
        office = model.Group.get(asked)
        roles, _ = membership.roles_towards(user.id, office.id if office else None)
        return _answer(rules.PRODUSEN in roles)
    offices = membership.offices_of(user.id).values()
    produces = any(capacity in membership.PRODUSEN_CAPACITIES for capacity in offices)
    return _answer(produces or rules.WALIDATA in membership.teams_of(user.id))


@tk.auth_sysadmins_check
def sdijember_standar_check(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may propose."""
    return sdijember_standar_propose(context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of the office that proposed; the Walidata where it did."""
    return _may("update", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_approve(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data."""
    return _may("approve", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_return(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data and the Walidata."""
    return _may("return", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_reject(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data."""
    return _may("reject", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_withdraw(context: Context, data_dict: DataDict) -> AuthResult:
    """The Pembina Data and the Walidata."""
    return _may("withdraw", context, data_dict)


@tk.auth_sysadmins_check
def sdijember_standar_import(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata, which keeps the register."""
    user = cases.actor_of(context)
    return _answer(user is not None and rules.WALIDATA in membership.teams_of(user.id))


def _may(action: str, context: Context, data_dict: DataDict) -> AuthResult:
    """Here only the role counts; whether it is this role's turn is answered under the lock, with the reason."""
    entry = writing.entry_of(tk.get_or_bust(data_dict, "id"))
    version = writing.text_acted_on(entry, action)
    case = writing.case_of(cases.actor_of(context), entry, version, version.owner_org)
    return _answer(rules.WORKFLOW.may_act(action, case))


def _answer(success: bool) -> AuthResult:
    return {"success": success, "msg": tk._("Your role may not do this.")}
