"""The log for those who check it: as a file that proves itself, and anchors that tell of a log cut off at its end."""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ... import config
from .. import model as log
from ..domain import proof
from ..model import ReviewEvent

#: Name of the file of anchors in its folder.
ANCHORS = "jangkar.jsonl"


@dataclass(frozen=True)
class Part:
    """Which part of the log.

    :param package_id: of one dataset, or of all
    :param since: first day, in the portal's time
    :param until: last day
    """

    package_id: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def whole(self) -> bool:
        """Everything, so that the chain has no gaps."""
        return self == Part()

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """As conditions on the log."""
        found: list[sa.ColumnElement[bool]] = []
        if self.package_id is not None:
            found.append(ReviewEvent.package_id == self.package_id)
        if self.since:
            found.append(ReviewEvent.created >= _midnight(self.since))
        if self.until:
            found.append(ReviewEvent.created < _midnight(self.until + datetime.timedelta(days=1)))
        return found


def export(part: Part) -> Iterator[bytes]:
    """The log as lines that ``log/domain/proof.py`` checks; what is written meanwhile is not in it."""
    count, head = log.end()
    conditions = [*part.conditions(), ReviewEvent.id <= count]
    lines = model.Session.scalar(sa.select(sa.func.count()).select_from(ReviewEvent).where(*conditions))
    header = {
        "log": proof.FORMAT,
        "complete": part.whole,
        "count": count,
        "head": head,
        "lines": lines,
        "package_id": part.package_id,
        "since": part.since and part.since.isoformat(),
        "until": part.until and part.until.isoformat(),
    }
    yield proof.canonical(header) + b"\n"
    for event in log.read_all(*conditions):
        digest = event.pop("hash")
        yield proof.sealed(proof.canonical(event), digest) + b"\n"


def known_anchors() -> list[proof.Anchor]:
    """The anchors that were written on this machine; none if no file was begun.

    :raises AnchorsDamaged: the file is not what was written
    """
    try:
        with open(anchor_file(), "rb") as stream:
            return proof.anchors(stream)
    except FileNotFoundError:
        return []


def anchor_file() -> Path:
    """Where anchors are written."""
    return config.anchor_path() / ANCHORS


def package_id_of(name_or_id: str) -> str:
    """Id of a dataset the log tells of, even if it is in the trash or was purged.

    :raises ObjectNotFound: the log does not know it
    """
    package = model.Package.get(name_or_id)
    found = package.id if package else name_or_id
    if not model.Session.scalar(sa.select(sa.exists().where(ReviewEvent.package_id == found))):
        raise tk.ObjectNotFound(tk._("The log holds no event of “{name}”.").format(name=name_or_id))
    return found


class Contradiction(Exception):
    """The log is not what it was: ``args[0]`` is the verdict."""


def drop_anchor() -> tuple[proof.Anchor, bool]:
    """Write down what the log is today, at the end of the file of anchors; once a day.

    :returns: the anchor of today, and whether it was written just now
    :raises Contradiction: the log is broken, or is not what an earlier anchor says it was
    :raises AnchorsDamaged: the file is not what was written
    """
    today = datetime.datetime.now(_zone()).date().isoformat()
    config.anchor_path().mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(anchor_file(), "a+b", opener=_for_us_alone) as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0)
        lines = stream.readlines()
        anchors = proof.anchors(lines)
        verdict = log.verify_chain(anchors)
        if not verdict.ok:
            raise Contradiction(verdict)
        if anchors and anchors[-1].date >= today:
            return anchors[-1], False
        previous = hashlib.sha256(lines[-1].rstrip(b"\r\n")).hexdigest() if lines else proof.GENESIS
        anchor = proof.Anchor(today, verdict.count, verdict.head, previous)
        _append(stream, anchor.line() + b"\n")
        return anchor, True


def _append(stream: IO[bytes], line: bytes) -> None:
    stream.write(line)
    stream.flush()
    os.fsync(stream.fileno())


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), _zone())


def _zone() -> ZoneInfo:
    """The portal's time, in a form that can be put together with a day."""
    return ZoneInfo(str(tk.h.get_display_timezone()))
