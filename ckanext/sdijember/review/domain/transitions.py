"""The review of SOP steps 16–20 as one table: states, who owns them, and every transition between them.

Auth functions, buttons, the API, the documentation's diagram and the permission tests are read from here; nothing
repeats it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ...kernel.domain.findings import N_

#: Where a decision was made; all but the portal's own are entered here afterwards and marked as such.
PORTAL = "portal"
CHANNELS = {PORTAL: N_("In the portal"), "kertas": N_("On paper"), "indah": "INDAH", "romantik": "ROMANTIK"}

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
    public: bool = False
    """Everybody may read the dataset."""
    sop_step: int | None = None
    """The step of the SOP whose norm says how long the owner should need."""

    @property
    def editable(self) -> bool:
        """The producer may change the dataset."""
        return self.owner == PRODUSEN


@dataclass(frozen=True)
class Transition:
    """One line of the table: ``role`` takes a dataset from one of ``sources`` to ``target``.

    ``when`` names a condition of the case without which the line does not hold; with ``!`` before it, one with which
    it does not. ``requires`` names what has to be said with the decision.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    role: str
    label: str
    sop_step: int
    requires: tuple[str, ...] = ()
    when: str = ""


#: The dataset needs the Pembina's recommendation: every one does (SOP), or only Data Prioritas (Perpres 39/2019).
NEEDS_PEMBINA = "pembina"
#: What the Pembina returns goes to the Walidata first, and not to the producer.
BACK_TO_WALIDATA = "back_to_walidata"
#: The dataset is the working copy of a published one.
REVISION = "revision"

BOTH = frozenset({WALIDATA, PEMBINA})

STATES = {
    state.name: state
    for state in (
        State("draft", PRODUSEN, N_("Draft")),
        State("submitted", WALIDATA, N_("Awaiting Walidata verification"), frozenset({WALIDATA}), sop_step=18),
        State("verified", PEMBINA, N_("Awaiting Pembina recommendation"), BOTH, sop_step=19),
        State("recommended", WALIDATA, N_("Ready to publish"), BOTH, sop_step=20),
        State("returned", PRODUSEN, N_("Returned for revision"), BOTH, sop_step=16),
        State("published", PUBLIC, N_("Published"), BOTH, public=True),
        State("merged", PUBLIC, N_("Published in the live version"), BOTH),
        State("withdrawn", PRODUSEN, N_("Withdrawn"), BOTH),
    )
}

INITIAL = "draft"

