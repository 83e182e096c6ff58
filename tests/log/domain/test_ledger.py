"""The chain notices every kind of tampering."""

from __future__ import annotations

import pytest

from ckanext.sdijember.log.domain import ledger
from ckanext.sdijember.log.domain.proof import Anchor


def _log(length=4):
    events, head = [], ledger.GENESIS
    for number in range(1, length + 1):
        body = {"id": number, "note": f"keputusan {number}", "data": {"ü": 1}, "prev_hash": head}
        head = ledger.digest(body)
        events.append(body | {"hash": head})
    return events


def test_an_untouched_log_is_whole():
    log = _log()
    assert ledger.verify(log) == ledger.Verdict(4, log[-1]["hash"])
    assert ledger.verify([]).ok


def _change(log):
    log[1]["note"] = "lain"


def _rehash(log):
    log[1]["note"] = "lain"
    log[1]["hash"] = ledger.digest({key: value for key, value in log[1].items() if key != "hash"})


def _remove(log):
    del log[1]


def _swap(log):
    log[1], log[2] = log[2], log[1]


def _renumber(log):
    del log[1]
    for number, event in enumerate(log, 1):
        event["id"] = number


@pytest.mark.parametrize(
    ("tamper", "broken_at", "reason"),
    [
        (_change, 2, "content"),
        (_rehash, 3, "chain"),
        (_remove, 3, "missing"),
        (_swap, 3, "missing"),
        (_renumber, 2, "chain"),
    ],
)
def test_tampering_is_found_where_it_happened(tamper, broken_at, reason):
    log = _log()
    tamper(log)
    verdict = ledger.verify(log)
    assert (verdict.ok, verdict.broken_at, verdict.reason) == (False, broken_at, reason)


def test_one_content_has_one_spelling():
    assert ledger.canonical({"b": 1, "a": "é"}) == ledger.canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()


def _anchor(log, count, **changes):
    values = {"date": "2026-11-24", "count": count, "head": log[count - 1]["hash"] if count else ledger.GENESIS}
    return Anchor(**(values | changes))


def test_a_log_agrees_with_what_it_was():
    log = _log()
    assert ledger.verify(log, [_anchor(log, 0), _anchor(log, 2), _anchor(log, 4)]).ok


def test_a_log_cut_off_at_its_end_shows_at_the_anchor_alone():
    log = _log()
    anchor = _anchor(log, 4)
    assert ledger.verify(log[:3]).ok
    verdict = ledger.verify(log[:3], [_anchor(log, 2), anchor])
    assert (verdict.ok, verdict.count, verdict.contradicted) == (False, 3, anchor)


def test_a_log_written_anew_shows_at_the_anchor_alone():
    log, before = _log(), _anchor(_log(), 2)
    head = ledger.GENESIS
    for event in log:
        event["note"], event["prev_hash"] = "lain", head
        event["hash"] = head = ledger.digest({key: value for key, value in event.items() if key != "hash"})
    assert ledger.verify(log).ok
    assert ledger.verify(log, [before, _anchor(log, 2, date="2026-11-25")]).contradicted == before
