"""The chain of hashes that makes the review log provable: each event carries the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What stands where the first event has no predecessor.
GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """One spelling for one content: JSON with sorted keys and no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """Result of reading the log: how many events, the last hash, and the first event that is wrong."""

    count: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def ok(self) -> bool:
        return self.broken_at is None


def verify(events: Iterable[Mapping[str, Any]]) -> Verdict:
    """Check a log read in order.

    :param events: mappings with ``id`` (1, 2, 3 …), ``prev_hash``, ``hash`` and the other columns of the event
    :returns: the verdict; it stops at the first event that is not what was written
    """
    count, head = 0, GENESIS
    for event in events:
        body = {key: value for key, value in event.items() if key != "hash"}
        reason = ""
        if event["id"] != count + 1:
            reason = "missing"
        elif event["prev_hash"] != head:
            reason = "chain"
        elif event["hash"] != digest(body):
            reason = "content"
        if reason:
            return Verdict(count, head, event["id"], reason)
        count, head = count + 1, event["hash"]
    return Verdict(count, head)
