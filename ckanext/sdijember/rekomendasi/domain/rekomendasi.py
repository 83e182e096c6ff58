"""The Rekomendasi Statistik as an object: its kinds, what becomes of it, its code, and what a verification says.

Two kinds are told apart, for law and SOP differ: the *rancangan* of an activity is recommended by BPS before data are
collected (PP 51/1999, ROMANTIK); data that are ready are recommended for *penyebarluasan* in SOP step 19.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from ...kernel.domain.findings import N_, Finding, error

PENYEBARLUASAN = "penyebarluasan"
RANCANGAN = "rancangan"
#: Kind → what it is called.
KINDS = {
    PENYEBARLUASAN: N_("Recommendation to disseminate"),
    RANCANGAN: N_("Recommendation of the design (ROMANTIK)"),
}

BERLAKU = "berlaku"
DIGANTIKAN = "digantikan"
DICABUT = "dicabut"
#: What a published dataset no longer is; no state of the recommendation, but what verification finds.
BERUBAH = "berubah"


@dataclass(frozen=True)
class State:
    """What a recommendation can be, and what it can still become: never again what it was."""

    name: str
    label: str
    onward: frozenset[str] = frozenset()


STATES = {
    state.name: state
    for state in (
        State(BERLAKU, N_("Valid"), frozenset({DIGANTIKAN, DICABUT})),
        State(DIGANTIKAN, N_("Superseded"), frozenset({DICABUT})),
        State(DICABUT, N_("Revoked")),
    )
}
VERDICTS = {name: state.label for name, state in STATES.items()} | {BERUBAH: N_("Content changed")}

#: Letters and digits that nobody mistakes for each other (Crockford): 5 bits each.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20
_GROUP = 5
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")

LONGEST_NUMBER = 100
LONGEST_TEXT = 4000

NUMBER_TAKEN = N_("The number {number} has been given to another recommendation already. Enter another number.")
NUMBER_LONG = N_("The number is too long: at most {limit} signs.")
NUMBER_SIGNS = N_("The number holds signs that cannot be read. Type it anew.")
TEXT_LONG = N_("This is too long: at most {limit} signs.")
REVOKED_BEFORE = N_("This recommendation has been revoked already.")


def new_code() -> str:
    """A code that nobody can guess (100 bits of chance), short enough to type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str | None:
    """The code that somebody meant: small letters, blanks, strokes and O for 0 do not matter.

    :returns: the code as it is stored; nothing if this cannot be one
    """
    code = re.sub(r"[\s\-–—.]", "", typed).upper().translate(_MISREAD)
    return code if _CODE.fullmatch(code) else None


def shown_code(code: str) -> str:
    """The code in groups, as it is printed."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def tidy_number(number: str) -> str:
    """A number with single blanks, so that one number has one spelling."""
    return " ".join(number.split())


def file_stem(number: str) -> str:
    """The name of the files of a recommendation, without what they end with."""
    return "rekomendasi-" + (re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-").lower()[:60] or "surat")


def check(number: str, conditions: str = "") -> list[Finding]:
    """What is wrong with the texts of a recommendation.

    :returns: findings on the fields ``number`` and ``conditions``
    """
    found = []
    if len(number) > LONGEST_NUMBER:
        found.append(error("number", NUMBER_LONG, limit=LONGEST_NUMBER))
    if not number.isprintable():
        found.append(error("number", NUMBER_SIGNS))
    if len(conditions) > LONGEST_TEXT:
        found.append(error("conditions", TEXT_LONG, limit=LONGEST_TEXT))
    return found


def may_become(state: str, target: str) -> bool:
    """Whether a recommendation in ``state`` can still become ``target``."""
    return target in STATES[state].onward


def verdict(state: str, approved: str | None, current: str | None) -> str:
    """What is said to whoever asks whether a recommendation holds.

    :param approved: SHA-256 of what was recommended; nothing where no content was
    :param current: SHA-256 of what is public now; nothing where nothing is
    :returns: a key of ``VERDICTS``; what was revoked or superseded is that, whatever became of the content
    """
    if state == BERLAKU and approved and current and approved != current:
        return BERUBAH
    return state
