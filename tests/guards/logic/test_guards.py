"""Nobody writes a locked dataset, and nobody publishes by writing: every way that CKAN knows."""

from __future__ import annotations

import contextlib

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from tests.factories import METADATA, WAYS, call, upload
from tests.metadata.kegiatan import KEGIATAN

LOCKED = ("submitted", "verified", "recommended", "published")
OPEN = tuple(state for state in WAYS if state not in LOCKED)
WRITERS = ("editor", "office_admin", "sysadmin")


def _ways_to_write(portal, dataset):
    """Name → call that would change the dataset, as ``person``."""
    package_id, resource_id = dataset["id"], dataset["resources"][0]["id"]
    org = portal.office["id"]
    return {
        "package_patch": {"id": package_id, "title": "Lain"},
        "package_update": METADATA | {"id": package_id, "name": dataset["name"], "owner_org": org, "title": "Lain"},
        "package_revise": {"match": {"id": package_id}, "update": {"title": "Lain"}},
        "package_delete": {"id": package_id},
        "package_owner_org_update": {"id": package_id, "organization_id": portal.other_office["id"]},
        "bulk_update_private": {"datasets": [package_id], "org_id": org},
        "bulk_update_public": {"datasets": [package_id], "org_id": org},
        "bulk_update_delete": {"datasets": [package_id], "org_id": org},
        "resource_create": {"package_id": package_id, "name": "Lain", "format": "CSV", "upload": upload()},
        "resource_update": {"id": resource_id, "name": "Lain", "format": "CSV", "upload": upload(b"a,b\n1,2\n")},
        "resource_patch": {"id": resource_id, "name": "Lain"},
        "resource_delete": {"id": resource_id},
        "datastore_create": {"resource_id": resource_id, "force": True, "records": [{"a": 1}]},
        "member_create": {"id": "urusan-lain", "object": package_id, "object_type": "package", "capacity": "public"},
    }  # fmt: skip


def _content(package_id):
    package = model.Package.get(package_id)
    return (
        package.title, package.private, package.state, package.owner_org, package.extras.get("sdi_status"),
        [(resource.id, resource.name, resource.url, resource.last_modified) for resource in package.resources],
        sorted(group.name for group in package.get_groups(group_type="group")),
    )  # fmt: skip


@pytest.mark.parametrize("state", LOCKED)
def test_a_locked_dataset_is_not_written_by_anybody(portal, state):
    call("group_create", portal.people["sysadmin"], name="urusan-lain")
    dataset = portal.bring_to(state)
    before = _content(dataset["id"])
    for action, data in _ways_to_write(portal, dataset).items():
        for person in WRITERS:
            try:
                call(action, portal.people[person], **data)
            except tk.NotAuthorized:
                model.Session.rollback()
            model.Session.expire_all()
            assert _content(dataset["id"]) == before, (action, person)


@pytest.mark.parametrize("state", LOCKED)
def test_a_locked_kegiatan_is_not_written_by_anybody(portal, state):
    kegiatan = portal.bring_kegiatan_to(state)
    package_id, org = kegiatan["id"], portal.office["id"]
    before = call("sdijember_kegiatan_show", portal.people["editor"], id=package_id)
    ways = {
        "package_patch": {"id": package_id, "title": "Kegiatan Lain 2025", "ii_pj_nama": "Lain"},
        "package_update": KEGIATAN | {"id": package_id, "name": kegiatan["name"], "owner_org": org, "ii_pj_nama": "B"},
        "package_revise": {"match": {"id": package_id}, "update": {"ii_pj_nama": "Lain"}},
        "package_delete": {"id": package_id},
        "resource_create": {"package_id": package_id, "name": "Lain", "format": "CSV", "upload": upload()},
        "bulk_update_delete": {"datasets": [package_id], "org_id": org},
        "sdijember_rows_update": {"id": package_id, "form": "variabel", "rows": []},
    }  # fmt: skip
    for action, data in ways.items():
        for person in WRITERS:
            with contextlib.suppress(tk.NotAuthorized):
                call(action, portal.people[person], **data)
            model.Session.rollback()
            model.Session.expire_all()
            assert call("sdijember_kegiatan_show", portal.people["editor"], id=package_id) == before, (action, person)


