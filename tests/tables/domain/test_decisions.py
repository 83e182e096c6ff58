"""Corrections are checked before they are followed."""

from __future__ import annotations

import json

import pytest

from ckanext.sdijember.tables.domain.decisions import CorrectionError, Decision, Decisions, corrections


@pytest.mark.parametrize(
    "given",
    [
        {"file": {"delimiter": "§"}}, {"file": {"encoding": "utf-7"}}, {"file": {"quote": "x"}},
        {"file": {"sheet": ""}},
        {"file": {"header": "1"}}, {"file": {"header": [0]}}, {"file": {"header": [True]}},
        {"file": {"first_row": "2"}},
        {"file": {"first_row": 10**12}}, {"file": {"left_out": [-1]}}, {"file": {"unknown": 1}}, {"other": {}},
        {"columns": {"x": {}}}, {"columns": {"-1": {"kind": "text"}}}, {"columns": {"1": {"kind": "number"}}},
        {"columns": {"1": {"number_format": ".."}}}, {"columns": {"1": {"date_format": "ydm"}}},
        {"columns": {"1": {"name": " "}}},
        {"columns": {"1": []}}, {"columns": []}, [], {"file": {"delimiter": {"value": {"value": ","}}}},
        {"file": {"delimiter": [","]}}, {"columns": {"²": {"kind": "text"}}},
    ],
)  # fmt: skip
def test_what_no_reader_can_follow_is_refused(given):
    with pytest.raises(CorrectionError):
        corrections(given)


def test_what_was_stored_can_be_given_back():
    made = Decisions({"delimiter": Decision(";", False, (",",)), "header": Decision([1])}).with_column(
        3, kind=Decision("code"), number_format=Decision(",.")
    )
    again = corrections(json.loads(json.dumps(made.stored())))
    assert again.get("delimiter") == ";" and again.of_column(3, "kind") == "code"
    assert again.canonical() == made.canonical() and not again.open_questions()
    assert made.open_questions() == [(0, "delimiter", made.file["delimiter"])]


def test_how_sure_it_was_is_no_part_of_what_is_approved():
    sure, unsure = Decisions({"delimiter": Decision(";")}), Decisions({"delimiter": Decision(";", False, (",",))})
    assert sure.canonical() == unsure.canonical() != Decisions({"delimiter": Decision(",")}).canonical()
