"""The register of Standar Data as one table: states of an entry's text, and every transition between them.

The Pembina Data sets standards (Perpres 39/2019 Pasal 6), so it alone approves and rejects; the Walidata keeps the
register, so it, too, returns what cannot be decided yet and takes out what is no longer used. Offices and the Walidata
propose. Auth functions, buttons, the API and the permission tests are read from here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ...kernel.domain.findings import N_
from ...review.domain.transitions import PEMBINA, PRODUSEN, WALIDATA, RoleMissing, RuleBroken

KONSEP, VARIABEL = "konsep", "variabel"
JENIS = (KONSEP, VARIABEL)

LOKAL = "lokal"
#: Who issued the code of an entry: BPS (Standar Data Statistik), BIG (KUGI, map data), or this register.
SUMBER_KODE = ("SDS", "KUGI", LOKAL)
#: Codes of this register: ``JBR-K-0001`` for a konsep, ``JBR-V-0001`` for a variabel. No number is ever used twice.
CODE_PREFIX = {KONSEP: "JBR-K-", VARIABEL: "JBR-V-"}


@dataclass(frozen=True)
class State:
    """A state of one text of an entry: whose move is next, and whether everybody may read the text."""

    name: str
    label: str
    owner: str = ""
    public: bool = False

    @property
    def open(self) -> bool:
        """The text is a proposal that is not decided."""
        return bool(self.owner)


@dataclass(frozen=True)
class Transition:
    """One line of the table: ``role`` takes a text from one of ``sources`` to ``target``."""

    action: str
    sources: tuple[str, ...]
    target: str
    role: str
    label: str
    requires: tuple[str, ...] = ()


STATES = {
    state.name: state
    for state in (
        State("diusulkan", N_("Proposed"), PEMBINA),
        State("dikembalikan", N_("Returned to the proposer"), PRODUSEN),
        State("disetujui", N_("In force"), public=True),
        State("ditolak", N_("Rejected")),
        State("digantikan", N_("Replaced by a newer version"), public=True),
        State("dicabut", N_("No longer used"), public=True),
    )
}

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
    Transition("return", ("diusulkan",), "dikembalikan", PEMBINA, N_("Return to the proposer"), _NOTE),
    Transition("return", ("diusulkan",), "dikembalikan", WALIDATA, N_("Return to the proposer"), _NOTE),
    Transition("reject", ("diusulkan", "dikembalikan"), "ditolak", PEMBINA, N_("Reject"), _NOTE),
    Transition("withdraw", ("disetujui",), "dicabut", PEMBINA, N_("Take out of use"), _NOTE),
    Transition("withdraw", ("disetujui",), "dicabut", WALIDATA, N_("Take out of use"), _NOTE),
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
class Case:
    """What the rules need to know of a text and of the person who acts.

    ``state`` is empty where there is no text yet. ``roles`` are those the person has towards the proposal: a produsen
    is an editor or admin of the office that proposes. ``authors`` are the ids of all who wrote on the text; they and
    the office count while it is a proposal, and no more once it is in force.
    """

    state: str
    actor: str
    roles: Collection[str]
    authors: Collection[str] = ()
    in_proposing_office: bool = False
    proposed_by_office: bool = True
    has_open_proposal: bool = False


def transition_for(action: str, case: Case) -> Transition:
    """The one transition that ``action`` means in this case.

    :raises KeyError: there is no such action
    :raises RoleMissing: the person's roles may not take it
    :raises RuleBroken: the state does not allow it, or duties would not be separate
    """
    lines = [line for line in TRANSITIONS if line.action == action]
    if not lines:
        raise KeyError(action)
    mine = [line for line in lines if line.role in _acting(action, case)]
    if not mine:
        raise RoleMissing(action)
    here = [line for line in mine if case.state in (line.sources or ("",))]
    if not here:
        raise RuleBroken("state", WRONG_STATE, {"state": STATES[case.state].label} if case.state else {"state": "–"})
    if action == "withdraw" and case.has_open_proposal:
        raise RuleBroken("state", OPEN_PROPOSAL)
    if action in DECISIONS and STATES[case.state].open:
        _separate_duties(case)
    return here[0]


def _acting(action: str, case: Case) -> set[str]:
    """The roles in which the person acts: what an office proposes is the office's, not the Walidata's."""
    roles = set(case.roles)
    if action not in DECISIONS:
        roles -= {WALIDATA} if case.proposed_by_office else {PRODUSEN}
    return roles


def _separate_duties(case: Case) -> None:
    if case.actor in case.authors:
        raise RuleBroken("duty", DUTY_AUTHOR)
    if case.in_proposing_office:
        raise RuleBroken("duty", DUTY_OFFICE)


def line_of(action: str, case: Case) -> Transition | None:
    """The transition if the person may take it now, else nothing."""
    try:
        return transition_for(action, case)
    except (RoleMissing, RuleBroken):
        return None


def may_act(action: str, case: Case) -> bool:
    """Whether the person's roles may take the action in some state."""
    return any(line.action == action and line.role in _acting(action, case) for line in TRANSITIONS)


def needs_note(action: str) -> bool:
    """Whether the action must say why."""
    return any("note" in line.requires for line in TRANSITIONS if line.action == action)


def public_states() -> tuple[str, ...]:
    """States of texts that everybody may read."""
    return tuple(state.name for state in STATES.values() if state.public)


def open_states() -> tuple[str, ...]:
    """States of proposals that are not decided."""
    return tuple(state.name for state in STATES.values() if state.open)


def local_code(jenis: str, number: int) -> str:
    """The code with which this register names the entry of that number.

    :param jenis: "konsep" or "variabel"
    :param number: counts up from 1
    """
    return f"{CODE_PREFIX[jenis]}{number:04d}"
