"""The register of Standar Data as one table: states of an entry's text, and every transition between them.

The Pembina Data sets standards (Perpres 39/2019 Pasal 6), so it alone approves and rejects; the Walidata keeps the
register, so it, too, returns what cannot be decided yet and takes out what is no longer used. Offices and the Walidata
propose. Auth functions, buttons, the API and the permission tests are read from here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ...kernel.domain import workflow
from ...kernel.domain.findings import N_
from ...kernel.domain.roles import PEMBINA, PRODUSEN, WALIDATA
from ...kernel.domain.workflow import RuleBroken, Transition, Workflow

KONSEP, VARIABEL = "konsep", "variabel"
JENIS = (KONSEP, VARIABEL)

LOKAL = "lokal"
#: Who issued the code of an entry: BPS (Standar Data Statistik), BIG (KUGI, map data), or this register.
SUMBER_KODE = ("SDS", "KUGI", LOKAL)
#: Codes of this register: ``JBR-K-0001`` for a konsep, ``JBR-V-0001`` for a variabel. No number is ever used twice.
CODE_PREFIX = {KONSEP: "JBR-K-", VARIABEL: "JBR-V-"}


@dataclass(frozen=True)
class State(workflow.State):
    """A state of one text of an entry."""

    @property
    def open(self) -> bool:
        """The text is a proposal that is not decided."""
        return bool(self.owner)


STATES = workflow.named(
    (
        State("diusulkan", N_("Proposed"), PEMBINA),
        State("dikembalikan", N_("Returned to the proposer"), PRODUSEN),
        State("disetujui", N_("In force"), public=True),
        State("ditolak", N_("Rejected"), final=True),
        State("digantikan", N_("Replaced by a newer version"), public=True, final=True, follows="disetujui"),
        State("dicabut", N_("No longer used"), public=True, final=True),
    )
)

#: The state that a new text is in.
INITIAL = "diusulkan"
#: What an entry is in whose text is in force, and whose text was taken out of force.
IN_FORCE, WITHDRAWN = "disetujui", "dicabut"

_NOTE = ("note",)
TRANSITIONS = (
    Transition("propose", (), "diusulkan", PRODUSEN, N_("Propose")),
    Transition("propose", (), "diusulkan", WALIDATA, N_("Propose")),
    Transition("update", ("dikembalikan",), "diusulkan", PRODUSEN, N_("Correct and propose again")),
    Transition("update", ("dikembalikan",), "diusulkan", WALIDATA, N_("Correct and propose again")),
    Transition("approve", ("diusulkan",), "disetujui", PEMBINA, N_("Approve")),
    Transition("return", ("diusulkan",), "dikembalikan", PEMBINA, N_("Return to the proposer"), requires=_NOTE),
    Transition("return", ("diusulkan",), "dikembalikan", WALIDATA, N_("Return to the proposer"), requires=_NOTE),
    Transition("reject", ("diusulkan", "dikembalikan"), "ditolak", PEMBINA, N_("Reject"), requires=_NOTE),
    Transition("withdraw", ("disetujui",), "dicabut", PEMBINA, N_("Take out of use"), requires=_NOTE),
    Transition("withdraw", ("disetujui",), "dicabut", WALIDATA, N_("Take out of use"), requires=_NOTE),
)

#: Decisions on a text that somebody else wrote.
DECISIONS = ("approve", "return", "reject", "withdraw")

WRONG_STATE = N_(
    "This cannot be done any more: the entry is now “{state}”. "
    "Somebody else was faster; reload the page and look again."
)
DUTY_AUTHOR = N_("Separation of duties: whoever wrote the proposal does not decide on it.")
DUTY_OFFICE = N_("Separation of duties: a member of the office that proposes does not decide on the proposal.")
OPEN_PROPOSAL = N_("A proposal to change this entry waits for a decision. Decide on the proposal first.")
ALREADY_OPEN = N_("Somebody has already proposed to change this entry. Wait until that proposal is decided.")
NOT_IN_FORCE = N_("Only an entry that is in force can be changed.")


@dataclass(frozen=True)
class Case(workflow.Case):
    """What the rules need to know of a text and of the person who acts.

    ``roles`` are those the person has towards the proposal: a produsen is an editor or admin of the office that
    proposes. ``authors`` are the ids of all who wrote on the text; they and the office count while it is a proposal,
    and no more once it is in force.
    """

    authors: Collection[str] = ()
    in_proposing_office: bool = False
    proposed_by_office: bool = True
    has_open_proposal: bool = False


def _may_take(line: Transition, case: Case) -> bool:
    """Whether the person acts in the line's role: what an office proposes is the office's, not the Walidata's."""
    if line.action not in DECISIONS and line.role == (WALIDATA if case.proposed_by_office else PRODUSEN):
        return False
    return line.role in case.roles


def _waits(line: Transition, case: Case) -> RuleBroken | None:
    """What somebody proposes to change is not taken out of use."""
    return RuleBroken("state", OPEN_PROPOSAL) if line.action == "withdraw" and case.has_open_proposal else None


def _broken_duty(line: Transition, case: Case) -> RuleBroken | None:
    """Who proposed does not decide on the proposal."""
    if line.action not in DECISIONS or not STATES[case.state].open:
        return None
    if case.actor in case.authors:
        return RuleBroken("duty", DUTY_AUTHOR)
    return RuleBroken("duty", DUTY_OFFICE) if case.in_proposing_office else None


WORKFLOW: Workflow[State, Transition, Case] = Workflow(
    name="standar",
    states=STATES,
    transitions=TRANSITIONS,
    initial=INITIAL,
    wrong_state=WRONG_STATE,
    may_take=_may_take,
    obstacle=_waits,
    duty=_broken_duty,
)
transition_for = WORKFLOW.transition_for
line_of = WORKFLOW.line_of
public_states = WORKFLOW.public_states


def needs_note(action: str) -> bool:
    """Whether the action must say why."""
    return "note" in WORKFLOW.required(action)


def open_states() -> tuple[str, ...]:
    """States of proposals that are not decided."""
    return tuple(state.name for state in STATES.values() if state.open)


def local_code(jenis: str, number: int) -> str:
    """The code with which this register names the entry of that number.

    :param jenis: "konsep" or "variabel"
    :param number: counts up from 1
    """
    return f"{CODE_PREFIX[jenis]}{number:04d}"
