"""An exported log proves itself, within the portal and without it."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from ckanext.sdijember.log.domain import proof
from ckanext.sdijember.log.domain.proof import Anchor


def _bodies(length=4):
    """Events as the log holds them; the note looks like the end of a line of the file."""
    made, head = [], proof.GENESIS
    for number in range(1, length + 1):
        body = {"id": number, "note": f'{{"hash":"{head}"}} ü {number}', "prev_hash": head}
        made.append(proof.canonical(body))
        head = hashlib.sha256(made[-1]).hexdigest()
    return made


def _hash(body):
    return hashlib.sha256(body).hexdigest()


def _file(bodies, **header):
    known = {"log": proof.FORMAT, "complete": True, "count": 4, "head": _hash(_bodies()[-1]), "lines": len(bodies)}
    lines = [proof.canonical(known | header), *(proof.sealed(body, _hash(body)) for body in bodies)]
    return [line + b"\n" for line in lines]


def _anchors(*anchors):
    """The lines of a file of anchors, each following the one before it."""
    lines, previous = [], proof.GENESIS
    for date, count, head in anchors:
        lines.append(Anchor(date, count, head, previous).line())
        previous = _hash(lines[-1])
    return [line + b"\n" for line in lines]


def test_a_whole_log_is_whole():
    report = proof.check(_file(_bodies()))
    assert (report.ok, report.events, report.head) == (True, 4, _hash(_bodies()[-1]))


def test_a_part_of_the_log_is_sound_though_it_has_gaps():
    bodies = _bodies()
    assert proof.check(_file([bodies[0], bodies[2], bodies[3]], complete=False)).ok


def _change(lines):
    lines[2] = lines[2].replace("ü 2".encode(), "ü 9".encode())


def _rehash(lines):
    body = _bodies()[1].replace("ü 2".encode(), "ü 9".encode())
    lines[2] = proof.sealed(body, _hash(body)) + b"\n"


def _take_out(lines):
    del lines[2]


def _cut_off(lines):
    del lines[4]


def _mar(lines):
    lines[3] = b"{}\n"


def _swap(lines):
    lines[2], lines[3] = lines[3], lines[2]


@pytest.mark.parametrize(
    ("tamper", "complete", "reasons"),
    [
        (_change, True, {"content", "missing", "lines"}),
        (_change, False, {"content", "lines"}),
        (_rehash, True, {"chain"}),
        (_rehash, False, {"chain"}),
        (_take_out, True, {"missing", "lines"}),
        (_take_out, False, {"lines"}),
        (_cut_off, True, {"head", "lines"}),
        (_mar, True, {"format", "missing", "lines"}),
        (_swap, True, {"missing"}),
        (_swap, False, {"chain"}),
    ],
)
def test_whatever_was_done_to_a_file_is_found(tamper, complete, reasons):
    lines = _file(_bodies(), complete=complete)
    tamper(lines)
    assert {reason for _, reason in proof.check(lines).problems} == reasons


@pytest.mark.parametrize(
    "lines", [[], [b"\n"], [b"{}\n"], [b'{"complete":true,"lines":0,"log":"lain"}\n'], [b"\xff\n"]]
)
def test_what_is_no_log_is_called_so(lines):
    assert proof.check(lines).problems == [(1, "header")]


def test_a_file_is_compared_with_the_anchors():
    bodies = _bodies()
    known = proof.anchors(
        _anchors(("2026-11-22", 0, proof.GENESIS), ("2026-11-23", 2, _hash(bodies[1])), ("2026-11-24", 9, "f" * 64))
    )
    report = proof.check(_file(bodies), known)
    assert (report.ok, report.proven, report.unknown) == (True, ["2026-11-22", "2026-11-23"], ["2026-11-24"])
    known = proof.anchors(_anchors(("2026-11-23", 2, "0" * 63 + "1"), ("2026-11-24", 4, _hash(bodies[3]))))
    assert proof.check(_file(bodies), known).problems == [(3, "anchor")]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines.pop(0),
        lambda lines: lines.pop(1),
        lambda lines: lines.reverse(),
        lambda lines: lines.append(b'{"count":2}\n'),
        lambda lines: lines.__setitem__(0, lines[0].replace(b"-22", b"-21")),
    ],
)
def test_a_file_of_anchors_that_was_changed_is_found(change):
    lines = _anchors(*((f"2026-11-2{day}", day, f"{day}" * 64) for day in (2, 3, 4)))
    assert [anchor.count for anchor in proof.anchors(lines)] == [2, 3, 4]
    change(lines)
    with pytest.raises(proof.AnchorsDamaged):
        proof.anchors(lines)


@pytest.mark.parametrize(
    "anchors",
    [
        [("2026-11-22", 3, "a" * 64), ("2026-11-23", 2, "b" * 64)],
        [("2026-11-22", 3, "a" * 64), ("2026-11-21", 3, "a" * 64)],
        [("2026-11-22", 3, "a" * 64), ("2026-11-23", 3, "b" * 64)],
    ],
)
def test_anchors_that_cannot_both_be_true_are_refused(anchors):
    with pytest.raises(proof.AnchorsDamaged):
        proof.anchors(_anchors(*anchors))


def test_the_check_runs_without_the_portal(tmp_path):
    """Isolated: without the folder it lies in, without installed packages."""
    (tmp_path / "log.jsonl").write_bytes(b"".join(_file(_bodies())))
    (tmp_path / "jangkar.jsonl").write_bytes(b"".join(_anchors(("2026-11-23", 4, _hash(_bodies()[3])))))
    command = [sys.executable, "-I", "-S", proof.__file__, str(tmp_path / "log.jsonl"), str(tmp_path / "jangkar.jsonl")]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "UTUH")
    (tmp_path / "log.jsonl").write_bytes(b"".join(_file(_bodies()[:3])))
    assert subprocess.run(command, capture_output=True, text=True).returncode == 1
