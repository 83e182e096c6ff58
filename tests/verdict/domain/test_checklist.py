"""The checklists that are shipped, and how a team's own version comes out of the one before."""

from __future__ import annotations

import pytest

from ckanext.sdijember.verdict.domain import checklist
from ckanext.sdijember.verdict.domain.checklist import Line, asked, check, edited, line, shipped

ONE = Line("satu", {"id": "Satu"})
TWO = Line("dua", {"id": "Dua"}, about=("kegiatan",))


@pytest.mark.parametrize("team", checklist.TEAMS)
def test_what_is_shipped_is_complete_in_both_languages(team):
    lines = shipped(team)
    assert not check(lines, lines)
    assert len({one.code for one in lines}) == len(lines)
    for one in lines:
        assert set(one.label) == set(one.hint) == {"id", "en"} and one.source and one.about, one.code
    for kind in checklist.ABOUT:
        assert len(asked(lines, kind)) >= 5, "each kind of dataset is asked about"


def test_the_five_components_of_standar_data_are_named():
    text = next(one.label["id"] for one in shipped("walidata") if one.code == "standar-data")
    for component in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
        assert component in text


def test_no_other_team_has_one():
    for team in ("forum", "../walidata", ""):
        with pytest.raises(KeyError):
            shipped(team)


def test_a_line_keeps_its_code_and_a_new_one_gets_one():
    after = edited([ONE, TWO], [TWO, line({"label": "Satu"}), line({"code": "satu", "label": {"id": "Satu baru"}})])
    assert [one.code for one in after] == ["dua", "satu-2", "satu"]
    assert after[2].label == {"id": "Satu baru"}
    assert line(after[0].as_dict()) == TWO


def test_a_line_that_is_left_out_is_retired_and_never_lost():
    after = edited([ONE, TWO], [ONE])
    assert [(one.code, one.retired) for one in after] == [("satu", False), ("dua", True)]
    assert asked(after, "kegiatan") == [ONE]


def test_texts_are_trimmed_and_what_is_unknown_is_left_out():
    made = line({"label": {"id": "  Satu \n baris ", "en": ""}, "about": ["kegiatan", "lain"], "retired": ""})
    assert (made.label, made.about, made.retired) == ({"id": "Satu baris"}, ("kegiatan",), False)
    assert line({"about": "dataset"}).about == ("dataset",)


@pytest.mark.parametrize(
    ("given", "messages"),
    [
        ([Line("satu", {})], [checklist.NO_LABEL]),
        ([Line("satu", {"id": "x"}, about=())], [checklist.NO_KIND]),
        ([Line("satu", {"id": "x" * 301})], [checklist.LONG]),
        ([Line("satu", {"id": "x"}, source="x" * 201)], [checklist.LONG]),
        ([ONE, Line("", {"id": "satu"})], [checklist.TWICE]),
        ([Line("asing", {"id": "x"})], [checklist.UNKNOWN]),
        ([Line("satu", {"id": "x"}, retired=True)], [checklist.NONE_LEFT]),
        ([Line("", {"id": str(n)}) for n in range(61)], [checklist.TOO_MANY]),
        ([ONE, Line("dua", {}, about=())], [checklist.NO_LABEL, checklist.NO_KIND]),
        ([ONE, Line("dua", {}, about=(), retired=True)], []),
    ],
)
def test_what_is_wrong_is_said_all_at_once(given, messages):
    assert [finding.message for finding in check([ONE, TWO], given)] == messages
