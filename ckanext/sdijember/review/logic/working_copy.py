"""The working copy of a published dataset: how it relates to the live one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ...files.logic import reading
from ...kernel.domain.findings import N_
from ...log import model as log
from ...metadata.logic import kegiatan
from ..domain import snapshot as snapshots
from ..domain import working_copy as rules
from ..model import working_copy as store
from ..model.review import Review
from . import beside
from . import facts as cases

CLOSED = N_("This working copy is closed: the revision was published or discarded.")
OFFICE = N_("A working copy stays with the office of the published version.")


def in_live_terms(dataset: Mapping[str, Any], digests: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """A dataset and the digests of its files; of a working copy as the live dataset will have them.

    :param dataset: as the database has it, with its lines
    :param digests: resource id → SHA-256
    """
    found = store.of_working(dataset["id"])
    live = model.Package.get(found.live_id) if found else None
    if found is None or live is None:
        return dict(dataset), dict(digests)
    parts = store.parts_of(found.working_id)
    named = {parts.get(resource, resource): digest for resource, digest in digests.items()}
    return rules.in_live_terms(dataset, live.id, live.name, parts), named


def sha256(dataset: Mapping[str, Any]) -> str:
    """The name of the snapshot of a dataset as it is now, its files read anew."""
    return snapshots.sha256(snapshots.take(*in_live_terms(dataset, reading.digests(dict(dataset)))))


def sha256_now(context: Context, package_id: str) -> str:
    """The same for a dataset as the database has it."""
    return sha256(kegiatan.whole(cases.dataset_now(context, package_id)))


def mark(review: Review) -> dict[str, str]:
    """What an event of a working copy says of the live dataset."""
    return {"revision_of": review.revision_of} if review.revision_of else {}


def previous_snapshot(review: Review) -> str | None:
    """What the submission of this round is compared with: the submission before it, or for the first one of a working
    copy what is public.

    :param review: of the dataset
    :returns: SHA-256 of a snapshot; None for the first submission of a new dataset
    """
    event = log.ReviewEvent
    query = (
        sa.select(event.data["snapshot"].astext)
        .where(event.package_id == review.package_id, event.action == "submit")
        .order_by(event.id.desc())
    )
    submitted = list(model.Session.scalars(query.limit(2)))
    if submitted and submitted[0] != review.snapshot:
        return submitted[0]
    if len(submitted) > 1:
        return submitted[1]
    live = Review.get(review.revision_of) if review.revision_of else None
    return live.snapshot if live else None


def require_open(review: Review) -> None:
    """Refuse to change a working copy that is closed: nothing comes of it any more, and nothing brings it back.

    :raises NotAuthorized: it is closed
    """
    found = store.of_working(review.package_id) if review.revision_of else None
    if found and found.closed_at:
        raise tk.NotAuthorized(tk._(CLOSED))


def require_same_office(package: model.Package, owner_org: str | None) -> None:
    """Refuse to move a working copy to another office.

    :param owner_org: id or name of the office that it would have
    :raises NotAuthorized: it is another one
    """
    office = model.Group.get(owner_org) if owner_org else None
    if store.of_working(package.id) and (office is None or office.id != package.owner_org):
        raise tk.NotAuthorized(tk._(OFFICE))


def is_working_copy(package: model.Package) -> bool:
    """Whether the dataset is the working copy of a published one; its own row says so."""
    return bool((package.extras or {}).get("sdi_revision_of"))


def log_beside(package: model.Package, review: Review, action: str, actor: model.User, **said: Any) -> None:
    """An event of a dataset, or of its working copy, whose state it does not change.

    :param said: ``role`` and ``note``; what remains becomes the event's data
    """
    role, note = said.pop("role"), said.pop("note", "")
    beside.remark(package, review, action, actor, role=role, note=note, data=said | mark(review))
