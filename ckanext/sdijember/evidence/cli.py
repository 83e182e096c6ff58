"""``ckan sdijember audit``: the log of decisions is checked, anchored, handed out as a file, and proven by evidence."""

from __future__ import annotations

import datetime
from typing import IO, NoReturn

import ckan.plugins.toolkit as tk
import click
from ckan import model

from ..kernel.cli import fail, in_portal, say
from ..log import model as event
from ..log.domain import ledger, proof
from ..log.logic import audit as logs
from ..readings import model as readings
from ..readings.logic import noting as access
from ..review.domain.transitions import N_
from ..review.logic import facts as cases
from .logic import evidence as evidences

#: Exit codes besides 0 (all is well); 2 is what click says of a command that was mistyped.
BROKEN, CONTRADICTED, ANCHORS_DAMAGED = 1, 3, 4

_REASONS = {
    "missing": N_("an event before it is missing"),
    "chain": N_("it does not follow the event before it"),
    "content": N_("its content was changed"),
}
_LINES = {
    "header": N_("this is no exported log"),
    "format": N_("the line is not in the form of an exported log"),
    "content": N_("its content was changed"),
    "chain": N_("it does not follow the event before it"),
    "missing": N_("an event before it is missing"),
    "lines": N_("the file does not have as many events as its first line says"),
    "head": N_("the last hash is not the one that the first line names"),
    "anchor": N_("it contradicts an anchor"),
}

_anchors = click.option(
    "--anchors",
    "files",
    type=click.File("rb"),
    multiple=True,
    metavar="FILE",
    help="Compare with the anchors of this file, such as the copy on another machine",
)
_output = click.option(
    "-o", "--output", type=click.File("wb", lazy=True), default="-", help="Where to write, if not to the screen"
)


@click.group(short_help="The log of review decisions")
def audit() -> None:
    """Look after the log of review decisions.

    Exit codes: 0 all is well, 1 an event is not what was written, 3 the log contradicts an anchor, 4 a file of anchors
    was damaged.
    """


@audit.command(short_help="Check the hash chain of the log, and the anchors")
@_anchors
@in_portal
def verify(files: tuple[IO[bytes], ...]) -> None:
    """Read the whole log, recompute its chain of hashes, and compare it with every anchor."""
    known = _read_anchors(files)
    verdict = event.verify_chain(known)
    if not verdict.ok:
        _tampered(verdict)
    say(tk._("The log is whole: {count} events, last hash {hash}.").format(count=verdict.count, hash=verdict.head))
    if known:
        say(tk._("It agrees with {count} anchors, the last of {day}.").format(count=len(known), day=known[-1].date))
    else:
        say(tk._("There is no anchor: nobody could see if events at its end were taken away."))


@audit.command(short_help="Write down what the log is today")
@in_portal
def anchor() -> None:
    """Check the log, then add a line for today to the file of anchors; a second time on a day changes nothing."""
    try:
        found, new = logs.drop_anchor()
    except logs.Contradiction as error:
        _tampered(error.args[0])
    except proof.AnchorsDamaged as error:
        _damaged(str(logs.anchor_file()), error)
    message = tk._("Anchor of {day}: {count} events, last hash {hash}.")
    say(message.format(day=found.date, count=found.count, hash=found.head))
    told = tk._("Written to {file}.") if new else tk._("It was there already, in {file}.")
    say(told.format(file=logs.anchor_file()))


@audit.command(short_help="The log as a file that proves itself, or a check of such a file")
@click.option("--dataset", help="Only the events of this dataset (id or name)")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day")
@_output
@click.option(
    "--verify", "given", type=click.File("rb"), metavar="FILE", help="Check this file instead, without the database"
)
@_anchors
@in_portal
def export(
    dataset: str | None,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    output: IO[bytes],
    given: IO[bytes] | None,
    files: tuple[IO[bytes], ...],
) -> None:
    """Write the log as JSON Lines whose hashes anybody can recompute, or check such a file with --verify."""
    if given:
        _check(given, files)
        return
    part = logs.Part(logs.package_id_of(dataset) if dataset else None, since and since.date(), until and until.date())
    for line in logs.export(part):
        output.write(line)


