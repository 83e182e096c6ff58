"""Is what is locked or public what was submitted: snapshot, metadata, and every file, in its place and in the store?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ....files import model as stored
from ....files.logic import reading, store
from ....kernel.domain.findings import N_
from ....review.domain import snapshot as snapshots
from ....review.logic import integrity, working_copy
from ....review.model import working_copy as revisions
from ....review.model.review import Review
from ...domain.trouble import Trouble
from .rows import Row

_BACKUP = N_("Restore it from a backup.")
_MENDING = N_("ckan sdijember doctor --mend puts it back.")


def check(row: Row, quick: bool) -> Iterator[Trouble]:
    """What does not agree with the snapshot.

    :param quick: only whether files are there, not what they contain
    """
    if not row.locked or row.review is None or row.package.state != "active":
        return
    submitted = integrity.content(row.review.snapshot)
    if submitted is None:
        message = N_("What was submitted is not in the database any more.")
        yield Trouble("snapshot", row.name, message, N_("Restore it from a backup, or return the dataset."))
        return
    if snapshots.sha256(submitted) != row.review.snapshot:
        yield Trouble("snapshot", row.name, N_("What was submitted was changed in the database."), _BACKUP)
        return
    uploads = [file for file in submitted["resources"] if file.get("url_type") == "upload"]
    if quick:
        yield from (_missing(row, file) for file in uploads if not store.exists(file["sha256"]))
        return
    dataset = integrity.dataset_now(row.package.id)
    shown, now = working_copy.in_live_terms(dataset, reading.digests(dataset))
    if not integrity.same_metadata(shown, submitted):
        message = N_("The metadata are not those that were submitted.")
        advice = N_("Somebody wrote past the portal. Return or withdraw the dataset, so that it is checked again.")
        yield Trouble("content", row.name, message, advice)
    live = revisions.parts_of(row.package.id)
    own = {live.get(resource["id"], resource["id"]): resource for resource in dataset["resources"]}
    for file in uploads:
        if file["id"] in own:  # where it is not the metadata differ, which is said
            yield from _file(row, file, now.get(file["id"], ""), own[file["id"]])


def _file(row: Row, file: dict[str, Any], now: str, resource: dict[str, Any]) -> Iterator[Trouble]:
    """One file.

    :param file: as it was submitted
    :param now: SHA-256 of the file as it is
    :param resource: of the dataset, whose id is another one than the submitted file's in a working copy
    """
    wanted, params = file["sha256"], {"file": file.get("name") or file["id"]}
    kept = _kept(wanted)
    if now != wanted:
        message = (
            N_("The file “{file}” is not the one that was submitted.") if now else N_("The file “{file}” is gone.")
        )
        mend = _pointing(row.package.id, resource["id"], wanted) if kept else None
        yield Trouble("file", row.name, message, _MENDING if kept else _BACKUP, params, mend)
    elif not kept:
        mend = None if stored.digest_of(resource["id"]) else _keeping(resource)
        message = N_("The store has not got the submitted file “{file}”.")
        yield Trouble("store", row.name, message, _MENDING if mend else _BACKUP, params, mend)


def _missing(row: Row, file: dict[str, Any]) -> Trouble:
    message = N_("The store has not got the submitted file “{file}”.")
    advice = N_("Run it without --quick to see whether it can be put back.")
    return Trouble("store", row.name, message, advice, {"file": file.get("name") or file["id"]})


def _kept(sha256: str) -> bool:
    """The store has the file, and it is what its name says."""
    return store.exists(sha256) and reading.sha256(store.chunks(sha256)) == sha256


def _pointing(package_id: str, resource_id: str, sha256: str) -> Callable[[], None]:
    def mend() -> None:
        Review.lock(package_id)
        stored.point(resource_id, sha256)

    return mend


def _keeping(resource: dict[str, Any]) -> Callable[[], object]:
    return lambda: store.keep(reading.chunks(resource))
