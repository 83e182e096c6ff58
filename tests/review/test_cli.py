"""``ckan sdijember review``: the same rights, the same rules, readable refusals."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.review.model.review import Review
from tests import factories


@pytest.fixture
def portal(run):
    return factories.portal()


def _state(dataset: dict) -> str:
    return Review.get(dataset["id"]).state


def _as(portal, person: str) -> tuple[str, str]:
    return "--as", portal.people[person]["name"]


WAY = [
    ("editor", ("submit",), "submitted"),
    ("walidata", ("verify",), "verified"),
    ("pembina", ("recommend", "--number", "V-26.3509.001", "--date", "2026-05-17"), "recommended"),
    ("walidata", ("publish",), "published"),
    ("walidata", ("withdraw", "--note", "Angka keliru."), "withdrawn"),
]


def test_the_whole_way(portal, run):
    dataset = portal.dataset()
    for person, (action, *options), state in WAY:
        result = run("review", action, dataset["name"], *_as(portal, person), *options)
        assert result.exit_code == 0, result.output
        assert _state(dataset) == state


def test_recall_and_return(portal, run):
    dataset = portal.bring_to("submitted")
    assert run("review", "recall", dataset["id"], *_as(portal, "editor")).exit_code == 0
    assert _state(dataset) == "draft"
    run("review", "submit", dataset["id"], *_as(portal, "editor"))
    result = run("review", "return", dataset["id"], *_as(portal, "walidata"), "--note", "Lengkapi satuan.")
    assert (result.exit_code, _state(dataset)) == (0, "returned")


@pytest.mark.parametrize("action", rules.ACTIONS)
def test_every_action_is_a_command(run, action):
    assert run("review", action, "--help").exit_code == 0


@pytest.mark.parametrize("person", ["stranger", "other_editor", "sekretariat", "pembina", "sysadmin"])
def test_the_wrong_role_is_refused(portal, run, person):
    dataset = portal.bring_to("submitted")
    result = run("review", "verify", dataset["name"], *_as(portal, person))
    assert result.exit_code == 1
    assert result.output.strip()
    assert "Traceback" not in result.output
    assert _state(dataset) == "submitted"


@pytest.mark.parametrize(
    ("state", "person", "words", "field"),
    [
        ("submitted", "walidata", ("return",), "note"),
        ("verified", "pembina", ("recommend", "--date", "2026-05-17"), "number"),
        ("verified", "pembina", ("recommend", "--number", "1", "--date", "17/05/2026"), "date"),
        ("draft", "walidata", ("verify",), "state"),
        ("submitted", "walidata", ("verify", "--version", "1"), "version"),
    ],
)
def test_a_broken_rule_is_named(portal, run, state, person, words, field):
    dataset = portal.bring_to(state)
    result = run("review", words[0], dataset["name"], *_as(portal, person), *words[1:])
    assert result.exit_code == 1
    assert f"  {field}: " in result.output
    assert _state(dataset) == state


def test_there_is_no_way_around_a_user(portal, run):
    dataset = portal.bring_to("submitted")
    assert run("review", "verify", dataset["name"]).exit_code == 2
    result = run("review", "verify", dataset["name"], "--as", "nobody-at-all")
    assert result.exit_code == 1
    assert "nobody-at-all" in result.output


def test_an_unknown_dataset_is_refused(portal, run):
    assert run("review", "show", "no-such-dataset", *_as(portal, "walidata")).exit_code == 1


def test_show_tells_state_history_and_what_may_be_done(portal, run):
    dataset = portal.bring_to("returned")
    output = run("review", "show", dataset["name"], *_as(portal, "editor")).output
    assert "Lengkapi satuan." in output
    assert "Menunggu verifikasi Walidata → Dikembalikan untuk diperbaiki" in output
    assert " WIB  " in output
    assert "submit" in output


def test_list_shows_what_waits_for_the_user(portal, run):
    waiting, other = portal.bring_to("submitted"), portal.bring_to("verified")
    mine = run("review", "list", *_as(portal, "walidata"), "--scope", "mine").output
    assert waiting["name"] in mine
    assert other["name"] not in mine
    verified = run("review", "list", *_as(portal, "walidata"), "--state", "verified").output
    assert other["name"] in verified
    assert waiting["name"] not in verified
    assert waiting["name"] not in run("review", "list", *_as(portal, "stranger")).output


@pytest.mark.parametrize(("locale", "label"), [("id", "Draf\n"), ("en", "Draft\n")])
def test_answers_are_in_the_portals_language(portal, run, monkeypatch, locale, label):
    dataset = portal.dataset()
    monkeypatch.setitem(tk.config, "ckan.locale_default", locale)
    output = run("review", "show", dataset["name"], *_as(portal, "editor")).output
    assert output.startswith(f"{dataset['name']}: {label}")
