"""Who reads a note, who speaks for whom, what is still to be settled."""

from __future__ import annotations

import itertools

import pytest

from ckanext.sdijember.note.domain import conversation as rules
from ckanext.sdijember.review.domain import transitions as states

OFFICE = "opd-1"


def _reader(**changes):
    values = {
        "user_id": "u",
        "sides": (),
        "teams": frozenset(),
        "in_office": False,
        "office": OFFICE,
        "reads_review": True,
    }
    return rules.Reader(**(values | changes))


def test_who_may_not_read_the_review_reads_no_note():
    everything = _reader(reads_review=False, in_office=True, teams=frozenset(states.TEAMS))
    assert not any(rules.may_read(audience, OFFICE, everything) for audience in rules.AUDIENCES)


@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        ({}, {"shared"}),
        ({"in_office": True}, {"shared", "produsen"}),
        ({"teams": frozenset({"walidata"})}, {"shared", "walidata"}),
        ({"teams": frozenset({"pembina"})}, {"shared", "pembina"}),
        ({"teams": frozenset({"sekretariat", "forum"})}, {"shared"}),
    ],
)
def test_private_notes_are_for_their_own_side(reader, reads):
    assert {name for name in rules.AUDIENCES if rules.may_read(name, OFFICE, _reader(**reader))} == reads


def test_an_audience_that_nobody_knows_is_read_by_nobody():
    assert not rules.may_read("all", OFFICE, _reader(in_office=True, teams=frozenset({"all"})))


def test_the_notes_of_an_office_stay_with_it_when_the_data_move():
    assert not rules.may_read("produsen", "opd-2", _reader(in_office=True))


def test_teams_speak_only_where_they_read():
    for state, rule in states.STATES.items():
        for roles in itertools.chain.from_iterable(itertools.combinations(rules.SIDES, n) for n in range(4)):
            sides = rules.speaks_as(state, roles)
            assert set(sides) == {side for side in roles if side == "produsen" or side in rule.read_by}
    assert rules.speaks_as("published", {"sekretariat", "forum"}) == ()


def test_whoever_has_the_ball_speaks_first():
    both = {"walidata", "pembina", "produsen"}
    assert rules.speaks_as("submitted", both)[0] == "walidata"
    assert rules.speaks_as("verified", both)[0] == "pembina"
    assert rules.speaks_as("returned", both)[0] == "produsen"
    assert rules.side_of("shared", ("pembina", "walidata")) == "pembina"
    assert rules.side_of("walidata", ("pembina", "walidata")) == "walidata"
    with pytest.raises(ValueError, match="produsen"):
        rules.side_of("produsen", ("pembina",))


@pytest.mark.parametrize(
    ("actions", "is_open"),
    [
        ([], True),
        (["resolve"], False),
        (["resolve", "reopen"], True),
        (["pass"], True),
        (["resolve", "pass"], False),
        (["reopen", "pass"], True),
        (["withdraw"], False),
        (["reopen", "withdraw"], False),
    ],
)
def test_what_is_still_to_be_settled(actions, is_open):
    assert rules.is_open(actions) is is_open


def _thread(**changes):
    values = {"author": "u", "side": "walidata", "audience": "shared", "reply": False, "actions": ()}
    return rules.Thread(**(values | changes))


@pytest.mark.parametrize(
    ("thread", "user", "sides", "steps"),
    [
        ({}, "u", ("walidata",), ["reply", "resolve", "withdraw"]),
        ({}, "colleague", ("walidata",), ["reply", "resolve"]),
        ({}, "other", ("produsen",), ["reply"]),
        ({}, "reader", (), []),
        ({"audience": "walidata"}, "other", ("pembina",), []),
        ({"actions": ("resolve",)}, "u", ("walidata",), ["reply", "reopen", "withdraw"]),
        ({"actions": ("withdraw",)}, "u", ("walidata",), ["reply"]),
        ({"reply": True}, "u", ("walidata",), ["withdraw"]),
        ({"reply": True}, "other", ("walidata",), []),
        ({}, "u", (), []),
    ],
)
def test_next_steps(thread, user, sides, steps):
    assert rules.next_steps(_thread(**thread), user, sides) == steps


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ani tolong lihat.", ["ani"]),
        ("Tolong (@Ani, @budi-2)!", ["ani", "budi-2"]),
        ("@ani dan @ani", ["ani"]),
        ("Kirim ke ani@example.com", []),
        ("harga @ 5000", []),
        ("a.@ani", []),
        ("@@ani", []),
        ("Selesai, @ani.", ["ani"]),
    ],
)
def test_names_in_a_text(text, names):
    assert rules.mentions(text) == names


def test_a_text_is_not_empty_not_endless_and_tells_of_no_person():
    assert rules.check_text("Satuan belum diisi.") == []
    assert [found.message for found in rules.check_text(" \n ")] == [rules.EMPTY]
    assert [found.message for found in rules.check_text("a" * 10_001)] == [rules.TOO_LONG]
    found = rules.check_text("Hubungi 3509120101900001 atau 197001011990031001.")
    assert {one.params["kind"] for one in found} == {"NIK", "NIP"}
    assert all("•" in one.params["masked"] for one in found)


def test_approvals_ask_about_notes_and_nothing_else_does():
    asked = {action for action in states.ACTIONS if rules.asks_about_notes(action)}
    assert asked == rules.APPROVALS & set(states.ACTIONS)
    assert {"verify", "recommend", "publish"} <= asked
