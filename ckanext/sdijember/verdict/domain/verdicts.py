"""The verdicts that a team gives on the items of a submission, and what follows from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...codes.domain import codelists
from ...codes.domain.codelists import Codelist
from ...kernel.domain.findings import N_, Finding, error
from ...kernel.domain.workflow import RoleMissing, RuleBroken
from ...review.domain import transitions as rules
from .checklist import TEAMS
from .items import KINDS, Item, fingerprint, parse

OK, MEND = "sesuai", "perbaiki"
#: An item without a verdict is undecided.
UNDECIDED = ""
VERDICTS = (OK, MEND)
LONGEST_COMMENT = 2000

NOT_YOUR_TURN = N_("These data are now “{state}”. Verdicts are given by the team that has them.")
UNKNOWN_ITEM = N_("There is nothing of this name in the submission.")
UNKNOWN_VERDICT = N_("A verdict is “sesuai” or “perbaiki”, or empty to take it back.")
UNKNOWN_CATEGORY = N_("Choose what kind of correction is needed.")
NO_COMMENT = N_("Say what has to be corrected: the producer reads this.")
TOO_LONG = N_("At most {limit} letters fit here; these are {length}.")
OVERTAKEN = N_("{name} has judged this while you had the page open. Look at that verdict, then decide again.")
STILL_OPEN = N_("{label}: still marked “to be corrected”. Return the data, or change the verdict.")
NOTHING_TO_SAY = N_("Say what has to be corrected, in a note or in a verdict with a comment.")
UNTICKED = N_("Not ticked in the checklist: {label}")


@dataclass(frozen=True)
class Verdict:
    """One verdict.

    :param item: name of the item
    :param verdict: "sesuai" or "perbaiki"
    :param fingerprint: of what the item said when it was judged
    :param changed: moment in UTC, ISO 8601
    """

    team: str
    item: str
    verdict: str
    category: str = ""
    comment: str = ""
    fingerprint: str = ""
    user_id: str = ""
    user_name: str = ""
    changed: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


@cache
def categories() -> Codelist:
    """Kinds of corrections."""
    return codelists.read(Path(__file__).parent / "checklists" / "categories.yaml")


def team_of(state: str) -> str:
    """The team that judges a dataset in this state; empty if none does."""
    owner = rules.STATES[state].owner
    return owner if owner in TEAMS else ""


def may_judge(case: rules.Case) -> str:
    """The team in whose name a person judges a dataset now.

    :raises RoleMissing: the person is in no team that judges
    :raises RuleBroken: it is not the team's turn, or duties would not be separate
    """
    if not set(TEAMS) & set(case.roles):
        raise RoleMissing("verdict")
    team = team_of(case.state)
    if team not in case.roles:
        raise RuleBroken("state", NOT_YOUR_TURN, {"state": rules.STATES[case.state].label})
    gate = "recommend" if team == rules.PEMBINA else "verify"
    if broken := rules.broken_duty(next(line for line in rules.TRANSITIONS if line.action == gate), case):
        raise broken
    return team


def check(verdict: str, category: str, comment: str) -> list[Finding]:
    """What is wrong with a verdict as somebody gives it."""
    found = []
    if verdict not in (*VERDICTS, UNDECIDED):
        found.append(error("verdict", UNKNOWN_VERDICT))
    if len(comment) > LONGEST_COMMENT:
        found.append(error("comment", TOO_LONG, limit=LONGEST_COMMENT, length=len(comment)))
    if verdict == MEND:
        if category not in categories():
            found.append(error("category", UNKNOWN_CATEGORY))
        if not comment:
            found.append(error("comment", NO_COMMENT))
    return found


def token(verdict: str, category: str, comment: str) -> str:
    """A short sign for what a form has shown of an item, by which it is known whether somebody was faster."""
    text = "\n".join((verdict, category if verdict == MEND else "", comment.replace("\r\n", "\n").strip()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def standing(verdicts: Iterable[Verdict], snapshot: Mapping[str, Any]) -> list[Verdict]:
    """Those that still hold: what they judged says the same in this snapshot."""
    return [one for one in verdicts if fingerprint(snapshot, parse(one.item)) == one.fingerprint]


def open_of(verdicts: Iterable[Verdict], team: str) -> list[Verdict]:
    """Corrections that a team asks for."""
    return [one for one in verdicts if one.team == team and one.verdict == MEND]


def counts(items: Sequence[Item], verdicts: Iterable[Verdict], team: str) -> dict[str, int]:
    """How many items a team found right, asks to correct, and has not judged: ``sesuai``, ``perbaiki``, ``belum``."""
    names = set(map(str, items))
    given = [one.verdict for one in verdicts if one.team == team and one.item in names]
    found = {name: given.count(name) for name in VERDICTS}
    return {**found, "belum": len(names) - sum(found.values())}


def frozen(verdicts: Iterable[Verdict], team: str) -> list[dict[str, str]]:
    """Verdicts of a team as the log keeps them: what, how, why, who and when."""
    kept = ("item", "verdict", "category", "comment", "fingerprint", "user_id", "user_name", "changed")
    plain = (one.as_dict() for one in verdicts if one.team == team)
    return [{key: values[key] for key in kept if values[key]} for values in sorted(plain, key=lambda one: one["item"])]


def letter(verdicts: Iterable[Verdict], team: str, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """The corrections that a letter of return asks for, in the order of the page.

    :param labels: name of an item → what people call it, in the order of the page
    :returns: dicts of ``item``, ``kind`` (of ``KINDS``), ``label``, ``category`` and ``comment``
    """
    order = {name: at for at, name in enumerate(labels)}
    asked = sorted(open_of(verdicts, team), key=lambda one: _place(one.item, order))
    return [
        {
            "item": one.item,
            "kind": parse(one.item).kind,
            "label": labels.get(one.item, one.item),
            "category": one.category,
            "comment": one.comment,
        }
        for one in asked
    ]


def _place(item: str, order: Mapping[str, int]) -> tuple[int, int]:
    return KINDS.index(parse(item).kind), order.get(item, len(order))
