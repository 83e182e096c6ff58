"""Every way that CKAN and its plugins know to write something that belongs to a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.bypass import forged
from tests.bypass.targets import Target
from tests.factories import METADATA, upload

#: An action and what is sent to it.
Way = tuple[str, dict[str, Any]]
OTHER = {"title": "Lain", "notes": "Lain"}
NEW = b"kecamatan,luas_km2\nKencong,1\n"


def of(target: Target, draft: Target, other_office: str, every_shape: bool = True) -> list[Way]:
    """All of them.

    :param draft: a dataset that the writer may change, from which one might reach over to the target
    :param every_shape: also everything that forged fields and revisions can look like
    """
    shapes = [*_shapes(target), *_revisions(target)] if every_shape else []
    return [
        *_fields(target, other_office), *shapes, *_states(target), *_files(target), *_previews(target),
        *_tables(target), *_surroundings(target, draft, other_office), *_reaching_over(target, draft),
    ]  # fmt: skip


def _fields(target: Target, other_office: str) -> Iterator[Way]:
    whole = _whole(target)
    yield "package_patch", {"id": target.id} | OTHER
    yield "package_revise", {"match": {"id": target.id}, "update": OTHER}
    yield "package_patch", {"id": target.name, "name": "nama-lain"}
    yield "package_patch", {"id": target.id, "owner_org": other_office}
    yield "package_patch", {"id": target.id, "type": "kegiatan"}
    yield "package_patch", {"id": target.id, "groups": []} | OTHER
    yield "package_update", whole
    yield "package_update", {key: value for key, value in whole.items() if key != "id"}
    yield "package_update", whole | {"owner_org": other_office}
    yield "package_create", whole
    yield "package_create", whole | forged.FIELDS | {"name": "nama-lain"}
    yield "package_owner_org_update", {"id": target.id, "organization_id": other_office}


def _shapes(target: Target) -> Iterator[Way]:
    for shape in forged.shapes().values():
        yield "package_patch", {"id": target.id, **shape}
        yield "package_update", _whole(target) | shape | {"id": target.id}


def _whole(target: Target) -> dict[str, Any]:
    return METADATA | OTHER | {"id": target.id, "name": target.name, "owner_org": target.office}


def _revisions(target: Target) -> Iterator[Way]:
    matches = ({"id": target.id}, {"name": target.name}, {"id": target.id, "title": METADATA["title"]})
    for match in matches:
        yield "package_revise", {"match": match, "update": OTHER}
    changes: tuple[dict[str, Any], ...] = (
        {"update": forged.FIELDS}, {"update": {"state": "deleted"}}, {"update": {"owner_org": None}},
        {"update__title": "Lain"}, {"update__private": False}, {"update__resources__0": {"name": "Lain"}},
        {"update__resources__0__upload": upload(NEW)}, {"update__resources__extend": [{"name": "Lain", "url": "x"}]},
        {f"update__resources__{target.resource[:8]}": {"name": "Lain"}},
        {"filter": ["-resources"]}, {"filter": ["-tags", "-notes"]}, {"filter": ["+id", "-*"], "update": OTHER},
        {"filter": ["-resources__0"], "update": {}}, {"update": {"resources": []}},
        {"update": OTHER, "include": ["id"]}, {"update__extras": [{"key": "sdi_status", "value": "published"}]},
    )  # fmt: skip
    for change in changes:
        yield "package_revise", {"match": {"id": target.id}, **change}
    yield "package_revise", {"match__id": target.id, "update__notes": "Lain"}


def _states(target: Target) -> Iterator[Way]:
    for state in ("deleted", "draft", "active"):
        yield "package_patch", {"id": target.id, "state": state, "title": "Lain"}
    yield "package_patch", {"id": target.id, "state": "deleted"}
    yield "package_delete", {"id": target.id}
    yield "package_delete", {"id": target.name}
    yield "dataset_purge", {"id": target.id}
    yield "dataset_purge", {"id": target.name}
    for action in ("bulk_update_private", "bulk_update_public", "bulk_update_delete"):
        yield action, {"datasets": [target.id], "org_id": target.office}


def _files(target: Target) -> Iterator[Way]:
    new: dict[str, Any] = {"name": "Lain", "format": "CSV"}
    yield "resource_create", {"package_id": target.id, **new, "upload": upload(NEW)}
    yield "resource_create", {"package_id": target.name, **new, "url": "https://example.com/lain.csv"}
    yield "resource_create", {"package_id": target.id, **new, "id": target.resource, "upload": upload(NEW)}
    yield "resource_update", {"id": target.resource, **new, "upload": upload(NEW)}
    yield "resource_update", {"id": target.resource, **new, "url": "https://example.com/lain.csv"}
    yield "resource_update", {"id": target.resource, **new, "clear_upload": "true", "url": ""}
    yield "resource_patch", {"id": target.resource, "name": "Lain"}
    yield "resource_patch", {"id": target.resource, "upload": upload(NEW)}
    yield "resource_patch", {"id": target.resource, "url_type": "datastore", "url": "/datastore/dump/x"}
    yield "resource_patch", {"id": target.resource, "skema_kolom": [{"nama": "lain", "tipe": "teks"}]}
    yield "resource_patch", {"id": target.resource, "state": "deleted"}
    yield "resource_delete", {"id": target.resource}
    yield "package_resource_reorder", {"id": target.id, "order": [target.resource], "title": "Lain"}
    yield "sdijember_columns_fill", {"id": target.resource}


def _previews(target: Target) -> Iterator[Way]:
    yield (
        "resource_view_create",
        {"resource_id": target.resource, "view_type": "datatables_view", "title": "Lain", "description": "Lain"},
    )
    yield "resource_view_update", {"id": target.view, "title": "Lain", "view_type": "datatables_view"}
    yield "resource_view_reorder", {"id": target.resource, "order": [target.view]}
    yield "resource_view_delete", {"id": target.view}
    file = {"id": target.resource, "package_id": target.id, "format": "CSV", "datastore_active": True}
    made = {"package": {"id": target.id, "resources": [file]}, "create_datastore_views": True}
    yield "package_create_default_resource_views", made
    yield "resource_create_default_resource_views", made | {"resource": file}
    yield "resource_view_clear", {}
    yield "resource_view_clear", {"view_types": ["datatables_view"]}


def _tables(target: Target) -> Iterator[Way]:
    row = {"luas_km2": 1}
    for key in ("resource_id", "id"):
        table = {key: target.resource, "force": True}
        yield "datastore_create", table | {"records": [row]}
        yield "datastore_create", table | {"fields": [{"id": "luas_km2", "info": {"label": "Lain"}}]}
        yield "datastore_create", table | {"fields": [{"id": "luas_km2"}, {"id": "lain"}], "aliases": ["lain"]}
        yield "datastore_create", table | {"fields": [{"id": "lain"}], "delete_fields": True}
        yield "datastore_upsert", table | {"method": "insert", "records": [row]}
        yield "datastore_upsert", table | {"method": "update", "records": [row | {"_id": 1}]}
        yield "datastore_delete", table | {"filters": {"luas_km2": 65.92}}
        yield "datastore_delete", table
        yield "datastore_records_delete", table | {"filters": {}}
    yield "datastore_run_triggers", {"resource_id": target.resource}
    yield "datastore_create", {"resource": {"package_id": target.id, "name": "Lain"}, "records": [row]}
    yield "datastore_create", {"resource": {"package_id": target.name, "name": "Lain"}, "fields": [{"id": "a"}]}
    body = f'BEGIN DELETE FROM "{target.resource}"; RETURN NEW; END;'
    yield "datastore_function_create", {"name": "lain", "rettype": "trigger", "definition": body, "or_replace": True}
    yield "datastore_function_delete", {"name": "lain"}


def _surroundings(target: Target, draft: Target, other_office: str) -> Iterator[Way]:
    for group in (target.group, "urusan-lain", target.office, other_office):
        member = {"id": group, "object": target.id, "object_type": "package"}
        yield "member_create", member | {"capacity": "public"}
        yield "member_create", member | {"object": target.name, "capacity": "admin"}
        yield "member_delete", member
    for action in ("group_update", "group_patch"):
        yield action, {"id": target.group, "name": target.group, "title": "Kesehatan", "packages": []}
        yield action, {"id": "urusan-lain", "name": "urusan-lain", "packages": [{"id": target.id}]}
        yield action, {"id": "urusan-lain", "name": "urusan-lain", "packages": [{"name": target.name}]}
    yield "group_create", {"name": "urusan-baru", "packages": [{"id": target.id}]}
    yield "group_delete", {"id": target.group}
    yield "group_purge", {"id": target.group}
    for action in ("organization_update", "organization_patch"):
        yield action, {"id": target.office, "name": "dinas-satu", "title": "Dinas", "packages": []}
        yield action, {"id": other_office, "name": "dinas-dua", "title": "Dinas", "packages": [{"id": target.id}]}
        yield action, {"id": target.office, "name": "dinas-satu", "title": "Dinas", "state": "deleted"}
    yield "organization_create", {"name": "dinas-baru", "title": "Dinas", "packages": [{"id": target.id}]}
    yield "organization_delete", {"id": target.office}
    yield "organization_purge", {"id": target.office}
    for capacity in ("editor", "admin"):
        yield "package_collaborator_create", {"id": target.id, "user_id": "uji-stranger", "capacity": capacity}
    yield "package_collaborator_delete", {"id": target.id, "user_id": "uji-stranger"}
    for one, other in ((target.id, draft.id), (draft.id, target.id)):
        relation = {"subject": one, "object": other, "type": "child_of"}
        yield "package_relationship_create", relation | {"comment": "Lain"}
        yield "package_relationship_update", relation | {"comment": "Lain sekali"}


def _reaching_over(target: Target, draft: Target) -> Iterator[Way]:
    """From a dataset that may be changed to one that may not: by naming what belongs to the other."""
    taken = {"id": target.resource, "name": "Lain", "format": "CSV", "url": "https://example.com/lain.csv"}
    yield "package_patch", {"id": draft.id, "resources": [taken]}
    yield "package_create", METADATA | {"name": "pencuri", "owner_org": draft.office, "resources": [taken]}
    yield "package_revise", {"match": {"id": draft.id}, "update": {"resources": [taken]}}
    yield "resource_create", taken | {"package_id": draft.id}
    yield "resource_update", taken | {"package_id": draft.id}
    yield "resource_patch", {"id": target.resource, "package_id": draft.id}
    yield "resource_view_update", {"id": target.view, "resource_id": draft.resource, "title": "Lain"}
    yield "package_patch", {"id": draft.id, "name": target.name}
    both = {"id": draft.resource, "resource_id": target.resource, "force": True}
    yield "datastore_upsert", both | {"method": "insert", "records": [{"luas_km2": 1}]}
    yield "datastore_delete", both | {"filters": {}}
    yield "datastore_records_delete", both | {"filters": {}}
    yield "datastore_create", {"resource_id": draft.resource, "force": True, "aliases": [target.resource]}
    yield (
        "datastore_create",
        {"resource": {"id": target.resource, "package_id": draft.id, "name": "Lain"}, "records": [{"luas_km2": 1}]},
    )