@audit.command(short_help="The evidence of one dataset as a ZIP")
@click.argument("dataset")
@click.option("-o", "--output", type=click.File("wb", lazy=True), required=True, help="Where to write")
@click.option("--without-files", is_flag=True, help="Leave out the uploaded data files")
@in_portal
def evidence(dataset: str, output: IO[bytes], without_files: bool) -> None:
    """Write every decision on a dataset, what was submitted, letters and proof; that it was done is noted."""
    package = cases.package_of(dataset)
    found = evidences.plan(package, not without_files)
    access.note(package.id, access.EVIDENCE)
    for piece in evidences.pieces(found):
        output.write(piece)
    if found.lost:
        say(
            tk._("{count} files are not in the store any more; manifest.json names them.").format(count=len(found.lost))
        )


@audit.command("access", short_help="Who read files that were not public")
@click.option("--dataset", help="Only of this dataset (id or name)")
@_output
@in_portal
def access_(dataset: str | None, output: IO[bytes]) -> None:
    """Write every reading of an unpublished file as JSON Lines, the oldest first; also of datasets that are gone."""
    package = model.Package.get(dataset) if dataset else None
    for reading in readings.read_all(package.id if package else dataset):
        output.write(proof.canonical(reading) + b"\n")


def _check(given: IO[bytes], files: tuple[IO[bytes], ...]) -> None:
    report = proof.check(given, _read_anchors(files))
    if not report.ok:
        message = tk._("Line {line}: {reason}.")
        lines = [message.format(line=line, reason=tk._(_LINES[reason])) for line, reason in report.problems]
        only_anchors = all(reason == "anchor" for _, reason in report.problems)
        fail(tk._("The file is not what was exported:"), *lines, code=CONTRADICTED if only_anchors else BROKEN)
    say(tk._("The file is whole: {count} events, last hash {hash}.").format(count=report.events, hash=report.head))
    say(
        tk._("{proven} anchors agree with it, {unknown} cannot be compared.").format(
            proven=len(report.proven), unknown=len(report.unknown)
        )
    )


def _read_anchors(files: tuple[IO[bytes], ...]) -> list[proof.Anchor]:
    """The anchors of this machine, and those of the files that were named."""
    found: list[proof.Anchor] = []
    try:
        found += logs.known_anchors()
    except proof.AnchorsDamaged as error:
        _damaged(str(logs.anchor_file()), error)
    for file in files:
        try:
            found += proof.anchors(file)
        except proof.AnchorsDamaged as error:
            _damaged(file.name, error)
    return sorted(found, key=lambda anchor: anchor.count)


def _tampered(verdict: ledger.Verdict) -> NoReturn:
    if verdict.broken_at is not None:
        message = tk._(
            "The log was tampered with: {count} events are sound, event {id} is the first that is not: {reason}."
        )
        reason = tk._(_REASONS[verdict.reason])
        fail(message.format(count=verdict.count, id=verdict.broken_at, reason=reason), code=BROKEN)
    anchor = verdict.contradicted
    assert anchor
    if anchor.count > verdict.count:
        message = tk._("The log was cut off: on {day} it had {then} events, now it has {now}.")
    else:
        message = tk._("The log was written anew: event {then} is not the one that the anchor of {day} names.")
    fail(message.format(day=anchor.date, then=anchor.count, now=verdict.count), code=CONTRADICTED)


def _damaged(file: str, error: proof.AnchorsDamaged) -> NoReturn:
    message = tk._("The file of anchors {file} is not what was written: line {line}. Compare it with your copy.")
    fail(message.format(file=file, line=error.args[0]), code=ANCHORS_DAMAGED)
