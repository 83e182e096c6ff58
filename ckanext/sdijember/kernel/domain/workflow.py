"""The engine of every table of transitions: which states there are, whose move is next, who may take it.

A subject keeps its table, its conditions and its duties in its own ``domain/`` and makes one ``Workflow`` of them.
Auth functions, buttons, the API, the documentation's diagram and the tests over all tables are read from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Generic, TypeVar

from .roles import PUBLIC


@dataclass(frozen=True)
class State:
    """A state, and the one role whose move is next; a state that is nobody's is public or the end."""

    name: str
    label: str
    owner: str = ""
    public: bool = False
    """Everybody may read what is in this state."""
    final: bool = False
    """No way leads on from here."""
    follows: str = ""
    """The state that becomes this one without a decision of its own, as when something newer takes its place."""


@dataclass(frozen=True)
class Transition:
    """One line of a table: ``role`` takes a thing from one of ``sources`` to ``target``.

    A line without ``sources`` begins something new. ``sop_step`` is the step of the SOP, if it is one. ``requires``
    names what has to be said with the decision. ``when`` names a condition of the case without which the line does not
    hold; with ``!`` before it, one with which it does not.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    role: str
    label: str
    sop_step: int | None = None
    requires: tuple[str, ...] = ()
    when: str = ""

    def holds(self, conditions: Collection[str]) -> bool:
        """Whether the condition of the line is met."""
        if self.when.startswith("!"):
            return self.when[1:] not in conditions
        return not self.when or self.when in conditions

    def starts_from(self, state: str) -> bool:
        """Whether the line leads on from this state; the empty one is where there is nothing yet."""
        return state in (self.sources or ("",))


@dataclass(frozen=True)
class Case:
    """What the rules need to know of a thing and of the person who acts.

    ``state`` is empty where there is nothing yet. ``roles`` are those the person has towards this thing.
    ``conditions`` are those that lines of the table ask for. ``override`` is the reason for which duties are not
    separated this time.
    """

    state: str
    actor: str
    roles: Collection[str]
    conditions: frozenset[str] = frozenset()
    override: str = ""


class RoleMissing(Exception):
    """The person has no role that may take this action."""


@dataclass
class RuleBroken(Exception):
    """A rule is not met: ``message`` (a msgid, with ``params``) belongs to ``field``."""

    field: str
    message: str
    params: dict[str, str] = dataclass_field(default_factory=dict)


S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Transition)
C = TypeVar("C", bound=Case)


def has_role(line: Transition, case: Case) -> bool:
    """Whether the person has the line's role."""
    return line.role in case.roles


def nothing(line: Transition, case: Case) -> RuleBroken | None:
    """No rule beyond the table."""
    return None


def named(states: Iterable[S]) -> dict[str, S]:
    """States by name."""
    return {state.name: state for state in states}


@dataclass(frozen=True)
class Workflow(Generic[S, T, C]):
    """A table of transitions, and what is decided by it.

    :param name: the actions of the table are ``sdijember_<name>_<action>``
    :param initial: the first state
    :param wrong_state: msgid that refuses an action in a ``{state}`` in which it cannot be taken
    :param conditions: for each condition of a line how the documentation (Indonesian) says that it is met, and that it
        is not
    :param parameters: what a line may require to be said
    :param may_take: whether the person's roles are those of the line
    :param obstacle: what stands in the way of a line besides state, role and duties
    :param duty: which duty the person would not separate; a reason (``Case.override``) lets it pass
    """

    name: str
    states: Mapping[str, S]
    transitions: tuple[T, ...]
    initial: str
    wrong_state: str
    conditions: Mapping[str, tuple[str, str]] = dataclass_field(default_factory=dict)
    parameters: Collection[str] = ("note",)
    may_take: Callable[[T, C], bool] = has_role
    obstacle: Callable[[T, C], RuleBroken | None] = nothing
    duty: Callable[[T, C], RuleBroken | None] = nothing

    @property
    def actions(self) -> tuple[str, ...]:
        """Names of the actions in the table's order."""
        return tuple(dict.fromkeys(line.action for line in self.transitions))

    def lines_of(self, action: str) -> list[T]:
        """The lines of an action.

        :raises KeyError: there is no such action
        """
        lines = [line for line in self.transitions if line.action == action]
        if not lines:
            raise KeyError(action)
        return lines

    def transition_for(self, action: str, case: C) -> T:
        """The one transition that ``action`` means in this case.

        :raises KeyError: there is no such action
        :raises RoleMissing: the person's roles may not take it
        :raises RuleBroken: the state does not allow it, something stands in the way, or duties would not be separate
        """
        lines = self.lines_of(action)
        here = [line for line in lines if line.starts_from(case.state) and line.holds(case.conditions)]
        mine = [line for line in here or lines if self.may_take(line, case)]
        if not mine:
            raise RoleMissing(action)
        if not here:
            raise self.moved_on(case.state)
        line = mine[0]
        broken = self.obstacle(line, case) or (None if case.override else self.duty(line, case))
        if broken:
            raise broken
        return line

    def line_of(self, action: str, case: C) -> T | None:
        """The transition if the person may take it now, else nothing."""
        try:
            return self.transition_for(action, case)
        except (RoleMissing, RuleBroken):
            return None

    def possible(self, case: C) -> list[T]:
        """Every transition the person may take now, in the table's order."""
        found = (self.line_of(action, case) for action in self.actions)
        return [line for line in found if line]

    def may_act(self, action: str, case: C) -> bool:
        """Whether the person's roles may take the action in some state."""
        return any(self.may_take(line, case) for line in self.lines_of(action))

    def moved_on(self, state: str, field: str = "state") -> RuleBroken:
        """The refusal of what cannot be done in this state, or was decided on an older one."""
        return RuleBroken(field, self.wrong_state, {"state": self.states[state].label if state else "–"})

    def roles_for(self, action: str) -> frozenset[str]:
        """Roles whose action it is in some state."""
        return frozenset(line.role for line in self.lines_of(action))

    def required(self, action: str) -> frozenset[str]:
        """What has to be said with the action in some state."""
        return frozenset(name for line in self.lines_of(action) for name in line.requires)

    def owned_by(self, role: str) -> tuple[str, ...]:
        """States in which the next move is ``role``'s."""
        return tuple(state.name for state in self.states.values() if state.owner == role)

    def public_states(self) -> tuple[str, ...]:
        """States of what everybody may read."""
        return tuple(state.name for state in self.states.values() if state.public)

    def way(self, conditions: Collection[str] = ()) -> list[T]:
        """The shortest way through the table from the first state to the public: one transition for each step.

        :param conditions: those of the case
        """
        ways: dict[str, list[T]] = {self.initial: []}
        front = [self.initial]
        while front:
            name = front.pop(0)
            state = self.states[name]
            if state.public or state.owner == PUBLIC:
                return ways[name]
            for line in self.transitions:
                if name in line.sources and line.holds(conditions) and line.target not in ways:
                    ways[line.target] = [*ways[name], line]
                    front.append(line.target)
        return []


#: A table of whatever subject.
AnyWorkflow = Workflow[Any, Any, Any]
