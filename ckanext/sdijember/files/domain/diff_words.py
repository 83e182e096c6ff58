"""The difference of two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
#: Texts with more pieces are shown whole: comparing them takes longer than anybody waits.
LONGEST = 4000


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stands in both (``same``), only in the old (``gone``), or only in the new (``new``)."""

    kind: Literal["same", "gone", "new"]
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The stretches of two texts in order.

    Those that are ``same`` or ``gone`` make up the old text, those that are ``same`` or ``new`` the new one.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    if len(before) + len(after) > LONGEST:
        return _kept([Piece("gone", old), Piece("new", new)])
    found: list[Piece] = []
    for kind, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(before[i:j])))
        else:
            found += [Piece("gone", "".join(before[i:j])), Piece("new", "".join(after[m:n]))]
    return _kept(found)


def _kept(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.text]
