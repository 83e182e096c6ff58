"""What a producer answers to a mark: one sentence that stays while the cell does; for few persons, a legal ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...kernel.domain.findings import N_, Finding, error
from .disclosure import GROUNDS
from .mark import Mark

#: Letters that an answer has.
SHORTEST, LONGEST = 10, 500
_IDENTITY = re.compile(r"[0-9a-f]{32}")
_SECRET = "disclosure-"

_SHORT = N_("Say in one sentence why the figures are right ({shortest} letters at least).")
_LONG = N_("An answer has {longest} letters at most.")
_GROUND = N_("Name the legal ground on which counts of so few persons are published, or merge them or leave them out.")
_NO_MARK = N_("There is no such mark.")


@dataclass(frozen=True)
class Answer:
    """The answer to a mark, by whom and when (ISO 8601)."""

    mark: str
    code: str
    text: str
    ground: str = ""
    author_name: str = ""
    created: str = ""

    def holds(self, mark: Mark) -> bool:
        """Whether it answers a mark: the same figures in the same place, with a legal ground where one is asked."""
        same = self.mark == mark.identity and self.code == mark.code
        return same and (not needs_ground(mark.code) or self.ground in GROUNDS)


def needs_ground(code: str) -> bool:
    """Whether a mark of this kind is answered with a legal ground."""
    return code.startswith(_SECRET)


def check(mark: str, code: str, text: str, ground: str) -> list[Finding]:
    """What is wrong with an answer."""
    found = []
    if not _IDENTITY.fullmatch(mark) or not re.fullmatch(r"[a-z0-9-]{1,40}", code):
        found.append(error("mark", _NO_MARK))
    if len(text) < SHORTEST:
        found.append(error("text", _SHORT, shortest=SHORTEST))
    if len(text) > LONGEST:
        found.append(error("text", _LONG, longest=LONGEST))
    if (ground or needs_ground(code)) and ground not in GROUNDS:
        found.append(error("ground", _GROUND))
    return found


def answered(marks: Iterable[Mark], answers: Mapping[str, Answer]) -> list[tuple[Mark, Answer | None]]:
    """Marks with the answers that hold for them.

    :param answers: by the identity of their mark
    """
    return [(mark, one if (one := answers.get(mark.identity)) and one.holds(mark) else None) for mark in marks]


def unanswered(marks: Iterable[Mark], answers: Mapping[str, Answer]) -> list[Mark]:
    """Marks that have to be answered before the data go to a reviewer, and are not."""
    return [mark for mark, answer in answered(marks, answers) if mark.level == "error" and answer is None]
