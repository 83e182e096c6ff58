"""A dataset's rows, written from those of another: exactly, and without asking whether they still validate."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from ckan import model

from ...review.domain.snapshot import DERIVED_RESOURCE, PROJECTED

_FIELDS = (
    "title", "version", "url", "author", "author_email", "maintainer", "maintainer_email", "notes", "license_id",
)  # fmt: skip
_OF_A_FILE = (
    "url", "format", "description", "name", "resource_type", "mimetype", "mimetype_inner", "size", "last_modified",
    "cache_url", "cache_last_updated", "url_type", "metadata_modified",
)  # fmt: skip


def copy_metadata(source: model.Package, target: model.Package) -> None:
    """Fields, keywords and groups of ``source`` become those of ``target``; what our tables project stays."""
    for name in _FIELDS:
        setattr(target, name, getattr(source, name))
    kept = {key: value for key, value in (target.extras or {}).items() if key.startswith(PROJECTED)}
    taken = {key: value for key, value in (source.extras or {}).items() if not key.startswith(PROJECTED)}
    target.extras = taken | kept
    _copy_tags(source.id, target.id)
    _copy_groups(source.id, target.id)
    model.Session.flush()


def copy_file(source: model.Resource, target: model.Resource) -> None:
    """What is said of a file of ``source`` is said of ``target``; whether it has a table is said by its own row."""
    for name in _OF_A_FILE:
        setattr(target, name, getattr(source, name))
    said = {key: value for key, value in (source.extras or {}).items() if key not in DERIVED_RESOURCE}
    own = {key: value for key, value in (target.extras or {}).items() if key in DERIVED_RESOURCE}
    target.extras = said | own


def files_of(package_id: str) -> list[model.Resource]:
    """Files of a dataset in their order."""
    resource = model.Resource
    query = sa.select(resource).where(resource.package_id == package_id, resource.state == model.State.ACTIVE)
    return list(model.Session.scalars(query.order_by(resource.position)))


def arrange(files: list[model.Resource], gone: list[model.Resource], package_id: str) -> None:
    """Make ``files`` those of a dataset, in this order; those that are gone go as CKAN lets them go."""
    for position, resource in enumerate(files + gone):
        resource.package_id, resource.position = package_id, position
    for resource in gone:
        resource.state = model.State.DELETED
    model.Session.flush()


def put_in_trash(package: model.Package) -> None:
    """As CKAN deletes a dataset: it is marked, and no longer a member of any group."""
    package.state = model.State.DELETED
    member = model.Member
    rows = sa.update(member).where(member.table_name == "package", member.table_id == package.id)
    model.Session.execute(rows.values(state=model.State.DELETED))
    model.Session.flush()


def _copy_tags(source_id: str, target_id: str) -> None:
    link = model.PackageTag
    wanted = set(
        model.Session.scalars(
            sa.select(link.tag_id).where(link.package_id == source_id, link.state == model.State.ACTIVE)
        )
    )
    there = {one.tag_id: one for one in model.Session.scalars(sa.select(link).where(link.package_id == target_id))}
    _set_states(there, wanted)
    for tag_id in wanted - set(there):
        values = {"package_id": target_id, "tag_id": tag_id, "state": model.State.ACTIVE}
        model.Session.execute(sa.insert(link).values(values))


def _copy_groups(source_id: str, target_id: str) -> None:
    """Memberships in groups and in the office; an urusan's group too follows from the metadata."""
    member = model.Member
    found = {
        package_id: {
            (one.group_id, one.capacity): one
            for one in model.Session.scalars(
                sa.select(member).where(member.table_name == "package", member.table_id == package_id)
            )
        }
        for package_id in (source_id, target_id)
    }
    wanted = {key for key, one in found[source_id].items() if one.state == model.State.ACTIVE}
    _set_states(found[target_id], wanted)
    for group_id, capacity in wanted - set(found[target_id]):
        values = {"table_name": "package", "table_id": target_id, "group_id": group_id, "capacity": capacity}
        model.Session.execute(sa.insert(member).values(values | {"state": model.State.ACTIVE}))


def _set_states(there: Mapping, wanted: set) -> None:
    for key, one in there.items():
        one.state = model.State.ACTIVE if key in wanted else model.State.DELETED
