"""Declared functions are found and explained as if they had been written out, and answer as they say."""

from __future__ import annotations

import inspect

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.kernel.domain.workflow import Case
from ckanext.sdijember.kernel.logic import permission
from tests.kernel.tables import DOOR


def _declare():
    def sdijember_door_shut() -> None:
        """Whoever keeps the door."""

    return sdijember_door_shut


@pytest.mark.parametrize(
    "make", [permission.everybody, permission.signed_in, permission.whoever_may("package_show"),
             permission.whose_action(DOOR, lambda *_: Case(state="shut", actor="me", roles=()))],
)  # fmt: skip
def test_a_made_function_has_the_name_module_and_words_of_its_declaration(make):
    made = make(_declare())
    assert (made.__name__, made.__module__, made.__doc__) == (
        "sdijember_door_shut", __name__, "Whoever keeps the door.",
    )  # fmt: skip
    assert list(inspect.signature(made).parameters) == ["context", "data_dict"]


def test_everybody_is_everybody_and_signed_in_users_are_not():
    assert permission.everybody(_declare()).auth_allow_anonymous_access
    assert permission.everybody(_declare())({}, {}) == {"success": True}
    assert not getattr(permission.signed_in(_declare()), "auth_allow_anonymous_access", False)
    assert permission.signed_in(_declare())({}, {}) == {"success": True}


@pytest.mark.usefixtures("with_request_context")
@pytest.mark.parametrize(("role", "may"), [("walidata", True), ("pembina", False)])
def test_whose_action_it_is_in_whatever_state(role, may):
    asked = []

    def case_of(action, context, data_dict):
        asked.append((action, data_dict))
        return Case(state="shut", actor="me", roles=(role,))

    made = permission.whose_action(DOOR, case_of)(_declare())
    assert made.auth_sysadmins_check
    assert made({}, {"id": "1"})["success"] is may
    assert asked == [("shut", {"id": "1"})]


def test_an_action_that_the_table_does_not_have_is_no_action():
    def sdijember_door_paint() -> None:
        """Nobody."""

    with pytest.raises(KeyError):
        permission.whose_action(DOOR, lambda *_: Case(state="shut", actor="me", roles=()))(sdijember_door_paint)


@pytest.mark.usefixtures("with_request_context", "with_plugins")
def test_whoever_may_hears_the_same_refusal(monkeypatch):
    heard = []

    def check_access(name, context, data_dict):
        heard.append((name, data_dict))
        raise tk.NotAuthorized("No.")

    monkeypatch.setattr(permission.tk, "check_access", check_access)
    assert permission.whoever_may("package_show")(_declare())({}, {"id": "1"}) == {"success": False, "msg": "No."}
    assert heard == [("package_show", {"id": "1"})]
