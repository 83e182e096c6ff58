"""The review of SOP steps 16–20 as one table: states, who owns them, and every transition between them.

Auth functions, buttons, the API, the documentation's diagram and the permission tests are read from here; nothing
repeats it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from .findings import N_

PRODUSEN = "produsen"
WALIDATA = "walidata"
PEMBINA = "pembina"
PUBLIC = "public"

#: Teams of the Satu Data institution: CKAN groups of the type ``tim-sdi`` (Perpres 39/2019, SOP columns).
TEAMS = (WALIDATA, PEMBINA, "sekretariat", "forum")


@dataclass(frozen=True)
class State:
    """A state of a dataset, its one owner, and which teams may read it while it is not public."""

    name: str
    owner: str
    label: str
    read_by: frozenset[str] = frozenset()

    @property
    def editable(self) -> bool:
        """The producer may change the dataset."""
        return self.owner == PRODUSEN

    @property
    def public(self) -> bool:
        """Everybody may read the dataset."""
        return self.owner == PUBLIC


@dataclass(frozen=True)
class Transition:
    """One line of the table: ``role`` takes a dataset from one of ``sources`` to ``target``."""

    action: str
    sources: tuple[str, ...]
    target: str
    role: str
    label: str
    sop_step: int
    requires: tuple[str, ...] = ()


BOTH = frozenset({WALIDATA, PEMBINA})

STATES = {
    state.name: state
    for state in (
        State("draft", PRODUSEN, N_("Draft")),
        State("submitted", WALIDATA, N_("Awaiting Walidata verification"), frozenset({WALIDATA})),
        State("verified", PEMBINA, N_("Awaiting Pembina recommendation"), BOTH),
        State("recommended", WALIDATA, N_("Ready to publish"), BOTH),
        State("returned", PRODUSEN, N_("Returned for revision"), BOTH),
        State("published", PUBLIC, N_("Published"), BOTH),
        State("withdrawn", PRODUSEN, N_("Withdrawn"), BOTH),
    )
}

INITIAL = "draft"

TRANSITIONS = (
    Transition("submit", ("draft", "returned", "withdrawn"), "submitted", PRODUSEN, N_("Submit for review"), 16),
    Transition("recall", ("submitted",), "draft", PRODUSEN, N_("Recall"), 16),
    Transition("verify", ("submitted",), "verified", WALIDATA, N_("Verify"), 18),
    Transition("return", ("submitted",), "returned", WALIDATA, N_("Return to producer"), 18, ("note",)),
    Transition("recommend", ("verified",), "recommended", PEMBINA, N_("Give recommendation"), 19, ("number", "date")),
    Transition("return", ("verified",), "returned", PEMBINA, N_("Return to producer"), 19, ("note",)),
    Transition("publish", ("recommended",), "published", WALIDATA, N_("Publish"), 20),
    Transition("withdraw", ("published",), "withdrawn", WALIDATA, N_("Withdraw"), 20, ("note",)),
)

ACTIONS = tuple(dict.fromkeys(transition.action for transition in TRANSITIONS))

WRONG_STATE = N_(
    "This cannot be done any more: the dataset is now “{state}”. "
    "Somebody else was faster; reload the page and look again."
)
DUTY_SUBMITTER = N_("Separation of duties: whoever submitted the data cannot decide on them.")
DUTY_VERIFIER = N_("Separation of duties: whoever verified the data cannot also give the recommendation.")
DUTY_PRODUCER = N_("Separation of duties: a Pembina reviewer cannot be a member of the office that produced the data.")


@dataclass(frozen=True)
class Case:
    """What the rules need to know of a dataset and of the person who acts.

    ``roles`` are those the person has towards this dataset; ``submitted_by`` and ``verified_by`` are user ids of the
    current round.
    """

    state: str
    actor: str
    roles: Collection[str]
    submitted_by: str | None = None
    verified_by: str | None = None
    in_producing_office: bool = False


class RoleMissing(Exception):
    """The person has no role that may take this action."""


@dataclass
class RuleBroken(Exception):
    """A rule is not met: ``message`` (a msgid, with ``params``) belongs to ``field``."""

    field: str
    message: str
    params: dict[str, str] = field(default_factory=dict)


def transition_for(action: str, case: Case) -> Transition:
    """The one transition that ``action`` means in this case.

    :raises KeyError: there is no such action
    :raises RoleMissing: the person's roles may not take it
    :raises RuleBroken: the state does not allow it, or duties would not be separate
    """
    lines = [line for line in TRANSITIONS if line.action == action]
    if not lines:
        raise KeyError(action)
    here = [line for line in lines if case.state in line.sources]
    if not any(line.role in case.roles for line in here or lines):
        raise RoleMissing(action)
    if not here:
        raise RuleBroken("state", WRONG_STATE, {"state": STATES[case.state].label})
    line = next(line for line in here if line.role in case.roles)
    _separate_duties(line, case)
    return line


def roles_for(action: str) -> frozenset[str]:
    """Roles that may take the action in some state."""
    return frozenset(line.role for line in TRANSITIONS if line.action == action)


def _separate_duties(line: Transition, case: Case) -> None:
    """Who submitted does not decide, who verified does not recommend, Pembina stands outside the producing office."""
    if line.role == PEMBINA and case.in_producing_office:
        raise RuleBroken("duty", DUTY_PRODUCER)
    if line.action in {"verify", "recommend"} and case.actor == case.submitted_by:
        raise RuleBroken("duty", DUTY_SUBMITTER)
    if line.action == "recommend" and case.actor == case.verified_by:
        raise RuleBroken("duty", DUTY_VERIFIER)


def possible(case: Case) -> list[Transition]:
    """Every transition the person may take now, in the table's order."""
    found = []
    for action in ACTIONS:
        try:
            found.append(transition_for(action, case))
        except (RoleMissing, RuleBroken):
            continue
    return found


def way() -> list[Transition]:
    """The shortest way through the table from the first state to publication: one transition for each step."""
    ways: dict[str, list[Transition]] = {INITIAL: []}
    front = [INITIAL]
    while front:
        state = front.pop(0)
        if STATES[state].public:
            return ways[state]
        for line in TRANSITIONS:
            if state in line.sources and line.target not in ways:
                ways[line.target] = [*ways[state], line]
                front.append(line.target)
    return []


def owned_by(role: str) -> tuple[str, ...]:
    """States in which the next move is ``role``'s."""
    return tuple(state.name for state in STATES.values() if state.owner == role)


def readable_by(role: str) -> tuple[str, ...]:
    """States that the team ``role`` may read before they are public."""
    return tuple(state.name for state in STATES.values() if role in state.read_by)


def waiting_for(role: str) -> tuple[str, ...]:
    """States that call ``role`` to act: for a producer that is what came back, not the drafts still being written."""
    return ("returned",) if role == PRODUSEN else owned_by(role)
