"""Only the loader writes tables: whoever asks, in whatever state the dataset is, and for whatever table."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckanext.datastore.backend.postgres import get_read_engine, identifier

from ckanext.sdijember.tables.logic import datastore
from tests.factories import PEOPLE, call
from tests.visitor import Visitor, values

ROW = {"kecamatan": "Kencong", "luas_km2": 999999}
STATES = ("draft", "returned", "submitted", "published", "withdrawn")


def _ways(resource, package):
    table = {"resource_id": resource, "force": True}
    body = "BEGIN NEW.luas_km2 := 999999; RETURN NEW; END;"
    return [
        ("datastore_upsert", table | {"method": "update", "records": [ROW | {"_id": 1}]}),
        ("datastore_upsert", table | {"method": "insert", "records": [ROW]}),
        ("datastore_create", table | {"records": [ROW]}),
        ("datastore_create", table | {"fields": [{"id": "kecamatan", "type": "text", "info": {"label": "Lain"}}]}),
        ("datastore_create", table | {"aliases": ["lain"]}),
        ("datastore_create", {"resource": {"package_id": package, "name": "Lain"}, "records": [ROW]}),
        ("datastore_delete", table),
        ("datastore_delete", table | {"filters": {"kecamatan": "Kencong"}}),
        ("datastore_records_delete", table | {"filters": {}}),
        ("datastore_run_triggers", {"resource_id": resource}),
        ("datastore_function_create", {"name": "lain", "rettype": "trigger", "definition": body}),
        ("datastore_function_delete", {"name": "lain"}),
    ]


def _whole(resource):
    with get_read_engine().connect() as connection:
        return connection.exec_driver_sql(f"SELECT json_agg(t)::text FROM {identifier(resource)} t").scalar_one()


@pytest.mark.parametrize("state", STATES)
def test_nobody_writes_a_table_by_hand(portal, state):
    dataset = portal.bring_to(state)
    resource = dataset["resources"][0]["id"]
    before = _whole(resource)
    for person in PEOPLE:
        for action, data in _ways(resource, dataset["id"]):
            with pytest.raises(tk.NotAuthorized):
                call(action, portal.people[person], **data)
            model.Session.rollback()
    assert _whole(resource) == before
    assert len(model.Package.get(dataset["id"]).resources) == 1


@pytest.mark.parametrize("person", ["editor", "sysadmin"])
def test_what_does_not_exist_is_answered_in_the_same_words(portal, person):
    said = set()
    for resource in (portal.dataset()["resources"][0]["id"], "tidak-ada", "_table_stats"):
        with pytest.raises(tk.NotAuthorized) as refused:
            call("datastore_upsert", portal.people[person], resource_id=resource, force=True, records=[ROW])
        said.add(str(refused.value))
    assert len(said) == 1


@pytest.mark.parametrize("person", ["editor", "sysadmin"])
def test_the_page_of_the_data_dictionary_writes_nothing(portal, app, person):
    dataset = portal.dataset()
    resource = dataset["resources"][0]["id"]
    visitor = Visitor(app, portal, person)
    before = datastore.read(resource)
    address = f"/dataset/{dataset['name']}/dictionary/{resource}"
    form = visitor.get(address).select_one("form:has([name=info__1__label])")
    assert form
    visitor.post(address, values(form) | {"info__1__label": "Lain"}, status=403)
    page = visitor.get(f"/dataset/{dataset['name']}/resource/{resource}/edit")
    assert not page.select(f"a[href$='/dictionary/{resource}']")
    assert datastore.read(resource) == before


@pytest.mark.parametrize("person", [*PEOPLE])
def test_nobody_is_told_how_a_table_is_loaded(portal, person):
    """What called the portal back with a token of an administrator is gone, with its pages and its notes."""
    resource = portal.dataset()["resources"][0]["id"]
    for action in ("xloader_status", "xloader_submit", "xloader_hook"):
        with pytest.raises(KeyError):
            call(action, portal.people[person], resource_id=resource)
