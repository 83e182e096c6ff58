"""Opening a revision: a private working copy of what is public, on which its producer works."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...files import model as stored
from ...files.logic import reading
from ...kernel.domain.findings import N_
from ...kernel.logic import outbox
from ...kernel.logic.transaction import transaction
from ...metadata import model as store
from ...metadata.domain.forms import ROW_FORMS
from ...metadata.logic import kegiatan
from ...review.domain import snapshot as snapshots
from ...review.domain import transitions as rules
from ...review.domain import working_copy as naming
from ...review.logic import facts as cases
from ...review.logic import saving, working_copy
from ...review.model import working_copy as revisions
from ...review.model.review import Review
from ...tables.logic import following
from . import package_rows

NOT_PUBLIC = N_("Only what is published is revised. The dataset is now “{state}”.")
OPEN_ALREADY = N_("A revision of this dataset is being worked on already: “{name}”. Go on with that one.")


def open_copy(context: Context, package: model.Package, change_note: str) -> revisions.Revision:
    """Make the working copy of a published dataset, in one transaction.

    :param change_note: what changes and why
    :raises ValidationError: the dataset is not published, or is being revised already
    """
    with transaction():
        made = _write(context, package, change_note)
        saving.index(context, made.working_id)
    outbox.dataset_changed(made.working_id)
    return made


def _write(context: Context, package: model.Package, change_note: str) -> revisions.Revision:
    actor = cases.actor_of(context)
    assert actor
    review = Review.lock(package.id)
    _require_possible(package, review)
    dataset = kegiatan.whole(cases.dataset_now(context, package.id))
    digests = reading.kept(dataset)
    base = snapshots.sha256(snapshots.take(dataset, digests))
    number = revisions.next_number(package.id)
    copy = _copy_package(package, number, actor)
    made = revisions.Revision(
        working_id=copy.id, live_id=package.id, number=number, change_note=change_note, base=base, opened_by=actor.id
    )
    model.Session.add(made)
    copy_review = Review(package_id=copy.id, state=rules.INITIAL, version=1, revision_of=package.id)
    model.Session.add(copy_review)
    model.Session.flush()
    revisions.note_parts(copy.id, _copy_files(package.id, copy.id, digests) | _copy_lines(package, copy))
    model.Session.expire_all()
    saving.project(copy, copy_review)
    _log(package, review, copy, copy_review, actor, change_note)
    return made


def _require_possible(package: model.Package, review: Review) -> None:
    if not review.rule.public or package.state != model.State.ACTIVE or review.revision_of:
        message = tk._(NOT_PUBLIC).format(state=tk._(review.rule.label))
        raise tk.ValidationError({"state": [message]})
    if found := revisions.open_for(package.id):
        copy = model.Package.get(found.working_id)
        name = copy.name if copy else found.working_id
        raise tk.ValidationError({"state": [tk._(OPEN_ALREADY).format(name=name)]})


def _copy_package(package: model.Package, number: int, actor: model.User) -> model.Package:
    copy = model.Package(
        id=str(uuid.uuid4()),
        name=_free_name(package.name, number),
        type=package.type,
        owner_org=package.owner_org,
        creator_user_id=actor.id,
        private=True,
        state=model.State.ACTIVE,
        extras={},
    )
    model.Session.add(copy)
    model.Session.flush()
    package_rows.copy_metadata(package, copy)
    return copy


def _free_name(name: str, number: int) -> str:
    """The working copy's name; one more word if somebody has taken it."""
    wanted = naming.working_name(name, number)
    return naming.working_name(f"{name}-{uuid.uuid4().hex[:6]}", number) if model.Package.get(wanted) else wanted


def _copy_files(live_id: str, working_id: str, digests: dict[str, str]) -> dict[str, str]:
    """Each file by reference: the copy says where the store has it.

    :returns: id in the copy → id in the live dataset
    """
    parts = {}
    for position, source in enumerate(package_rows.files_of(live_id)):
        copy = model.Resource(package_id=working_id)
        package_rows.copy_file(source, copy)
        copy.position, copy.created, copy.state = position, source.created, model.State.ACTIVE
        model.Session.add(copy)
        model.Session.flush()
        if digests.get(source.id):
            stored.point(copy.id, digests[source.id])
        following.take_over(source.id, copy, same_file=False)
        parts[copy.id] = source.id
    return parts


def _copy_lines(package: model.Package, copy: model.Package) -> dict[str, str]:
    """Lines of MS-Variabel and MS-Indikator, and what a kegiatan has set aside.

    :returns: id in the copy → id in the live kegiatan
    """
    if package.type != kegiatan.TYPE:
        return {}
    aside, parts = store.Kegiatan.get(package.id), {}
    if aside:
        own = store.Kegiatan.of(copy.id)
        own.personal, own.personal_version = dict(aside.personal), aside.personal_version
        own.codes, own.copied_from = dict(aside.codes), aside.copied_from
    for form in ROW_FORMS:
        for row in store.rows_of(form, package.id):
            line = store.TABLES[form](
                id=str(uuid.uuid4()),
                package_id=copy.id,
                position=row.position,
                content=dict(row.content),
                copied_from=row.copied_from,
            )
            model.Session.add(line)
            parts[line.id] = row.id
    model.Session.flush()
    return parts


def _log(
    package: model.Package,
    review: Review,
    copy: model.Package,
    copy_review: Review,
    actor: model.User,
    note: str,
) -> None:
    """Both histories tell the beginning of the revision; what is changed only that of the copy, which others read."""
    said: dict[str, Any] = {"actor": actor, "role": rules.PRODUSEN}
    working_copy.log_beside(package, review, "revise", working_copy=copy.id, **said)
    working_copy.log_beside(copy, copy_review, "revise", note=note, **said)
