"""Ways to a dataset that are no action of the API: commands, the index, a form sent at the same moment as another."""

from __future__ import annotations

import json
import threading

import ckan.plugins.toolkit as tk
import click
import pytest
from ckan import model
from ckan.cli import dataset as dataset_commands
from ckan.cli import search_index
from click.testing import CliRunner

from ckanext.sdijember.log import model as log
from ckanext.sdijember.review.logic import working_copy
from ckanext.sdijember.review.model.review import Review
from tests.bypass.targets import labels
from tests.factories import WAYS

LOCKED = ("submitted", "verified", "recommended", "published")
#: How often two do something at the same moment.
ROUNDS = 5


def _ckan(standing, group, *words):
    """``ckan <group> <words>``"""
    with click.Context(click.Command("ckan")) as parent:
        parent.meta["flask_app"] = standing.app().flask_app
        return CliRunner().invoke(group, words, parent=parent)


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("command", ["delete", "purge"])
def test_the_commands_of_ckan_meet_the_lock(prey, standing, state, command):
    target = prey.targets[state]
    before = target.fingerprint()
    assert _ckan(standing, dataset_commands.dataset, command, target.name).exit_code != 0
    model.Session.rollback()
    assert target.fingerprint() == before


def test_an_index_that_is_made_anew_gives_out_what_it_gave_out(prey, standing):
    before = {state: labels(target.id) for state, target in prey.targets.items()}
    assert [state for state, found in before.items() if "public" in found] == ["published"]
    for words in (("clear",), ("rebuild",), ("rebuild", prey.targets["draft"].name), ("rebuild", "--only-missing")):
        assert _ckan(standing, search_index.search_index, *words).exit_code == 0, words
    assert {state: labels(target.id) for state, target in prey.targets.items()} == before


def _post(app, headers, action, data):
    answer = app.post(f"/api/3/action/{action}", data=json.dumps(data), headers=headers)
    return answer.status_code


def _at_once(*calls):
    """Do all of them at the same moment, each in a session of its own."""
    start = threading.Barrier(len(calls))

    def run(do):
        start.wait()
        try:
            do()
        finally:
            model.Session.remove()

    threads = [threading.Thread(target=run, args=(do,)) for do in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    model.Session.remove()


def test_what_is_approved_while_the_producer_saves_is_what_was_submitted(prey, standing):
    """Whoever comes first: under review is always what the snapshot says, and never a mixture."""
    portal, apps = prey.portal, [standing.app(), standing.app()]
    headers = {}
    for person in ("editor", "walidata"):
        user = portal.people[person]["name"]
        token = tk.get_action("api_token_create")({"user": user}, {"user": user, "name": "serentak"})["token"]
        headers[person] = {"Authorization": token, "Content-Type": "application/json"}
    dataset = portal.bring_to("draft")
    same = {"id": dataset["id"]}
    for number in range(ROUNDS):
        _at_once(
            lambda n=number: _post(apps[0], headers["editor"], "package_patch", same | {"notes": f"Simpan {n}."}),
            lambda: _post(apps[1], headers["editor"], "sdijember_review_submit", same),
        )
        _as_submitted(dataset["id"])
        _at_once(
            lambda: _post(apps[0], headers["walidata"], "sdijember_review_verify", same),
            lambda n=number: (
                _post(apps[1], headers["editor"], "sdijember_review_recall", same | {"note": "Tarik."}),
                _post(apps[1], headers["editor"], "package_patch", same | {"notes": f"Sesudah {n}."}),
            ),
        )
        _as_submitted(dataset["id"])
        if not Review.get(dataset["id"]).rule.editable:
            portal.take(dataset["id"], "recall", "editor", note="Ulangi sekali lagi.")
    assert log.verify_chain().ok


def _as_submitted(package_id):
    review = Review.get(package_id)
    assert review.state in WAYS
    if not review.rule.editable:
        assert working_copy.sha256_now({"ignore_auth": True, "user": ""}, package_id) == review.snapshot
    assert "public" not in labels(package_id)