@pytest.mark.parametrize("state", LOCKED)
def test_not_even_with_ignore_auth(portal, state):
    dataset = portal.bring_to(state)
    for action, data in _ways_to_write(portal, dataset).items():
        if action in {"datastore_create", "member_create"} or action.startswith("bulk"):
            continue
        with pytest.raises(tk.NotAuthorized):
            tk.get_action(action)({"ignore_auth": True, "user": portal.people["sysadmin"]["name"]}, data)
        model.Session.rollback()


@pytest.mark.parametrize("state", LOCKED)
def test_it_is_not_purged(portal, state):
    dataset = portal.bring_to(state)
    with pytest.raises(tk.NotAuthorized):
        call("dataset_purge", portal.people["sysadmin"], id=dataset["id"])


@pytest.mark.parametrize("state", OPEN)
def test_its_office_writes_a_dataset_that_is_with_it(portal, state):
    dataset = portal.bring_to(state)
    assert call("package_patch", portal.people["editor"], id=dataset["id"], title="Lain")["title"] == "Lain"
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], name="Lain")


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("person", WRITERS)
def test_writing_never_publishes(portal, state, person):
    dataset = portal.bring_to(state)
    forged = {"private": False, "sdi_status": "published", "sdi_verified_at": "2020-01-01",
              "sdi_recommendation_number": "PALSU", "sdi_published_at": "2020-01-01"}  # fmt: skip
    call("package_patch", portal.people[person], id=dataset["id"], **forged)
    with contextlib.suppress(tk.NotAuthorized):
        call("bulk_update_public", portal.people[person], datasets=[dataset["id"]], org_id=portal.office["id"])
    shown = call("package_show", portal.people["sysadmin"], id=dataset["id"])
    assert shown["private"] is True
    assert shown["sdi_status"] == state
    assert shown["sdi_recommendation_number"] != "PALSU"
    with pytest.raises(tk.NotAuthorized):
        call("package_show", None, id=dataset["id"])


@pytest.mark.parametrize("person", WRITERS)
def test_creating_never_publishes(portal, person):
    made = call("package_create", portal.people[person], **METADATA, name="baru", owner_org=portal.office["id"],
                private=False, sdi_status="published")  # fmt: skip
    assert (made["private"], made["sdi_status"]) == (True, "draft")


@pytest.mark.parametrize("person", WRITERS)
@pytest.mark.parametrize("kind", ["lain", "showcase", "harvest"])
def test_no_type_of_dataset_goes_round_the_review(portal, person, kind):
    with pytest.raises(tk.ValidationError) as caught:
        call("package_create", portal.people[person], name="baru", title="Baru", type=kind, private=False,
             owner_org=portal.office["id"])  # fmt: skip
    assert set(caught.value.error_dict) == {"type"}
    assert model.Package.get("baru") is None


def test_what_the_loader_notes_about_a_file_is_let_through(portal):
    dataset = portal.bring_to("published")
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    resource_id = dataset["resources"][0]["id"]
    call("resource_patch", site_user, id=resource_id, datastore_active=True, hash="0f")
    with pytest.raises(tk.NotAuthorized):
        call("resource_patch", site_user, id=resource_id, datastore_active=True, name="Lain")
    with pytest.raises(tk.NotAuthorized):
        call("resource_patch", site_user, id=resource_id, upload=upload(b"a,b\n1,2\n", "luas.csv"))


def test_the_plugin_refuses_to_start_behind_other_labels(portal, monkeypatch):
    import ckan.plugins as p
    from ckan.exceptions import CkanConfigurationException
    from ckan.lib.plugins import DefaultPermissionLabels

    from ckanext.sdijember.review import labels

    labels.require_ours()
    monkeypatch.setattr(p, "PluginImplementations", lambda _interface: [DefaultPermissionLabels()])
    with pytest.raises(CkanConfigurationException):
        labels.require_ours()
