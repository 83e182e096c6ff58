"""The review of SOP steps 16–20 as one table: states, who owns them, and every transition between them.

Auth functions, buttons, the API, the documentation's diagram and the permission tests are read from here; nothing
repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...kernel.domain import workflow
from ...kernel.domain.findings import N_
from ...kernel.domain.roles import FORUM, PEMBINA, PRODUSEN, PUBLIC, SEKRETARIAT, WALIDATA
from ...kernel.domain.workflow import RuleBroken, Transition, Workflow

#: Where a decision was made; all but the portal's own are entered here afterwards and marked as such.
PORTAL = "portal"
CHANNELS = {PORTAL: N_("In the portal"), "kertas": N_("On paper"), "indah": "INDAH", "romantik": "ROMANTIK"}

#: Teams of the Satu Data institution: CKAN groups of the type ``tim-sdi`` (Perpres 39/2019, SOP columns).
TEAMS = (WALIDATA, PEMBINA, SEKRETARIAT, FORUM)


@dataclass(frozen=True)
class State(workflow.State):
    """A state of a dataset, and which teams may read it while it is not public."""

    read_by: frozenset[str] = frozenset()
    sop_step: int | None = None
    """The step of the SOP whose norm says how long the owner should need."""

    @property
    def editable(self) -> bool:
        """The producer may change the dataset."""
        return self.owner == PRODUSEN


#: The dataset needs the Pembina's recommendation: every one does (SOP), or only Data Prioritas (Perpres 39/2019).
NEEDS_PEMBINA = "pembina"
#: What the Pembina returns goes to the Walidata first, and not to the producer.
BACK_TO_WALIDATA = "back_to_walidata"
#: The dataset is the working copy of a published one.
REVISION = "revision"

#: How the documentation says that a condition is met, and that it is not.
CONDITIONS = {
    NEEDS_PEMBINA: ("perlu Pembina Data", "tidak perlu Pembina Data"),
    BACK_TO_WALIDATA: ("setelan: kembali ke Walidata", "setelan: kembali ke produsen"),
    REVISION: ("salinan kerja data yang sudah terbit", "bukan salinan kerja"),
}

BOTH = frozenset({WALIDATA, PEMBINA})

STATES = workflow.named(
    (
        State("draft", N_("Draft"), PRODUSEN),
        State("submitted", N_("Awaiting Walidata verification"), WALIDATA, read_by=frozenset({WALIDATA}), sop_step=18),
        State("verified", N_("Awaiting Pembina recommendation"), PEMBINA, read_by=BOTH, sop_step=19),
        State("recommended", N_("Ready to publish"), WALIDATA, read_by=BOTH, sop_step=20),
        State("returned", N_("Returned for revision"), PRODUSEN, read_by=BOTH, sop_step=16),
        State("published", N_("Published"), PUBLIC, read_by=BOTH, public=True),
        State("merged", N_("Published in the live version"), PUBLIC, read_by=BOTH, final=True),
        State("withdrawn", N_("Withdrawn"), PRODUSEN, read_by=BOTH),
    )
)

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
class Case(workflow.Case):
    """What the rules need to know of a dataset and of the person who acts.

    ``submitted_by`` and ``verified_by`` are user ids of the current round. ``channel`` says where the decision was
    made.
    """

    conditions: frozenset[str] = frozenset({NEEDS_PEMBINA})
    submitted_by: str | None = None
    verified_by: str | None = None
    in_producing_office: bool = False
    scheduled: bool = False
    embargoed: bool = False
    channel: str = PORTAL


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


def _may_take(line: Transition, case: Case) -> bool:
    """Whether the person has the line's role; what the Pembina decided elsewhere the Walidata may enter."""
    entered = line.role == PEMBINA and case.channel != PORTAL and WALIDATA in case.roles
    return line.role in case.roles or entered


def _broken_schedule(line: Transition, case: Case) -> RuleBroken | None:
    """A date that was announced is kept, or taken back with a reason."""
    if line.action == "publish" and case.embargoed:
        return RuleBroken("publish_at", EMBARGOED)
    if line.action == "schedule" and case.scheduled:
        return RuleBroken("publish_at", SCHEDULED)
    if line.action == "unschedule" and not case.scheduled:
        return RuleBroken("publish_at", NOT_SCHEDULED)
    return None


WORKFLOW: Workflow[State, Transition, Case] = Workflow(
    name="review",
    states=STATES,
    transitions=TRANSITIONS,
    initial=INITIAL,
    wrong_state=WRONG_STATE,
    conditions=CONDITIONS,
    parameters=("note", "number", "date", "publish_at"),
    may_take=_may_take,
    obstacle=_broken_schedule,
    duty=broken_duty,
)
ACTIONS = WORKFLOW.actions
transition_for = WORKFLOW.transition_for
possible = WORKFLOW.possible
roles_for = WORKFLOW.roles_for
owned_by = WORKFLOW.owned_by


def way(conditions: frozenset[str] = frozenset({NEEDS_PEMBINA})) -> list[Transition]:
    """The shortest way from the draft to the public: one transition for each step.

    :param conditions: those of the dataset
    """
    return WORKFLOW.way(conditions)


def readable_by(role: str) -> tuple[str, ...]:
    """States that the team ``role`` may read before they are public."""
    return tuple(state.name for state in STATES.values() if role in state.read_by)


def waiting_for(role: str) -> tuple[str, ...]:
    """States that call ``role`` to act: for a producer that is what came back, not the drafts still being written."""
    return ("returned",) if role == PRODUSEN else owned_by(role)
