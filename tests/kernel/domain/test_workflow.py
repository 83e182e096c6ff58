"""Every table of transitions is whole, and the engine allows what a table says and nothing else."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ckanext.sdijember import registry
from ckanext.sdijember.kernel.domain import roles
from ckanext.sdijember.kernel.domain import workflow as engine
from ckanext.sdijember.kernel.domain.workflow import Case, RoleMissing, RuleBroken, State, Transition, Workflow
from tests.kernel.tables import DOOR

TABLES = registry.workflows()
ACTING = set(roles.NAMES) - {roles.PUBLIC}


def test_the_tables_of_the_subjects_are_found():
    assert {"review", "standar"} <= set(TABLES)


@pytest.fixture(params=sorted(TABLES))
def table(request):
    """One after the other, every table that a subject has."""
    return TABLES[request.param]


class TestEveryTable:
    def test_every_state_is_somebodys_or_public_or_the_end(self, table):
        for name, state in table.states.items():
            assert name == state.name
            assert state.owner or state.public or state.final, name
            assert state.owner in {"", *ACTING, roles.PUBLIC}, name

    def test_whoever_owns_a_state_can_lead_on_from_it(self, table):
        for state in table.states.values():
            if state.owner in ACTING:
                assert state.owner in {line.role for line in table.transitions if line.starts_from(state.name)}, state

    def test_everything_has_a_label(self, table):
        assert all(line.label.strip() for line in table.transitions)
        assert all(state.label.strip() for state in table.states.values())
        assert "{state}" in table.wrong_state

    def test_lines_are_between_states_of_the_table_and_of_known_roles(self, table):
        for line in table.transitions:
            assert {*line.sources, line.target} <= set(table.states), line
            assert line.role in ACTING, line

    def test_every_state_is_reached_from_the_first(self, table):
        reached = {table.initial} | {line.target for line in table.transitions if line.starts_from("")}
        while True:
            further = {line.target for line in table.transitions if reached & set(line.sources)}
            further |= {state.name for state in table.states.values() if state.follows in reached}
            if further <= reached:
                break
            reached |= further
        assert reached == set(table.states)

    def test_every_state_can_be_left_unless_it_is_the_end(self, table):
        for state in table.states.values():
            followed = any(other.follows == state.name for other in table.states.values())
            left = followed or any(line.starts_from(state.name) for line in table.transitions)
            assert left != state.final, state

    def test_from_every_state_that_is_not_the_end_the_public_or_the_end_is_reached(self, table):
        goals = {state.name for state in table.states.values() if state.public or state.final}
        while True:
            before = {source for line in table.transitions if line.target in goals for source in line.sources}
            if before <= goals:
                break
            goals |= before
        assert goals == set(table.states)

    def test_an_action_means_one_line_for_one_role_in_one_state(self, table):
        for one, other in itertools.combinations(table.transitions, 2):
            if (one.action, one.role) != (other.action, other.role):
                continue
            together = any(one.holds(met) and other.holds(met) for met in _subsets(table.conditions))
            assert not together or not set(one.sources or ("",)) & set(other.sources or ("",)), (one, other)

    def test_what_a_line_requires_and_when_it_holds_is_declared_and_nothing_more(self, table):
        assert {name for line in table.transitions for name in line.requires} == set(table.parameters)
        assert {line.when.removeprefix("!") for line in table.transitions} - {""} == set(table.conditions)
        assert all(met and unmet for met, unmet in table.conditions.values())

    def test_whatever_the_conditions_an_action_that_a_role_has_somewhere_is_possible_for_it_somewhere(self, table):
        for action in table.actions:
            for role in table.roles_for(action):
                lines = [line for line in table.lines_of(action) if line.role == role]
                assert any(line.holds(met) for line in lines for met in _subsets(table.conditions))


_SHUT, _AJAR = DOOR.transitions[0], State("ajar", "Ajar")
#: How a table can be wrong, and the check that sees it.
WRONG = {
    "nobody's state": ("somebodys_or_public", {"states": {**DOOR.states, "ajar": _AJAR}}),
    "unknown owner": ("somebodys_or_public", {"states": {**DOOR.states, "open": State("open", "Open", "bupati")}}),
    "idle owner": ("can_lead_on", {"transitions": (replace(_SHUT, role="pembina"),)}),
    "no label": ("has_a_label", {"transitions": (replace(_SHUT, label=" "),)}),
    "unknown state": ("known_roles", {"transitions": (replace(_SHUT, target="gone"),)}),
    "unknown role": ("known_roles", {"transitions": (replace(_SHUT, role="bupati"),)}),
    "never reached": ("reached_from_the_first", {"states": {**DOOR.states, "ajar": replace(_AJAR, final=True)}}),
    "dead end": ("can_be_left", {"states": {**DOOR.states, "shut": State("shut", "Shut", public=True)}}),
    "for ever": ("the_public_or_the_end_is_reached", {
        "states": {"open": DOOR.states["open"], "ajar": State("ajar", "Ajar", "walidata")},
        "transitions": (replace(_SHUT, target="ajar"), replace(_SHUT, sources=("ajar",), target="open"))}),
    "ambiguous": ("means_one_line", {"transitions": (_SHUT, replace(_SHUT, target="open"))}),
    "unknown condition": ("declared", {"transitions": (replace(_SHUT, when="!raining"),)}),
    "unknown requirement": ("declared", {"transitions": (replace(_SHUT, requires=("noted",)),)}),
    "never holds": ("possible_for_it_somewhere", {"transitions": (replace(_SHUT, when="raining"),)}),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_table_is_found_out(wrong):
    words, changes = WRONG[wrong]
    (check,) = [method for name, method in vars(TestEveryTable).items() if words in name]
    check(None, DOOR)
    with pytest.raises(AssertionError):
        check(None, replace(DOOR, **changes))


def _subsets(conditions):
    names = sorted(conditions)
    picks = itertools.chain.from_iterable(itertools.combinations(names, size) for size in range(len(names) + 1))
    return [frozenset(pick) for pick in picks]


STATES, ACTIONS, ROLES, CONDITIONS = ("a", "b", "c", "d"), ("go", "back", "end"), ("one", "two"), ("x", "y")
WHEN = ("", *CONDITIONS, *(f"!{name}" for name in CONDITIONS))
lines = st.builds(
    Transition,
    action=st.sampled_from(ACTIONS),
    sources=st.lists(st.sampled_from(STATES), unique=True, max_size=3).map(tuple),
    target=st.sampled_from(STATES),
    role=st.sampled_from(ROLES),
    label=st.just("Label"),
    when=st.sampled_from(WHEN),
)


@st.composite
def tables(draw):
    """Any table at all, sensible or not."""
    public = draw(st.sets(st.sampled_from(STATES)))
    return Workflow(
        name="made",
        states=engine.named(State(name, name.upper(), "one", public=name in public) for name in STATES),
        transitions=tuple(draw(st.lists(lines, min_size=1, max_size=12))),
        initial="a",
        wrong_state="It is now {state}.",
    )


cases = st.builds(
    Case,
    state=st.sampled_from(("", *STATES)),
    actor=st.just("me"),
    roles=st.frozensets(st.sampled_from(ROLES)),
    conditions=st.frozensets(st.sampled_from(CONDITIONS)),
    override=st.sampled_from(("", "Alasan.")),
)


def _fits(line, case):
    """Whether the person may take the line now, said anew."""
    met = line.when in ("", *case.conditions) or (line.when[:1] == "!" and line.when[1:] not in case.conditions)
    return line.role in case.roles and met and (case.state in line.sources if case.state else not line.sources)


class TestEngine:
    @settings(deadline=None)
    @given(tables(), cases)
    def test_what_is_allowed_is_a_line_of_the_table_that_fits_and_what_is_refused_has_none(self, table, case):
        for action in table.actions:
            fitting = [line for line in table.transitions if line.action == action and _fits(line, case)]
            if fitting:
                assert table.transition_for(action, case) is fitting[0]
            else:
                with pytest.raises((RoleMissing, RuleBroken)):
                    table.transition_for(action, case)

    @settings(deadline=None)
    @given(tables(), cases)
    def test_who_has_no_role_of_the_action_hears_that_and_nothing_of_the_state(self, table, case):
        for action in table.actions:
            if not table.roles_for(action) & case.roles:
                assert not table.may_act(action, case)
                with pytest.raises(RoleMissing):
                    table.transition_for(action, case)

    @settings(deadline=None)
    @given(tables(), cases)
    def test_a_wrong_state_is_named_to_those_whose_action_it_is(self, table, case):
        for action in table.actions:
            here = [line for line in table.lines_of(action) if _fits(line, replace(case, roles=ROLES))]
            if here or not table.may_act(action, case):
                continue
            with pytest.raises(RuleBroken) as caught:
                table.transition_for(action, case)
            label = case.state.upper() if case.state else "–"
            assert (caught.value.field, caught.value.params) == ("state", {"state": label})

    @settings(deadline=None)
    @given(tables(), cases)
    def test_what_is_possible_is_what_is_not_refused(self, table, case):
        found = {line.action: line for line in table.possible(case)}
        assert list(found) == [action for action in table.actions if action in found]
        for action in table.actions:
            assert table.line_of(action, case) is found.get(action)

    @settings(deadline=None)
    @given(tables(), cases)
    def test_a_duty_stops_all_but_those_with_a_reason_and_an_obstacle_everybody(self, table, case):
        duty, obstacle = RuleBroken("duty", "Duty."), RuleBroken("state", "Obstacle.")
        line = next(iter(table.possible(case)), None)
        assume(line)
        with_duty = replace(table, duty=lambda _line, _case: duty)
        assert with_duty.transition_for(line.action, replace(case, override="Alasan.")) is line
        for hindered, expected in (
            (with_duty, duty),
            (replace(table, obstacle=lambda _line, _case: obstacle), obstacle),
            (replace(with_duty, obstacle=lambda _line, _case: obstacle), obstacle),
        ):
            asked = replace(case, override="" if expected is duty else case.override)
            with pytest.raises(RuleBroken) as caught:
                hindered.transition_for(line.action, asked)
            assert caught.value is expected
            assert line not in hindered.possible(asked)

    @settings(deadline=None)
    @given(tables(), st.frozensets(st.sampled_from(CONDITIONS)))
    def test_the_way_leads_from_the_first_state_to_the_public_and_none_is_shorter(self, table, conditions):
        way = table.way(conditions)
        held = [line for line in table.transitions if line.holds(conditions)]
        steps, reached = 0, {table.initial}
        while not any(table.states[name].public for name in reached):
            further = reached | {line.target for line in held if reached & set(line.sources)}
            if further == reached:
                assert way == []
                return
            steps, reached = steps + 1, further
        assert len(way) == steps
        place = {table.initial}
        for line in way:
            assert line in held
            assert place & set(line.sources)
            place = {line.target}
        assert table.states[place.pop()].public

    @settings(deadline=None)
    @given(tables())
    def test_an_action_that_no_line_has(self, table):
        with pytest.raises(KeyError):
            table.transition_for("publish", Case(state="a", actor="me", roles=ROLES))