TRANSITIONS = (
    Transition("submit", ("draft", "returned", "withdrawn"), "submitted", PRODUSEN, N_("Submit for review"), 16),
    Transition("recall", ("submitted",), "draft", PRODUSEN, N_("Recall"), 16),
    Transition("recall", ("verified", "recommended"), "draft", PRODUSEN, N_("Recall"), 16, ("note",)),
    Transition("verify", ("submitted",), "verified", WALIDATA, N_("Verify"), 18, when=NEEDS_PEMBINA),
    Transition("verify", ("submitted",), "recommended", WALIDATA, N_("Verify"), 18, when=f"!{NEEDS_PEMBINA}"),
    # what has to be corrected the verdicts say, or else the note: verdict/logic/decision.py demands one of them
    Transition("return", ("submitted", "recommended"), "returned", WALIDATA, N_("Return to producer"), 18),
    Transition("recommend", ("verified",), "recommended", PEMBINA, N_("Give recommendation"), 19, ("number", "date")),
    Transition("return", ("verified",), "returned", PEMBINA, N_("Return to producer"), 19, when=f"!{BACK_TO_WALIDATA}"),
    Transition("return", ("verified",), "submitted", PEMBINA, N_("Return to the Walidata"), 19, when=BACK_TO_WALIDATA),
    Transition("reopen", ("returned",), "submitted", WALIDATA, N_("Take back the return"), 18, ("note",)),
    Transition("schedule", ("recommended",), "recommended", WALIDATA, N_("Schedule publication"), 20, ("publish_at",)),
    Transition("unschedule", ("recommended",), "recommended", WALIDATA, N_("Cancel the schedule"), 20, ("note",)),
    Transition("publish", ("recommended",), "published", WALIDATA, N_("Publish"), 20, when=f"!{REVISION}"),
    Transition("publish", ("recommended",), "merged", WALIDATA, N_("Publish"), 20, when=REVISION),
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
EMBARGOED = N_("Publication is scheduled for later. Cancel the schedule first, with a note that says why.")
SCHEDULED = N_("Publication is scheduled already. Cancel that schedule first, with a note that says why.")
NOT_SCHEDULED = N_("Publication is not scheduled.")


@dataclass(frozen=True)
class Case:
    """What the rules need to know of a dataset and of the person who acts.

    ``roles`` are those the person has towards this dataset; ``submitted_by`` and ``verified_by`` are user ids of the
    current round. ``conditions`` are those that lines of the table ask for. ``override`` is the reason for which duties
    are not separated this time. ``channel`` says where the decision was made.
    """

    state: str
    actor: str
    roles: Collection[str]
    submitted_by: str | None = None
    verified_by: str | None = None
    in_producing_office: bool = False
    conditions: frozenset[str] = frozenset({NEEDS_PEMBINA})
    scheduled: bool = False
    embargoed: bool = False
    override: str = ""
    channel: str = PORTAL


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
    here = [line for line in lines if case.state in line.sources and _holds(line, case)]
    if not any(_may_take(line, case) for line in here or lines):
        raise RoleMissing(action)
    if not here:
        raise RuleBroken("state", WRONG_STATE, {"state": STATES[case.state].label})
    line = next(line for line in here if _may_take(line, case))
    _keep_schedule(line, case)
    if (broken := broken_duty(line, case)) and not case.override:
        raise broken
    return line


def roles_for(action: str, channel: str = PORTAL) -> frozenset[str]:
    """Roles that may take the action in some state; what the Pembina decided elsewhere the Walidata may enter."""
    roles = frozenset(line.role for line in TRANSITIONS if line.action == action)
    return roles | {WALIDATA} if PEMBINA in roles and channel != PORTAL else roles


def broken_duty(line: Transition, case: Case) -> RuleBroken | None:
    """Which duty this person would not separate, if any.

    Who submitted does not decide, who verified does not recommend (nor enters the recommendation that was given
    elsewhere), and Pembina stands outside the producing office.
    """
    if line.role == PEMBINA and case.in_producing_office:
        return RuleBroken("duty", DUTY_PRODUCER)
    if line.action in {"verify", "recommend"} and case.actor == case.submitted_by:
        return RuleBroken("duty", DUTY_SUBMITTER)
    if line.action == "recommend" and case.actor == case.verified_by:
        return RuleBroken("duty", DUTY_VERIFIER)
    return None


def _holds(line: Transition, case: Case) -> bool:
    """Whether the condition of the line is met."""
    if line.when.startswith("!"):
        return line.when[1:] not in case.conditions
    return not line.when or line.when in case.conditions


def _may_take(line: Transition, case: Case) -> bool:
    """Whether the person has the line's role; what the Pembina decided elsewhere the Walidata may enter."""
    entered = line.role == PEMBINA and case.channel != PORTAL and WALIDATA in case.roles
    return line.role in case.roles or entered


def _keep_schedule(line: Transition, case: Case) -> None:
    """A date that was announced is kept, or taken back with a reason."""
    if line.action == "publish" and case.embargoed:
        raise RuleBroken("publish_at", EMBARGOED)
    if line.action == "schedule" and case.scheduled:
        raise RuleBroken("publish_at", SCHEDULED)
    if line.action == "unschedule" and not case.scheduled:
        raise RuleBroken("publish_at", NOT_SCHEDULED)


def possible(case: Case) -> list[Transition]:
    """Every transition the person may take now, in the table's order."""
    found = []
    for action in ACTIONS:
        try:
            found.append(transition_for(action, case))
        except (RoleMissing, RuleBroken):
            continue
    return found


def way(conditions: frozenset[str] = frozenset({NEEDS_PEMBINA})) -> list[Transition]:
    """The shortest way through the table from the first state to the public: one transition for each step.

    :param conditions: those of the dataset
    """
    case = Case(state=INITIAL, actor="", roles=(), conditions=conditions)
    ways: dict[str, list[Transition]] = {INITIAL: []}
    front = [INITIAL]
    while front:
        state = front.pop(0)
        if STATES[state].owner == PUBLIC:
            return ways[state]
        for line in TRANSITIONS:
            if state in line.sources and _holds(line, case) and line.target not in ways:
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
