"""A file becomes its table whole, with every cell, or the table is not there and its producer reads why."""

from __future__ import annotations

import json
import random
from decimal import Decimal

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend import postgres
from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine, identifier

from ckanext.sdijember.tables import jobs
from ckanext.sdijember.tables import model as tables
from ckanext.sdijember.tables.logic import datastore, loading
from ckanext.sdijember.tables.logic.reading import read
from tests.factories import call, upload

MIXED = (
    "Kode,Nama Kecamatan,Luas (Ha.),Penduduk,Tanggal,Ada\n"
    '"0010",Kencong,"1.234,5",65123,2024-01-02,ya\n'
    '"0020","Gumuk\\mas, ""Timur""","0,98",-,2024-02-03,tidak\n'
    '"0030",Puger,"12,25",95089,2024-03-04,ya\n'
)


@pytest.fixture
def portal(portal, clean_datastore):
    """Without tables of another test."""
    return portal


def _file(portal, content, name="data.csv", **changes):
    made = portal.dataset()
    content = content.encode() if isinstance(content, str) else content
    file = portal.add_file(made["id"], name="Data", upload=upload(content, name), **changes)
    return made, file["id"]


def _search(resource_id, **more):
    return tk.get_action("datastore_search")({"ignore_auth": True}, {"resource_id": resource_id, **more})


def test_a_file_becomes_a_table_of_real_types(portal):
    declared = [{"nama": "Ada", "tipe": "ya_tidak"}]
    _dataset, resource = _file(portal, MIXED, skema_kolom=declared)
    row = tables.of(resource)
    assert (row.state, row.rows, [one["kind"] for one in row.columns]) == (
        "loaded", 3, ["code", "text", "decimal", "integer", "date", "boolean"]
    )  # fmt: skip
    assert [one["sum"] for one in row.columns][2:4] == ["1247.73", "160212"]
    found = _search(resource, sort="luas_ha desc")
    types = {one["id"]: one["type"] for one in found["fields"]}
    assert types == {
        "_id": "int", "kode": "text", "nama_kecamatan": "text", "luas_ha": "numeric", "penduduk": "int8",
        "tanggal": "date", "ada": "bool",
    }  # fmt: skip
    assert [one["kode"] for one in found["records"]] == ["0010", "0030", "0020"]
    assert [one["luas_ha"] for one in found["records"]] == [1234.5, 12.25, 0.98]
    assert found["records"][2]["nama_kecamatan"] == 'Gumuk\\mas, "Timur"'
    assert found["records"][2]["penduduk"] is None


def test_every_cell_of_the_store_is_the_cell_of_the_table(portal):
    _dataset, resource = _file(portal, MIXED)
    outcome, _digest = read(model.Resource.get(resource), {}, {})
    table = outcome.table
    assert table
    names = ", ".join(identifier(one.store_name) for one in table.columns)
    with get_read_engine().connect() as connection:
        stored = connection.exec_driver_sql(f"SELECT {names} FROM {identifier(resource)} ORDER BY _id").fetchall()
    assert [tuple(row) for row in stored] == list(table.records())
    assert stored[0][2] == Decimal("1234.5")


def test_what_ckan_knows_of_a_table_is_known_of_ours(portal):
    """Search by word and filter, number of rows, dump, columns with labels, indexes and sequence under their names."""
    _dataset, resource = _file(portal, MIXED)
    assert _search(resource, q="Kencong")["total"] == 1
    assert _search(resource, q="2024-03-04")["total"] == 1
    assert _search(resource, filters={"penduduk": 95089})["records"][0]["kode"] == "0030"
    assert _search(resource, filters={"tanggal": "2024-02-03"})["total"] == 1
    info = tk.get_action("datastore_info")({"ignore_auth": True}, {"id": resource})
    assert info["meta"]["count"] == 3
    labels = {one["id"]: one["info"]["label"] for one in info["fields"]}
    assert labels["luas_ha"] == "Luas (Ha.)"
    name = identifier(resource)
    by_trigger = "SELECT to_tsvector(string_agg(value, ' ')) FROM json_each_text(row_to_json(t.*)) WHERE key !~ '^_'"
    with get_write_engine().connect() as connection:
        trigger = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'zfulltext' AND tgrelid = %s::regclass", (name,)
        ).scalar()
        names = set(
            connection.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE tablename = %s", (resource,)).scalars()
        )
        rows = connection.exec_driver_sql("SELECT stats FROM _table_stats WHERE resource_id = %s", (resource,)).scalar()
        others = connection.exec_driver_sql(
            f"SELECT count(*) FROM {name} t WHERE _full_text IS DISTINCT FROM ({by_trigger})"
        ).scalar()
    assert (trigger, json.loads(rows), others) == (1, {"rows": 3}, 0)
    assert f"{resource}_pkey" in names
    assert postgres._generate_index_name(resource, '"_full_text"') in names
    resource_dict = tk.get_action("resource_show")({"ignore_auth": True}, {"id": resource})
    assert resource_dict["datastore_active"] is True


def test_the_index_says_that_there_is_a_table(portal):
    dataset, resource = _file(portal, MIXED)
    found = call("package_search", portal.people["editor"], q=f"id:{dataset['id']}", include_private=True)["results"]
    assert {one["id"]: one["datastore_active"] for one in found[0]["resources"]}[resource] is True


def test_a_replaced_file_replaces_the_table(portal):
    _dataset, resource = _file(portal, "a,b\n1,2\n3,4\n")
    call("resource_patch", portal.people["editor"], id=resource, upload=upload(b"c,d,e\n5,6,x\n", "baru.csv"))
    assert [one["id"] for one in _search(resource)["fields"]] == ["_id", "c", "d", "e"]
    assert _search(resource)["records"] == [{"_id": 1, "c": 5, "d": 6, "e": "x"}]


