"""Decisions for which duties were not separated: flagged for ever, and approved later by a second person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ...review.domain.transitions import N_, PEMBINA, WALIDATA

#: What the log calls the approval.
APPROVE = "approve_override"
#: Teams whose members approve, and that see every such decision.
APPROVERS = (WALIDATA, PEMBINA, "sekretariat")

APPROVED = N_("A second person has approved this decision already.")
OWN_DECISION = N_("Whoever took the decision cannot approve it. Ask another member of a team.")
OWN_DATA = N_("Whoever submitted the data cannot approve the decision on them. Ask another member of a team.")


@dataclass(frozen=True)
class Case:
    """One such decision, and a person who would approve it.

    :param decided_by: user id of who took the decision
    :param submitted_by: user id of who had submitted the data it was about
    """

    decided_by: str
    submitted_by: str | None
    approved: bool
    user_id: str
    teams: Collection[str]


def role_of(teams: Collection[str]) -> str | None:
    """The role in which a member of these teams approves; nothing if that is not theirs."""
    return next((team for team in APPROVERS if team in teams), None)


def refusal(case: Case) -> str | None:
    """Why this person cannot approve this decision (a msgid); nothing if they can.

    Whether their teams approve at all is asked first, by ``role_of``.
    """
    if case.approved:
        return APPROVED
    if case.user_id == case.decided_by:
        return OWN_DECISION
    return OWN_DATA if case.user_id == case.submitted_by else None


def may_approve(case: Case) -> bool:
    """Whether this person is the second one who can approve."""
    return role_of(case.teams) is not None and refusal(case) is None
