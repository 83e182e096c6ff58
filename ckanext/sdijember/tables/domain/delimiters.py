"""The sign that sets columns apart, told from the first rows of a text file."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import Any

from .decisions import DELIMITERS, Decision

ROWS = 200
_ANNOUNCED = re.compile(r'\s*"?sep=(.)"?[,;\t]*\s*\Z', re.IGNORECASE)


def announced(line: str) -> str:
    """The sign that a first line "sep=;" names; empty if the line is none."""
    found = _ANNOUNCED.match(line.rstrip("\r\n"))
    return found[1] if found and found[1] in DELIMITERS else ""


def delimiter_of(lines: list[str], quote: str = '"') -> Decision:
    """The sign that cuts most rows into the same number of columns; not certain if two do equally well.

    :param lines: the first lines with their ends, whole ones
    """
    scores = {sign: _score(lines, sign, quote) for sign in DELIMITERS}
    best = max(scores.values())
    if best[0] <= 0:
        return Decision(",")
    winners = [sign for sign, score in scores.items() if score[0] == best[0]]
    winners.sort(key=lambda sign: (-scores[sign][1], DELIMITERS.index(sign)))
    return Decision(winners[0], len(winners) == 1, tuple(winners[1:]))


def _score(lines: list[str], sign: str, quote: str) -> tuple[float, int]:
    """Share of the rows that have the usual number of columns, and that number; nothing if that is one."""
    try:
        reader = csv.reader(lines, delimiter=sign, **dialect(quote))
        widths = Counter(len(row) for row in reader if any(cell.strip() for cell in row))
    except csv.Error:
        return 0, 0
    total = sum(widths.values())
    width, rows = max(widths.items(), key=lambda one: (one[0] > 1, one[1], one[0]), default=(1, 0))
    return (rows / total, width) if width > 1 else (0, 0)


def dialect(quote: str) -> dict[str, Any]:
    """How the standard library's reader is told of a quotation mark."""
    return {"quotechar": quote, "doublequote": True} if quote else {"quoting": csv.QUOTE_NONE}
