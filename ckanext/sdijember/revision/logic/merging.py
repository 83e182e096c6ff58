"""Publishing a revision: the live dataset takes over what was approved, in the transaction of the decision."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...dataset.logic import urusan
from ...files import model as stored
from ...files.logic import reading
from ...kernel.domain.findings import N_
from ...metadata import model as store
from ...metadata.domain.forms import ROW_FORMS
from ...metadata.logic import kegiatan
from ...review.domain import working_copy as naming
from ...review.logic import facts as cases
from ...review.logic import saving, working_copy
from ...review.model import working_copy as revisions
from ...review.model.review import Review
from ...tables.logic import following
from ..model import version as versions
from . import package_rows

if TYPE_CHECKING:
    from ...review.logic.change import Change

NOT_LIVE = N_(
    "The published version is now “{state}”, so there is nothing that this revision could be merged into. Publish it "
    "again first, or let the producer discard the working copy."
)
GONE = N_("The published version does not exist any more. Let the producer discard the working copy.")
OTHER_BASE = N_(
    "The published version is no longer the one that this working copy was made from. Let the producer discard the "
    "copy and revise what is published now."
)
NOT_AS_APPROVED = N_("After the merge the published version would not be what was approved. Nothing was changed.")

_ROUND = (
    "snapshot", "submitted_by", "submitted_at", "verified_by", "verified_at", "recommended_by",
    "recommendation_number", "recommendation_date",
)  # fmt: skip


def merge(change: Change) -> dict[str, Any]:
    """Make the live dataset what the working copy is: same id, address, files' ids, views, tables and followers.

    The row of the working copy is locked already; that of the live one comes second, as everywhere.

    :returns: what the event of the working copy says
    :raises ValidationError: the live dataset is not published, is not what the copy was made from, or would not become
        what was approved
    """
    if change.line.target != "merged":
        return {}
    found = revisions.of_working(change.package.id)
    assert found and change.dataset
    review = Review.lock(found.live_id)
    live = model.Package.get(found.live_id)
    if live is None or live.state != model.State.ACTIVE:
        raise tk.ValidationError({"state": [tk._(GONE)]})
    if review.state != "published":
        raise tk.ValidationError({"state": [tk._(NOT_LIVE).format(state=tk._(review.rule.label))]})
    before = _whole(change, live)
    digests = reading.digests(before)
    if working_copy.sha256(before) != found.base:
        raise tk.ValidationError({"state": [tk._(OTHER_BASE)]})
    _take_over(change, live, review, digests)
    _next_round(change, review, found)
    saving.project(live, review)
    package_rows.put_in_trash(change.package)
    model.Session.expire_all()
    if working_copy.sha256(_whole(change, live)) != change.review.snapshot:
        raise tk.ValidationError({"state": [tk._(NOT_AS_APPROVED)]})
    change.also.append(live.id)
    said = {"actor": change.actor, "role": change.line.role, "note": change.data.get("note") or ""}
    working_copy.log_beside(
        live, review, "publish", **said, snapshot=review.snapshot, working_copy=change.package.id,
        version=review.published_version, change_note=found.change_note,
    )  # fmt: skip
    return {"merged_into": live.id, "version": review.published_version}


def _whole(change: Change, package: model.Package) -> dict[str, Any]:
    return kegiatan.whole(cases.dataset_now(change.context, package.id))


def _take_over(change: Change, live: model.Package, review: Review, before: dict[str, str]) -> None:
    """Metadata, files and lines.

    :param before: digests of the files of the live dataset
    """
    copy, parts = change.package, revisions.parts_of(change.package.id)
    package_rows.copy_metadata(copy, live)
    _take_over_files(copy.id, live.id, parts, before, reading.digests(change.dataset or {}))
    if live.type == kegiatan.TYPE:
        _take_over_lines(copy.id, live, parts)
    urusan.join_group({"id": live.id, **(live.extras or {})})
    model.Session.expire_all()


def _take_over_files(
    copy_id: str, live_id: str, parts: dict[str, str], before: dict[str, str], approved: dict[str, str]
) -> None:
    """A file that stays keeps its id, views and table; a changed one is read from the store from the commit on; a new
    one moves with all that hangs on it.

    :param approved: digests of the files of the copy, which the store keeps since the submission
    """
    there = {resource.id: resource for resource in package_rows.files_of(live_id)}
    arranged = []
    for resource in package_rows.files_of(copy_id):
        target = there.pop(parts.get(resource.id, ""), None)
        if target is None:
            arranged.append(resource)
            continue
        digest = approved.get(resource.id) or ""
        same = (digest or resource.url) == (before.get(target.id) or target.url) and resource.format == target.format
        package_rows.copy_file(resource, target)
        if digest and digest != before.get(target.id):
            stored.point(target.id, digest)
        elif not digest:
            stored.forget(target.id)
        following.take_over(resource.id, target, same)
        arranged.append(target)
    package_rows.arrange(arranged, list(there.values()), live_id)
    following.follow(live_id)


def _take_over_lines(copy_id: str, live: model.Package, parts: dict[str, str]) -> None:
    """Lines that stay keep their id, for columns and indicators of datasets name it; personal data come along, the
    codes that BPS issued for the live kegiatan stay.
    """
    own, aside = store.Kegiatan.of(live.id), store.Kegiatan.get(copy_id)
    if aside:
        own.personal, own.personal_version = dict(aside.personal), aside.personal_version
    for form in ROW_FORMS:
        there = {row.id: row for row in store.rows_of(form, live.id)}
        for position, row in enumerate(store.rows_of(form, copy_id)):
            target = there.pop(parts.get(row.id, ""), None)
            if target is None:
                row.package_id = live.id
            else:
                target.content = dict(row.content)
            (target or row).position = position
        for row in there.values():
            model.Session.delete(row)
    live.extras.update({name: own.codes.get(name, "") for name in kegiatan.CODES})
    model.Session.flush()


def _next_round(change: Change, review: Review, found: revisions.Revision) -> None:
    """The live dataset takes over the verdicts of the round that its revision passed, and has a version more."""
    now = datetime.datetime.now(datetime.timezone.utc)
    for name in _ROUND:
        setattr(review, name, getattr(change.review, name))
    review.version += 1
    review.changed = review.published_at = now
    versions.add(review, review.snapshot or "", change.actor.id, found.change_note, revised=True)
    found.close(naming.PUBLISHED)
