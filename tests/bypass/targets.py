"""A dataset that somebody wants to change, all that belongs to it, and how one sees that nothing of it has changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.lib import search, uploader
from ckanext.datastore.backend.postgres import get_read_engine, identifier
from sqlalchemy.exc import ProgrammingError

from tests.factories import WAYS, Portal, call

#: What belongs to a dataset in the tables of CKAN and of the portal, as one text.
ROWS = sa.text(
    """
    SELECT jsonb_build_object(
        'package', (SELECT to_jsonb(p) FROM package p WHERE p.id = :id),
        'resources', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM resource r WHERE r.package_id = :id),
        'moved', (SELECT r.package_id FROM resource r WHERE r.id = :resource),
        'views', (SELECT jsonb_agg(to_jsonb(v) ORDER BY v.id) FROM resource_view v WHERE v.resource_id = :resource),
        'groups', (SELECT jsonb_agg(jsonb_build_array(m.group_id, m.capacity, m.state) ORDER BY m.group_id, m.capacity)
                   FROM member m JOIN "group" g ON g.id = m.group_id
                   WHERE m.table_id = :id AND m.state = 'active' AND g.state = 'active'),
        'tags', (SELECT jsonb_agg(t.tag_id ORDER BY t.tag_id) FROM package_tag t
                 WHERE t.package_id = :id AND t.state = 'active'),
        'relationships', (SELECT count(*) FROM package_relationship r
                          WHERE (r.subject_package_id = :id OR r.object_package_id = :id) AND r.state = 'active'),
        'collaborators', (SELECT count(*) FROM package_member m WHERE m.package_id = :id),
        'review', (SELECT to_jsonb(v) FROM sdijember_review v WHERE v.package_id = :id),
        'log', (SELECT jsonb_agg(e.hash ORDER BY e.id) FROM sdijember_review_event e WHERE e.package_id = :id),
        'organization', (SELECT g.state FROM "group" g JOIN package p ON p.owner_org = g.id WHERE p.id = :id)
    )::text
    """
)


@dataclass(frozen=True)
class Target:
    """A dataset with one file, its table and its preview, in the group of its urusan."""

    state: str
    id: str
    name: str
    resource: str
    view: str
    office: str
    group: str

    def fingerprint(self) -> str:
        """The same as long as nothing of the dataset has changed: rows, file, table, and who finds it."""
        model.Session.expire_all()
        rows = model.Session.execute(ROWS, {"id": self.id, "resource": self.resource}).scalar_one()
        model.Session.rollback()
        return "\n".join((rows, _file(self.resource), _table(self.resource), *_index(self.id)))


def make(portal: Portal, state: str, group: str) -> Target:
    """A target that went the ordinary way to ``state``."""
    made = portal.dataset(urusan="1.02")
    resource = made["resources"][0]["id"]
    preview = {"view_type": "datatables_view", "title": "Tabel"}
    view = call("resource_view_create", portal.people["editor"], resource_id=resource, **preview)["id"]
    for action, by, data in WAYS[state]:
        portal.take(made["id"], action, by, **data)
    return Target(state, made["id"], made["name"], resource, view, portal.office["id"], group)


def _file(resource_id: str) -> str:
    resource = model.Resource.get(resource_id)
    if resource is None or not resource.url:
        return "no file"
    return hashlib.sha256(path_of(resource_id).read_bytes()).hexdigest()


def path_of(resource_id: str) -> Path:
    """Where the uploaded file of a resource lies."""
    resource = model.Resource.get(resource_id)
    upload: Any = uploader.get_resource_uploader({"id": resource_id, "url": resource.url, "url_type": "upload"})
    path = upload.get_path(resource_id)
    storage = getattr(upload, "storage", None)
    return Path(storage.full_path(path) if storage else path)


def _table(resource_id: str) -> str:
    query = f"SELECT json_agg(t)::text FROM {identifier(resource_id)} t"
    try:
        with get_read_engine().connect() as connection:
            return connection.exec_driver_sql(query).scalar_one()
    except ProgrammingError:
        return "no table"


def _index(package_id: str) -> list[str]:
    """What is found in the index, and who finds it."""
    found = search.make_connection().search(f'id:"{package_id}"', fl="title,validated_data_dict,state,capacity")
    return [*(json.dumps(one, sort_keys=True) for one in found.docs), *labels(package_id)]


def labels(package_id: str) -> list[str]:
    """The labels under which the index gives a dataset out."""
    asked = {"facet": "true", "facet.field": "permission_labels", "facet.mincount": 1, "rows": 0}
    found = search.make_connection().search(f'id:"{package_id}"', **asked)
    return sorted(found.facets["facet_fields"]["permission_labels"][::2])
