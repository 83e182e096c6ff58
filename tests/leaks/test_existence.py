"""Who may not see a dataset hears what he would hear if it did not exist: same status, same words, same headers."""

from __future__ import annotations

import json
import uuid
from urllib.parse import urlencode

import pytest

from ckanext.sdijember.review.domain import transitions as rules
from tests.leaks import actions, routes
from tests.leaks.conftest import CHANGING
from tests.leaks.things import Thing

OUTSIDERS = ("anonymous", "stranger", "other_editor")


def _nothing(thing):
    """What is called alike, and is not there."""
    ids = {name: str(uuid.uuid4()) for name in ("id", "resource", "view", "activity") if getattr(thing, name)}
    return Thing(thing.kind, thing.state, **ids, name=f"tidak-ada-{thing.kind}-{thing.state}")


def _alike(text, thing):
    """An answer without what was asked, and without what changes anyway."""
    for word in (thing.name, thing.id, thing.resource, thing.view, thing.activity):
        text = text.replace(word, "?") if word else text
    return CHANGING.sub("", text)


def _answer(matrix, person, method, address, thing, data=None):
    headers = dict(matrix.signed(person))
    sent = {} if data is None else {"data": json.dumps(data), "content_type": "application/json"}
    answer = matrix.app.test_client().open(address, method=method, headers=headers, follow_redirects=False, **sent)
    return _alike(f"{answer.status_code}\n{answer.headers}\n{answer.data.decode('utf-8', 'replace')}", thing)


def _first_difference(one, other):
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    return next((f"{a.strip()[:150]} / {b.strip()[:150]}" for a, b in pairs if a != b), "length")


@pytest.fixture
def hidden(matrix):
    """Some that outsiders do not see."""
    return [matrix.of("data", "draft"), matrix.of("data", "withdrawn"), matrix.of("kegiatan", "submitted")]


@pytest.mark.parametrize("person", OUTSIDERS)
def test_pages(matrix, hidden, person):
    told = []
    for thing in hidden:
        nothing = _nothing(thing)
        nothing.code = ""
        asked = zip(routes.of(matrix.app, thing), routes.of(matrix.app, nothing), strict=False)
        for address, other in asked:
            if thing.code and thing.code in address:
                continue
            one = _answer(matrix, person, "GET", address, thing)
            two = _answer(matrix, person, "GET", other, nothing)
            if one != two:
                told.append(f"{address}: {_first_difference(one, two)}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("person", OUTSIDERS)
def test_actions(matrix, hidden, person):
    told = []
    for thing in hidden:
        nothing = _nothing(thing)
        for (name, data), (_, other) in zip(actions.of(thing), actions.of(nothing), strict=False):
            if thing.code and thing.code in str(data):
                continue
            one = _answer(matrix, person, "GET", f"/api/3/action/{name}?{urlencode(data)}", thing)
            two = _answer(matrix, person, "GET", f"/api/3/action/{name}?{urlencode(other)}", nothing)
            if one != two:
                told.append(f"{name} {data}: {_first_difference(one, two)}")
    assert not told, "\n".join(told)


def _written(thing):
    """Attempts to write, of which none gets far enough to tell what there is."""
    yield "package_patch", {"id": thing.name, "title": "Lain"}
    yield "package_update", {"id": thing.name, "title": "Lain"}
    yield "package_revise", {"match": {"name": thing.name}, "update": {"title": "Lain"}}
    yield "package_delete", {"id": thing.name}
    yield "dataset_purge", {"id": thing.id}
    yield "package_owner_org_update", {"id": thing.name, "organization_id": "dinas-dua"}
    yield "resource_create", {"package_id": thing.name, "name": "Lain", "url": "https://example.com"}
    yield "member_create", {"id": "urusan-1-02", "object": thing.name, "object_type": "package", "capacity": "public"}
    yield "follow_dataset", {"id": thing.name}
    for action in rules.ACTIONS:
        yield f"sdijember_review_{action}", {"id": thing.name, "note": "Lain"}
    yield "sdijember_note_create", {"id": thing.name, "text": "Lain", "audience": "shared"}
    yield "sdijember_plausibility_answer", {"id": thing.name, "resource_id": "x", "mark": "x", "code": "x"}
    yield "sdijember_revision_open", {"id": thing.name, "catatan_perubahan": "Lain"}
    if thing.resource:
        yield "resource_patch", {"id": thing.resource, "name": "Lain"}
        yield "resource_delete", {"id": thing.resource}
        yield "datastore_upsert", {"resource_id": thing.resource, "force": True, "records": []}
        yield "datastore_delete", {"id": thing.resource, "force": True}
        yield "resource_view_create", {"resource_id": thing.resource, "view_type": "datatables_view", "title": "x"}
    if thing.view:
        yield "resource_view_update", {"id": thing.view, "title": "Lain"}
        yield "resource_view_delete", {"id": thing.view}


@pytest.mark.parametrize("person", OUTSIDERS)
def test_attempts_to_write(matrix, hidden, person):
    told = []
    for thing in hidden:
        nothing = _nothing(thing)
        for (name, data), (_, other) in zip(_written(thing), _written(nothing), strict=True):
            one = _answer(matrix, person, "POST", f"/api/3/action/{name}", thing, data)
            two = _answer(matrix, person, "POST", f"/api/3/action/{name}", nothing, other)
            if one != two:
                told.append(f"{name} {data}: {_first_difference(one, two)}")
    assert not told, "\n".join(told)
