"""Who may do what in the register of Standar Data: derived from its table. Sysadmins are asked like everybody."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import AuthResult, Context, DataDict

from ...kernel.logic.permission import by_role, everybody, whoever_may, whose_action
from ...review.logic import facts as cases
from ...review.model import membership
from ..domain import register as rules
from ..model import Versi
from . import dictize as reading
from . import writing


def _case(action: str, context: Context, data_dict: DataDict) -> rules.Case:
    entry = writing.entry_of(tk.get_or_bust(data_dict, "id"))
    version = writing.text_acted_on(entry, action)
    return writing.case_of(cases.actor_of(context), entry, version, version.owner_org)


_whose_action = whose_action(rules.WORKFLOW, _case)


@everybody
def sdijember_standar_list() -> None:
    """Everybody; the list holds what each may read."""


@tk.auth_allow_anonymous_access
def sdijember_standar_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody reads what is or was in force; a proposal its office, its authors, Walidata and Pembina."""
    entry = writing.entry_of(tk.get_or_bust(data_dict, "id"))
    user = cases.actor_of(context)
    query = sa.select(Versi.number).where(Versi.standar_id == entry.id, reading.readable_by(user)).limit(1)
    found = model.Session.scalars(query).first() is not None
    return {"success": found, "msg": tk._("You may not read this proposal.")}


@everybody
def sdijember_standar_autocomplete() -> None:
    """Everybody: it gives what is in force."""


@everybody
def sdijember_standar_usage() -> None:
    """Everybody: it counts what is published."""


@everybody
def sdijember_standar_export() -> None:
    """Everybody: it gives what is or was in force."""


@everybody
def sdijember_standar_waiting_count() -> None:
    """Everybody: it counts the caller's own work."""


@tk.auth_sysadmins_check
def sdijember_standar_propose(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and admins of an office, for that office; the Walidata."""
    user = cases.actor_of(context)
    if user is None:
        return by_role(False)
    if asked := (data_dict or {}).get("owner_org"):
        office = model.Group.get(asked)
        roles, _ = membership.roles_towards(user.id, office.id if office else None)
        return by_role(rules.PRODUSEN in roles)
    offices = membership.offices_of(user.id).values()
    produces = any(capacity in membership.PRODUSEN_CAPACITIES for capacity in offices)
    return by_role(produces or rules.WALIDATA in membership.teams_of(user.id))


@tk.auth_sysadmins_check
@whoever_may("sdijember_standar_propose")
def sdijember_standar_check() -> None:
    """Whoever may propose."""


@_whose_action
def sdijember_standar_update() -> None:
    """Editors and admins of the office that proposed; the Walidata where it did."""


@_whose_action
def sdijember_standar_approve() -> None:
    """The Pembina Data."""


@_whose_action
def sdijember_standar_return() -> None:
    """The Pembina Data and the Walidata."""


@_whose_action
def sdijember_standar_reject() -> None:
    """The Pembina Data."""


@_whose_action
def sdijember_standar_withdraw() -> None:
    """The Pembina Data and the Walidata."""


@tk.auth_sysadmins_check
def sdijember_standar_import(context: Context, data_dict: DataDict) -> AuthResult:
    """The Walidata, which keeps the register."""
    user = cases.actor_of(context)
    return by_role(user is not None and rules.WALIDATA in membership.teams_of(user.id))
