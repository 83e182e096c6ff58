"""Each guard is needed: take it away, and what is refused in ``test_writes.py`` happens."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.guards.logic.action import datasets, groups, previews, tables
from ckanext.sdijember.guards.logic.auth import datasets as auth_guards
from ckanext.sdijember.review.logic import lock as guard
from ckanext.sdijember.revision.model import deletion_lock
from tests.bypass import targets

ROW = {"force": True, "method": "insert", "records": [{"luas_km2": 1}]}
#: What is taken away (module, name), who tries, and what then changes a published dataset.
TAKEN_AWAY = {
    "saving": (
        [(guard, "require_editable_or_same"), (auth_guards, "_locked")],
        "editor",
        lambda t: ("package_patch", {"id": t.id, "notes": "Lain"}),
    ),
    "files": (
        [(guard, "require_editable_or_same"), (auth_guards, "_locked")],
        "office_admin",
        lambda t: ("resource_patch", {"id": t.resource, "name": "Lain"}),
    ),
    "deleting": (
        [(guard, "require_editable"), (guard, "require_editable_or_same"), (auth_guards, "_locked")],
        "editor",
        lambda t: ("package_delete", {"id": t.id}),
    ),
    "purging": (
        [(guard, "require_editable"), (auth_guards, "_locked")],
        "sysadmin",
        lambda t: ("dataset_purge", {"id": t.id}),
    ),
    "memberships": (
        [(datasets, "_guard_membership")],
        "sysadmin",
        lambda t: ("member_create", {"id": "urusan-lain", "object": t.id, "object_type": "package", "capacity": "x"}),
    ),
    "tables": ([(tables, "_require_portal")], "sysadmin", lambda t: ("datastore_upsert", {"id": t.resource, **ROW})),
    "lists of groups": (
        [(groups, "_guard_members")],
        "sysadmin",
        lambda t: ("group_update", {"id": "urusan-lain", "name": "urusan-lain", "packages": [{"id": t.id}]}),
    ),
    "previews": (
        [(previews, "_guard")],
        "sysadmin",
        lambda t: ("resource_view_create", {"resource_id": t.resource, "view_type": "datatables_view", "title": "x"}),
    ),
    "groups that go": ([(groups, "_guard_all")], "sysadmin", lambda t: ("group_delete", {"id": t.group})),
    "offices that go": (
        [(groups, "_leaves")],
        "office_admin",
        lambda t: ("organization_update", {"id": t.office, "name": "dinas-satu", "title": "x", "state": "deleted"}),
    ),
}


def _attempt(prey, person, action, data):
    try:
        tk.get_action(action)({"user": prey.portal.people[person]["name"]}, data)
    except (tk.NotAuthorized, tk.ValidationError):
        return False
    finally:
        model.Session.rollback()
        model.Session.remove()
    return True


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_without_its_guard_it_happens(prey, request, monkeypatch, name):
    taken, person, way = TAKEN_AWAY[name]
    if name == "deleting":
        # the row itself refuses too
        sa.event.remove(model.Package, "before_update", deletion_lock._refuse)
        request.addfinalizer(deletion_lock.keep_locked)
    target = targets.make(prey.portal, "published", "urusan-1-02")
    before = target.fingerprint()
    assert not _attempt(prey, person, *way(target))
    assert target.fingerprint() == before
    for module, guarding in taken:
        monkeypatch.setattr(module, guarding, lambda *_args, **_kwargs: None)
    assert _attempt(prey, person, *way(target))
    assert target.fingerprint() != before
