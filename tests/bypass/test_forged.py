"""Who may change a draft changes the draft: no field, in no shape, moves it on or makes it public."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.navl.dictization_functions import DataError

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.model.review import Review
from tests.bypass import forged
from tests.bypass.targets import labels
from tests.factories import METADATA, call


def _stands(package_id):
    """What the review, the package and the index say of a dataset."""
    model.Session.rollback()
    model.Session.expire_all()
    package, review = model.Package.get(package_id), Review.get(package_id)
    kept = (review.state, review.version, review.snapshot, review.publish_at, review.revision_of, review.claimed_by)
    return kept, package.private, package.extras["sdi_status"], len(log.of_package(package_id)), labels(package_id)


def _send(action, user, data):
    try:
        tk.get_action(action)({"user": user}, data)
    except (tk.NotAuthorized, tk.ValidationError, tk.ObjectNotFound, DataError):
        model.Session.rollback()


@pytest.mark.parametrize(
    ("state", "person"), [("draft", "editor"), ("returned", "office_admin"), ("withdrawn", "sysadmin")]
)
def test_no_field_moves_a_dataset_on(prey, state, person):
    target, user = prey.targets[state], prey.portal.people[person]["name"]
    whole = METADATA | {"id": target.id, "name": target.name, "owner_org": target.office}
    before = _stands(target.id)
    for name, shape in forged.shapes().items():
        if name == "state":
            continue
        for action, data in (
            ("package_patch", {"id": target.id, **shape}),
            ("package_update", whole | shape),
            ("package_revise", {"match": {"id": target.id}, "update": shape}),
            ("resource_patch", {"id": target.resource, **{k: v for k, v in shape.items() if k != "extras"}}),
        ):
            _send(action, user, data)
            assert _stands(target.id) == before, (name, action)
    for action in ("bulk_update_public", "bulk_update_private"):
        _send(action, user, {"datasets": [target.id], "org_id": target.office})
        assert _stands(target.id) == before, action


@pytest.mark.parametrize(
    ("shape", "person"),
    [*((shape, "editor") for shape in forged.shapes()), ("both", "sysadmin"), ("state", "sysadmin")],
)
def test_nothing_new_begins_further_on(prey, person, shape):
    name = f"baru-{person}-{shape}".replace(" ", "-").replace("_", "-")
    values = METADATA | forged.shapes()[shape] | {"owner_org": prey.portal.office["id"], "name": name}
    _send("package_create", prey.portal.people[person]["name"], values)
    made = model.Package.get(name)
    if made is not None:
        draft = ("draft", 1, None, None, None, None)
        label = f"member-{prey.portal.office['id']}"
        *stands, found_by = _stands(made.id)
        assert stands == [draft, True, "draft", 0]
        assert found_by == ([label] if made.state == "active" else [])


def test_a_bin_is_no_way_on(prey):
    """What was thrown away comes back as it was."""
    editor = prey.portal.people["editor"]
    target = prey.targets["withdrawn"]
    before = _stands(target.id)
    call("package_delete", editor, id=target.id)
    call("package_patch", editor, id=target.id, state="active", **forged.FIELDS)
    assert _stands(target.id) == before


def test_an_id_that_was_used_is_no_way_on(prey):
    """Only a sysadmin chooses an id; the review of the dataset that had it does not make the new one public."""
    sysadmin = prey.portal.people["sysadmin"]
    used = prey.targets["returned"]
    call("dataset_purge", sysadmin, id=used.id)
    values = METADATA | forged.FIELDS | {"id": used.id, "name": "dengan-id-lama", "owner_org": used.office}
    _send("package_create", sysadmin["name"], values)
    model.Session.rollback()
    made = model.Package.get(used.id)
    assert made is None or (made.private and _stands(made.id)[0][0] == "draft")


def test_the_site_user_is_held_to_the_lock(prey):
    """A harvester, or the loader, with the portal's own token: as anybody else."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    target = prey.targets["published"]
    before = target.fingerprint()
    whole = METADATA | forged.FIELDS | {"id": target.id, "name": target.name, "owner_org": target.office}
    for action, data in (
        ("package_update", whole | {"title": "Lain"}),
        ("package_patch", {"id": target.id, "notes": "Lain"}),
        ("package_patch", {"id": target.id, "extras": [{"key": "harvest_source_id", "value": "x"}]}),
        ("package_create", whole),
        ("package_delete", {"id": target.id}),
        ("dataset_purge", {"id": target.id}),
        ("resource_patch", {"id": target.resource, "url_type": "datastore", "url": "/datastore/dump/x"}),
        ("resource_patch", {"id": target.resource, "name": "Lain"}),
        ("datastore_upsert", {"id": target.resource, "force": True, "method": "insert", "records": [{"luas_km2": 1}]}),
        ("resource_view_delete", {"id": target.view}),
    ):
        _send(action, site_user, data)
        assert target.fingerprint() == before, action
    made = METADATA | forged.FIELDS | {"name": "panen", "owner_org": target.office}
    _send("package_create", site_user, made)
    harvested = model.Package.get("panen")
    assert harvested.private and _stands(harvested.id)[0][0] == "draft"
