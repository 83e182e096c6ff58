"""Checking an exported log with nothing but SHA-256: the format of the file, and the check.

Imports nothing but Python itself, so that the module goes along with what it proves and runs there by itself:

    python3 periksa.py log.jsonl [anchor file]

The file is JSON Lines. The first line says what is in it; every other line is ``{"body":BODY,"hash":"HASH"}``, where
``HASH`` is the SHA-256 of the bytes of ``BODY`` as they stand there: JSON in UTF-8, keys sorted, no spaces. ``BODY``
holds the ``prev_hash``, the hash of the event before it: nobody can change one without changing all that follow.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

#: What stands where the first event, or the first anchor, has no predecessor.
GENESIS = "0" * 64
FORMAT = "sdijember-log-1"
_BEGIN, _MIDDLE, _END = b'{"body":', b',"hash":"', b'"}'
_HASH = len(GENESIS)
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> bytes:
    """One spelling for one content: JSON with sorted keys and no spaces, UTF-8."""
    return _ENCODER.encode(value).encode()


def sealed(body: bytes, digest: str) -> bytes:
    """The line of one event, without the end of the line.

    :param body: the event without its hash, in the canonical form
    """
    return b"".join((_BEGIN, body, _MIDDLE, digest.encode(), _END))


@dataclass(frozen=True)
class Anchor:
    """What the log was on a day: how many events it had, and the hash of the last.

    :param date: ISO 8601, the portal's day
    :param previous: SHA-256 of the line before it in the file
    """

    date: str
    count: int
    head: str
    previous: str = GENESIS

    def line(self) -> bytes:
        """Its line in the file of anchors, without the end of the line."""
        return canonical({"count": self.count, "date": self.date, "head": self.head, "previous": self.previous})


class AnchorsDamaged(ValueError):
    """A file of anchors is not what was written; ``args[0]`` is the number of the line."""


def anchors(lines: Iterable[bytes]) -> list[Anchor]:
    """Read a file of anchors.

    :raises AnchorsDamaged: a line is no anchor, does not follow the one before it, or tells of a shorter log
    """
    found: list[Anchor] = []
    previous = GENESIS
    for number, line in enumerate(lines, 1):
        line = line.rstrip(b"\r\n")
        try:
            values = json.loads(line)
            anchor = Anchor(str(values["date"]), int(values["count"]), str(values["head"]), str(values["previous"]))
        except (ValueError, KeyError, TypeError) as error:
            raise AnchorsDamaged(number) from error
        older = found[-1] if found else anchor
        grown = (anchor.count, anchor.date) >= (older.count, older.date) and anchor.date >= older.date
        if anchor.previous != previous or not grown or (anchor.count == older.count and anchor.head != older.head):
            raise AnchorsDamaged(number)
        previous = hashlib.sha256(line).hexdigest()
        found.append(anchor)
    return found


def by_count(found: Iterable[Anchor]) -> dict[int, list[Anchor]]:
    """Anchors by the number of events they tell of; days without a decision tell of the same."""
    sorted_out: dict[int, list[Anchor]] = {}
    for anchor in found:
        sorted_out.setdefault(anchor.count, []).append(anchor)
    return sorted_out


@dataclass
class Report:
    """What a check found.

    :param events: how many events the file holds
    :param head: hash of the last of them
    :param problems: number of the line and what is wrong: ``header``, ``format``, ``content``, ``chain``, ``missing``,
        ``lines``, ``head``, ``anchor``
    :param proven: dates of the anchors that the file agrees with
    :param unknown: dates of the anchors it cannot be compared with
    """

    header: dict[str, Any] = field(default_factory=dict)
    events: int = 0
    head: str = GENESIS
    problems: list[tuple[int, str]] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


def check(lines: Iterable[bytes], known: Sequence[Anchor] = ()) -> Report:
    """Check an exported log line by line, without holding it in memory.

    :param lines: of the file
    :param known: anchors to compare with
    """
    report, rest = Report(), iter(lines)
    try:
        report.header = json.loads(next(rest))
        complete, wanted = bool(report.header["complete"]), int(report.header["lines"])
        if report.header["log"] != FORMAT:
            raise ValueError
    except (StopIteration, ValueError, KeyError, TypeError):
        report.problems.append((1, "header"))
        return report
    expected = by_count(known)
    last, seen = 0, {0}
    for number, line in enumerate(rest, 2):
        event = _opened(line, number, report)
        if event is None:
            continue
        if complete and event["id"] != last + 1:
            report.problems.append((number, "missing"))
        elif event["id"] <= last or (event["id"] == last + 1 and event["prev_hash"] != report.head):
            report.problems.append((number, "chain"))
        last, report.head = event["id"], event["hash"]
        report.events += 1
        if last in expected:
            seen.add(last)
            if any(anchor.head != report.head for anchor in expected[last]):
                report.problems.append((number, "anchor"))
    _compare(report, known, seen, complete)
    if report.events != wanted:
        report.problems.append((report.events + 1, "lines"))
    return report


def _opened(line: bytes, number: int, report: Report) -> dict[str, Any] | None:
    """The event of a line with its hash; nothing, and a problem, if its bytes are not those that were hashed."""
    line = line.rstrip(b"\r\n")
    end = len(line) - len(_END) - _HASH
    body, stated = line[len(_BEGIN) : end - len(_MIDDLE)], line[end : end + _HASH]
    if sealed(body, stated.decode("ascii", "replace")) != line:
        report.problems.append((number, "format"))
        return None
    if hashlib.sha256(body).hexdigest().encode() != stated:
        report.problems.append((number, "content"))
        return None
    event = json.loads(body)
    return {"id": int(event["id"]), "prev_hash": event["prev_hash"], "hash": stated.decode()}


def _compare(report: Report, known: Sequence[Anchor], seen: set[int], complete: bool) -> None:
    """Sort the anchors, and compare the whole log with what its first line says of it."""
    for anchor in known:
        told = anchor.count in seen
        (report.proven if told else report.unknown).append(anchor.date)
        if not told and complete and anchor.count <= int(report.header["count"]):
            report.problems.append((1, "anchor"))
    if complete and report.head != report.header.get("head"):
        report.problems.append((1, "head"))


_SAID = {
    "header": "baris pertama bukan kepala berkas catatan",
    "format": "bentuk baris tidak dikenal",
    "content": "isi tidak sesuai dengan sidik jarinya",
    "chain": "tidak menyambung peristiwa sebelumnya",
    "missing": "ada peristiwa yang hilang sebelum baris ini",
    "lines": "jumlah baris tidak sesuai dengan kepala berkas",
    "head": "sidik jari terakhir tidak sesuai dengan kepala berkas",
    "anchor": "bertentangan dengan jangkar",
}


def main(arguments: Sequence[str]) -> int:
    """Check a file, with or without a file of anchors; 0: whole, 1: something is wrong."""
    if not 1 <= len(arguments) <= 2:
        print("Pakai: python3 periksa.py log.jsonl [jangkar.jsonl]")
        return 2
    known: list[Anchor] = []
    if len(arguments) == 2:
        with open(arguments[1], "rb") as stream:
            known = anchors(stream)
    with open(arguments[0], "rb") as stream:
        report = check(stream, known)
    for number, reason in report.problems:
        print(f"baris {number}: {_SAID[reason]}")
    print(f"{report.events} peristiwa, sidik jari terakhir {report.head}")
    print(f"jangkar yang cocok: {len(report.proven)}; tidak dapat dibandingkan: {len(report.unknown)}")
    print("UTUH" if report.ok else "TIDAK UTUH")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
