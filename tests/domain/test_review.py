"""The table of transitions: complete, and every rule both allows and refuses."""

from __future__ import annotations

import itertools

import pytest

from ckanext.sdijember.domain import review as rules

ROLES = (rules.PRODUSEN, *rules.TEAMS)

#: (action, state) → roles that may. Everything that is not here is refused.
ALLOWED = {
    ("submit", "draft"): {"produsen"},
    ("submit", "returned"): {"produsen"},
    ("submit", "withdrawn"): {"produsen"},
    ("recall", "submitted"): {"produsen"},
    ("verify", "submitted"): {"walidata"},
    ("return", "submitted"): {"walidata"},
    ("recommend", "verified"): {"pembina"},
    ("return", "verified"): {"pembina"},
    ("publish", "recommended"): {"walidata"},
    ("withdraw", "published"): {"walidata"},
}


@pytest.mark.parametrize(("action", "state", "role"), list(itertools.product(rules.ACTIONS, rules.STATES, ROLES)))
def test_every_action_in_every_state_for_every_role(action, state, role):
    case = rules.Case(state=state, actor="me", roles={role})
    if role in ALLOWED.get((action, state), set()):
        assert rules.transition_for(action, case).role == role
    else:
        with pytest.raises((rules.RoleMissing, rules.RuleBroken)):
            rules.transition_for(action, case)


@pytest.mark.parametrize(("action", "state"), list(itertools.product(rules.ACTIONS, rules.STATES)))
def test_without_a_role_the_role_is_what_is_missing(action, state):
    with pytest.raises(rules.RoleMissing):
        rules.transition_for(action, rules.Case(state=state, actor="me", roles=set()))


def test_a_role_of_the_action_in_a_wrong_state_breaks_the_rule_of_states():
    with pytest.raises(rules.RuleBroken) as caught:
        rules.transition_for("verify", rules.Case(state="published", actor="me", roles={"walidata"}))
    assert (caught.value.field, caught.value.params) == ("state", {"state": "Published"})


def test_every_state_has_one_owner_and_can_be_reached_and_left():
    assert {state.owner for state in rules.STATES.values()} == {"produsen", "walidata", "pembina", "public"}
    targets = {line.target for line in rules.TRANSITIONS} | {rules.INITIAL}
    sources = {source for line in rules.TRANSITIONS for source in line.sources}
    assert targets == sources == set(rules.STATES)


def test_only_the_owner_of_a_state_moves_it_on_and_walidata_looks_after_what_is_public():
    for line in rules.TRANSITIONS:
        owners = {rules.STATES[source].owner for source in line.sources}
        if line.action in {"recall", "withdraw"}:
            continue
        assert owners == {line.role}, line


def test_nothing_becomes_public_without_both_gates():
    """Walk the table backwards from `published`: the way there always passes recommend and verify."""
    before = {line.target: line for line in rules.TRANSITIONS if line.action in {"publish", "recommend", "verify"}}
    assert [line.action for line in rules.TRANSITIONS if line.target == "published"] == ["publish"]
    assert [line.action for line in rules.TRANSITIONS if line.target == "recommended"] == ["recommend"]
    assert [line.action for line in rules.TRANSITIONS if line.target == "verified"] == ["verify"]
    assert before["published"].sources == ("recommended",)
    assert before["recommended"].sources == ("verified",)
    assert before["verified"].sources == ("submitted",)


def test_every_return_goes_to_the_producer_with_a_note():
    for line in rules.TRANSITIONS:
        if line.action == "return":
            assert (line.target, line.requires) == ("returned", ("note",))


def _case(state, role, **facts):
    return rules.Case(state=state, actor="me", roles={role}, **facts)


@pytest.mark.parametrize(
    ("action", "case", "message"),
    [
        ("verify", _case("submitted", "walidata", submitted_by="me"), rules.DUTY_SUBMITTER),
        ("recommend", _case("verified", "pembina", submitted_by="me"), rules.DUTY_SUBMITTER),
        ("recommend", _case("verified", "pembina", verified_by="me"), rules.DUTY_VERIFIER),
        ("recommend", _case("verified", "pembina", in_producing_office=True), rules.DUTY_PRODUCER),
        ("return", _case("verified", "pembina", in_producing_office=True), rules.DUTY_PRODUCER),
    ],
)
def test_duties_are_separate(action, case, message):
    with pytest.raises(rules.RuleBroken) as caught:
        rules.transition_for(action, case)
    assert (caught.value.field, caught.value.message) == ("duty", message)


@pytest.mark.parametrize(
    ("action", "case"),
    [
        ("verify", _case("submitted", "walidata", submitted_by="you", in_producing_office=True)),
        ("recommend", _case("verified", "pembina", submitted_by="you", verified_by="they")),
        ("publish", _case("recommended", "walidata", verified_by="me")),
        ("recall", _case("submitted", "produsen", submitted_by="you")),
    ],
)
def test_duties_do_not_stop_those_who_may(action, case):
    assert rules.transition_for(action, case)


def test_possible_is_what_would_not_be_refused():
    assert [line.action for line in rules.possible(_case("submitted", "walidata"))] == ["verify", "return"]
    assert [line.action for line in rules.possible(_case("submitted", "walidata", submitted_by="me"))] == ["return"]
    assert rules.possible(_case("draft", "walidata")) == []


def test_drafts_are_read_by_their_office_alone_and_pembina_waits_for_the_walidata():
    assert "draft" not in rules.readable_by("walidata")
    assert not {"draft", "submitted"} & set(rules.readable_by("pembina"))
    assert rules.readable_by("sekretariat") == rules.readable_by("forum") == ()


def test_what_waits_for_whom():
    assert rules.waiting_for("walidata") == ("submitted", "recommended")
    assert rules.waiting_for("pembina") == ("verified",)
    assert rules.waiting_for("produsen") == ("returned",)


def test_the_way_to_publication_passes_both_gates_in_order():
    way = rules.way()
    assert [line.action for line in way] == ["submit", "verify", "recommend", "publish"]
    assert way[0].sources[0] == rules.INITIAL
    assert all(line.target in after.sources for line, after in itertools.pairwise(way))
    assert rules.STATES[way[-1].target].public
