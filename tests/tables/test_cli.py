"""``ckan sdijember tables load``: what is missing is made, what cannot be made is named with the reason."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.tables import jobs
from ckanext.sdijember.tables import model as tables
from ckanext.sdijember.tables.logic import datastore
from tests.factories import upload


def _as_before_the_update(*resources):
    """A table that another loader made, of which nothing is known."""
    model.Session.execute(sa.delete(tables.FileTable).where(tables.FileTable.resource_id.in_(resources)))
    model.Session.commit()


def test_tables_of_before_are_made_anew_and_what_cannot_be_is_named(portal, run):
    published = portal.bring_to("published")["resources"][0]["id"]
    draft = portal.dataset()
    bad = portal.add_file(draft["id"], name="Kembar", upload=upload(b"tahun,tahun\n1,2\n", "kembar.csv"))["id"]
    _as_before_the_update(published, draft["resources"][0]["id"], bad)
    result = run("tables", "load", "--all")
    assert result.exit_code == 1
    assert f"{draft['name']}/Kembar" in result.output and "tahun" in result.output
    states = {one: tables.of(one).state for one in (published, draft["resources"][0]["id"], bad)}
    assert list(states.values()) == ["loaded", "loaded", "failed"]
    assert datastore.exists(published) and not datastore.exists(bad)


def test_what_is_there_already_is_left_unless_all_is_said(portal, run, monkeypatch):
    portal.dataset()
    loaded = []
    monkeypatch.setattr(
        "ckanext.sdijember.tables.logic.loading.load", lambda *args, **_: loaded.append(args) or "loaded"
    )
    assert run("tables", "load").exit_code == 0
    assert loaded == []
    assert run("tables", "load", "--all").exit_code == 0
    assert len(loaded) == 1


def test_the_worker_can_be_left_to_do_it(portal, run, monkeypatch):
    resource = portal.dataset()["resources"][0]["id"]
    queued = []
    monkeypatch.setattr(jobs, "queue", lambda ids, again=False: queued.extend((one, again) for one in ids))
    assert run("tables", "load", "--all", "--queue").exit_code == 0
    assert queued == [(resource, True)]
