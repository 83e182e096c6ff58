"""The record of an examination (berita acara pemeriksaan): every decision on a dataset, to print and sign.

It is Indonesian in every language of the portal: a paper of the regency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...papers.html_pdf import render

TEMPLATE = Path(__file__).with_name("berita_acara.html")


@dataclass(frozen=True)
class Decision:
    """One event of the log in words.

    :param facts: what was said with it: names and values
    :param flags: what a reader must not overlook, such as duties that were not separate
    """

    number: int
    moment: str
    label: str
    moved: str
    person: str
    role: str
    note: str
    hash: str
    prev_hash: str
    facts: Sequence[tuple[str, str]] = ()
    flags: Sequence[str] = ()


@dataclass(frozen=True)
class Document:
    """A file that belongs to the evidence; ``path``: where it lies in the archive, empty if the portal has lost it."""

    name: str
    sha256: str
    path: str = ""


@dataclass(frozen=True)
class Submission:
    """What was submitted once."""

    number: int
    moment: str
    person: str
    sha256: str
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class Record:
    """All that the paper says."""

    title: str
    kind: str
    office: str
    state: str
    url: str
    decisions: Sequence[Decision]
    submissions: Sequence[Submission]
    papers: Sequence[Document] = ()


def pdf(record: Record) -> bytes:
    """The paper."""
    return render(TEMPLATE, record=record)
