"""Names of states, roles and decisions, and who has the ball, in the reader's language."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..domain import transitions as rules
from ..domain.transitions import N_

_ROLES = {
    rules.PRODUSEN: N_("Data producer"),
    rules.WALIDATA: N_("Walidata"),
    rules.PEMBINA: N_("Pembina Data"),
    "sekretariat": N_("Secretariat"),
    "forum": N_("Forum"),
    rules.PUBLIC: N_("Public"),
}

_STATE_CLASSES = {"returned": "danger", "withdrawn": "danger", "draft": "secondary", "published": "success"}

#: What the log holds besides decisions.
_EVENTS = {
    "codes": N_("Codes of BPS noted"),
    "rekomendasi_record": N_("Recommendation recorded"),
    "rekomendasi_revoke": N_("Recommendation revoked"),
    "rekomendasi_attach": N_("Scanned letter attached"),
    "rekomendasi_letter": N_("Letter of recommendation made"),
    "revise": N_("Revision begun"),
    "discard": N_("Revision discarded"),
    "approve_override": N_("Exception approved by a second person"),
    "take_over": N_("Taken over from a colleague"),
    "assign": N_("Given to a colleague"),
    "remind": N_("Reminder"),
    "publish_failed": N_("Not published at the planned moment"),
}

_NOTES = {
    "submit": N_("A word to the reviewers (optional)"),
    "recall": N_("Why do you take it back? (optional)"),
    "reopen": N_("Why is the return taken back? The producer reads this."),
    "unschedule": N_("Why is the schedule given up?"),
    "return": N_("What has to be corrected? The producer reads this."),
    "withdraw": N_("Why is it withdrawn? The producer reads this."),
    "": N_("Note for the history (optional)"),
}

_CONFIRM = {
    "publish": N_("I have checked the data. From now on everybody can find and download them."),
    "withdraw": N_("I want to take these data off the portal. The public can no longer find or download them."),
    "": N_("Yes, I want this."),
}


def sdijember_state_label(state: str) -> str:
    """Name of a state of the review."""
    return tk._(rules.STATES[state].label) if state in rules.STATES else state


def sdijember_state_class(state: str) -> str:
    """Kind of a state's badge: every state that waits for a reviewer looks alike."""
    return _STATE_CLASSES.get(state, "warning")


def sdijember_role_label(role: str) -> str:
    """Name of a role; empty for somebody who acted without one."""
    return tk._(_ROLES[role]) if role in _ROLES else ""


def sdijember_action_label(action: str) -> str:
    """Name of a decision, or of what else the log holds."""
    line = next((line for line in rules.TRANSITIONS if line.action == action), None)
    return tk._(line.label if line else _EVENTS.get(action, action))


def sdijember_is_my_turn(review: dict[str, Any]) -> bool:
    """Whether the next move is the signed-in person's: one of the offered actions leads on to publication.

    Whoever may only send the data back, because duties are separate, has not got the ball.

    :param review: what ``sdijember_review_show`` or ``_list`` returned
    """
    offered = {choice["action"] for choice in review["actions"]}
    way = rules.way(frozenset(review["conditions"]))
    return any(line.action in offered and review["state"] in line.sources for line in way)


def sdijember_turn_text(review: dict[str, Any]) -> str:
    """One sentence: who has the ball, since when, and what happens next.

    :param review: what ``sdijember_review_show`` returned
    """
    owner = review["owner"]
    if owner == rules.PUBLIC:
        return tk._("Everybody can find and download these data. Nothing has to be done.")
    if review.get("publish_at") and not tk.h.sdijember_publish_missed(review["publish_at"]):
        return tk._(
            "Ready. Nobody outside sees these data before the planned moment; then they are published by themselves."
        )
    waited = tk.h.sdijember_waited(review["changed"])
    if sdijember_is_my_turn(review):
        if owner == rules.PRODUSEN:
            return tk._("It is your turn: complete the data, then submit them for review.")
        return tk._("It is your turn ({waited}): check the data, then decide.").format(waited=waited)
    role = sdijember_role_label(owner)
    if owner in tk.h.sdijember_my_teams():
        return tk._(
            "It is {role}'s turn ({waited}), but not yours: you have already acted on these data, or belong to the "
            "office that produced them. Another member of the team has to approve them."
        ).format(role=role, waited=waited)
    return tk._("It is the turn of: {role} ({waited}).").format(role=role, waited=waited)


def sdijember_decision_texts(decision: dict[str, Any], review: dict[str, Any]) -> dict[str, str]:
    """What the form of a decision says.

    :param decision: one of ``sdijember_decisions``
    :param review: what ``sdijember_review_show`` returned
    :returns: ``consequence``, ``note`` (label of the field) and ``confirm`` (label of the box)
    """
    next_up = tk._("The new status is “{state}”.").format(state=sdijember_state_label(decision["target"]))
    if decision["owner"] != rules.PUBLIC:
        next_up += " " + tk._("Then it is the turn of: {role}.").format(role=sdijember_role_label(decision["owner"]))
    return {
        "consequence": next_up,
        "note": tk._(_NOTES.get(decision["action"], _NOTES[""])),
        "confirm": tk._(_CONFIRM.get(decision["action"], _CONFIRM[""])),
    }
