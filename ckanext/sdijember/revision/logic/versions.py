"""Versions of a dataset that were public: written with every publication, read as far as the reader may."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.munge import munge_filename
from ckan.types import Context

from ...files.logic import reading
from ...files.logic import store as filestore
from ...metadata.domain.forms import ROW_FORMS, form
from ...review.logic import facts as cases
from ...review.model.review import Review
from ...review.model.snapshot import Snapshot
from ..domain import versions as rules
from ..model import version as store

if TYPE_CHECKING:
    from ...review.logic.change import Change


def publish(change: Change) -> dict[str, Any]:
    """A dataset that becomes public has a version more; that of a working copy belongs to the live one."""
    if change.line.target != "published":
        return {}
    made = store.add(change.review, change.review.snapshot or "", change.actor.id)
    return {"version": made.number}


def withdraw(change: Change) -> dict[str, Any]:
    """The reason of a withdrawal may hold for every version so far: none is offered to the public any more."""
    store.withdraw(change.package.id)
    return {}


def readable(context: Context, package: model.Package) -> list[store.Version]:
    """Versions of a dataset that the caller may read, the newest first: all of them for the producing office and the
    teams; for everybody else those that were not withdrawn, and none while the dataset itself is not public.
    """
    review = Review.get(package.id)
    if review is None or review.revision_of:
        return []
    user = cases.actor_of(context)
    inside = user is not None and (user.sysadmin or cases.may_read_review(cases.case_of(user, package, review)))
    if not inside and (package.private or not review.rule.public):
        return []
    return store.of_package(package.id, public_only=not inside)


def one(context: Context, package: model.Package, number: int) -> store.Version:
    """One version.

    :raises ObjectNotFound: there is none of that number that the caller may read
    """
    for version in readable(context, package):
        if version.number == number:
            return version
    raise tk.ObjectNotFound(tk._("There is no such version."))


def content(version: store.Version, kind: str) -> dict[str, Any]:
    """What a version said: the fields of the schema, without those that are nobody's business.

    :param kind: type of the dataset
    """
    snapshot = model.Session.get(Snapshot, version.snapshot)
    schema = tk.h.scheming_get_dataset_schema(kind) or {}
    allowed = [field["field_name"] for field in schema.get("dataset_fields", [])]
    of_files = [field["field_name"] for field in schema.get("resource_fields", [])]
    lines = {name: list(form(name).fields) for name in ROW_FORMS} if kind == "kegiatan" else {}
    return rules.shown(snapshot.content if snapshot else {}, allowed, of_files, lines)


def path_of(file: Mapping[str, Any]) -> Path:
    """Where a file of a version lies.

    What was published before files were kept is taken into the store now, if it is still what is public.

    :param file: of ``content``
    :raises ObjectNotFound: it is not there
    """
    digest = str(file.get("sha256") or "")
    if not filestore.exists(digest):
        resource = model.Resource.get(file["id"])
        try:
            kept = filestore.keep(reading.chunks(resource.as_dict())) if digest and resource else ""
        except FileNotFoundError:
            kept = ""
        if not kept or kept != digest:
            raise tk.ObjectNotFound(tk._("File not found."))
    return filestore.path(digest)


def address(package: model.Package, version: store.Version, file: Mapping[str, Any]) -> str:
    """Where everybody who may read a version downloads one of its files.

    :param file: of ``content``
    """
    return tk.h.url_for(
        "sdijember_version.download",
        kind=package.type,
        id=package.name,
        number=version.number,
        resource_id=file["id"],
        filename=filename(file),
        qualified=True,
        locale="default",
    )


def filename(file: Mapping[str, Any]) -> str:
    """Name of an uploaded file of a version."""
    return munge_filename(str(file.get("url") or file["id"]).rsplit("/", 1)[-1])


def version_dict(version: store.Version) -> dict[str, Any]:
    """One version as the actions return it; who published it is not said."""
    return {
        "package_id": version.package_id,
        "number": version.number,
        "kind": version.kind,
        "change_note": version.change_note,
        "published_at": version.published_at.isoformat(timespec="seconds"),
        "recommendation": (
            {"number": version.recommendation_number, "date": version.recommendation_date.isoformat()}
            if version.recommendation_number and version.recommendation_date
            else None
        ),
        "withdrawn": version.withdrawn_at is not None,
        "snapshot": version.snapshot,
    }
