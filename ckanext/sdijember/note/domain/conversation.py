"""Notes on a review: for whom they are, who speaks as what, what still has to be settled, who is named in a text.

A note is never changed. What happens to it later (settled, opened again, taken back, passed over by a decision) is a
mark beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...kernel.domain.findings import N_, Finding, error
from ...review.domain.transitions import PEMBINA, PRODUSEN, STATES, TRANSITIONS, WALIDATA
from ...tables.domain import personal

#: For the producing office and every team that reads the review.
SHARED = "shared"
#: Private notes are named after the side that keeps them: the office, or one team.
SIDES = (WALIDATA, PEMBINA, PRODUSEN)
AUDIENCES = (SHARED, *SIDES)

RESOLVE, REOPEN, WITHDRAW, PASS = "resolve", "reopen", "withdraw", "pass"
#: What may happen to a note after it was written; ``pass``: a decision was taken although it was not settled.
MARKS = (RESOLVE, REOPEN, WITHDRAW, PASS)

#: Decisions that approve the data, and so ask about notes that are not settled.
APPROVALS = frozenset({"verify", "recommend", "schedule", "publish"})

LONGEST = 10_000
#: A name as CKAN gives them, after an @ that does not belong to an address.
_MENTION = re.compile(r"(?<![\w@.+-])@([a-z0-9_-]{2,100})(?![\w@])", re.I)

EMPTY = N_("Write the note.")
TOO_LONG = N_("The note has {length} characters; at most {limit} are taken. Split it up or attach a file.")
PERSONAL = N_("The note holds what looks like a {kind} ({masked}). Leave out what tells of persons.")
STILL_OPEN = N_(
    "There are still {number} unresolved notes. Read them; if you decide all the same, tick the box that says so."
)


@dataclass(frozen=True)
class Reader:
    """A person towards one dataset.

    :param user_id: empty for nobody
    :param sides: for which the person may write, as ``speaks_as`` says; whoever only reads has none
    :param teams: of the person's teams those that read the review in its present state
    :param in_office: belongs to the producing office in any capacity
    :param office: id of the producing office
    :param reads_review: may read the review in its present state
    """

    user_id: str
    sides: tuple[str, ...]
    teams: frozenset[str]
    in_office: bool
    office: str
    reads_review: bool


def may_read(audience: str, office: str, reader: Reader) -> bool:
    """Whether a person may read a note.

    :param audience: one of ``AUDIENCES``
    :param office: the office that produced the data when the note was written; its private notes stay its own
    """
    if not reader.reads_review or audience not in AUDIENCES:
        return False
    if audience == SHARED:
        return True
    if audience == PRODUSEN:
        return reader.in_office and reader.office == office
    return audience in reader.teams


def speaks_as(state: str, roles: Collection[str]) -> tuple[str, ...]:
    """Sides a person may write for while the review is in ``state``; whose turn it is comes first."""
    read_by = STATES[state].read_by | {PRODUSEN}
    sides = [side for side in SIDES if side in roles and side in read_by]
    return tuple(sorted(sides, key=lambda side: side != STATES[state].owner))


def audiences_for(sides: Collection[str]) -> tuple[str, ...]:
    """Audiences that somebody who speaks for ``sides`` may choose."""
    return (SHARED, *sides) if sides else ()


def side_of(audience: str, sides: Collection[str]) -> str:
    """Which of their ``sides`` a person speaks for when writing to ``audience``.

    :raises ValueError: none of them
    """
    if audience in sides:
        return audience
    if audience == SHARED:
        return next(iter(sides))
    raise ValueError(audience)


def is_open(actions: Iterable[str]) -> bool:
    """Whether a note with these marks, oldest first, is still to be settled."""
    last = [action for action in actions if action != PASS][-1:]
    return last in ([], [REOPEN])


def is_withdrawn(actions: Iterable[str]) -> bool:
    """Whether its writer has taken a note back."""
    return WITHDRAW in actions


@dataclass(frozen=True)
class Thread:
    """What decides on the next step with a note.

    :param author: user id
    :param side: for which its author spoke
    :param audience: for whom it is
    :param reply: it answers another note
    """

    author: str
    side: str
    audience: str
    reply: bool
    actions: tuple[str, ...]


def next_steps(thread: Thread, user_id: str, sides: Collection[str]) -> list[str]:
    """What a person who may read a note can do with it: ``reply``, ``resolve``, ``reopen``, ``withdraw``.

    The side that wrote a note says when it is settled; only its writer takes it back.
    """
    steps = []
    gone = is_withdrawn(thread.actions)
    if not thread.reply and thread.audience in audiences_for(sides):
        steps.append("reply")
    if not thread.reply and not gone and thread.side in sides:
        steps.append(RESOLVE if is_open(thread.actions) else REOPEN)
    if not gone and sides and thread.author == user_id:
        steps.append(WITHDRAW)
    return steps


def mentions(text: str) -> list[str]:
    """Names of users that a text names with an @, in lower case, each once."""
    return list(dict.fromkeys(match[1].lower() for match in _MENTION.finditer(text)))


def check_text(text: str) -> list[Finding]:
    """What is wrong with the text of a note."""
    if not text.strip():
        return [error("text", EMPTY)]
    if len(text) > LONGEST:
        return [error("text", TOO_LONG, length=len(text), limit=LONGEST)]
    return [
        error("text", PERSONAL, kind=found.kind, masked=found.masked) for found in dict.fromkeys(personal.find(text))
    ]


def asks_about_notes(action: str) -> bool:
    """Whether a decision is one that unresolved notes warn of."""
    return action in APPROVALS and any(line.action == action for line in TRANSITIONS)
