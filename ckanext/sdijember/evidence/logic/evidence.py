"""The evidence of one dataset (berkas bukti): every decision, what was decided on, and the proof that it was so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files as resources
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...files.logic import store
from ...kernel.logic.wording import in_indonesian
from ...log import model as log
from ...log.domain import proof
from ...log.logic import audit
from ...papers import archive
from ...review.domain import transitions as rules
from ...review.model.review import Review
from ...review.model.snapshot import Snapshot
from ..domain.papers import Paper, papers_in
from ..papers import record as paper
from ..papers.record import Decision, Document, Record, Submission
from . import wording

ROOT = "berkas-bukti"


@dataclass(frozen=True)
class Plan:
    """What the evidence of a dataset is made of; files are named, and read when they are sent.

    :param files: uploaded files of all submissions, and papers, by SHA-256, each once
    :param lost: digests of those that the portal does not have
    """

    package: model.Package
    events: list[dict[str, Any]]
    submissions: list[dict[str, Any]]
    files: dict[str, Paper]
    papers: dict[str, Paper]
    with_files: bool
    lost: frozenset[str]

    def path_of(self, sha256: str) -> str:
        """Where a file lies in the archive; empty if it is not in it."""
        if sha256 in self.lost or (sha256 not in self.papers and not self.with_files):
            return ""
        folder, found = ("lampiran", self.papers) if sha256 in self.papers else ("berkas", self.files)
        return f"{folder}/{sha256[:12]}-{found[sha256].file_name}"


def plan(package: model.Package, with_files: bool = True) -> Plan:
    """Look up everything that belongs to the evidence of a dataset."""
    events = [event.as_written() for event in log.of_package(package.id)]
    submissions = [event for event in events if event["action"] == "submit" and event["data"].get("snapshot")]
    files: dict[str, Paper] = {}
    for event in submissions:
        for file in _uploads(_content(event["data"]["snapshot"])):
            files.setdefault(file.sha256, file)
    papers = {found.sha256: found for event in events for found in papers_in(event["data"])}
    lost = frozenset(digest for digest in {**files, **papers} if not store.exists(digest))
    return Plan(package, events, submissions, files, papers, with_files, lost)


def listed(found: Plan) -> dict[str, Any]:
    """The plan as plain values."""
    return {
        "package_id": found.package.id,
        "name": found.package.name,
        "events": len(found.events),
        "submissions": [event["data"]["snapshot"] for event in found.submissions],
        "files": [
            {"sha256": digest, "name": file.name, "path": found.path_of(digest)}
            for digest, file in sorted({**found.files, **found.papers}.items())
        ],
        "filename": f"bukti-{found.package.name}.zip",
    }


def pdf(found: Plan) -> bytes:
    """The paper alone."""
    with in_indonesian():
        return paper.pdf(_record(found))


def pieces(found: Plan) -> Iterator[bytes]:
    """The archive, piece by piece, in an order that is always the same."""
    made = archive.Archive()
    yield from made.add("BACA-SAYA.txt", [wording.READ_ME.encode()])
    yield from made.add("berita-acara.pdf", [pdf(found)])
    part = audit.Part(package_id=found.package.id)
    yield from made.add("catatan/log.jsonl", audit.export(part), events=len(found.events))
    if anchors := audit.known_anchors():
        yield from made.add("catatan/jangkar.jsonl", (anchor.line() + b"\n" for anchor in anchors))
    for number, event in enumerate(found.submissions, 1):
        digest = event["data"]["snapshot"]
        content = _content(digest)
        path = f"pengajuan/{number:02}-{digest[:12]}.json"
        yield from made.add(path, [proof.canonical(content)], submission=number, event=event["id"])
    for digest, file in sorted({**found.files, **found.papers}.items()):
        if path := found.path_of(digest):
            yield from made.add(path, store.chunks(digest), name=file.name)
    source = resources("ckanext.sdijember.log.domain").joinpath("proof.py").read_bytes()
    yield from made.add("periksa.py", [source])
    yield from made.end(package_id=found.package.id, dataset=found.package.name, missing=sorted(found.lost))


def _record(found: Plan) -> Record:
    package = found.package
    office = model.Group.get(package.owner_org)
    review = Review.get(package.id)
    return Record(
        title=package.title or package.name,
        kind="Kegiatan statistik" if package.type == "kegiatan" else "Dataset",
        office=(office.title or office.name) if office else "",
        state=tk.h.sdijember_state_label(review.state if review else rules.INITIAL),
        url=tk.h.url_for(f"{package.type}.read", id=package.name, qualified=True, locale="default"),
        decisions=[_decision(event) for event in found.events],
        submissions=[_submission(found, number, event) for number, event in enumerate(found.submissions, 1)],
        papers=_documents(found, found.papers.values()),
    )


def _decision(event: dict[str, Any]) -> Decision:
    label = tk.h.sdijember_state_label
    states = [label(state) for state in (event["from_state"], event["to_state"]) if state in rules.STATES]
    return Decision(
        number=event["id"],
        moment=wording.moment(event["created"]),
        label=tk.h.sdijember_action_label(event["action"]),
        moved=" → ".join(dict.fromkeys(states)),
        person=event["actor_name"],
        role=tk.h.sdijember_role_label(event["actor_role"]),
        note=event["note"],
        hash=event["hash"],
        prev_hash=event["prev_hash"],
        facts=wording.facts(event["data"]),
        flags=wording.flags(event["data"]),
    )


def _submission(found: Plan, number: int, event: dict[str, Any]) -> Submission:
    digest = event["data"]["snapshot"]
    return Submission(
        number=number,
        moment=wording.moment(event["created"]),
        person=event["actor_name"],
        sha256=digest,
        files=_documents(found, _uploads(_content(digest))),
    )


def _documents(found: Plan, files: Iterable[Paper]) -> list[Document]:
    return [Document(file.name, file.sha256, found.path_of(file.sha256)) for file in files]


def _content(sha256: str) -> dict[str, Any]:
    """What was submitted; nothing of it if the snapshot is gone, which ``doctor`` says."""
    return model.Session.scalar(sa.select(Snapshot.content).where(Snapshot.sha256 == sha256)) or {}


def _uploads(content: dict[str, Any]) -> list[Paper]:
    """The uploaded files of a snapshot."""
    return [
        Paper(file["sha256"], str(file.get("url") or file.get("name") or file["id"]))
        for file in content.get("resources", [])
        if file.get("sha256")
    ]
