"""The table of transitions: complete, and every rule both allows and refuses."""

from __future__ import annotations

import itertools

import pytest

from ckanext.sdijember.kernel.domain.workflow import RoleMissing, RuleBroken
from ckanext.sdijember.review.domain import transitions as rules

ROLES = (rules.PRODUSEN, *rules.TEAMS)

#: (action, state) → roles that may. Everything that is not here is refused.
ALLOWED = {
    ("submit", "draft"): {"produsen"},
    ("submit", "returned"): {"produsen"},
    ("submit", "withdrawn"): {"produsen"},
    ("recall", "submitted"): {"produsen"},
    ("recall", "verified"): {"produsen"},
    ("recall", "recommended"): {"produsen"},
    ("verify", "submitted"): {"walidata"},
    ("return", "submitted"): {"walidata"},
    ("return", "recommended"): {"walidata"},
    ("recommend", "verified"): {"pembina"},
    ("return", "verified"): {"pembina"},
    ("reopen", "returned"): {"walidata"},
    ("schedule", "recommended"): {"walidata"},
    ("unschedule", "recommended"): {"walidata"},
    ("publish", "recommended"): {"walidata"},
    ("withdraw", "published"): {"walidata"},
}


@pytest.mark.parametrize(("action", "state", "role"), list(itertools.product(rules.ACTIONS, rules.STATES, ROLES)))
def test_every_action_in_every_state_for_every_role(action, state, role):
    case = rules.Case(state=state, actor="me", roles={role}, scheduled=action == "unschedule")
    if role in ALLOWED.get((action, state), set()):
        assert rules.transition_for(action, case).role == role
    else:
        with pytest.raises((RoleMissing, RuleBroken)):
            rules.transition_for(action, case)


@pytest.mark.parametrize(("action", "state"), list(itertools.product(rules.ACTIONS, rules.STATES)))
def test_without_a_role_the_role_is_what_is_missing(action, state):
    with pytest.raises(RoleMissing):
        rules.transition_for(action, rules.Case(state=state, actor="me", roles=set()))


def test_a_role_of_the_action_in_a_wrong_state_breaks_the_rule_of_states():
    with pytest.raises(RuleBroken) as caught:
        rules.transition_for("verify", rules.Case(state="published", actor="me", roles={"walidata"}))
    assert (caught.value.field, caught.value.params) == ("state", {"state": "Published"})


def test_every_state_has_one_owner_and_can_be_reached_and_left():
    assert {state.owner for state in rules.STATES.values()} == {"produsen", "walidata", "pembina", "public"}
    targets = {line.target for line in rules.TRANSITIONS} | {rules.INITIAL}
    sources = {source for line in rules.TRANSITIONS for source in line.sources}
    assert targets == set(rules.STATES)
    assert sources == set(rules.STATES) - {"merged"}, "a working copy that was merged is at its end"


def test_only_the_owner_of_a_state_moves_it_on_and_walidata_looks_after_what_is_public():
    for line in rules.TRANSITIONS:
        owners = {rules.STATES[source].owner for source in line.sources}
        if line.action in {"recall", "withdraw", "reopen"}:
            continue
        assert owners == {line.role}, line


NEEDED = frozenset({rules.NEEDS_PEMBINA})


def _walk(conditions):
    """Every line that holds under these conditions, as (action, from, to)."""
    found = set()
    for line, state in [(each, source) for each in rules.TRANSITIONS for source in each.sources]:
        case = rules.Case(state=state, actor="me", roles={line.role}, conditions=conditions, scheduled=True)
        if any(offered is line for offered in rules.possible(case)):
            found.add((line.action, state, line.target))
    return found


@pytest.mark.parametrize("extra", [set(), {rules.REVISION}, {rules.BACK_TO_WALIDATA}])
def test_nothing_becomes_public_without_both_gates(extra):
    """Walk the table backwards from what the public sees: the way there always passes recommend and verify."""
    lines = _walk(NEEDED | extra)
    end = "merged" if rules.REVISION in extra else "published"
    into = {state: {(action, source) for action, source, target in lines if target == state} for state in rules.STATES}
    assert into[end] == {("publish", "recommended")}
    assert {action for action, source in into["recommended"] if source != "recommended"} == {"recommend"}
    assert ("recommend", "verified") in into["recommended"]
    assert into["verified"] == {("verify", "submitted")}
    assert into[{"merged": "published", "published": "merged"}[end]] == set()


