"""Makers of auth functions for what is answered in many places alike."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from ..domain.workflow import C, S, T, Workflow
from .declared import Declared, declared_as
from .workflow import ROLE_MISSING


def by_role(allowed: bool) -> AuthResult:
    """The answer where the role decides."""
    return {"success": allowed, "msg": tk._(ROLE_MISSING)}


def asked(other: str, context: Context, data_dict: DataDict) -> AuthResult:
    """The answer of another auth function, for one that says the same."""
    try:
        tk.check_access(other, tk.fresh_context(context), data_dict)
    except tk.NotAuthorized as refused:
        return {"success": False, "msg": str(refused.message or "")}
    return {"success": True}


def everybody(declared: Declared) -> AuthFunction:
    """Everybody may, anonymous callers too."""
    return tk.auth_allow_anonymous_access(signed_in(declared))


def signed_in(declared: Declared) -> AuthFunction:
    """Every signed-in user may."""

    def allowed(context: Context, data_dict: DataDict) -> AuthResult:
        return {"success": True}

    return declared_as(declared, allowed)


def whoever_may(other: str) -> Callable[[Declared], AuthFunction]:
    """Whoever may do ``other``, with the same parameters."""

    def make(declared: Declared) -> AuthFunction:
        def allowed(context: Context, data_dict: DataDict) -> AuthResult:
            return asked(other, context, data_dict)

        return declared_as(declared, allowed)

    return make


def whose_action(
    workflow: Workflow[S, T, C], case_of: Callable[[str, Context, DataDict], C]
) -> Callable[[Declared], AuthFunction]:
    """Whoever has a role of the action in some state; sysadmins are asked like everybody.

    Here only the role counts; whether it is this role's turn is answered under the lock, with the reason. The action is
    what the name of the declared function says after ``sdijember_<name of the table>_``.

    :param case_of: what the rules need to know, from the action and its parameters
    :raises KeyError: the table has no such action
    """

    def make(declared: Declared) -> AuthFunction:
        action = declared.__name__.removeprefix(f"sdijember_{workflow.name}_")
        workflow.lines_of(action)

        @tk.auth_sysadmins_check
        def allowed(context: Context, data_dict: DataDict) -> AuthResult:
            return by_role(workflow.may_act(action, case_of(action, context, data_dict)))

        return declared_as(declared, allowed)

    return make
