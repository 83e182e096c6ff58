"""Answering a mark by a form: written once, refused with a reason, and for outsiders there is nothing to answer."""

from __future__ import annotations

import pytest

from ckanext.sdijember.plausibility import model as store

MARK = "0123456789abcdef" * 2


def _send(visitor, dataset, status, **typed):
    token = visitor.get("/user/edit").select_one("meta[name=_csrf_token]")["content"]
    form = {"resource_id": dataset["resources"][0]["id"], "mark": MARK, "code": "sum", "_csrf_token": token}
    form["text"] = "Angka tercetak demikian di buku sumber."
    return visitor.post(f"/dataset/{dataset['name']}/pemeriksaan/kewajaran", form | typed, status)


def test_an_answer_by_a_form(portal, visit):
    dataset = portal.dataset()
    _send(visit("editor"), dataset, 200)
    assert [one.mark for one in store.latest([dataset["id"]])] == [MARK]


def test_what_is_refused_is_said(portal, visit):
    dataset = portal.dataset()
    page = _send(visit("editor"), dataset, 422, text="Ya.")
    assert "paling sedikit 10 huruf" in page.get_text()
    assert store.count(dataset["id"]) == 0


@pytest.mark.parametrize("person", ["stranger", "other_editor"])
def test_outsiders_find_nothing(portal, visit, person):
    dataset = portal.dataset()
    _send(visit(person), dataset, 404)
    assert store.count(dataset["id"]) == 0
