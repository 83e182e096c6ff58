"""The chain of hashes that makes the review log provable: each event carries the hash of the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .proof import GENESIS, Anchor, by_count, canonical

__all__ = ["GENESIS", "Verdict", "canonical", "digest", "verify"]


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """Result of reading the log.

    :param count: how many events are sound
    :param head: hash of the last of them
    :param broken_at: the first event that is not what was written
    :param contradicted: the first anchor that the log, sound in itself, does not agree with
    """

    count: int
    head: str
    broken_at: int | None = None
    reason: str = ""
    contradicted: Anchor | None = None

    @property
    def ok(self) -> bool:
        return self.broken_at is None and self.contradicted is None


def verify(events: Iterable[Mapping[str, Any]], anchors: Iterable[Anchor] = ()) -> Verdict:
    """Check a log read in order.

    :param events: mappings with ``id`` (1, 2, 3 …), ``prev_hash``, ``hash`` and the other columns of the event
    :param anchors: what the log is known to have been; a log that was cut off at its end, or written anew from some
        event on, is sound in itself and shows only here
    :returns: the verdict; it stops at the first event that is not what was written
    """
    count, head = 0, GENESIS
    known = by_count(anchors)
    contradicted = _differing(known.pop(0, ()), head)
    for event in events:
        body = dict(event)
        stated = body.pop("hash")
        reason = ""
        if body["id"] != count + 1:
            reason = "missing"
        elif body["prev_hash"] != head:
            reason = "chain"
        elif stated != digest(body):
            reason = "content"
        if reason:
            return Verdict(count, head, body["id"], reason, contradicted)
        count, head = count + 1, stated
        contradicted = contradicted or _differing(known.pop(count, ()), head)
    cut_off = known[min(known)][0] if known else None
    return Verdict(count, head, contradicted=contradicted or cut_off)


def _differing(anchors: Iterable[Anchor], head: str) -> Anchor | None:
    return next((anchor for anchor in anchors if anchor.head != head), None)