def test_where_the_setting_says_so_data_that_are_no_priority_need_no_pembina():
    lines = _walk(frozenset())
    assert ("verify", "submitted", "recommended") in lines
    assert not {target for _, _, target in lines} & {"verified"}
    assert {source for action, source, _ in lines if action == "publish"} == {"recommended"}


def test_every_return_goes_to_the_producer_or_where_the_setting_says():
    for line in rules.TRANSITIONS:
        if line.action == "return":
            assert line.requires == (), "verdicts may say what has to be corrected, as well as a note"
            assert line.target == ("submitted" if line.when == rules.BACK_TO_WALIDATA else "returned")
    back = rules.Case(state="verified", actor="me", roles={"pembina"}, conditions=NEEDED | {rules.BACK_TO_WALIDATA})
    assert rules.transition_for("return", back).target == "submitted"
    assert rules.transition_for("return", _case("verified", "pembina")).target == "returned"


def test_taking_back_late_needs_a_note():
    assert rules.transition_for("recall", _case("submitted", "produsen")).requires == ()
    for state in ("verified", "recommended"):
        assert rules.transition_for("recall", _case(state, "produsen")).requires == ("note",)


def test_an_embargo_holds_until_it_is_given_up():
    embargoed = _case("recommended", "walidata", scheduled=True, embargoed=True)
    assert "publish" not in {line.action for line in rules.possible(embargoed)}
    assert "unschedule" in {line.action for line in rules.possible(embargoed)}
    for action, case, message in [
        ("publish", embargoed, rules.EMBARGOED),
        ("schedule", embargoed, rules.SCHEDULED),
        ("unschedule", _case("recommended", "walidata"), rules.NOT_SCHEDULED),
    ]:
        with pytest.raises(RuleBroken) as caught:
            rules.transition_for(action, case)
        assert (caught.value.field, caught.value.message) == ("publish_at", message)
    assert rules.transition_for("publish", _case("recommended", "walidata", scheduled=True))


def test_what_the_pembina_decided_elsewhere_the_walidata_may_enter_unless_they_verified_it():
    case = _case("verified", "walidata", channel="kertas", verified_by="you")
    assert rules.transition_for("recommend", case).role == "pembina"
    with pytest.raises(RoleMissing):
        rules.transition_for("recommend", _case("verified", "walidata"))
    for channel in set(rules.CHANNELS) - {rules.PORTAL}:
        with pytest.raises(RuleBroken) as caught:
            rules.transition_for("recommend", _case("verified", "walidata", channel=channel, verified_by="me"))
        assert caught.value.message == rules.DUTY_VERIFIER
    with pytest.raises(RoleMissing):
        rules.transition_for("verify", _case("submitted", "pembina", channel="kertas"))


def test_a_reason_lets_a_decision_pass_and_the_duty_that_was_not_separated_is_known():
    case = _case("verified", "pembina", verified_by="me", override="Petugas lain sedang cuti bersama.")
    line = rules.transition_for("recommend", case)
    assert rules.broken_duty(line, case).message == rules.DUTY_VERIFIER
    with pytest.raises(RoleMissing):
        rules.transition_for("recommend", _case("verified", "produsen", override="Petugas lain sedang cuti bersama."))


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
    with pytest.raises(RuleBroken) as caught:
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


def test_the_norm_of_the_step_clocks_whoever_has_to_act():
    assert {state.name: state.sop_step for state in rules.STATES.values() if state.sop_step} == {
        "submitted": 18, "verified": 19, "recommended": 20, "returned": 16,
    }  # fmt: skip


def test_the_way_to_publication_passes_both_gates_in_order():
    way = rules.way()
    assert [line.action for line in way] == ["submit", "verify", "recommend", "publish"]
    assert way[0].sources[0] == rules.INITIAL
    assert all(line.target in after.sources for line, after in itertools.pairwise(way))
    assert rules.STATES[way[-1].target].public
