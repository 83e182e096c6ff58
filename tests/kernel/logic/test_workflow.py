"""What a table of transitions says is what CKAN offers, asks and answers."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember import registry
from ckanext.sdijember.kernel.domain.workflow import Case
from ckanext.sdijember.kernel.logic import workflow
from tests.kernel.tables import DOOR

TABLES = registry.workflows()


@pytest.mark.parametrize("name", sorted(TABLES))
class TestEveryTable:
    def test_every_action_is_there_and_says_what_it_does(self, name):
        actions = registry.functions_of("logic.action")
        for action in TABLES[name].actions:
            offered = actions[f"sdijember_{name}_{action}"]
            assert offered.__name__ == f"sdijember_{name}_{action}"
            assert ":returns:" in offered.__doc__
            assert not getattr(offered, "side_effect_free", False)

    def test_sysadmins_and_everybody_else_are_asked(self, name):
        asked = registry.functions_of("logic.auth")
        for action in TABLES[name].actions:
            allowed = asked[f"sdijember_{name}_{action}"]
            assert allowed.auth_sysadmins_check
            assert not getattr(allowed, "auth_allow_anonymous_access", False)
            assert allowed.__doc__.strip()


@pytest.mark.usefixtures("with_request_context")
class TestAnswers:
    def test_a_missing_role(self):
        with pytest.raises(tk.NotAuthorized) as caught:
            workflow.checked(DOOR, "shut", Case(state="open", actor="me", roles=("pembina",)))
        assert caught.value.message == tk._(workflow.ROLE_MISSING)

    def test_a_broken_rule_stands_at_its_field(self):
        with pytest.raises(tk.ValidationError) as caught:
            workflow.checked(DOOR, "shut", Case(state="shut", actor="me", roles=("walidata",)))
        assert caught.value.error_dict == {"state": ["It is “{}”.".format(tk._("Shut"))]}

    def test_what_has_to_be_said(self):
        line = workflow.checked(DOOR, "shut", Case(state="open", actor="me", roles=("walidata",)))
        workflow.require(line, {"note": "Malam."})
        for data in ({}, {"note": ""}):
            with pytest.raises(tk.ValidationError) as caught:
                workflow.require(line, data)
            assert caught.value.error_dict == {"note": [tk._("Missing value")]}

    def test_what_was_decided_on_an_older_state(self):
        workflow.refuse_older(DOOR, "open", None, 7)
        workflow.refuse_older(DOOR, "open", 7, 7)
        with pytest.raises(tk.ValidationError) as caught:
            workflow.refuse_older(DOOR, "open", 0, 7, "version")
        assert caught.value.error_dict == {"version": ["It is “{}”.".format(tk._("Open"))]}

    @pytest.mark.parametrize("value", ["open, shut,", ["open", "shut", " "]])
    def test_names_of_states(self, value):
        assert workflow.states_named(DOOR, value) == ["open", "shut"]

    def test_a_state_that_the_table_does_not_have(self):
        with pytest.raises(tk.Invalid, match="ajar"):
            workflow.states_named(DOOR, "open,ajar")