def test_declared_types_load_the_table_anew(portal):
    _dataset, resource = _file(portal, "nama,luas\nKencong,65\nPuger,12\n")
    columns = [{"nama": "nama"}, {"nama": "luas", "tipe": "desimal"}]
    call("resource_patch", portal.people["editor"], id=resource, skema_kolom=columns)
    assert {one["id"]: one["type"] for one in _search(resource)["fields"]}["luas"] == "numeric"


def test_a_file_that_cannot_become_a_table_leaves_none_and_says_why(portal):
    dataset, resource = _file(portal, "a,b\n1,2\n")
    call("resource_patch", portal.people["editor"], id=resource, upload=upload(b"tahun,tahun\n1,2\n", "baru.csv"))
    row = tables.of(resource)
    assert (row.state, [one["code"] for one in row.remarks]) == ("failed", ["duplicate-header"])
    assert not datastore.exists(resource)
    with pytest.raises(tk.ObjectNotFound):
        call("datastore_search", portal.people["editor"], resource_id=resource)
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "submit", "editor")
    assert "tahun" in str(refused.value.error_dict["resources"])


def test_while_a_table_is_being_made_nobody_sees_the_old_one_and_nothing_is_submitted(portal, monkeypatch):
    dataset, resource = _file(portal, "a,b\n1,2\n")
    monkeypatch.setattr(jobs, "queue", lambda *_args, **_kwargs: None)
    call("resource_patch", portal.people["editor"], id=resource, upload=upload(b"a,b\n7,8\n", "baru.csv"))
    assert tables.of(resource).state == "waiting"
    with pytest.raises(tk.ObjectNotFound):
        call("datastore_search", portal.people["editor"], resource_id=resource)
    with pytest.raises(tk.ValidationError, match="resources"):
        portal.take(dataset["id"], "submit", "editor")
    assert loading.load(resource) == "loaded"
    assert _search(resource)["records"] == [{"_id": 1, "a": 7, "b": 8}]
    portal.take(dataset["id"], "submit", "editor")


def test_nobody_makes_a_file_say_that_it_has_a_table(portal):
    _dataset, resource = _file(portal, "tahun,tahun\n1,2\n")
    call("resource_patch", portal.people["editor"], id=resource, datastore_active=True, name="Lain")
    assert model.Resource.get(resource).extras["datastore_active"] is False


def test_a_file_that_is_gone_has_no_table(portal):
    _dataset, resource = _file(portal, "a,b\n1,2\n")
    call("resource_delete", portal.people["editor"], id=resource)
    assert not datastore.exists(resource)
    assert tables.of(resource) is None


def test_a_dataset_that_is_purged_leaves_no_table(portal):
    dataset, resource = _file(portal, "a,b\n1,2\n")
    call("package_delete", portal.people["editor"], id=dataset["id"])
    call("dataset_purge", portal.people["sysadmin"], id=dataset["id"])
    assert not datastore.exists(resource)
    assert tables.of(resource) is None


@pytest.mark.parametrize("broken", ["DELETE FROM {} WHERE _id = 2", "UPDATE {} SET a = 9 WHERE _id = 1"])
def test_what_is_not_written_as_it_was_read_is_not_put_up(portal, monkeypatch, broken):
    filled = datastore.fill

    def damaged(connection, resource_id, table, info):
        draft = filled(connection, resource_id, table, info)
        connection.exec_driver_sql(broken.format(identifier(draft)))
        return draft

    monkeypatch.setattr(datastore, "fill", damaged)
    _dataset, resource = _file(portal, "a,b\n1,2\n3,4\n")
    row = tables.of(resource)
    assert (row.state, [one["code"] for one in row.remarks]) == ("failed", ["differs"])
    assert not datastore.exists(resource)


def test_two_values_that_change_places_are_seen(portal, monkeypatch):
    """Neither the number of rows nor a sum differs."""
    filled = datastore.fill

    def damaged(connection, resource_id, table, info):
        draft = filled(connection, resource_id, table, info)
        connection.exec_driver_sql(f"UPDATE {identifier(draft)} SET a = 4 - a")
        return draft

    monkeypatch.setattr(datastore, "fill", damaged)
    _dataset, resource = _file(portal, "a,b\n1,2\n3,4\n")
    assert tables.of(resource).findings[0].params["what"] == "SHA-256"


def test_a_file_that_changes_while_it_is_loaded_is_not_taken_for_the_new_one(portal, monkeypatch):
    _dataset, resource = _file(portal, "a,b\n1,2\n")
    package = model.Resource.get(resource).package_id
    row = tables.lock(resource, package)
    row.want(row.source)
    model.Session.commit()
    compared = loading._compare

    def meanwhile(*args):
        compared(*args)
        with model.ensure_engine().begin() as connection:
            update = sa.text("UPDATE sdijember_table SET wish = wish + 1 WHERE resource_id = :id")
            connection.execute(update, {"id": resource})

    monkeypatch.setattr(loading, "_compare", meanwhile)
    assert loading.load(resource) == "waiting"
    monkeypatch.undo()
    assert loading.load(resource) == "loaded"


def test_a_row_wider_than_the_database_takes_is_a_finding(portal):
    chance = random.Random(1)
    head = ",".join(f"k{at}" for at in range(490))
    texts = ",".join("".join(chance.choices("abcdefghij klmnopqrst", k=120)) for _ in range(490))
    _dataset, resource = _file(portal, f"{head}\n{texts}\n")
    row = tables.of(resource)
    assert (row.state, row.remarks[0]["code"]) == ("failed", "too-wide")
    assert not datastore.exists(resource)
